-- Documents travel between steps by id; their bytes live here.
create table document (
  id           uuid primary key,
  file_name    text        not null,
  content_type text        not null,
  sha256       text        not null,
  size_bytes   bigint      not null,
  content      bytea       not null,
  text         jsonb,
  created_at   timestamptz not null default now()
);

create table lender (
  id                 uuid primary key,
  name               text        not null,
  status             text        not null check (status in ('uploaded', 'processing', 'completed', 'failed')),
  failure            text,
  document_id        uuid references document (id),
  policy_details     text,
  created_by         text,
  policy_version     text,
  completeness_score int,
  unread             jsonb       not null default '[]',
  event_key          text unique,
  workflow_run_id    uuid,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  deleted_at         timestamptz
);
create unique index lender_one_of_a_name on lender (lower(name)) where deleted_at is null;
create index lender_active on lender (name) where policy_version is not null and deleted_at is null;

create table lender_policy (
  lender_id   uuid        not null references lender (id),
  version     text        not null,
  policy      jsonb       not null,
  document_id uuid references document (id),
  created_at  timestamptz not null default now(),
  primary key (lender_id, version)
);

-- What the reader found in a document, before it becomes the lender's policy.
create table policy_reading (
  lender_id   uuid        not null references lender (id),
  document_id uuid        not null references document (id),
  policy      jsonb       not null,
  unread      jsonb       not null default '[]',
  completeness_score int,
  created_at  timestamptz not null default now(),
  primary key (lender_id, document_id)
);

create table loan_application (
  id              uuid primary key,
  reference_id    text,
  applicant       text,
  amount          numeric     not null,
  snapshot        jsonb       not null,
  unknown_fields  jsonb       not null default '[]',
  status          text        not null check (status in ('uploaded', 'processing', 'completed', 'failed')),
  failure         text,
  event_key       text unique,
  document_id     uuid references document (id),
  workflow_run_id uuid,
  created_at      timestamptz not null default now(),
  completed_at    timestamptz,
  deleted_at      timestamptz
);
create index loan_application_newest on loan_application (created_at desc) where deleted_at is null;
create index loan_application_reference on loan_application (reference_id);

create table loan_match (
  application_id  uuid not null references loan_application (id),
  lender_id       uuid not null references lender (id),
  policy_version  text not null,
  workflow_run_id uuid not null,
  status          text not null check (status in ('pending', 'processing', 'completed', 'failed')),
  failure         text,
  outcome         text check (outcome in ('ELIGIBLE', 'NEEDS_REVIEW', 'INELIGIBLE')),
  score           numeric(4, 1),
  category        text,
  best_program    text,
  rate_bps        int,
  rank            int,
  result          json,
  primary key (application_id, lender_id, policy_version)
);
create index loan_match_rank on loan_match (application_id, rank);
