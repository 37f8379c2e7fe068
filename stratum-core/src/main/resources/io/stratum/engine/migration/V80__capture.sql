-- Changes of audited rows, noted by a trigger on each of their tables. Nobody but the owner reaches what is noted here:
-- the application writes its own rows, and the trigger, which runs as the owner, writes about them.
-- Databases of single tenants, which have no audit log, are given this same text; theirs is brought over from there.

create table if not exists stratum.captured (
	id bigint generated always as identity primary key,
	xid xid8 not null default pg_current_xact_id(),
	tenant_id uuid not null,
	-- All members of an audit entry but its canonical text.
	entry jsonb not null
);
create index if not exists captured_xid on stratum.captured (xid);
alter table stratum.captured enable row level security;

-- What a text shows in the audit log, like AuditRedactor and PlainValue.
create or replace function stratum.captured_text(value text) returns text
language plpgsql
immutable
as $$
declare
	shown text := regexp_replace(value, 'sk_(?:live|test)_[A-Za-z0-9_-]{43}'
		'|(?<![A-Za-z0-9])[a-z][a-z0-9_]{1,15}_(?=[a-z0-9_-]{0,42}[A-Z])[A-Za-z0-9_-]{43}|whsec_[A-Za-z0-9+/=_-]{16,}'
		'|st1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{16,}|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*'
		'|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*', '[redacted]', 'g');
begin
	if length(shown) > 4096 then
		return left(shown, 4096) || '… [' || length(shown) || ' characters]';
	end if;
	return shown;
end
$$;

-- What a value shows in the audit log, however deep; members whose names match are secret. A number that a double
-- cannot hold, or that RFC 8785 writes with an exponent, becomes text, like in ExactJson. One branch each, because an
-- expression with a query in it costs a plan for every value.
create or replace function stratum.captured_value(value jsonb, secrets text) returns jsonb
language plpgsql
immutable
as $$
declare
	number numeric;
