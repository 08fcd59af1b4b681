-- The last time of a cron trigger that has started a run: a clock that is set back repeats nothing.
ALTER TABLE cron ADD COLUMN last_due timestamptz;

-- A million finished runs must not keep the traces of the last two hundred thousand.
ALTER TABLE run SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE task SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE task_event SET (autovacuum_vacuum_scale_factor = 0.05);

-- Limits whose keys come from expressions can be as many as the inputs: they are forgotten after use.
ALTER TABLE rate_limit ADD COLUMN by_use boolean NOT NULL DEFAULT false;
