-- The embedded engine's state. Ids of runs are UUIDs of version 7: they sort by creation, and the low
-- twelve bits of a task's id number it inside its run.

CREATE TABLE engine (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch       bigint  NOT NULL,          -- rises with every start; only the newest engine may write
    signing_key bytea   NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenant (
    id         uuid PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);

CREATE TABLE token (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    name       text NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE TABLE workflow (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    name       text NOT NULL,
    paused     boolean NOT NULL,
    pause      text NOT NULL DEFAULT '{}', -- JSON: what cron and scheduled runs do meanwhile
    created_at timestamptz NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE workflow_version (
    id            uuid PRIMARY KEY,
    workflow_id   uuid   NOT NULL,
    version_order bigint NOT NULL,
    checksum      text   NOT NULL,
    definition    text   NOT NULL,         -- JSON
    created_at    timestamptz NOT NULL
);
CREATE INDEX ON workflow_version (workflow_id, version_order);

CREATE TABLE worker (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL,
    name              text NOT NULL,
    profile           text NOT NULL,       -- JSON: actions, slots, labels, runtime
    paused            boolean NOT NULL,
    created_at        timestamptz NOT NULL,
    last_heartbeat_at timestamptz NOT NULL
);

CREATE TABLE run (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL,
    workflow_id       uuid NOT NULL,
    version_id        uuid NOT NULL,
    created_at        timestamptz NOT NULL,
    input             text NOT NULL,
    metadata          text NOT NULL,
    priority          int  NOT NULL,
    parent_run_id     uuid,
    parent_task_id    uuid,
    child_index       int,
    child_key         text,
    event_id          uuid,
    event_key         text,
    filter_id         uuid,
    filter_payload    text,
    desired_worker_id uuid,
    desired_labels    text,
    status            text NOT NULL,
    finished_at       timestamptz
) WITH (fillfactor = 85);
CREATE INDEX run_unfinished ON run (id) WHERE finished_at IS NULL;
CREATE INDEX run_parent ON run (parent_task_id) WHERE parent_task_id IS NOT NULL;
CREATE INDEX run_event ON run (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE task (
    run_id        uuid NOT NULL,
    ordinal       int  NOT NULL,
    id            uuid NOT NULL,
    number        bigint NOT NULL,
    status        text NOT NULL,
    attempt       int  NOT NULL,
    failures      int  NOT NULL,
    reassignments int  NOT NULL,
    worker_id     uuid,
    slot_released boolean NOT NULL,
    waiting_since timestamptz,
    queued_at     timestamptz,
    started_at    timestamptz,
    finished_at   timestamptz,
    deadline      timestamptz,
    matches       text,
    output        text,
    error         text,
    PRIMARY KEY (run_id, ordinal)
) WITH (fillfactor = 70);

CREATE TABLE task_event (
    run_id    uuid   NOT NULL,
    number    bigint NOT NULL,
    ordinal   int    NOT NULL,
    attempt   int    NOT NULL,
    at        timestamptz NOT NULL,
    type      text   NOT NULL,
    message   text   NOT NULL,
    error     text,
    worker_id uuid,
    PRIMARY KEY (run_id, number)
);

CREATE TABLE log_line (
    run_id     uuid   NOT NULL,
    number     bigint NOT NULL,
    ordinal    int    NOT NULL,
    attempt    int    NOT NULL,
    created_at timestamptz NOT NULL,
    level      text   NOT NULL,
    message    text   NOT NULL,
    metadata   text   NOT NULL,
    PRIMARY KEY (run_id, number)
);

CREATE TABLE event (
    id        uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    key       text NOT NULL,
    payload   text NOT NULL,
    metadata  text NOT NULL,
    scope     text,
    seen_at   timestamptz NOT NULL
);

CREATE TABLE filter (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    workflow_id uuid NOT NULL,
    scope       text NOT NULL,
    expression  text NOT NULL,
    payload     text NOT NULL,
    declarative boolean NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);

CREATE TABLE rate_limit (
    tenant_id   uuid NOT NULL,
    key         text NOT NULL,
    limit_value int  NOT NULL,
    value       int  NOT NULL,
    window_name text NOT NULL,
    last_refill timestamptz NOT NULL,
    paused_until timestamptz,
    PRIMARY KEY (tenant_id, key)
);

CREATE TABLE cron (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    workflow_id uuid NOT NULL,
    name        text NOT NULL,
    expression  text NOT NULL,
    input       text NOT NULL,
    metadata    text NOT NULL,
    priority    int,
    method      text NOT NULL,             -- DEFAULT: of the definition, API: made by a client
    enabled     boolean NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE schedule (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL,
    workflow_id uuid NOT NULL,
    trigger_at  timestamptz NOT NULL,
    request     text NOT NULL,             -- JSON: input, metadata, priority, parent
    method      text NOT NULL,
    created_at  timestamptz NOT NULL,
    run_id      uuid                       -- once it has been triggered
);
CREATE INDEX schedule_open ON schedule (trigger_at) WHERE run_id IS NULL;
