-- Tenants and their tree. Paths are made of ids, so a rename moves nothing.

create extension if not exists ltree schema public;

-- The extension may have been there before, in a schema of the owner's choice.
select set_config('search_path', 'stratum, ' || quote_ident(n.nspname), true)
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'ltree';

alter default privileges in schema stratum grant select, insert, update, delete on tables to ${platform};
alter default privileges in schema stratum grant usage, select on sequences to ${platform};
alter default privileges in schema stratum revoke execute on functions from public;
alter default privileges in schema stratum grant execute on functions to ${platform};
grant usage on schema stratum to ${platform}, ${application};

create table stratum.tenant (
	id uuid primary key,
	parent_id uuid references stratum.tenant (id),
	slug text not null constraint tenant_slug_unique unique check (slug ~ '^[a-z][a-z0-9_]{0,62}$'),
	name text not null check (char_length(name) between 1 and 255),
	path ltree not null,
	config jsonb not null default '{}',
	metadata jsonb not null default '{}',
	isolation_strategy text not null default 'SHARED_RLS'
		check (isolation_strategy in ('SHARED_RLS', 'SCHEMA_PER_TENANT', 'DB_PER_TENANT')),
	region_id uuid,
	sort_order integer not null,
	status text not null default 'active' check (status in ('active', 'suspended', 'archived')),
	deleted_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	version bigint not null default 1,
	constraint tenant_level check (nlevel(path) between 1 and 20)
);

create index tenant_path_gist on stratum.tenant using gist (path);
create index tenant_level_id on stratum.tenant (nlevel(path), id);
create index tenant_siblings on stratum.tenant (parent_id, sort_order);

-- Names the locks of some tenants, lowest first: the roots of their trees, and the nil UUID for the roots as
-- siblings of each other. among_roots asks for the latter only if one of the tenants is a root.
create function stratum.tenant_locks(tenants uuid[], forest boolean, among_roots boolean) returns uuid[]
language sql stable as $$
	select coalesce(array_agg(key order by key), '{}')
	from (
		select subpath(path, 0, 1)::text::uuid as key
		from stratum.tenant
		where id = any(tenants)
		union
		select '00000000-0000-0000-0000-000000000000'
		where forest
			or (among_roots and exists (select from stratum.tenant where id = any(tenants) and parent_id is null))
	) keys
$$;

-- Locks the trees of some tenants until the transaction ends, then reads the tenants as they are by then. A tenant
-- that meanwhile moved to another tree lets go of what was locked and starts over, so locks are taken in order.
create function stratum.lock_tenants(tenants uuid[], forest boolean, among_roots boolean, exclusive boolean)
returns setof stratum.tenant
language plpgsql volatile as $$
declare
	keys uuid[];
	key uuid;
begin
	loop
		keys := stratum.tenant_locks(tenants, forest, among_roots);
		begin
			foreach key in array keys loop
				if exclusive or key = '00000000-0000-0000-0000-000000000000' then
					perform pg_advisory_xact_lock(hashtextextended('stratum.tree ' || key, 0));
				else
					perform pg_advisory_xact_lock_shared(hashtextextended('stratum.tree ' || key, 0));
				end if;
			end loop;
			exit when keys = stratum.tenant_locks(tenants, forest, among_roots);
			raise exception 'a tenant moved to another tree' using errcode = 'ST001';
		exception
			when sqlstate 'ST001' then
				null;
		end;
	end loop;
	return query
		select *
		from stratum.tenant
		where id = any(tenants)
		order by id
		for no key update;
end
$$;
