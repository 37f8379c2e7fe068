-- Permissions: one row per tenant and key; what is effective is computed from the rows on the way to the root.

create table stratum.permission_policy (
	id uuid primary key,
	tenant_id uuid not null references stratum.tenant (id) on delete cascade,
	key text not null check (char_length(key) between 1 and 255),
	value jsonb not null,
	mode text not null check (mode in ('LOCKED', 'INHERITED', 'DELEGATED')),
	revocation_mode text not null check (revocation_mode in ('CASCADE', 'SOFT', 'PERMANENT')),
	-- No reference: a grant outlives its granter, and is then changed by operators only.
	granted_by uuid,
	frozen boolean not null default false,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	version bigint not null default 1,
	constraint permission_policy_key unique (tenant_id, key)
);
