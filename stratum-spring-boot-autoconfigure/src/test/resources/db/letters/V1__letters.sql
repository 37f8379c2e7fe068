create table letter (
	tenant_id uuid not null,
	id uuid not null,
	subject text,
	seal text,
	lock_token text,
	body text,
	body_index text,
	picture text,
	reads integer not null default 0,
	primary key (tenant_id, id)
);
