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
create index tenant_parent on stratum.tenant (parent_id, sort_order);
