package io.stratum.autoconfigure.placement;

import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.FleetFlywayCustomizer;
import io.stratum.isolation.placement.MigrationScripts;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Draws the blueprint of tenants' places from what the application has for shared tables.
 */
final class PlacedTables {

	private final Blueprint blueprint;

	private final DataSource owner;

	PlacedTables(DataSource owner, ObjectProvider<RowLevelSecurity> shared, ObjectProvider<Flyway> flyway,
			ObjectProvider<FleetFlywayCustomizer> customizers, List<String> locations, List<String> searchPath) {
		this.owner = owner;
		MigrationScripts scripts = new MigrationScripts(() -> configuration(flyway, locations),
				customizers.orderedStream().toList());
		this.blueprint = new Blueprint(scripts, shared::getObject, () -> schema(owner), searchPath);
	}

	Blueprint blueprint() {
		return this.blueprint;
	}

	/** Returns the name of the schema of the shared tables. */
	String homeSchema() {
		return schema(this.owner);
	}

	// Boot's own Flyway is left alone; only what it was told is taken over.
	private static Configuration configuration(ObjectProvider<Flyway> flyway, List<String> locations) {
		Flyway shared = flyway.getIfUnique();
		Configuration base = (shared != null) ? shared.getConfiguration() : Flyway.configure();
		return locations.isEmpty() ? base
				: Flyway.configure().configuration(base).locations(locations.toArray(String[]::new));
	}

	private static String schema(DataSource owner) {
		return JdbcClient.create(owner).sql("select current_schema()").query(String.class).single();
	}

}
