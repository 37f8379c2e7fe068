package io.stratum.isolation.catalog;

import java.util.List;

import javax.sql.DataSource;

import io.stratum.engine.Json;
import io.stratum.isolation.RoleNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what the database itself knows, in a fixed number of queries.
 */
public final class Catalog {

	private static final String TABLES = """
			with recursive family as (
				select c.oid
				from pg_class c join pg_namespace n on n.oid = c.relnamespace
				where n.nspname = any (:schemas) and c.relkind in ('r', 'p', 'f')
				union
				select i.inhrelid
				from pg_inherits i join family f on f.oid = i.inhparent
			)
			select jsonb_build_object(
				'schema', n.nspname,
				'name', c.relname,
				'kind', c.relkind,
				'owner', pg_get_userbyid(c.relowner),
				'extension', exists (
					select from pg_depend d
					where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'),
				'rls', c.relrowsecurity,
				'force', c.relforcerowsecurity,
				'bytes', case c.relkind when 'r' then pg_relation_size(c.oid) else 0 end,
				'parents', coalesce((
					select jsonb_agg(jsonb_build_object('schema', pn.nspname, 'name', p.relname) order by i.inhseqno)
					from pg_inherits i
					join pg_class p on p.oid = i.inhparent
					join pg_namespace pn on pn.oid = p.relnamespace
					where i.inhrelid = c.oid), '[]'),
				'tenant', (
					select jsonb_build_object('type', format_type(a.atttypid, null), 'required', a.attnotnull,
						'standard', pg_get_expr(d.adbin, d.adrelid))
					from pg_attribute a
					left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
					where a.attrelid = c.oid and a.attname = :column and a.attnum > 0 and not a.attisdropped),
				'key', coalesce((
					select jsonb_agg(a.attname order by k.position)
					from pg_index x
					cross join unnest(x.indkey::int2[]) with ordinality k (number, position)
					join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
					where x.indrelid = c.oid and x.indisprimary and k.position <= x.indnkeyatts), '[]'),
				'counted', coalesce((
					select jsonb_agg(a.attname order by a.attnum)
					from pg_index x
					join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.indkey::int2[])
					left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
					where x.indrelid = c.oid and x.indisprimary
						and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%')), '[]'),
				'policies', coalesce((
					select jsonb_agg(jsonb_build_object('name', p.polname, 'command', p.polcmd,
						'permissive', p.polpermissive,
						'roles', (
							select jsonb_agg(case r when 0 then 'public' else pg_get_userbyid(r) end)
							from unnest(p.polroles) r),
						'using', pg_get_expr(p.polqual, p.polrelid),
						'check', pg_get_expr(p.polwithcheck, p.polrelid),
						'comment', obj_description(p.oid, 'pg_policy')) order by p.polname)
					from pg_policy p
					where p.polrelid = c.oid), '[]'),
				'capture', (
					select jsonb_build_object('function', fn.nspname || '.' || f.proname,
						'whole', g.tgtype = 29 and g.tgenabled in ('O', 'A') and g.tgqual is null
							and g.tgattr = ''::int2vector,
						'arguments', encode(g.tgargs, 'hex'),
						'inherited', g.tgparentid <> 0,
						'comment', obj_description(g.oid, 'pg_trigger'))
					from pg_trigger g
					join pg_proc f on f.oid = g.tgfoid
					join pg_namespace fn on fn.oid = f.pronamespace
					where g.tgrelid = c.oid and g.tgname = 'stratum_capture'),
				'grants', (
					select coalesce(jsonb_agg(distinct jsonb_build_object(
						'role', case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end,
						'privilege', x.privilege_type)), '[]')
					from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) x),
				'indexes', coalesce((
					select jsonb_agg(jsonb_build_object('name', ic.relname, 'unique', x.indisunique,
						'valid', x.indisvalid, 'partial', x.indpred is not null,
						'leaking', x.indexprs is not null or exists (
							select from unnest(x.indclass::oid[]) k (class)
							join pg_opclass oc on oc.oid = k.class
							join pg_amop ao on ao.amopfamily = oc.opcfamily and ao.amoplefttype = oc.opcintype
							join pg_operator o on o.oid = ao.amopopr
							join pg_proc f on f.oid = o.oprcode
							join pg_am am on am.oid = ic.relam
							where ao.amoppurpose = 's' and not f.proleakproof
								and (ao.amoprighttype = oc.opcintype or am.amname not in ('btree', 'hash'))),
						'columns', (
							select jsonb_agg(a.attname order by k.position)
							from unnest(x.indkey::int2[]) with ordinality k (number, position)
							left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
							where k.position <= x.indnkeyatts),
						'definition', pg_get_indexdef(x.indexrelid)) order by ic.relname)
					from pg_index x join pg_class ic on ic.oid = x.indexrelid
					where x.indrelid = c.oid), '[]'),
				'references', coalesce((
					select jsonb_agg(jsonb_build_object('name', k.conname,
						'columns', (
							select jsonb_agg(a.attname order by u.position)
							from unnest(k.conkey) with ordinality u (number, position)
							join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number),
						'target', jsonb_build_object('schema', tn.nspname, 'name', t.relname),
						'targets', (
							select jsonb_agg(a.attname order by u.position)
							from unnest(k.confkey) with ordinality u (number, position)
							join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number)) order by k.conname)
					from pg_constraint k
					join pg_class t on t.oid = k.confrelid
					join pg_namespace tn on tn.oid = t.relnamespace
					where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0), '[]'),
				'sequences', coalesce((
					select jsonb_agg(jsonb_build_object('schema', sn.nspname, 'name', s.relname,
						'users', (
							select coalesce(jsonb_agg(case x.grantee when 0 then 'public'
								else pg_get_userbyid(x.grantee) end), '[]')
							from aclexplode(coalesce(s.relacl, acldefault('s', s.relowner))) x
							where x.privilege_type = 'USAGE')) order by s.relname)
					from pg_depend d
					join pg_class s on s.oid = d.objid and s.relkind = 'S'
					join pg_namespace sn on sn.oid = s.relnamespace
					where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
						and d.refobjid = c.oid and d.deptype = 'a'), '[]'))::text
			from family f
			join pg_class c on c.oid = f.oid
			join pg_namespace n on n.oid = c.relnamespace
			order by n.nspname, c.relname
			""";

