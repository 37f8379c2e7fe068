package io.stratum.autoconfigure.observe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantRequestCounterTests {

	private static final int NAMED = 50;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TenantRequestCounter counter = new TenantRequestCounter(this.registry, NAMED);

	@Test
	void seriesDoNotGrowWithTheTenants() {
		List<Tenant> tenants = IntStream.range(0, 10_000).mapToObj((i) -> tenant("t" + i)).toList();
		for (int round = 0; round < 3; round++) {
			tenants.forEach(this.counter::count);
			assertThat(names()).hasSizeLessThanOrEqualTo(NAMED + 1).contains("other");
		}
		assertThat(this.registry.find("stratum.requests").counters()).hasSizeLessThanOrEqualTo(NAMED + 1);
	}

	@Test
	void tenantThatBecomesBusyIsNamedAndTheQuietestFallsOut() {
		IntStream.range(0, NAMED).forEach((i) -> count(tenant("early" + i), 2 + i));
		count(tenant("late"), 2);
		assertThat(names()).contains("early0", "other").doesNotContain("late");
		count(tenant("late"), 2);
		assertThat(names()).contains("late").doesNotContain("early0").hasSize(NAMED + 1);
	}

	@Test
	void requestsOfNobodyAreAmongTheOthers() {
		this.counter.count(null);
		assertThat(names()).containsExactly("other");
	}

	private void count(Tenant tenant, int times) {
		IntStream.range(0, times).forEach((i) -> this.counter.count(tenant));
	}

	private List<String> names() {
		return this.registry.getMeters().stream().map(Meter::getId).map((id) -> id.getTag("tenant")).toList();
	}

	private static Tenant tenant(String slug) {
		TenantId id = new TenantId(UUID.randomUUID());
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

}
