package io.stratum.engine;

import java.util.Map;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * Creates and upgrades the engine's own tables.
 *
 * <p>
 * They live in the schema {@code stratum} with a history of their own, so they never meet
 * the application's migrations.
 */
public final class EngineSchema {

	/** Name of the schema. */
	public static final String NAME = "stratum";

	private EngineSchema() {
	}

	/**
	 * Brings the tables to the version of this library; one query if they have it.
	 * @param owner connections of the role that owns them
	 * @param platformRole the login of the engine
	 * @param applicationRole the login of the application
	 */
	public static void migrate(DataSource owner, String platformRole, String applicationRole) {
		if (!EngineHistory.isCurrent(owner)) {
			migrateByFlyway(owner, platformRole, applicationRole);
		}
	}

	private static void migrateByFlyway(DataSource owner, String platformRole, String applicationRole) {
		Flyway.configure()
			.dataSource(owner)
			.schemas(NAME)
			.defaultSchema(NAME)
			.table(EngineHistory.TABLE)
			.locations("classpath:" + EngineHistory.LOCATION)
			.placeholders(Map.of("platform", SqlIdentifier.quote(platformRole), "application",
					SqlIdentifier.quote(applicationRole)))
			.load()
			.migrate();
	}

}
