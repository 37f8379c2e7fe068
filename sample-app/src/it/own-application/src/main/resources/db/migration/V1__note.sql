create table note (id uuid primary key, tenant_id uuid not null, text text not null);
