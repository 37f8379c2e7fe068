-- Data keys, wrapped by the key-encryption key, and the work of changing them.

-- One row per data key: a Tink keyset, wrapped. A tenant's key goes with the tenant.
create table stratum.data_key (
	id uuid primary key,
	tenant_id uuid references stratum.tenant (id) on delete cascade,
	owner uuid not null generated always as (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) stored,
	state text not null default 'primary' check (state in ('primary', 'retired')),
	kek_id text not null,
	wrapped text not null,
	rotation_id uuid,
	created_at timestamptz not null,
	retired_at timestamptz
);
create unique index data_key_primary on stratum.data_key (owner) where state = 'primary';
create index data_key_owner on stratum.data_key (owner, id);
create index data_key_kek on stratum.data_key (kek_id, id);

-- What a data key was used for. A key goes only when somebody can tell that no ciphertext of these uses names it.
create table stratum.data_key_use (
	key_id uuid references stratum.data_key (id) on delete cascade,
	purpose text not null,
	primary key (key_id, purpose)
);

create table stratum.key_rotation (
	id uuid primary key,
	level text not null check (level in ('kek', 'dek')),
	tenant_id uuid references stratum.tenant (id) on delete cascade,
	state text not null default 'running' check (state in ('running', 'done')),
	-- Where the next batch begins: an owner (or a data key), a column, a row of it. Column -1 means: the next owner.
	at_owner uuid,
	at_column integer not null default -1,
	at_row text,
	keys_rotated bigint not null default 0,
	values_rotated jsonb not null default '{}',
	values_failed bigint not null default 0,
	started_at timestamptz not null,
	finished_at timestamptz
);
create index key_rotation_running on stratum.key_rotation (started_at) where state = 'running';

-- Finds the key that seals for an owner and keeps it from being retired until the transaction ends.
create function stratum.hold_data_key(owner_id uuid, purpose_name text)
returns table (id uuid, tenant_id uuid, wrapped text) language sql volatile as $$
	with held as (
		select k.id, k.tenant_id, k.wrapped
		from stratum.data_key k
		where k.owner = owner_id and k.state = 'primary'
		for share
	), used as (
		insert into stratum.data_key_use (key_id, purpose)
		select held.id, purpose_name
		from held
		on conflict do nothing
	)
	select held.id, held.tenant_id, held.wrapped
	from held
$$;
