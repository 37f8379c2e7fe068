create table customer (
	id uuid primary key,
	tenant_id uuid not null,
	name text not null
);

create table invoice (
	id uuid primary key,
	tenant_id uuid not null,
	number text not null,
	cents integer not null,
	customer_id uuid references customer,
	unique (tenant_id, number)
);

create table invoice_line (
	id uuid primary key,
	tenant_id uuid not null,
	invoice_id uuid references invoice,
	product text not null
);

create table tag (
	id uuid primary key,
	tenant_id uuid not null,
	label text not null
);

create table invoice_tag (
	tenant_id uuid not null,
	invoice_id uuid references invoice,
	tags_id uuid references tag
);

create table invoice_notes (
	tenant_id uuid not null,
	invoice_id uuid references invoice,
	note text not null
);

create table invoice_aud (
	tenant_id uuid not null,
	id uuid not null,
	rev bigint not null,
	revtype smallint,
	cents integer,
	primary key (tenant_id, rev, id)
);

create table reading (
	tenant_id uuid not null,
	id uuid not null default gen_random_uuid(),
	primary key (tenant_id, id)
) partition by hash (id);

create table reading_even partition of reading for values with (modulus 2, remainder 0);

create table reading_odd partition of reading for values with (modulus 2, remainder 1);
