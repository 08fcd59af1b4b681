-- A task of a tracker that was submitted: who holds it, and what became of it.
create table task (
  repository   text        not null,
  task_id      text        not null,
  title        text        not null,
  priority     int         not null,
  -- of the tracker's line when it was submitted: a failed task is submitted again when its line has changed
  revision     text,
  status       text        not null check (status in ('submitted', 'running', 'completed', 'failed')),
  -- the run that holds it: of beads-task-execution, or of task-execution where that was started itself
  run          uuid,
  failure      text,
  submitted_at timestamptz not null default now(),
  completed_at timestamptz,
  primary key (repository, task_id)
);
create index task_by_run on task (run);

-- One run of task-execution.
create table task_run (
  workflow_run_id uuid        primary key,
  repository      text        not null,
  task_id         text        not null,
  holder          uuid        not null,
  status          text        not null check (status in ('running', 'completed', 'failed')),
  base_commit     text,
  agent_exit_code int,
  agent_seconds   numeric(10, 3),
  agent_output    text,
  patch           text,
  commit_id       text,
  closed          boolean,
  failure         text,
  created_at      timestamptz not null default now(),
  completed_at    timestamptz
);
create index task_run_of_task on task_run (repository, task_id, created_at desc);
create index task_run_of_holder on task_run (holder);

-- A quality gate that ran. The phase says in which step and attempt.
create table task_gate (
  workflow_run_id uuid        not null references task_run (workflow_run_id),
  phase           text        not null,
  position        int         not null,
  name            text        not null,
  status          text        not null check (status in ('passed', 'failed', 'timed_out')),
  exit_code       int         not null,
  seconds         numeric(10, 3) not null,
  output          text        not null,
  ran_at          timestamptz not null default now(),
  primary key (workflow_run_id, phase, position)
);
