package io.stratum.benchmarks.sql;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.benchmarks.Duel;
import io.stratum.benchmarks.Engine;
import io.stratum.benchmarks.Row;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.isolation.subtree.SubtreeLimits;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures what a parent reads of all tenants below it.
 */
public final class SubtreeRows {

	private static final int BELOW = 100;

	/** 200 orders of each tenant and of 400 strangers, as here and as by hand. */
	private static final String TABLES = """
			create table orders (
				tenant_id uuid not null,
				id uuid not null,
				total numeric(12, 2) not null,
				created_at timestamptz not null,
				primary key (tenant_id, id)
			);
			create index on orders (tenant_id, created_at desc, id desc);
			insert into orders
			select t.id, gen_random_uuid(), 10, now() - make_interval(mins => n)
			from (select id from stratum.tenant union all select gen_random_uuid() from generate_series(1, 400)) t,
				generate_series(1, 200) n;
			create schema plain;
			create table plain.orders (like orders including all);
			insert into plain.orders select * from orders;
			grant usage on schema plain to stratum_app;
			grant select on plain.orders to stratum_app;
			""";

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if a statement fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (TestDatabase database = TestDatabase.create();
				Engine engine = new Engine(database.platform(), database.platform());
				HikariDataSource pool = Pools.open(database.url(), "stratum_app")) {
			Tenant top = grow(engine);
			prepare(database);
			TenantDataSource tenants = new TenantDataSource(pool, engine.context);
			TransactionTemplate plain = new TransactionTemplate(new JdbcTransactionManager(pool));
			UUID[] ids = ids(database);
			SubtreeReads reads = reads(engine, database, tenants);
			for (Query query : Query.values()) {
				table.accept(new Duel(() -> {
					try (TenantContext.Scope scope = engine.context.bind(top)) {
						reads.read(() -> query.own(JdbcClient.create(tenants)));
					}
				}, () -> plain.execute((status) -> query.byHand(JdbcClient.create(pool), ids)))
					.run("subtree of 100 tenants: " + query.title, "`tenant_id = any(?)` by hand", "≥ 0.97"));
			}
		}
	}

	private static Tenant grow(Engine engine) {
		Tenant top = engine.tenants.create(NewTenant.root("acme", "Acme"));
		for (int i = 1; i < BELOW; i++) {
			engine.tenants.create(NewTenant.childOf(top.id(), "acme_" + i, "Acme"));
		}
		return top;
	}

	private static void prepare(TestDatabase database) {
		JdbcClient owner = JdbcClient.create(database.owner());
		owner.sql(TABLES).update();
		CompanionSchema.install(database.owner(), database.roles());
		new RowLevelSecurity(database.owner(), database.roles(), TenantTables.in("public")).apply(false);
		owner.sql("vacuum analyze").update();
	}

	private static UUID[] ids(TestDatabase database) {
		return JdbcClient.create(database.platform())
			.sql("select id from stratum.tenant")
			.query((row, number) -> row.getObject(1, UUID.class))
			.list()
			.toArray(UUID[]::new);
	}

	private static SubtreeReads reads(Engine engine, TestDatabase database, TenantDataSource tenants) {
		return new SubtreeReads(engine.database, engine.feed(), tenants, Placements.sharedOnly(), engine.context,
				database.roles().subtreeReader(), SubtreeLimits.DEFAULT, () -> new JdbcTransactionManager(tenants),
				List::of);
	}

	private enum Query {

		REVENUE("sum of each tenant", "select tenant_id, sum(total) from %s group by tenant_id"),

		NEWEST("newest 50", "select tenant_id, total from %s order by created_at desc, id desc limit 50");

		private final String title;

		private final String own;

		private final String byHand;

		Query(String title, String text) {
			this.title = title;
			this.own = text.formatted("orders");
			this.byHand = text.formatted("plain.orders where tenant_id = any(?)");
		}

		private List<Object> own(JdbcClient sql) {
			return sql.sql(this.own).query((row, number) -> row.getObject(2)).list();
		}

		private List<Object> byHand(JdbcClient sql, UUID[] ids) {
			return sql.sql(this.byHand).param(ids).query((row, number) -> row.getObject(2)).list();
		}

	}

}
