-- Reads a subtree by its path alone, up to a number of tenants. Statistics of paths are vague: without the setting the
-- planner now and then takes a small subtree for a large one and walks all tenants in order to find it.
-- The types and operators of ltree are wherever the extension is.
select set_config('search_path', 'stratum, ' || quote_ident(n.nspname), true)
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'ltree';

create or replace function stratum.subtree_up_to(top ltree, most integer) returns setof stratum.tenant
language sql stable set enable_seqscan = off as $$
	select *
	from stratum.tenant
	where path <@ top
	limit most
$$;
