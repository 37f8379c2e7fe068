-- Who may do what: roles, API keys and what principals of other kinds are given.

create table stratum.role (
	id uuid primary key,
	tenant_id uuid references stratum.tenant (id) on delete cascade,
	name text not null check (char_length(name) between 1 and 100),
	description text check (char_length(description) <= 500),
	scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['read', 'write', 'admin', 'reveal']),
	created_at timestamptz not null,
	updated_at timestamptz not null,
	version bigint not null default 1,
	constraint role_name_unique unique nulls not distinct (tenant_id, name)
);

-- The role is referenced without "on delete": no key falls back to its own scopes behind anybody's back.
create table stratum.api_key (
	id uuid primary key,
	tenant_id uuid references stratum.tenant (id) on delete cascade,
	name text,
	key_prefix text not null,
	hash bytea not null constraint api_key_hash_unique unique,
	pepper text not null,
	scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['read', 'write', 'admin', 'reveal']),
	role_id uuid references stratum.role (id),
	rate_limit_max integer check (rate_limit_max between 1 and 100000),
	rate_limit_window text,
	expires_at timestamptz,
	last_used_at timestamptz,
	revoked_at timestamptz,
	retires_at timestamptz,
	replaces uuid,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	version bigint not null default 1
);
create index api_key_tenant on stratum.api_key (tenant_id, id);
create index api_key_role on stratum.api_key (role_id) where role_id is not null;

create table stratum.principal_role (
	tenant_id uuid not null references stratum.tenant (id) on delete cascade,
	principal text not null check (char_length(principal) between 1 and 255),
	role_id uuid not null references stratum.role (id),
	created_at timestamptz not null,
	primary key (tenant_id, principal, role_id)
);
create index principal_role_role on stratum.principal_role (role_id);
