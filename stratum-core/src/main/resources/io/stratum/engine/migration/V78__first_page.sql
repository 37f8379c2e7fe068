-- The first page of descendants goes down level by level and takes the first children of each parent, from the index
-- alone.
create index tenant_children on stratum.tenant (parent_id, id) include (status);
