-- Transcripts of recordings; a step's part of the results is found by its name, so that steps side by side do not
-- overwrite each other.
create table transcript (
  id uuid primary key,
  transcript_id text not null unique,
  workflow_run_id uuid,
  recording_id text,
  room_name text not null,
  bucket_name text not null,
  status text not null default 'uploaded' check (status in ('uploaded', 'processing', 'completed', 'failed')),
  failure text,
  event_key text,
  input json not null,
  words json not null default '[]',
  results jsonb not null default '{}',
  created_at timestamptz not null default now(),
  completed_at timestamptz
);
create index transcript_run on transcript (workflow_run_id);
create index transcript_newest on transcript (created_at desc, id);

-- The words of a track, until they are merged.
create table transcript_track (
  workflow_run_id uuid not null,
  track int not null,
  words json not null,
  primary key (workflow_run_id, track)
);

-- What was deleted because somebody did not consent: written down before it is done, and closed when it was looked for
-- and not found.
create table transcript_deletion (
  workflow_run_id uuid not null,
  transcript uuid not null references transcript (id),
  kind text not null check (kind in ('source', 'copy', 'mix')),
  track int not null,
  name text not null,
  sha256 text,
  bytes bigint,
  planned_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workflow_run_id, kind, track, name)
);
create index transcript_deletion_of on transcript_deletion (transcript);
