package io.stratum.engine;

import javax.sql.DataSource;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When the engine's tables are taken for current without asking Flyway.
 */
class EngineHistoryIntegrationTests {

	private final EngineFixture fixture = new EngineFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void migratedDatabaseIsCurrentByOneStatement() {
		CountingDataSource owner = new CountingDataSource(this.fixture.owner);
		assertThat(owner.statementsOf(() -> migrate(owner))).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "update stratum.engine_history set checksum = checksum + 1 where version = '10'",
			"update stratum.engine_history set success = false where version = '10'",
			"update stratum.engine_history set type = 'BASELINE' where version = '10'",
			"update stratum.engine_history set version = null where version = '10'",
			"delete from stratum.engine_history where version = '10'", """
					insert into stratum.engine_history
					select h.installed_rank + 1000, '9999', h.description, h.type, h.script, h.checksum, h.installed_by,
						h.installed_on, h.execution_time, h.success
					from stratum.engine_history h
					where h.version = '10'
					""",
			"""
					insert into stratum.engine_history
					select h.installed_rank + 1000, h.version, h.description, h.type, h.script, h.checksum, h.installed_by,
						h.installed_on, h.execution_time, h.success
					from stratum.engine_history h
					where h.version = '10'
					""",
			"alter table stratum.engine_history rename to elsewhere" })
	void anyOtherHistoryIsLeftToFlyway(String change) {
		assertThat(EngineHistory.isCurrent(this.fixture.owner)).isTrue();
		JdbcClient.create(this.fixture.owner).sql(change).update();
		assertThat(EngineHistory.isCurrent(this.fixture.owner)).isFalse();
	}

	@Test
	void migrationThatWasChangedAfterwardsIsRefused() {
		JdbcClient.create(this.fixture.owner)
			.sql("update stratum.engine_history set checksum = checksum + 1 where version = '10'")
			.update();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> migrate(this.fixture.owner))
			.withMessageContaining("checksum mismatch");
	}

	private static void migrate(DataSource owner) {
		EngineSchema.migrate(owner, "stratum_platform", "stratum_app");
	}

}
