package io.stratum.isolation.placement;

import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.CountingDataSource;
import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.isolation.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What nodes remember of placements.
 */
class RecordedPlacementsIntegrationTests {

	private static PlacementFixture fixture;

	private static PlacementFixture.Node node;

	private static CountingDataSource counting;

	private static RecordedPlacements placements;

	@BeforeAll
	static void start() {
		fixture = new PlacementFixture();
		node = fixture.node();
		node.feed.start();
		await(node.feed::isTrusted);
		counting = new CountingDataSource(fixture.platform);
		placements = new RecordedPlacements(new EngineDatabase(counting), node.feed, OutdatedPlaces.SERVED);
	}

	@AfterAll
	static void stop() {
		node.close();
		fixture.close();
	}

	@Test
	void placementIsReadOnceAndThenRemembered() {
		Tenant tenant = node.create("remembered", IsolationStrategy.SCHEMA);
		long before = counting.statements();
		Placement placement = placements.of(tenant);
		for (int i = 0; i < 10; i++) {
			assertThat(placements.of(tenant)).isEqualTo(placement);
		}
		assertThat(counting.statements()).isEqualTo(before + 1);
	}

	@Test
	void tenantsOfSharedTablesNeedNoRecord() {
		Tenant tenant = node.create("shared", IsolationStrategy.SHARED);
		long before = counting.statements();
		assertThat(placements.of(tenant)).isEqualTo(Placement.shared());
		assertThat(counting.statements()).isEqualTo(before);
	}

	@Test
	void tenantWithoutRecordIsLedNowhere() {
		Tenant tenant = node.create("lost", IsolationStrategy.SCHEMA);
		fixture.sql("update stratum.placement set tenant_id = null where tenant_id = ?")
			.param(tenant.id().value())
			.update();
		assertThatExceptionOfType(TenantUnavailableException.class).isThrownBy(() -> placements.of(tenant));
	}

	@Test
	void nodesHearThatAPlaceIsGone() {
		Tenant tenant = node.create("leaving", IsolationStrategy.SCHEMA);
		// Word of the creation must not be what outdates the memory.
		fixture.sql("delete from stratum.change").update();
		placements.of(tenant);
		fixture.sql("update stratum.tenant set status = 'archived' where id = ?").param(tenant.id().value()).update();
		try (PlacementFixture.Node other = fixture.node()) {
			other.provisioner.drop(tenant.id());
		}
		await(() -> !isKnown(tenant));
	}

	private static boolean isKnown(Tenant tenant) {
		try {
			placements.of(tenant);
			return true;
		}
		catch (TenantUnavailableException ex) {
			return false;
		}
	}

}