	private static final String ROLES = """
			select r.name,
				a.oid is not null as present,
				coalesce(has_schema_privilege(a.oid, n.oid, 'usage'), false) as enters,
				coalesce(has_function_privilege(a.oid, p.oid, 'execute'), false) as executes,
				p.oid is not null as companion,
				array(
					select s.nspname::text
					from pg_namespace s
					where s.nspname = any (:schemas) and a.oid is not null
						and not has_schema_privilege(a.oid, s.oid, 'usage')
					order by s.nspname) as closed
			from unnest(:roles::text[]) r (name)
			left join pg_roles a on a.rolname = r.name
			left join pg_namespace n on n.nspname = 'stratum'
			left join pg_proc p on p.pronamespace = n.oid and p.proname = 'visible_tenant_ids' and p.pronargs = 0
			""";

	private static final String VIEWS = """
			with recursive reach as (
				select distinct r.ev_class as view, d.refobjid as base
				from pg_rewrite r
				join pg_class v on v.oid = r.ev_class and v.relkind in ('v', 'm')
				join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
					and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
			), chain as (
				select view, base from reach
				union
				select c.view, r.base
				from chain c join reach r on r.view = c.base
			)
			select jsonb_build_object('schema', n.nspname, 'name', v.relname, 'kind', v.relkind,
				'invoker', coalesce((
					select o.option_value::boolean
					from pg_options_to_table(v.reloptions) o
					where o.option_name = 'security_invoker'), false),
				'tables', jsonb_agg(jsonb_build_object('schema', bn.nspname, 'name', b.relname)
					order by bn.nspname, b.relname))::text
			from chain
			join pg_class v on v.oid = chain.view
			join pg_namespace n on n.oid = v.relnamespace
			join pg_class b on b.oid = chain.base and b.relkind in ('r', 'p', 'f')
			join pg_namespace bn on bn.oid = b.relnamespace
			where bn.nspname <> 'pg_catalog'
			group by v.oid, n.nspname, v.relname, v.relkind, v.reloptions
			order by n.nspname, v.relname
			""";

	private static final String DEFINERS = """
			select n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles a on a.rolname = :role
			where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'stratum')
				and has_schema_privilege(a.oid, n.oid, 'usage') and has_function_privilege(a.oid, p.oid, 'execute')
				and not exists (
					select from pg_depend d
					where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
			order by 1, 2, 3
			""";

