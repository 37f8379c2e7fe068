-- Policies of attribute-based access control. Several of one tenant may be about the same.

create table stratum.abac_policy (
	id uuid primary key,
	tenant_id uuid not null references stratum.tenant (id) on delete cascade,
	name text not null check (char_length(name) between 1 and 255),
	resource_type text not null check (char_length(resource_type) between 1 and 255),
	action text not null check (char_length(action) between 1 and 255),
	effect text not null check (effect in ('allow', 'deny')),
	conditions jsonb not null,
	priority integer not null,
	mode text not null check (mode in ('LOCKED', 'INHERITED', 'DELEGATED')),
	-- No reference: a policy outlives its writer, and is then changed by operators only.
	written_by uuid,
	created_at timestamptz not null,
	updated_at timestamptz not null,
	version bigint not null default 1
);

create index abac_policy_composite on stratum.abac_policy (tenant_id, resource_type, action, name);
