create table sale (
	tenant_id uuid not null,
	id uuid not null,
	item text not null,
	primary key (tenant_id, id)
);