begin
	case jsonb_typeof(value)
		when 'string' then
			return to_jsonb(stratum.captured_text(value #>> '{}'));
		when 'number' then
			number := value::numeric;
			if number = 0 then
				return value;
			end if;
			if abs(number) >= 1e15 or abs(number) < 1e-4 or number::float8::text::numeric <> number then
				return to_jsonb(value::text);
			end if;
			return value;
		when 'object' then
			return (
				select coalesce(jsonb_object_agg(stratum.captured_text(m.key), case
					when jsonb_typeof(m.value) not in ('null', 'boolean')
						and lower(regexp_replace(regexp_replace(m.key, '([a-z0-9])(?=[A-Z])', '\1_', 'g'),
							'[^A-Za-z0-9]+', '_', 'g')) ~ secrets then '"[redacted]"'
					else stratum.captured_value(m.value, secrets)
				end), '{}')
				from jsonb_each(value) m
			);
		when 'array' then
			return (
				select coalesce(jsonb_agg(stratum.captured_value(i.value, secrets) order by i.ordinality), '[]')
				from jsonb_array_elements(value) with ordinality i
			);
		else
			return value;
	end case;
end
$$;

-- The state of a row by names of attributes; a field that names a part is a member of an attribute. In PL/pgSQL, which
-- keeps its plan, where a trigger would plan a function in SQL anew for every row.
create or replace function stratum.captured_state(stored jsonb, fields jsonb, secrets text) returns jsonb
language plpgsql
immutable
as $$
declare
	field jsonb;
	value jsonb;
	state jsonb := '{}';
begin
	if stored is null then
		return null;
	end if;
	for field in
		select f
		from jsonb_array_elements(fields) f
	loop
		value := stored -> (field ->> 'column');
		if value is null then
			continue;
		end if;
		if jsonb_typeof(value) <> 'null' then
			case coalesce(field ->> 'shown', 'value')
				when 'never' then
					value := '"[redacted]"';
				when 'flag' then
					value := case jsonb_typeof(value) when 'boolean' then value else '"[redacted]"' end;
				when 'size' then
					value := to_jsonb('[' || (length(value #>> '{}') - 2) / 2 || ' bytes]');
				else
					value := stratum.captured_value(value, secrets);
			end case;
		end if;
		if field ? 'part' then
			value := coalesce(state -> (field ->> 'name'), '{}') || jsonb_build_object(field ->> 'part', value);
		end if;
		state := state || jsonb_build_object(field ->> 'name', value);
	end loop;
	return state;
end
$$;

-- Notes the change of one row. Arguments: the kind of resource, and as JSON its tenant column, key columns, fields and
-- a pattern of secret names.
create or replace function stratum.capture() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
	spec constant jsonb := tg_argv[1]::jsonb;
	earlier constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
	later constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
	stored constant jsonb := coalesce(later, earlier);
	actor constant jsonb := nullif(current_setting('app.actor', true), '')::jsonb;
	moment constant timestamptz := clock_timestamp();
	owning constant uuid := (stored ->> (spec ->> 'tenant'))::uuid;
begin
	if tg_op = 'UPDATE' and not exists (
		select
		from jsonb_array_elements(spec -> 'fields') field
		where earlier -> (field ->> 'column') is distinct from later -> (field ->> 'column')
	) then
		return null;
	end if;
	insert into stratum.captured (tenant_id, entry)
	select owning, jsonb_build_object(
		-- A UUIDv7, which no supported version before 18 makes.
		'id', encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
			placing substring(int8send((extract(epoch from moment) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1),
			'hex')::uuid,
		'tenant_id', owning,
		'actor_type', coalesce(actor ->> 'actor_type', 'system'),
		'actor_id', stratum.captured_text(actor ->> 'actor_id'),
		'subject_id', stratum.captured_text(actor ->> 'subject_id'),
		'action', tg_argv[0] || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end,
		'resource_type', tg_argv[0],
		'resource_id', (
			select stratum.captured_text(string_agg(stored ->> k.column, ',' order by k.position))
			from jsonb_array_elements_text(spec -> 'key') with ordinality k ("column", position)
		),
		'source_ip', stratum.captured_text(actor ->> 'source_ip'),
		'request_id', stratum.captured_text(actor ->> 'request_id'),
		'reason', null,
		'before_state', stratum.captured_state(earlier, spec -> 'fields', spec ->> 'secrets'),
		'after_state', stratum.captured_state(later, spec -> 'fields', spec ->> 'secrets'),
		'metadata', jsonb_build_object('table', tg_table_name, 'captured', true)
			|| case when actor is null then jsonb_build_object('login', session_user) else '{}' end,
		'origin', 'app',
		-- As Instant prints it, in groups of three digits.
		'created_at', regexp_replace(regexp_replace(to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '000Z$', 'Z'),
			'\.000Z$', 'Z'));
	return null;
end
$$;

-- The one form of JSON that is hashed (RFC 8785), for what captured_value lets through. Names are sorted by UTF-16
-- units: what lies beyond the first plane comes behind U+D7FF, which is no character.
create or replace function stratum.canonical_json(value jsonb) returns text
language plpgsql
immutable
as $$
begin
	case jsonb_typeof(value)
		when 'object' then
			return (
				select '{' || coalesce(string_agg(to_jsonb(m.key)::text || ':' || case
					when jsonb_typeof(m.value) in ('string', 'boolean', 'null') then m.value::text
					else stratum.canonical_json(m.value)
				end, ',' order by sorted.key collate "C"), '') || '}'
				from jsonb_each(value) m
				cross join lateral (
					select case
						when octet_length(m.key) = length(m.key) then m.key
						else regexp_replace(m.key, '([\U00010000-\U0010FFFF])', E'\uD7FF\\1', 'g')
					end as key
				) sorted
			);
		when 'array' then
			return (
				select '[' || coalesce(string_agg(stratum.canonical_json(i.value), ',' order by i.ordinality), '') || ']'
				from jsonb_array_elements(value) with ordinality i
			);
		when 'number' then
			return trim_scale(value::numeric)::text;
		else
			return value::text;
	end case;
end
$$;

-- Brings what a transaction noted into the chains of its tenants, just before it commits: all of it at once for the
-- first of its rows, so that the end of a chain is locked for as short as can be, and moved once.
create or replace function stratum.settle_captured() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
	noted record;
	-- The end of the chain in hand.
	chain_in_hand uuid;
	last_seq bigint;
	before_last bytea;
	last_hash bytea;
begin
	if not exists (
		select
		from stratum.captured
		where id = new.id
	) then
		return null;
	end if;
	-- Chains in a fixed order, so that no two transactions wait for each other in a circle.
	for noted in
		select tenant_id, entry, stratum.canonical_json(entry) as canonical
		from stratum.captured
		where xid = new.xid
		order by tenant_id, id
	loop
		if chain_in_hand is distinct from noted.tenant_id then
			update stratum.audit_head
			set seq = last_seq, prev_hash = before_last, hash = last_hash
			where chain = chain_in_hand;
			insert into stratum.audit_head as h (chain, seq, prev_hash, hash)
			values (noted.tenant_id, 0, null, sha256(''::bytea))
			on conflict (chain) do update
			set seq = h.seq
			returning h.chain, h.seq, h.hash
			into chain_in_hand, last_seq, last_hash;
		end if;
		last_seq := last_seq + 1;
		before_last := last_hash;
		last_hash := sha256(before_last || convert_to(noted.canonical, 'UTF8'));
		insert into stratum.audit_log (id, chain, seq, tenant_id, actor_type, actor_id, subject_id, action,
			resource_type, resource_id, source_ip, request_id, before_state, after_state, metadata, origin,
			created_at, prev_hash, hash)
		select (e ->> 'id')::uuid, chain_in_hand, last_seq, noted.tenant_id, e ->> 'actor_type', e ->> 'actor_id',
			e ->> 'subject_id', e ->> 'action', e ->> 'resource_type', e ->> 'resource_id', e ->> 'source_ip',
			e ->> 'request_id', nullif(e -> 'before_state', 'null'), nullif(e -> 'after_state', 'null'),
			e -> 'metadata', e ->> 'origin', (e ->> 'created_at')::timestamptz, before_last, last_hash
		from (
			select noted.entry as e
		) one;
	end loop;
	update stratum.audit_head
	set seq = last_seq, prev_hash = before_last, hash = last_hash
	where chain = chain_in_hand;
	delete from stratum.captured
	where xid = new.xid;
	return null;
end
$$;

revoke all on function stratum.captured_text(text) from public;
revoke all on function stratum.captured_value(jsonb, text) from public;
revoke all on function stratum.captured_state(jsonb, jsonb, text) from public;
revoke all on function stratum.canonical_json(jsonb) from public;
revoke all on function stratum.capture() from public;
revoke all on function stratum.settle_captured() from public;

-- Refuses an entry of the application that is not its own, or that claims to be a trigger's.
create or replace function stratum.require_own_entry(entry jsonb) returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
	bound uuid := nullif(current_setting('app.current_tenant_id', true), '')::uuid;
begin
	if bound is null or (entry ->> 'tenant_id')::uuid is distinct from bound then
		raise insufficient_privilege using message = 'the entry is not of the bound tenant';
	end if;
	if entry ->> 'origin' is distinct from 'app' then
		raise insufficient_privilege using message = 'entries of the application have the origin app';
	end if;
	if entry -> 'metadata' ? 'captured' then
		raise insufficient_privilege using message = 'only triggers make entries that were captured';
	end if;
	if (entry ->> 'canonical')::jsonb is distinct from entry - 'canonical' then
		raise invalid_parameter_value using message = 'the canonical text says something else than the entry';
	end if;
	if (entry ->> 'created_at')::timestamptz
			not between clock_timestamp() - interval '5 minutes' and clock_timestamp() + interval '5 minutes' then
		raise invalid_parameter_value using message = 'the time of the entry is not the present';
	end if;
end
$$;
revoke all on function stratum.require_own_entry(jsonb) from public;

-- Where there is an audit log, what is noted settles in it; where there is none, sessions note what they changed beside
-- the triggers, under the same name and rules.
do $do$
begin
	drop trigger if exists settle on stratum.captured;
	if to_regclass('stratum.audit_log') is null then
		create or replace function stratum.record_audit(entry jsonb) returns void
		language plpgsql
		security definer
		set search_path = pg_catalog, pg_temp
		as $$
		begin
			perform stratum.require_own_entry(entry);
			insert into stratum.captured (tenant_id, entry)
			values ((entry ->> 'tenant_id')::uuid, entry - 'canonical');
		end
		$$;
		revoke all on function stratum.record_audit(jsonb) from public;
	else
		create or replace function stratum.record_audit(entry jsonb) returns void
		language plpgsql
		security definer
		set search_path = pg_catalog, pg_temp
		as $$
		begin
			perform stratum.require_own_entry(entry);
			perform stratum.append_audit(entry);
		end
		$$;
		create constraint trigger settle
			after insert on stratum.captured
			deferrable initially deferred
			for each row
			execute function stratum.settle_captured();
	end if;
end
$do$;