	private static final String PUBLIC_RIGHTS = """
			select 'schema stratum' as object, x.privilege_type as privilege
			from pg_namespace n cross join aclexplode(n.nspacl) x
			where n.nspname = 'stratum' and x.grantee = 0
			union all
			select 'table ' || c.oid::regclass::text, x.privilege_type
			from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) x
			where n.nspname = 'stratum' and c.relkind in ('r', 'p', 'v', 'm', 'S') and x.grantee = 0
			union all
			select 'function ' || p.oid::regprocedure::text, x.privilege_type
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
			where n.nspname = 'stratum' and x.grantee = 0
			order by 1, 2
			""";

	private static final String SEQUENCES = """
			select jsonb_build_object('schema', n.nspname, 'name', s.relname,
				'users', (
					select coalesce(jsonb_agg(case x.grantee when 0 then 'public'
						else pg_get_userbyid(x.grantee) end), '[]')
					from aclexplode(coalesce(s.relacl, acldefault('s', s.relowner))) x
					where x.privilege_type = 'USAGE'))::text
			from pg_class s join pg_namespace n on n.oid = s.relnamespace
			where s.relkind = 'S' and n.nspname = any (:schemas) and not exists (
				select from pg_depend d
				where d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype in ('a', 'i', 'e'))
			order by n.nspname, s.relname
			""";

	private final JdbcClient jdbc;

	private final TransactionTemplate reading;

	/**
	 * Creates the reader.
	 * @param dataSource connections of any login that can read the catalog
	 */
	public Catalog(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
		this.reading = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.reading.setReadOnly(true);
		this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * Reads all that is known, in one transaction.
	 * @param tables which tables to look at
	 * @param roles names of the roles to look at
	 * @return the catalog at that moment
	 */
	public CatalogSnapshot read(TenantTables tables, RoleNames roles) {
		return this.reading.execute((status) -> {
			printNamesInFull();
			return new CatalogSnapshot(tables, roles, tables(tables), roles(tables, roles),
					new CatalogSurroundings(views(), definers(roles), publicRights(), sequences(tables)));
		});
	}

	// The catalog leaves out of printed expressions what the search path makes
	// superfluous.
	private void printNamesInFull() {
		this.jdbc.sql("select set_config('search_path', 'pg_catalog', true)").query(String.class).single();
	}

	private List<CatalogTable> tables(TenantTables tables) {
		return this.jdbc.sql(TABLES)
			.param("schemas", tables.schemas().toArray(String[]::new))
			.param("column", tables.column())
			.query((row, number) -> Json.mapper().readValue(row.getString(1), CatalogTable.class))
			.list();
	}

	private List<CatalogView> views() {
		return this.jdbc.sql(VIEWS)
			.query((row, number) -> Json.mapper().readValue(row.getString(1), CatalogView.class))
			.list();
	}

	private List<String> definers(RoleNames roles) {
		return this.jdbc.sql(DEFINERS)
			.param("role", roles.application())
			.query((row, number) -> "%s.%s(%s)".formatted(row.getString(1), row.getString(2), row.getString(3)))
			.list();
	}

	private List<CatalogSurroundings.PublicRight> publicRights() {
		return this.jdbc.sql(PUBLIC_RIGHTS)
			.query((row, number) -> new CatalogSurroundings.PublicRight(row.getString(1), row.getString(2)))
			.list();
	}

	private List<CatalogTable.Sequence> sequences(TenantTables tables) {
		return this.jdbc.sql(SEQUENCES)
			.param("schemas", tables.schemas().toArray(String[]::new))
			.query((row, number) -> Json.mapper().readValue(row.getString(1), CatalogTable.Sequence.class))
			.list();
	}

	private List<CatalogRole> roles(TenantTables tables, RoleNames roles) {
		return this.jdbc.sql(ROLES)
			.param("schemas", tables.schemas().toArray(String[]::new))
			.param("roles",
					new String[] { roles.owner(), roles.platform(), roles.application(), roles.subtreeReader() })
			.query((row, number) -> new CatalogRole(row.getString("name"), row.getBoolean("present"),
					row.getBoolean("enters"), row.getBoolean("executes"), row.getBoolean("companion"),
					List.of((String[]) row.getArray("closed").getArray())))
			.list();
	}

}
