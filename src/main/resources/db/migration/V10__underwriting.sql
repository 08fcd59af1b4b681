-- One run of underwriting-workflow; what it found stays as it was, whatever runs come after it.
create table underwriting_run (
  workflow_run_id uuid primary key,
  application_id  uuid        not null references loan_application (id),
  request_key     text unique,
  -- the engine that the run was given to: the configured one, or that of the process
  engine          text        not null default 'hatchet' check (engine in ('hatchet', 'in-process')),
  status          text        not null check (status in ('queued', 'running', 'completed', 'failed')),
  failure         text,
  features        jsonb,
  created_at      timestamptz not null default now(),
  started_at      timestamptz,
  completed_at    timestamptz
);
create index underwriting_run_newest on underwriting_run (application_id, created_at desc);

create table underwriting_step (
  workflow_run_id uuid        not null references underwriting_run (workflow_run_id),
  step            text        not null,
  attempts        int         not null,
  started_at      timestamptz not null default now(),
  completed_at    timestamptz,
  primary key (workflow_run_id, step)
);

create table underwriting_result (
  workflow_run_id uuid not null references underwriting_run (workflow_run_id),
  lender_id       uuid not null references lender (id),
  policy_version  text not null,
  status          text not null check (status in ('pending', 'completed', 'failed')),
  failure         text,
  outcome         text check (outcome in ('ELIGIBLE', 'NEEDS_REVIEW', 'INELIGIBLE')),
  score           numeric(4, 1),
  category        text,
  best_program    text,
  rate_bps        int,
  rank            int,
  result          json,
  primary key (workflow_run_id, lender_id)
);
