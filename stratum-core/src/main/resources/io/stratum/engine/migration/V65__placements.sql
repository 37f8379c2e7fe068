-- Where the rows of tenants are that have a schema or a database of their own, and how each place came to be.
-- Tenants in shared tables have no row here.

-- What a place must contain, numbered in the order it was first seen, so that older is told from newer.
create table stratum.blueprint (
	fingerprint text primary key,
	number bigint generated always as identity unique,
	seen_at timestamptz not null default now()
);

create table stratum.placement (
	id uuid primary key,
	purpose text not null check (purpose in ('TENANT', 'TEMPLATE')),
	strategy text not null check (strategy in ('SCHEMA_PER_TENANT', 'DB_PER_TENANT')),
	server text not null,
	database text,
	schema text,
	state text not null check (state in ('REQUESTED', 'CREATING', 'MIGRATING', 'READY', 'FAILED')),
	-- A tenant cannot vanish before its place does.
	tenant_id uuid references stratum.tenant (id),
	revision bigint not null default 0,
	-- Number of the blueprint it was made or migrated by; 0 before.
	blueprint bigint not null default 0,
	-- Who works on it, and until when others keep away.
	holder uuid,
	held_until timestamptz,
	attempts integer not null default 0,
	outcome text check (outcome in ('MIGRATED', 'FAILED')),
	outcome_at timestamptz,
	duration_ms bigint,
	-- What the server said, for operators only.
	error text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	constraint placement_named check (num_nonnulls(database, schema) = 1
		and (strategy = 'SCHEMA_PER_TENANT') = (schema is not null)),
	constraint placement_usable check (tenant_id is null or (state = 'READY' and purpose = 'TENANT'))
);

create unique index placement_tenant on stratum.placement (tenant_id) where tenant_id is not null;
create unique index placement_template on stratum.placement (server, blueprint) where purpose = 'TEMPLATE';
create unique index placement_name on stratum.placement (server, coalesce(database, schema));
create index placement_free on stratum.placement (strategy, server, created_at) where tenant_id is null;
