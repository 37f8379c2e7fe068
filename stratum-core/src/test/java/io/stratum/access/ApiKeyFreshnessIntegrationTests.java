package io.stratum.access;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What another node believes of a key after it changed here.
 */
class ApiKeyFreshnessIntegrationTests {

	private static AccessFixture access;

	private ChangeFeed feed;

	private ApiKeys elsewhere;

	@BeforeAll
	static void startHere() {
		access = new AccessFixture();
	}

	@AfterAll
	static void stopHere() {
		access.close();
	}

	@BeforeEach
	void start() {
		EngineDatabase database = new EngineDatabase(access.engine.platform);
		TenantContext context = new TenantContext();
		this.feed = new ChangeFeed(access.engine.platform, Duration.ofSeconds(5));
		Journal journal = new Journal(database, this.feed, context::caller, access.clock);
		Tenants tenants = new Tenants(database, this.feed, journal, context);
		this.elsewhere = new ApiKeys(database, this.feed, journal, tenants, context,
				Peppers.of(AccessFixture.PEPPER, List.of()));
		this.feed.start();
		await(this.feed::isTrusted);
	}

	@AfterEach
	void stop() {
		this.feed.close();
	}

	@Test
	void revocationReachesOtherNodes() {
		IssuedApiKey key = access.key(access.acme, Scope.READ);
		assertThat(worksElsewhere(key)).isTrue();
		access.keys.revoke(key.key().id());
		await(() -> !worksElsewhere(key));
	}

	@Test
	void suspensionOfAnAncestorReachesOtherNodesAndEnds() {
		IssuedApiKey key = access.key(access.sales, Scope.READ);
		assertThat(worksElsewhere(key)).isTrue();
		access.status(access.emea, "suspended");
		await(() -> !worksElsewhere(key));
		access.status(access.emea, "active");
		await(() -> worksElsewhere(key));
	}

	@Test
	void changeOfARoleReachesOtherNodes() {
		Role role = access.roles.create(null, RoleSettings.of("global", Scope.READ));
		IssuedApiKey key = access.key(access.acme, Scope.ADMIN);
		access.roles.assign(key.key().id(), role.id());
		await(() -> holdsElsewhere(key, Scope.READ) && !holdsElsewhere(key, Scope.WRITE));
		access.roles.update(role.id(), null, (it) -> it.scoped(Set.of(Scope.WRITE)));
		await(() -> holdsElsewhere(key, Scope.WRITE));
	}

	@Test
	void keyMadeHereWorksElsewhereAlthoughItWasUnknownThere() {
		String text = KeyText.random(false);
		assertThat(this.elsewhere.authenticate(text)).isEmpty();
		access.keys.bootstrap(text);
		await(() -> this.elsewhere.authenticate(text).isPresent());
	}

	@Test
	void nodeWithoutWordOfOthersAsksTheDatabase() {
		IssuedApiKey key = access.key(access.acme, Scope.READ);
		assertThat(worksElsewhere(key)).isTrue();
		this.feed.close();
		access.keys.revoke(key.key().id());
		await(() -> !this.feed.isTrusted());
		assertThat(worksElsewhere(key)).isFalse();
	}

	private boolean worksElsewhere(IssuedApiKey key) {
		return this.elsewhere.authenticate(key.plaintext()).isPresent();
	}

	private boolean holdsElsewhere(IssuedApiKey key, Scope scope) {
		return this.elsewhere.authenticate(key.plaintext()).orElseThrow().caller().holds(scope);
	}

}
