package io.stratum.isolation.template;

import java.util.List;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that the catalog knows of a schema, without the name of the schema.
 *
 * <p>
 * Two schemas with the same facts differ in no object, column, right or comment. The rows
 * of the catalog are compared whole, so that a property no copy thinks of is found too.
 */
final class SchemaFacts {

	private static final String FACTS = SchemaSeal.withMark(
			"""
					with home as (
						select oid from pg_namespace where nspname = :schema
					), member as (
						select classid, objid
						from pg_depend
						where refclassid = 'pg_namespace'::regclass and refobjid = (select oid from home)
					), relation as (
						select c.*
						from pg_class c
						where c.oid in (
							select objid from member
							union all
							select indexrelid from pg_index where indrelid in (select objid from member))
					), object as (
						select 'pg_namespace'::regclass::oid as class, oid from home
						union
						select classid, objid from member
						union
						select 'pg_class'::regclass, oid from relation
						union
						select 'pg_constraint'::regclass, oid from pg_constraint where conrelid in (select objid from member)
						union
						select 'pg_policy'::regclass, oid from pg_policy where polrelid in (select objid from member)
						union
						select 'pg_trigger'::regclass, oid from pg_trigger where tgrelid in (select objid from member)
					)
					select concat_ws(' ', 'relation', c.relname, pg_get_userbyid(c.relowner),
						to_jsonb(c) - array['oid', 'relnamespace', 'reltype', 'relowner', 'relfilenode', 'relpages', 'reltuples',
							'relallvisible', 'relallfrozen', 'reltoastrelid', 'relhasindex', 'relnatts', 'relhasrules',
							'relhastriggers', 'relhassubclass', 'relfrozenxid', 'relminmxid', 'relacl'])
					from relation c
					union all
					select concat_ws(' ', 'column', c.relname, row_number() over (partition by c.oid order by a.attnum),
						format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid),
						to_jsonb(a) - array['attrelid', 'atttypid', 'attnum', 'attcacheoff', 'atthasmissing', 'attmissingval',
							'attacl'])
					from relation c
					join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
					left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
					union all
					select concat_ws(' ', 'constraint', k.conrelid::regclass, k.conname, k.contype, pg_get_constraintdef(k.oid))
					from pg_constraint k
					where k.conrelid in (select objid from member)
					union all
					select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid),
						to_jsonb(i) - array['indexrelid', 'indrelid', 'indkey', 'indpred', 'indexprs', 'indcheckxmin'])
					from relation c join pg_index i on i.indexrelid = c.oid
					union all
					select concat_ws(' ', 'sequence', c.relname, format_type(s.seqtypid, null),
						to_jsonb(s) - array['seqrelid', 'seqtypid'])
					from relation c join pg_sequence s on s.seqrelid = c.oid
					union all
					select concat_ws(' ', 'owned', d.deptype, c.relname, pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid))
					from relation c
					join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
					where c.relkind = 'S'
					union all
					select concat_ws(' ', 'trigger', c.relname, pg_get_triggerdef(t.oid), t.tgenabled)
					from relation c join pg_trigger t on t.tgrelid = c.oid
					where not t.tgisinternal
					union all
					select concat_ws(' ', 'internal triggers', c.relname, t.tgenabled, count(*))
					from relation c join pg_trigger t on t.tgrelid = c.oid
					where t.tgisinternal
					group by c.relname, t.tgenabled
					union all
					select concat_ws(' ', 'policy', c.relname, p.polname, p.polcmd, p.polpermissive,
						(select array_agg(u.role::regrole order by u.role::regrole::text) from unnest(p.polroles) u (role)),
						pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))
					from relation c join pg_policy p on p.polrelid = c.oid
					union all
					select concat_ws(' ', 'rule', c.relname, pg_get_ruledef(r.oid), r.ev_enabled)
					from relation c join pg_rewrite r on r.ev_class = c.oid
					union all
					select concat_ws(' ', 'routine', pg_get_userbyid(p.proowner), pg_get_functiondef(p.oid))
					from pg_proc p
					where p.oid in (select objid from member)
					union all
					select concat_ws(' ', 'type', t.typname, t.typtype, pg_get_userbyid(t.typowner),
						(select array_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
					from pg_type t
					where t.oid in (select objid from member)
					union all
					select concat_ws(' ', 'right', o.object, g.grantee::regrole, g.privilege_type, g.is_grantable)
					from (
						select 'schema' as object, coalesce(nullif(split_part(obj_description(oid, 'pg_namespace'), {mark}, 2),
							'')::aclitem[], nspacl, acldefault('n', nspowner)) as acl
						from pg_namespace where oid = (select oid from home)
						union all
						select c.relname, coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char",
							c.relowner))
						from relation c
						union all
						select c.relname || '.' || a.attname, a.attacl
						from relation c join pg_attribute a on a.attrelid = c.oid
						union all
						select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner))
						from pg_proc p where p.oid in (select objid from member)
						union all
						select 'type ' || t.typname, coalesce(t.typacl, acldefault('T', t.typowner))
						from pg_type t where t.oid in (select objid from member) and t.typtype = 'e'
					) o
					cross join lateral aclexplode(o.acl) g
					union all
					select concat_ws(' ', 'comment', pg_describe_object(d.classoid, d.objoid, d.objsubid), c.text)
					from object o
					join pg_description d on d.classoid = o.class and d.objoid = o.oid
					cross join lateral split_part(d.description, {mark}, 1) c (text)
					where c.text <> ''
					union all
					select concat_ws(' ', 'publication', c.relname, p.prpubid)
					from relation c join pg_publication_rel p on p.prrelid = c.oid
					""");

	private static final String UNCOVERED = """
			select pg_describe_object(d.classid, d.objid, d.objsubid)
			from pg_depend d
			where d.refclassid = 'pg_namespace'::regclass and d.refobjid = (
					select oid from pg_namespace where nspname = :schema)
				and (exists (
						select from pg_depend e
						where e.classid = d.classid and e.objid = d.objid and e.deptype = 'e')
					or not case d.classid
						when 'pg_class'::regclass then exists (
							select from pg_class c
							where c.oid = d.objid and c.relkind in ('r', 'v', 'S') and c.reloftype = 0 and not exists (
								select from pg_inherits i where c.oid in (i.inhrelid, i.inhparent)))
						when 'pg_proc'::regclass then exists (
							select from pg_proc p where p.oid = d.objid and p.prokind <> 'a')
						when 'pg_type'::regclass then exists (
							select from pg_type t where t.oid = d.objid and t.typtype = 'e')
						else d.classid = 'pg_constraint'::regclass end)
			order by 1
			""";

	private final JdbcClient owner;

	SchemaFacts(JdbcClient owner) {
		this.owner = owner;
	}

	/** Returns what no copy is made of. */
	List<String> uncovered(String schema) {
		return this.owner.sql(UNCOVERED).param("schema", schema).query((row, number) -> row.getString(1)).list();
	}

	/** Returns one fact in which two schemas differ, or nothing. */
	List<String> difference(String one, String other) {
		TreeSet<String> facts = of(one);
		TreeSet<String> others = of(other);
		TreeSet<String> missing = new TreeSet<>(facts);
		missing.removeAll(others);
		others.removeAll(facts);
		missing.addAll(others);
		return missing.stream().limit(1).toList();
	}

	private TreeSet<String> of(String schema) {
		return new TreeSet<>(this.owner.sql("select replace(fact, :schema, '') from (" + FACTS + ") f (fact)")
			.param("schema", schema)
			.query((row, number) -> row.getString(1))
			.list());
	}

}
