package io.stratum.isolation.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.Eventually;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.MigrationScripts;
import io.stratum.isolation.placement.PlacementFixture;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;

/**
 * Tenants with parcels in schemas of their own, and scripts that change while they live.
 */
final class FleetFixture implements AutoCloseable {

	static final String WEIGHT = "alter table parcel add column weight integer;";

	private static final String PARCELS = """
			create table parcel (
				tenant_id uuid not null,
				id uuid not null default gen_random_uuid(),
				receiver text not null,
				primary key (tenant_id, id)
			);
			""";

	final PlacementFixture places;

	final PlacementFixture.Node node;

	final List<Tenant> tenants = new ArrayList<>();

	private final Path folder;

	FleetFixture(Path folder) {
		this.folder = folder;
		write("V1__parcels.sql", PARCELS);
		this.places = new PlacementFixture(scripts());
		this.node = this.places.node();
	}

	void givenTenants(int count) {
		for (int i = 0; i < count; i++) {
			this.tenants.add(this.node.create("tenant_" + i, IsolationStrategy.SCHEMA));
		}
	}

	void write(String script, String text) {
		try {
			Files.writeString(this.folder.resolve(script), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MigrationScripts scripts() {
		return MigrationScripts.in("filesystem:" + this.folder);
	}

	FleetMigration fleet() {
		return fleet(FleetOptions.defaults());
	}

	FleetMigration fleet(FleetOptions options) {
		return fleet(this.node.database, this.node.journal, options);
	}

	FleetMigration fleet(EngineDatabase database, Journal journal, FleetOptions options) {
		Blueprint blueprint = this.places.blueprint(scripts());
		return new FleetMigration(database, journal, (name) -> this.places.home(), blueprint, options);
	}

	PlacementWork work(FleetRows rows, FleetOptions options) {
		return new PlacementWork(this.node.database, this.node.journal, (name) -> this.places.home(),
				this.places.blueprint(scripts()), rows, options);
	}

	void awaitLockConflict() {
		Eventually.await(() -> this.places.sql("select exists (select from pg_locks where not granted)")
			.query(Boolean.class)
			.single());
	}

	String schema(Tenant tenant) {
		return this.places.sql("select schema from stratum.placement where tenant_id = ?")
			.param(tenant.id().value())
			.query(String.class)
			.single();
	}

	@Override
	public void close() {
		this.node.close();
		this.places.close();
	}

}
