-- Conversations: who talks with which agent over which channel; one turn of a session at a time.
create table turn_session (
  id                uuid primary key,
  tenant_id         text        not null,
  agent_id          text        not null,
  interlocutor_id   text        not null,
  channel           text        not null,
  -- the token of the newest turn: a write with a lower one comes from a holder that has lost its lease
  fence             bigint      not null default 0,
  turn_id           uuid,
  phase             text        not null default 'idle' check (phase in ('idle', 'accumulating', 'running')),
  -- what the agent's last answer lets expect
  awaiting_field    boolean     not null default false,
  expects_follow_up boolean     not null default false,
  -- turns in a row that gave way to a correction
  superseded        int         not null default 0,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (tenant_id, agent_id, interlocutor_id, channel)
);
create index turn_session_newest on turn_session (updated_at desc);

-- A turn has the id of the run that leads it.
create table turn (
  id             uuid primary key,
  session_id     uuid        not null references turn_session (id),
  fence          bigint      not null,
  status         text        not null check (status in ('open', 'committed', 'superseded', 'stale', 'failed')),
  agent          text,
  opened_at      timestamptz not null default clock_timestamp(),
  accumulated_at timestamptz,
  ended_at       timestamptz,
  published_at   timestamptz,
  wait_ms        int,
  failure        text,
  unique (session_id, fence)
);
create index turn_of_session on turn (session_id, opened_at);

create table turn_message (
  id              uuid primary key,
  seq             bigint generated always as identity,
  session_id      uuid        not null references turn_session (id),
  -- the sender's id; an answer has its turn's
  message_id      text        not null,
  role            text        not null check (role in ('customer', 'agent')),
  content         text        not null,
  state           text        not null check (state in ('waiting', 'claimed', 'answered', 'failed', 'said')),
  disposition     text check (disposition in ('leads', 'absorbed', 'forces_completion', 'supersedes', 'queued')),
  turn_id         uuid,
  workflow_run_id uuid,
  -- its run has ended, trusting the turn that was open
  joined          boolean     not null default false,
  asked_again_at  timestamptz,
  failure         text,
  received_at     timestamptz not null default clock_timestamp(),
  answered_at     timestamptz,
  unique (session_id, role, message_id)
);
create index turn_message_of_session on turn_message (session_id, seq);
create index turn_message_of_turn on turn_message (turn_id);
create index turn_message_of_run on turn_message (workflow_run_id);
create index turn_message_open on turn_message (session_id, received_at) where state in ('waiting', 'claimed');

-- How quickly a customer writes: milliseconds between messages of one turn, the newest last.
create table turn_cadence (
  tenant_id       text  not null,
  interlocutor_id text  not null,
  gaps_ms         int[] not null,
  primary key (tenant_id, interlocutor_id)
);

create table turn_audit (
  id         bigint generated always as identity primary key,
  session_id uuid        not null references turn_session (id),
  turn_id    uuid,
  fence      bigint,
  event      text        not null,
  detail     jsonb       not null default '{}',
  at         timestamptz not null default clock_timestamp()
);
create index turn_audit_of_session on turn_audit (session_id, id);

-- Whose an application is; said by the lender's systems, never by a message.
create table application_customer (
  application_id  uuid primary key references loan_application (id),
  tenant_id       text        not null,
  interlocutor_id text        not null,
  created_at      timestamptz not null default now()
);
create index application_customer_own on application_customer (tenant_id, interlocutor_id);
