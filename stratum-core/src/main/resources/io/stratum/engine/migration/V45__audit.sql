-- The audit log guards itself: nobody changes it, and the application sees and adds its bound tenant's entries only.

alter table stratum.audit_log enable row level security;

create policy audit_platform on stratum.audit_log to ${platform} using (true) with check (true);

create policy audit_bound_tenant on stratum.audit_log for select to ${application}
	using (tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid);

grant select on stratum.audit_log to ${application};
revoke update, delete, truncate on stratum.audit_log from ${platform}, ${application};
revoke delete, truncate on stratum.audit_head from ${platform};

-- Signed heads of chains. A key id belongs to the primary key, so that a chain can be signed anew by a new key.
create table stratum.audit_checkpoint (
	chain uuid not null,
	seq bigint not null,
	hash bytea not null,
	retention boolean not null,
	created_at timestamptz not null,
	key_id text not null,
	signature bytea not null,
	primary key (chain, seq, retention, key_id)
);
revoke update, delete, truncate on stratum.audit_checkpoint from ${platform};

-- Adds an entry in a transaction of the application. Sequence, links and hashes are made here, so the
-- application can neither forge one nor block the chain with a number of its own.
create function stratum.record_audit(entry jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
	bound uuid := nullif(current_setting('app.current_tenant_id', true), '')::uuid;
begin
	if bound is null or (entry ->> 'tenant_id')::uuid is distinct from bound then
		raise insufficient_privilege using message = 'the entry is not of the bound tenant';
	end if;
	if entry ->> 'origin' is distinct from 'app' then
		raise insufficient_privilege using message = 'entries of the application have the origin app';
	end if;
	if (entry ->> 'canonical')::jsonb is distinct from entry - 'canonical' then
		raise invalid_parameter_value using message = 'the canonical text says something else than the entry';
	end if;
	if (entry ->> 'created_at')::timestamptz
			not between clock_timestamp() - interval '5 minutes' and clock_timestamp() + interval '5 minutes' then
		raise invalid_parameter_value using message = 'the time of the entry is not the present';
	end if;
	perform stratum.append_audit(entry);
end
$$;
revoke execute on function stratum.record_audit(jsonb) from public;
grant execute on function stratum.record_audit(jsonb) to ${application};

-- Removes the entries of a chain up to one that a checkpoint vouches for. The platform has no right to delete
-- entries; this door lets it remove a prefix of what is at least a day old, and nothing else.
create function stratum.prune_audit(pruned uuid, last bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
	removed bigint;
begin
	if not exists (
		select 1
		from stratum.audit_log l
		join stratum.audit_checkpoint c on c.chain = l.chain and c.seq = l.seq and c.hash = l.hash
		where c.retention
		and l.chain = pruned
		and l.seq = last
	) then
		raise insufficient_privilege using message = 'no retention checkpoint vouches for the end of what is to be removed';
	end if;
	if exists (
		select 1
		from stratum.audit_log l
		where l.chain = pruned
		and l.seq <= last
		and l.created_at > now() - interval '1 day'
	) then
		raise insufficient_privilege using message = 'entries are kept for a day at least';
	end if;
	delete from stratum.audit_log
	where chain = pruned
	and seq <= last;
	get diagnostics removed = row_count;
	return removed;
end
$$;
revoke execute on function stratum.prune_audit(uuid, bigint) from public;
grant execute on function stratum.prune_audit(uuid, bigint) to ${platform};

-- Refused requests, counted per minute until the minute is over and one entry says how many there were.
create table stratum.access_denial (
	minute timestamptz not null,
	credential text not null,
	route text not null,
	tenant_id uuid,
	actor_type text not null,
	actor_id text,
	source_ip text,
	reason text not null,
	denied bigint not null,
	primary key (minute, credential, route)
);
