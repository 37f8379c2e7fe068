create table export (
	tenant_id uuid not null,
	id uuid not null,
	status text not null,
	orders bigint,
	total numeric(14, 2),
	thread text,
	primary key (tenant_id, id)
);
