package io.stratum.benchmarks.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.isolation.Placement;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders of tenants of all three strategies, and beside each the same orders in tables of
 * an application that does without.
 */
public final class OrderDatabase implements AutoCloseable {

	private static final int SCHEMAS = 30;

	/** Shared tables: 100 tenants of 200 orders, as here and as by hand. */
	private static final String SHARED = """
			create table orders (
				tenant_id uuid not null,
				id uuid not null,
				customer text not null,
				status text not null,
				total numeric(12, 2) not null,
				created_at timestamptz not null,
				primary key (tenant_id, id)
			);
			create index on orders (tenant_id, created_at desc, id desc);
			insert into orders
			select t.id, gen_random_uuid(), 'customer', 'placed', 10, now() - make_interval(mins => n)
			from (select gen_random_uuid() from generate_series(1, 99) union all select '%1$s') t (id),
				generate_series(1, 200) n;
			create schema if not exists plain;
			create table plain.orders_by_hand (like orders including all);
			insert into plain.orders_by_hand select * from orders;
			grant usage on schema plain to stratum_app;
			grant select, insert, update, delete on plain.orders_by_hand to stratum_app;
			""";

	/** One tenant of its own: 200 orders. */
	private static final String OWN = """
			create table orders (
				tenant_id uuid not null,
				id uuid not null,
				customer text not null,
				status text not null,
				total numeric(12, 2) not null,
				created_at timestamptz not null,
				primary key (tenant_id, id)
			);
			create index on orders (tenant_id, created_at desc, id desc);
			insert into orders
			select '%1$s', gen_random_uuid(), 'customer', 'placed', 10, now() - make_interval(mins => n)
			from generate_series(1, 200) n;
			""";

	/** The same 200 orders without a tenant. */
	private static final String PLAIN = """
			create schema if not exists plain;
			create table plain.orders (
				id uuid primary key,
				customer text not null,
				status text not null,
				total numeric(12, 2) not null,
				created_at timestamptz not null
			);
			create index on plain.orders (created_at desc, id desc);
			insert into plain.orders select id, customer, status, total, created_at from orders;
			grant usage on schema plain to stratum_app;
			grant select, insert, update, delete on plain.orders to stratum_app;
			""";

	final TestDatabase home = TestDatabase.create();

	final TestDatabase own = TestDatabase.create();

	final Tenant shared = tenant("shared");

	final Tenant schema = tenant("schema");

	final Tenant database = tenant("database");

	private final Map<Tenant, UUID> known = new HashMap<>();

	final List<Tenant> schemas = new ArrayList<>(List.of(this.schema));

	/**
	 * Fills both databases.
	 */
	public OrderDatabase() {
		run(this.home.owner(), SHARED, this.shared);
		protect(this.home, "public");
		for (int i = 1; i < SCHEMAS; i++) {
			this.schemas.add(tenant("schema_" + i));
		}
		this.schemas.forEach(this::createSchema);
		run(this.home.owner(), "set search_path = " + schemaOf(this.schema) + ";" + PLAIN, this.schema);
		run(this.own.owner(), OWN, this.database);
		run(this.own.owner(), PLAIN, this.database);
		protect(this.own, "public");
		remember(this.shared, this.home, "plain.orders_by_hand where tenant_id = '%s'");
		remember(this.schema, this.home, "plain.orders");
		remember(this.database, this.own, "plain.orders");
		List.of(this.home, this.own).forEach((each) -> JdbcClient.create(each.owner()).sql("analyze").update());
	}

	private void createSchema(Tenant tenant) {
		String name = schemaOf(tenant);
		run(this.home.owner(), "create schema " + name + "; set search_path = " + name + ";" + OWN, tenant);
		protect(this.home, name);
	}

	private static void protect(TestDatabase database, String schema) {
		CompanionSchema.install(database.owner(), database.roles());
		new RowLevelSecurity(database.owner(), database.roles(), TenantTables.in(schema)).apply(false);
	}

	private static void run(DataSource owner, String sql, Tenant tenant) {
		JdbcClient.create(owner).sql(sql.formatted(tenant.id()) + "; reset search_path").update();
	}

	Placement placement(Tenant tenant) {
		if (tenant == this.shared) {
			return Placement.shared();
		}
		return (tenant == this.database)
				? new Placement(IsolationStrategy.DATABASE, "cell", name(this.own.url()), null, 0)
				: new Placement(IsolationStrategy.SCHEMA, Placement.HOME, null, schemaOf(tenant), 0);
	}

	/**
	 * Returns an order that both ways of keeping the rows of a tenant have.
	 */
	UUID known(Tenant tenant) {
		return Objects.requireNonNull(this.known.get(tenant));
	}

	private void remember(Tenant tenant, TestDatabase place, String orders) {
		this.known.put(tenant,
				JdbcClient.create(place.owner())
					.sql("select min(id::text)::uuid from " + orders.formatted(tenant.id()))
					.query(UUID.class)
					.single());
	}

	private static String schemaOf(Tenant tenant) {
		return "t_" + tenant.id().label();
	}

	private static String name(String url) {
		return url.substring(url.lastIndexOf('/') + 1);
	}

	private static Tenant tenant(String slug) {
		TenantId id = TenantId.random();
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

	@Override
	public void close() {
		this.own.close();
		this.home.close();
	}

}
