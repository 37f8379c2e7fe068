package io.stratum.tenant;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.RoundTrips;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes over one database: the forest's own, and another whose way there is counted.
 */
class TenantMemoryIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final HikariDataSource listening = forest.engine.pool("stratum_platform", 1);

	private final ChangeFeed feed = new ChangeFeed(this.listening, Duration.ofSeconds(5));

	private final RoundTrips trips = new RoundTrips(forest.engine.platform);

	private final Tenants other = node();

	private List<Tenant> chain;

	@BeforeEach
	void warm() {
		this.feed.start();
		await(this.feed::isTrusted);
		this.chain = forest.chain("acme", 4);
		// The other node hears of the new tenants late; let it settle before counting.
		await(() -> this.trips.during(this::readEverything) == 0);
	}

	@AfterEach
	void stop() {
		this.feed.close();
		this.listening.close();
	}

	@Test
	void coldAncestorsCostTwoRoundTripsWhateverTheDepth() {
		Tenants cold = node();
		assertThat(this.trips.during(() -> cold.ancestors(this.chain.get(3).id()))).isEqualTo(2);
		assertThat(this.trips.during(() -> cold.ancestors(this.chain.get(3).id()))).isZero();
	}

	@Test
	void changeIsSeenAtOnceOnTheWritingNodeAndSoonOnTheOther() {
		Tenant emea = this.chain.get(1);
		forest.tenants.update(emea.id(), TenantUpdate.NONE.withSlug("renamed"));
		assertThat(forest.tenants.findBySlug("renamed")).isPresent();
		assertThat(forest.tenants.findBySlug(emea.slug())).isEmpty();
		await(() -> this.other.find(emea.id()).orElseThrow().slug().equals("renamed"));
		assertThat(this.other.findBySlug(emea.slug())).isEmpty();
		assertThat(this.other.findBySlug("renamed")).isPresent();
	}

	@Test
	void moveIsSeenForTheWholeSubtree() {
		Tenant lowest = this.chain.get(3);
		forest.tenants.move(this.chain.get(1).id(), null, null);
		await(() -> this.other.find(lowest.id()).orElseThrow().path().depth() == 2);
		assertThat(this.other.ancestors(lowest.id())).isEqualTo(forest.tenants.ancestors(lowest.id()));
	}

	@Test
	void lostNotificationIsMadeGood() {
		Tenant emea = this.chain.get(1);
		renameBehindTheBack(emea);
		assertThat(this.other.find(emea.id()).orElseThrow().name()).isEqualTo(emea.name());
		forest.engine.database.jdbc()
			.sql("insert into stratum.change (kind, tenant_id) values ('tenant', ?)")
			.param(emea.id().value())
			.update();
		await(() -> this.other.find(emea.id()).orElseThrow().name().equals("Behind"));
	}

	@Test
	void memoryIsBypassedWhileTheNodeHearsNothing() {
		Tenant emea = this.chain.get(1);
		renameBehindTheBack(emea);
		this.listening.close();
		await(() -> !this.feed.isTrusted());
		assertThat(this.other.find(emea.id()).orElseThrow().name()).isEqualTo("Behind");
		assertThat(this.trips.during(this::readEverything)).isPositive();
	}

	@Test
	void transactionSeesItsOwnChangesAndMemoryNoneThatIsRolledBack() {
		Tenant emea = this.chain.get(1);
		try {
			forest.engine.database.run(() -> {
				forest.tenants.update(emea.id(), TenantUpdate.NONE.withName("Never"));
				assertThat(forest.tenants.find(emea.id()).orElseThrow().name()).isEqualTo("Never");
				throw new UnsupportedOperationException();
			});
		}
		catch (UnsupportedOperationException ex) {
			assertThat(forest.tenants.find(emea.id())).contains(emea);
		}
		assertThat(forest.actions()).doesNotContain("tenant.updated");
		assertThat(forest.events()).doesNotContain("tenant.updated");
	}

	private Tenants node() {
		EngineDatabase database = new EngineDatabase(this.trips.dataSource());
		Journal journal = new Journal(database, this.feed, forest.engine.context::caller, Clock.systemUTC());
		return new Tenants(database, this.feed, journal, forest.engine.context);
	}

	private void readEverything() {
		this.chain.forEach((tenant) -> {
			this.other.admit(tenant.id());
			this.other.ancestors(tenant.id());
			this.other.root(tenant.id());
			this.other.findBySlug(tenant.slug());
		});
	}

	private static void renameBehindTheBack(Tenant tenant) {
		forest.engine.database.jdbc()
			.sql("update stratum.tenant set name = 'Behind' where id = ?")
			.param(tenant.id().value())
			.update();
	}

}
