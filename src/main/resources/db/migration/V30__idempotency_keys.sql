-- What a request with an Idempotency-Key was answered, so that the same one is done once; kept for a day.
create table idempotency_key (
  key            text primary key,
  request_sha256 text        not null,
  claimed_at     timestamptz not null default now(),
  -- null while the request is at work
  status         int,
  content_type   text,
  location       text,
  body           text
);
create index idempotency_key_age on idempotency_key (claimed_at);
