-- A subtree too large to be listed is named by a marker: "*" for all below the bound tenant, or "**" with those that
-- are archived, and a list of the few among them whose rows are elsewhere. Only the owner may look at the tree, so
-- the function does; it answers for the bound tenant and nobody else.

select set_config('search_path', 'stratum, ' || quote_ident(n.nspname), true)
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'ltree';

create or replace function stratum.visible_tenant_ids() returns uuid[]
language sql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
return case
	when current_setting('app.visible_tenant_ids', true) like '*%' then (
		with marker as (
			select current_setting('app.visible_tenant_ids', true) like '**%' as archived,
				-- Planning looks at this even where there is no marker.
				case
					when current_setting('app.visible_tenant_ids', true) like '*%'
						then ltrim(current_setting('app.visible_tenant_ids', true), '*')::uuid[]
				end as elsewhere
		)
		select coalesce(array_agg(t.id), '{}')
		from marker
		join stratum.tenant top on top.id = nullif(current_setting('app.current_tenant_id', true), '')::uuid
		join stratum.tenant t on t.path <@ top.path
		where (t.status <> 'archived' or marker.archived)
		and not exists (
			select from unnest(marker.elsewhere) as hidden(id)
			where hidden.id = t.id
		)
	)
	else coalesce(nullif(current_setting('app.visible_tenant_ids', true), ''), '{}')::uuid[]
end;

revoke all on function stratum.visible_tenant_ids() from public;
