-- First answers to requests that may be sent again. Secrets are taken out of them before they are kept.
create table stratum.idempotency (
	credential text not null,
	key text not null,
	-- Keyed hash of method, address and body.
	fingerprint bytea not null,
	-- Null while the request runs; then it is given up for dead after started_at plus some minutes.
	status integer,
	headers jsonb,
	body bytea,
	started_at timestamptz not null,
	primary key (credential, key)
);
create index idempotency_age on stratum.idempotency (started_at);
