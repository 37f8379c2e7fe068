-- Config entries that flow down the tree, and every version they had.

create table stratum.config_entry (
	id uuid not null unique,
	tenant_id uuid not null references stratum.tenant (id) on delete cascade,
	key text not null check (key ~ '^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,254}$'),
	value jsonb,
	sealed text,
	locked boolean not null,
	sensitive boolean not null,
	version bigint not null,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	primary key (tenant_id, key),
	constraint config_entry_sealed check ((sealed is not null) = sensitive and (value is null) = sensitive)
);

-- Sensitive values are not kept here, not even sealed.
create table stratum.config_history (
	tenant_id uuid not null references stratum.tenant (id) on delete cascade,
	key text not null,
	version bigint not null,
	action text not null check (action in ('set', 'delete')),
	value jsonb,
	locked boolean not null,
	sensitive boolean not null,
	actor_type text not null,
	actor_id text,
	request_id text,
	at timestamptz not null,
	primary key (tenant_id, key, version),
	constraint config_history_masked check (not sensitive or value is null)
);
create index config_history_at on stratum.config_history (at);

-- Keeps the ancestors as they are and the tenant for oneself until the transaction ends, always root first.
-- So a lock or a bound that an ancestor sets and a value that a descendant sets follow each other.
create function stratum.lock_config(levels uuid[]) returns text language plpgsql volatile as $$
declare
	present text;
begin
	perform
	from stratum.tenant t
	where t.id = any (levels[1 : cardinality(levels) - 1])
	order by array_position(levels, t.id)
	for share;

	select t.path::text
	into present
	from stratum.tenant t
	where t.id = levels[cardinality(levels)]
	for no key update;

	return present;
end
$$;
