create table product (
	sku text primary key,
	name text not null
);

insert into product (sku, name) values ('BOLT-8', 'Bolt, 8 mm'), ('NUT-8', 'Nut, 8 mm');

create table orders (
	tenant_id uuid not null,
	id uuid not null,
	customer_ref text not null,
	status text not null,
	currency text not null,
	total numeric(12, 2) not null,
	placed_by text not null,
	created_at timestamptz not null,
	version bigint not null,
	primary key (tenant_id, id)
);
create index orders_newest on orders (tenant_id, created_at desc, id desc);

create table order_line (
	tenant_id uuid not null,
	id uuid not null,
	order_id uuid not null,
	position integer not null,
	sku text not null references product (sku),
	quantity integer not null,
	unit_price numeric(12, 2) not null,
	primary key (tenant_id, id),
	foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index order_line_of on order_line (tenant_id, order_id, position);

create table order_tag (
	tenant_id uuid not null,
	order_id uuid not null,
	tag text not null,
	primary key (tenant_id, order_id, tag),
	foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
