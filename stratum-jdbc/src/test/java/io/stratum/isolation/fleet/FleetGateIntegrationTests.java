package io.stratum.isolation.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.stratum.isolation.placement.RecordedPlacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A place that is behind and migrated on use: only if it follows, and not at any price.
 */
class FleetGateIntegrationTests {

	@TempDir
	private Path folder;

	private FleetFixture fixture;

	private RecordedPlacement behind;

	private FleetGate gate;

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

	@BeforeEach
	void start() {
		this.fixture = new FleetFixture(this.folder);
		this.fixture.givenTenants(1);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		FleetMigration fleet = this.fixture.fleet();
		this.behind = fleet.placements().get(0);
		this.gate = new FleetGate(fleet, Behind.MIGRATE_ON_USE, this.nanos::get);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void placeThatNobodyMayMigrateIsNotServed() {
		this.fixture.places.sql("update stratum.placement set tenant_id = null, state = 'FAILED' where id = ?")
			.param(this.behind.id())
			.update();
		assertRefused();
	}

	@Test
	void placeThatIsNoLongerOnRecordIsNotServed() {
		this.fixture.places.sql("delete from stratum.placement where id = ?").param(this.behind.id()).update();
		assertRefused();
	}

	@Test
	void failingPlaceIsTriedAgainAfterPausesThatGrow() {
		breakPlace();
		assertRefused();
		assertRefused();
		assertThat(attempts()).isEqualTo(1);
		pass(Duration.ofSeconds(1));
		assertRefused();
		assertThat(attempts()).isEqualTo(2);
		pass(Duration.ofSeconds(1));
		assertRefused();
		assertThat(attempts()).isEqualTo(2);
		pass(Duration.ofSeconds(1));
		assertRefused();
		assertThat(attempts()).isEqualTo(3);
	}

	@Test
	void pauseIsNeverLongerThanFiveMinutes() {
		breakPlace();
		for (int i = 1; i <= 12; i++) {
			assertRefused();
			assertThat(attempts()).isEqualTo(i);
			pass(Duration.ofMinutes(5));
		}
	}

	@Test
	void mendedPlaceIsServedOnceThePauseIsOver() {
		breakPlace();
		assertRefused();
		this.fixture.places
			.sql("alter table " + this.fixture.schema(this.fixture.tenants.get(0)) + ".packet rename to parcel")
			.update();
		assertRefused();
		pass(Duration.ofSeconds(1));
		this.gate.admit(this.behind);
		assertThat(this.fixture.fleet().run().of(FleetOutcome.UNCHANGED)).hasSize(1);
	}

	private void breakPlace() {
		this.fixture.places
			.sql("alter table " + this.fixture.schema(this.fixture.tenants.get(0)) + ".parcel rename to packet")
			.update();
	}

	private void assertRefused() {
		assertThatExceptionOfType(TenantUpgradingException.class).isThrownBy(() -> this.gate.admit(this.behind));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	/** Those by the gate; the one of its making is not counted. */
	private int attempts() {
		return this.fixture.places.sql("select attempts - 1 from stratum.placement where id = ?")
			.param(this.behind.id())
			.query(Integer.class)
			.single();
	}

}
