package io.stratum.benchmarks.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.Placement;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOptions;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.MigrationScripts;
import io.stratum.isolation.placement.OwnerLogin;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.PlacementNames;
import io.stratum.isolation.placement.PlacementPolicy;
import io.stratum.isolation.placement.Provisioner;
import io.stratum.isolation.placement.ProvisioningOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServers;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.region.RegionAdmission;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.TestDatabase;
import org.flywaydb.core.Flyway;

/**
 * An application with some tables, each in a migration of its own, whose tenants get
 * schemas.
 */
final class Depot implements AutoCloseable {

	private static final String TABLE = """
			create table item_%1$d (
				tenant_id uuid not null,
				id uuid not null default gen_random_uuid(),
				parent uuid,
				name text not null,
				price numeric(12, 2) not null default 0,
				created_at timestamptz not null default now(),
				primary key (tenant_id, id),
				foreign key (tenant_id, parent) references item_%2$d (tenant_id, id)
			);
			create index item_%1$d_by_time on item_%1$d (tenant_id, created_at desc);
			""";

	private final TestDatabase database = TestDatabase.create();

	private final TenantContext context = new TenantContext();

	private final EngineDatabase engine = new EngineDatabase(this.database.platform());

	private final ChangeFeed feed = new ChangeFeed(this.database.platform(), Duration.ofSeconds(5));

	private final Journal journal = new Journal(this.engine, this.feed, this.context::caller, Clock.systemUTC());

	private final OwnerServer home = new OwnerLogin(Placement.HOME, this.database.url(), this.database.roles(),
			() -> "");

	private final TenantPools pools = new TenantPools(TenantServers.none(), PoolLimits.defaults(), List.of());

	private final Path folder;

	private final MigrationScripts scripts;

	private int made;

	Depot(int tables) throws IOException {
		this.folder = Files.createTempDirectory("stratum-depot");
		for (int table = 1; table <= tables; table++) {
			Files.writeString(this.folder.resolve("V%d__item.sql".formatted(table)),
					TABLE.formatted(table, Math.max(1, table - 1)));
		}
		this.scripts = MigrationScripts.in("filesystem:" + this.folder);
		this.scripts.in(this.database.owner(), "public").migrate();
		security().apply(false);
	}

	private RowLevelSecurity security() {
		return new RowLevelSecurity(this.database.owner(), this.database.roles(), TenantTables.in("public"));
	}

	private Blueprint blueprint() {
		return new Blueprint(this.scripts, this::security, () -> "public", List.of("ext"));
	}

	Provisioner provisioner(ProvisioningOptions options) {
		return new Provisioner(this.engine, this.journal, (name) -> this.home, new PlacementNames("depot"), blueprint(),
				PlacementPolicy.HOME, List.of(), this.pools, options);
	}

	FleetMigration fleet() {
		return new FleetMigration(this.engine, this.journal, (name) -> this.home, blueprint(), FleetOptions.defaults());
	}

	/**
	 * Creates tenants, each in a schema of its own.
	 */
	Runnable creation(Provisioner provisioner) {
		Tenants tenants = new Tenants(this.engine, this.feed, this.journal, this.context, provisioner,
				RegionAdmission.NONE);
		return () -> {
			String slug = "depot_" + ++this.made;
			tenants.create(NewTenant.root(slug, slug).isolatedBy(IsolationStrategy.SCHEMA));
		};
	}

	/**
	 * Does by hand what is usually done: a schema, and all migrations in it.
	 */
	void createByHand() {
		Flyway.configure()
			.dataSource(this.database.owner())
			.locations("filesystem:" + this.folder)
			.schemas("by_hand_" + ++this.made)
			.load()
			.migrate();
	}

	@Override
	public void close() {
		this.pools.close();
		this.feed.close();
		this.database.close();
	}

}
