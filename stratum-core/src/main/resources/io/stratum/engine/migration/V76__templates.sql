-- A server has a template for schemas beside the one for databases.

drop index stratum.placement_template;

create unique index placement_template on stratum.placement (server, strategy, blueprint) where purpose = 'TEMPLATE';
