-- The tenants a subtree read may see, as the binding of its transaction says.
-- Databases of single tenants, which have no engine, are given this same text.

create or replace function stratum.visible_tenant_ids() returns uuid[]
language sql
stable
parallel safe
return coalesce(nullif(current_setting('app.visible_tenant_ids', true), ''), '{}')::uuid[];

revoke all on function stratum.visible_tenant_ids() from public;
