package io.stratum.autoconfigure.observe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqlMetersTests {

	private static final int NAMED = 50;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final SqlTotals totals = new SqlTotals();

	private final SqlMeters meters = new SqlMeters(this.totals, this.registry, NAMED);

	@Test
	void seriesDoNotGrowWithTheTenants() {
		for (int round = 0; round < 3; round++) {
			IntStream.range(0, 10_000).forEach((i) -> this.totals.sent(tenant("t" + i), 1));
			this.meters.publish();
			assertThat(this.registry.find("stratum.sql").counters()).hasSizeLessThanOrEqualTo(NAMED + 1);
			assertThat(this.registry.find("stratum.sql.time").counters()).hasSizeLessThanOrEqualTo(NAMED + 1);
		}
		assertThat(this.registry.get("stratum.sql").tag("tenant", "other").counter().count()).isPositive();
	}

	@Test
	void statementsOfManyThreadsAreAllCounted() throws InterruptedException {
		Tenant acme = tenant("acme");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int thread = 0; thread < 4; thread++) {
			threads.execute(() -> IntStream.range(0, 10_000).forEach((i) -> this.totals.sent(acme, 1_000_000)));
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
		this.meters.publish();
		assertThat(counter("stratum.sql").count()).isEqualTo(40_000);
		assertThat(counter("stratum.sql.time").count()).isEqualTo(40);
	}

	@Test
	void tenantThatRestsIsForgottenAndCountedOnWhenItComesBack() {
		this.totals.sent(tenant("acme"), 1);
		this.meters.publish();
		this.meters.publish();
		assertThat(this.totals.take()).isEmpty();
		this.totals.sent(tenant("acme"), 1);
		this.meters.close();
		assertThat(counter("stratum.sql").count()).isEqualTo(2);
	}

	private Counter counter(String name) {
		return this.registry.get(name).tag("tenant", "acme").counter();
	}

	private static Tenant tenant(String slug) {
		TenantId id = new TenantId(UUID.randomUUID());
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

}
