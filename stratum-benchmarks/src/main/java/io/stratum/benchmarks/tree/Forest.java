package io.stratum.benchmarks.tree;

import java.util.List;
import java.util.UUID;

import io.stratum.benchmarks.Engine;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A tree of many tenants: branches of twigs of leaves, with 50 config keys on the way
 * down, and the same tree in a table that somebody wrote by hand.
 */
final class Forest implements AutoCloseable {

	private static final int KEYS = 50;

	final TestDatabase database = TestDatabase.create();

	final Engine engine;

	final JdbcClient owner = JdbcClient.create(this.database.owner());

	final JdbcClient platform = JdbcClient.create(this.database.platform());

	final Tenant root;

	/**
	 * @param branches branches below the root
	 * @param twigs twigs of each branch
	 * @param leaves leaves of each twig
	 */
	Forest(int branches, int twigs, int leaves) {
		this.engine = new Engine(this.database.platform(), this.database.platform());
		this.root = this.engine.tenants.create(NewTenant.root("acme", "Acme"));
		grow("branch", "acme", branches);
		grow("twig", "branch\\_%", twigs);
		grow("leaf", "twig\\_%", leaves);
		configure();
		plant();
		this.owner.sql("vacuum analyze").update();
	}

	private void grow(String name, String parents, int each) {
		this.owner.sql("""
				insert into stratum.tenant (id, parent_id, slug, name, path, sort_order)
				select id, parent, :name || '_' || number, :name || ' ' || number,
					path || replace(id::text, '-', ''), place
				from (
					select gen_random_uuid() as id, parent.id as parent, parent.path, place,
						row_number() over (order by parent.slug, place) as number
					from stratum.tenant parent, generate_series(0, :each - 1) place
					where parent.slug like :parents
				) children
				""").param("name", name).param("parents", parents).param("each", each).update();
	}

	/**
	 * All fifty keys set by the root, ten overridden by each branch and two by each leaf.
	 */
	private void configure() {
		this.owner.sql("""
				insert into stratum.config_entry (id, tenant_id, key, value, locked, sensitive, version,
					created_at, updated_at)
				select gen_random_uuid(), t.id, 'key_' || lpad(n::text, 2, '0'), to_jsonb(n), false, false, 1,
					now(), now()
				from stratum.tenant t, generate_series(1, :keys) n
				where t.slug = 'acme'
				or (t.slug like 'branch%' and n <= 10)
				or (t.slug like 'leaf%' and n <= 2)
				""").param("keys", KEYS).update();
	}

	private void plant() {
		this.owner.sql("""
				create schema plain;
				create table plain.tenant (like stratum.tenant including all);
				insert into plain.tenant select * from stratum.tenant;
				create table plain.config_entry (like stratum.config_entry including all);
				insert into plain.config_entry select * from stratum.config_entry;
				grant usage on schema plain to stratum_platform;
				grant select, insert, update on all tables in schema plain to stratum_platform;
				""").update();
	}

	Tenant tenant(String slug) {
		return this.engine.tenants.findBySlug(slug).orElseThrow();
	}

	List<TenantId> leaves(int limit) {
		return this.platform.sql("select id from stratum.tenant where slug like 'leaf%' order by id limit ?")
			.param(limit)
			.query((row, number) -> new TenantId(row.getObject(1, UUID.class)))
			.list();
	}

	@Override
	public void close() {
		this.engine.close();
		this.database.close();
	}

}
