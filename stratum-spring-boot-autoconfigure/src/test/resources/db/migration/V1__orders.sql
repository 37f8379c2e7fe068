create table orders (
	id uuid primary key,
	tenant_id uuid not null,
	sku text not null
);
