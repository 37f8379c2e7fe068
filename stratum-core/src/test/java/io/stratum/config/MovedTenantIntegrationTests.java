package io.stratum.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.Permissions;
import io.stratum.policy.AccessRequest;
import io.stratum.policy.NewPolicy;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a tenant inherits after it was moved, on the node that moved it and on another.
 */
class MovedTenantIntegrationTests {

	private static final AccessRequest READ = new AccessRequest(null, "read", "report", null, Map.of());

	private ConfigFixture fixture;

	private TenantCast cast;

	private ChangeFeed otherFeed;

	private Node here;

	private Node elsewhere;

	@BeforeEach
	void start() {
		this.fixture = new ConfigFixture();
		this.cast = this.fixture.cast;
		this.otherFeed = new ChangeFeed(this.cast.engine.platform, Duration.ofSeconds(5));
		this.otherFeed.start();
		await(this.otherFeed::isTrusted);
		this.here = new Node(this.cast.engine.feed);
		this.elsewhere = new Node(this.otherFeed);
		endow(this.cast.acme, "acme");
		endow(this.cast.globex, "globex");
	}

	@AfterEach
	void stop() {
		this.otherFeed.close();
		this.fixture.close();
	}

	@Test
	void nextReadsShowWhatTheNewParentHasAndNothingOfTheOldOne() {
		await(() -> this.elsewhere.sees("acme"));
		assertThat(this.here.sees("acme")).isTrue();
		this.cast.tenants.move(this.cast.emea, this.cast.globex, null);
		assertThat(this.here.sees("globex")).isTrue();
		await(() -> this.elsewhere.sees("globex"));
	}

	private void endow(TenantId tenant, String name) {
		this.fixture.set(tenant, "from", name);
		this.fixture.set(tenant, "only_" + name, true);
		this.here.permissions.grant(tenant, PermissionGrant.of("of_" + name));
		this.here.policies.create(tenant, NewPolicy.allow(name, "report", "read"));
	}

	private final class Node {

		private final TenantContext context = MovedTenantIntegrationTests.this.cast.engine.context;

		private final ConfigEntries config;

		private final Permissions permissions;

		private final Policies policies;

		private Node(ChangeFeed feed) {
			EngineDatabase database = new EngineDatabase(MovedTenantIntegrationTests.this.cast.engine.platform);
			Journal journal = MovedTenantIntegrationTests.this.cast.engine.journalOf(database);
			Tenants tenants = new Tenants(database, feed, journal, this.context);
			this.config = MovedTenantIntegrationTests.this.fixture.node(database, feed);
			this.permissions = new Permissions(database, feed, journal, this.context, tenants);
			this.policies = new Policies(database, feed, journal, this.context, tenants);
		}

		private boolean sees(String name) {
			TenantId sales = MovedTenantIntegrationTests.this.cast.sales;
			return name.equals(this.config.get(sales, "from").value())
					&& this.config.resolve(sales)
						.keySet()
						.stream()
						.filter((key) -> key.startsWith("only_"))
						.toList()
						.equals(List.of("only_" + name))
					&& this.permissions.effective(sales).keySet().equals(Set.of("of_" + name))
					&& name.equals(decider(sales));
		}

		private String decider(TenantId tenant) {
			return Objects.requireNonNull(this.policies.explain(tenant, READ).decision().matchedPolicy()).name();
		}

	}

}
