-- What every change leaves behind in its own transaction: an audit entry, events, and word to other nodes.

select set_config('search_path', 'stratum, ' || quote_ident(n.nspname), true)
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'ltree';

-- One row per chain of audit entries: a tenant's, or the operators' under the nil UUID.
create table stratum.audit_head (
	chain uuid primary key,
	seq bigint not null,
	prev_hash bytea,
	hash bytea not null
);

create table stratum.audit_log (
	id uuid primary key,
	chain uuid not null,
	seq bigint not null,
	tenant_id uuid,
	actor_type text not null,
	actor_id text,
	subject_id text,
	action text not null,
	resource_type text not null,
	resource_id text,
	source_ip text,
	request_id text,
	reason text,
	before_state jsonb,
	after_state jsonb,
	metadata jsonb not null default '{}',
	origin text not null default 'engine' check (origin in ('engine', 'app')),
	created_at timestamptz not null,
	prev_hash bytea not null,
	hash bytea not null,
	unique (chain, seq)
);
create index audit_log_tenant on stratum.audit_log (tenant_id, created_at desc, id desc);
create index audit_log_time on stratum.audit_log (created_at desc, id desc);

create table stratum.outbox (
	id uuid primary key,
	type text not null,
	tenant_id uuid,
	tenant_path ltree,
	data jsonb not null,
	created_at timestamptz not null,
	dispatched_at timestamptz
);
create index outbox_pending on stratum.outbox (id) where dispatched_at is null;

-- Word to other nodes. Rows are kept for as long as a node could have missed its notification.
create table stratum.change (
	id bigint generated always as identity primary key,
	xid xid8 not null default pg_current_xact_id(),
	kind text not null,
	tenant_id uuid,
	at timestamptz not null default clock_timestamp()
);
create index change_xid on stratum.change (xid);
create index change_at on stratum.change (at);

revoke update, delete, truncate on stratum.audit_log from ${platform};

-- Adds one audit entry to its chain. The head's row lock makes sequence and commit order agree.
create function stratum.append_audit(entry jsonb) returns void language sql volatile as $$
	with head as (
		insert into stratum.audit_head as h (chain, seq, prev_hash, hash)
		values (coalesce((entry ->> 'tenant_id')::uuid, '00000000-0000-0000-0000-000000000000'), 1,
			sha256(''::bytea), sha256(sha256(''::bytea) || convert_to(entry ->> 'canonical', 'UTF8')))
		on conflict (chain) do update
		set seq = h.seq + 1, prev_hash = h.hash, hash = sha256(h.hash || convert_to(entry ->> 'canonical', 'UTF8'))
		returning chain, seq, prev_hash, hash
	)
	insert into stratum.audit_log (id, chain, seq, tenant_id, actor_type, actor_id, subject_id, action,
		resource_type, resource_id, source_ip, request_id, reason, before_state, after_state, metadata, origin,
		created_at, prev_hash, hash)
	select (entry ->> 'id')::uuid, head.chain, head.seq, (entry ->> 'tenant_id')::uuid, entry ->> 'actor_type',
		entry ->> 'actor_id', entry ->> 'subject_id', entry ->> 'action', entry ->> 'resource_type',
		entry ->> 'resource_id', entry ->> 'source_ip', entry ->> 'request_id', entry ->> 'reason',
		nullif(entry -> 'before_state', 'null'), nullif(entry -> 'after_state', 'null'), entry -> 'metadata',
		entry ->> 'origin', (entry ->> 'created_at')::timestamptz, head.prev_hash, head.hash
	from head
$$;

-- Writes all that a transaction leaves behind, in one round trip. Chains are taken in a fixed order, so
-- two transactions that write to the same chains never wait for each other in a circle.
create function stratum.record_changes(node uuid, entries jsonb, events jsonb, changes jsonb) returns void
language plpgsql volatile as $$
begin
	perform stratum.append_audit(entry)
	from (select value as entry from jsonb_array_elements(entries) with ordinality
		order by value ->> 'tenant_id' nulls first, ordinality) sorted;

	insert into stratum.outbox (id, type, tenant_id, tenant_path, data, created_at)
	select e.id, e.type, e.tenant_id, e.tenant_path::ltree, e.data, e.created_at
	from jsonb_to_recordset(events)
		as e(id uuid, type text, tenant_id uuid, tenant_path text, data jsonb, created_at timestamptz);
	if jsonb_array_length(events) > 0 then
		perform pg_notify('stratum_outbox', '');
	end if;

	insert into stratum.change (kind, tenant_id)
	select c.kind, c.tenant_id from jsonb_to_recordset(changes) as c(kind text, tenant_id uuid);
	perform pg_notify('stratum_change', node || ' ' || c.kind || ' ' || coalesce(c.tenant_id::text, '*'))
	from jsonb_to_recordset(changes) as c(kind text, tenant_id uuid);
end
$$;
