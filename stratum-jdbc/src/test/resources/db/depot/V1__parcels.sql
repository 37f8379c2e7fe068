create table parcel (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	receiver text not null,
	primary key (tenant_id, id)
);

create table parcel_label (
	tenant_id uuid not null,
	parcel_id uuid not null,
	label text not null,
	primary key (tenant_id, parcel_id, label),
	foreign key (tenant_id, parcel_id) references parcel (tenant_id, id)
);
