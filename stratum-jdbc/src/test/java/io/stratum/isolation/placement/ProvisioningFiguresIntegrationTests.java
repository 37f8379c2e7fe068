package io.stratum.isolation.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import io.stratum.isolation.placement.PlacementFixture.Node;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Says how long a schema of fifty tables takes: migrated, cloned and from the spares.
 */
class ProvisioningFiguresIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(ProvisioningFiguresIntegrationTests.class);

	private static final int TABLES = 50;

	@TempDir
	private Path scripts;

	@Test
	void schemaOfFiftyTables() throws IOException {
		writeScripts();
		ProvisioningOptions options = ProvisioningOptions.defaults();
		try (PlacementFixture fixture = new PlacementFixture(MigrationScripts.in("filesystem:" + this.scripts));
				Node migrating = fixture
					.node(new ProvisioningOptions(options.strategies(), options.timeout(), false, 0, 0));
				Node cloning = fixture.node();
				Node keeping = fixture.node(options.withSpares(3, 0))) {
			report("migrated", migrating, fixture);
			report("with its template", cloning, fixture);
			for (int i = 0; i < 4; i++) {
				report("cloned", cloning, fixture);
			}
			keeping.provisioner.refill();
			for (int i = 0; i < 3; i++) {
				report("from the spares", keeping, fixture);
			}
		}
	}

	private static void report(String how, Node node, PlacementFixture fixture) {
		long start = System.nanoTime();
		Tenant tenant = node.create(Depot.slug(), IsolationStrategy.SCHEMA);
		logger.info("FIGURE schema of {} tables, {}: {} ms", TABLES, how,
				Duration.ofNanos(System.nanoTime() - start).toMillis());
		assertThat(fixture.sql("""
				select count(*)
				from pg_class c
				join pg_namespace n on n.oid = c.relnamespace
				join stratum.placement p on p.schema = n.nspname
				where p.tenant_id = ? and c.relkind = 'r' and c.relforcerowsecurity
				""").param(tenant.id().value()).query(Integer.class).single()).isEqualTo(TABLES);
	}

	private void writeScripts() throws IOException {
		for (int table : IntStream.rangeClosed(1, TABLES).toArray()) {
			Files.writeString(this.scripts.resolve("V%d__table.sql".formatted(table)), """
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
					""".formatted(table, Math.max(1, table - 1)));
		}
	}

}
