-- Key pairs that sign for this installation; the private half is sealed with the platform's data key.

create table stratum.signing_key (
	name text primary key,
	public_key bytea not null,
	private_key text not null,
	created_at timestamptz not null default now()
);
