-- Gives the tables of a schema to tenants, and the rows that are there to the first one.
--
-- Copy it among your migrations as the next version, name your global tables in the one line
-- marked below, and leave the rest. ${first_tenant} comes from 'stratum.first-tenant.slug'.
do $adopt$
declare
	-- Tables whose rows are the same for all tenants, such as countries or currencies:
	global_tables constant text[] := array[]::text[];

	tenant constant text := 'tenant_id';
	first_tenant constant uuid := '${first_tenant}';
	home constant regnamespace := quote_ident(current_schema())::regnamespace;
	owned regclass[];
	owned_table regclass;
	key record;
	references_again text[] := '{}';
	statement text;
begin
	if exists (select from unnest(global_tables) g (name) where to_regclass(quote_ident(g.name)) is null) then
		raise exception 'One of the global tables % does not exist', global_tables;
	end if;

	-- All other tables belong to tenants. Partitions follow their parent.
	select coalesce(array_agg(c.oid::regclass order by c.relname), '{}')
	into owned
	from pg_class c
	where c.relnamespace = home and c.relkind in ('r', 'p')
		and c.relname <> all (global_tables || array['${flyway:table}', 'databasechangelog', 'databasechangeloglock'])
		and not exists (select from pg_inherits i where i.inhrelid = c.oid)
		and not exists (
			select from pg_depend d
			where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');

	-- A constant default of a new column fills the rows that are there without rewriting them.
	foreach owned_table in array owned loop
		if not exists (
				select from pg_attribute a
				where a.attrelid = owned_table and a.attname = tenant and not a.attisdropped) then
			execute format('alter table %s add column %I uuid not null default %L', owned_table, tenant, first_tenant);
			execute format('alter table %s alter column %I drop default', owned_table, tenant);
		else
			execute format('update %s set %I = %L where %I is null', owned_table, tenant, first_tenant, tenant);
			-- A table cannot be altered while its deferred checks wait.
			set constraints all immediate;
			execute format('alter table %s alter column %I set not null', owned_table, tenant);
		end if;
	end loop;

	-- Foreign keys come off first and go back on last, since they hold on to the keys between.
	for key in
		select k.conrelid::regclass as source, k.conname as name, k.confrelid::regclass as target,
			k.confupdtype as updating, k.confdeltype as deleting, k.confmatchtype as matching,
			k.condeferrable as may_wait, k.condeferred as waits, k.convalidated as validated,
			(
				select string_agg(quote_ident(a.attname), ', ' order by u.position)
				from unnest(k.conkey) with ordinality u (number, position)
				join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns,
			(
				select string_agg(quote_ident(a.attname), ', ' order by u.position)
				from unnest(k.confkey) with ordinality u (number, position)
				join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as targets,
			(
				select string_agg(quote_ident(a.attname), ', ')
				from pg_attribute a
				where a.attrelid = k.conrelid and a.attnum = any (coalesce(k.confdelsetcols, k.conkey))) as emptied
		from pg_constraint k
		where k.contype = 'f' and k.conparentid = 0 and k.confrelid = any (owned)
			and not exists (
				select from pg_attribute a
				where a.attrelid = k.conrelid and a.attname = tenant and a.attnum = any (k.conkey))
	loop
		if key.source <> all (owned) then
			raise exception 'The table % belongs to nobody, yet its foreign key "%" refers to % of tenants',
				key.source, key.name, key.target
				using hint = 'Give the table to tenants too, or drop the foreign key in this migration.';
		end if;
		if key.updating in ('n', 'd') or (key.matching = 'f' and key.columns like '%, %') then
			raise exception 'The foreign key "%" of % has a rule that cannot hold together with the tenant',
				key.name, key.source
				using hint = 'Replace "on update set null", "on update set default" or "match full" in this migration.';
		end if;
		references_again := references_again || (
			format('alter table %s add constraint %I foreign key (%I, %s) references %s (%I, %s)', key.source, key.name,
				tenant, key.columns, key.target, tenant, key.targets)
			|| case key.updating when 'c' then ' on update cascade' when 'r' then ' on update restrict' else '' end
			|| case key.deleting
				when 'c' then ' on delete cascade'
				when 'r' then ' on delete restrict'
				when 'n' then format(' on delete set null (%s)', key.emptied)
				when 'd' then format(' on delete set default (%s)', key.emptied)
				else '' end
			|| case when key.may_wait then ' deferrable' else '' end
			|| case when key.waits then ' initially deferred' else '' end
			|| case when key.validated then '' else ' not valid' end);
		execute format('alter table %s drop constraint %I', key.source, key.name);
	end loop;

	-- What was unique in the table becomes unique within each tenant.
	for key in
		select k.conrelid::regclass as source, k.conname as name, pg_get_constraintdef(k.oid) as definition
		from pg_constraint k
		where k.contype in ('p', 'u') and k.conparentid = 0 and k.conrelid = any (owned)
			and not exists (
				select from pg_attribute a
				where a.attrelid = k.conrelid and a.attname = tenant and a.attnum = any (k.conkey))
	loop
		execute format('alter table %s drop constraint %I', key.source, key.name);
		execute format('alter table %s add constraint %I %s', key.source, key.name,
			regexp_replace(key.definition, '\(', format('(%I, ', tenant)));
	end loop;

	for key in
		select x.indexrelid::regclass as name, replace(pg_get_indexdef(x.indexrelid), ' ON ONLY ', ' ON ') as definition
		from pg_index x
		where x.indisunique and x.indrelid = any (owned)
			and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
			and not exists (
				select from pg_attribute a
				where a.attrelid = x.indrelid and a.attname = tenant and a.attnum = any (x.indkey::int2[]))
	loop
		execute format('drop index %s', key.name);
		execute regexp_replace(key.definition, ' USING btree \(', format(' USING btree (%I, ', tenant));
	end loop;

	-- Each table is read by tenant, so each needs an index that begins with it.
	foreach owned_table in array owned loop
		if not exists (
				select from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
				where x.indrelid = owned_table and x.indpred is null and a.attname = tenant) then
			execute format('create index on %s (%I)', owned_table, tenant);
		end if;
	end loop;

	foreach statement in array references_again loop
		execute statement;
	end loop;
end
$adopt$;
