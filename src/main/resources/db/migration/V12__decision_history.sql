-- Every decision that counted, for good: its input, its policy version, and the hash of its bytes, each entry chained to the one before.

-- What was judged, by the hash of its bytes.
create table decision_input (
  sha256   text primary key,
  snapshot text not null
);

create table decision_history (
  number          bigint primary key,
  previous        text   not null,
  content         text   not null,
  hash            text   not null,
  workflow_run_id uuid   not null,
  application_id  uuid   not null,
  lender_id       uuid   not null,
  unique (workflow_run_id, lender_id)
);
create index decision_history_application on decision_history (application_id, number);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: nothing in it is changed or removed.', tg_table_name;
end $$;
create trigger decision_history_append_only before update or delete or truncate on decision_history
  for each statement execute function append_only();
create trigger decision_input_append_only before update or delete or truncate on decision_input
  for each statement execute function append_only();

-- Appends the decisions of a run that are not in the history yet, in one transaction: all or none, and one writer at a time.
create function history_append(run uuid, application uuid, engine_version text) returns bigint language plpgsql as $$
declare
  head     decision_history;
  decision record;
  numbers bigint[] := '{}'; previous text[] := '{}'; contents text[] := '{}'; hashes text[] := '{}'; lenders uuid[] := '{}';
  input text;
  input_sha256 text;
  entry text;
  began text := to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
begin
  select cast(a.snapshot as text) into strict input from loan_application a where a.id = application;
  input_sha256 := encode(sha256(convert_to(input, 'UTF8')), 'hex');
  insert into decision_input (sha256, snapshot) values (input_sha256, input) on conflict do nothing;
  perform pg_advisory_xact_lock(hashtext('decision_history'));
  select * into head from decision_history order by number desc limit 1;
  if head.number is null then
    head.number := 0;
    head.hash := repeat('0', 64);
  end if;
  for decision in
    select * from (
      select lender_id, policy_version, outcome, score, best_program, rate_bps, result from loan_match m
      where m.application_id = application and m.workflow_run_id = run and status = 'completed'
      union all
      select lender_id, policy_version, outcome, score, best_program, rate_bps, result from underwriting_result
      where workflow_run_id = run and status = 'completed') d
    where not exists (select 1 from decision_history h where h.workflow_run_id = run and h.lender_id = d.lender_id)
    order by lender_id
  loop
    entry := json_build_object('application_id', application, 'at', began, 'best_program', decision.best_program,
      'decision_sha256', encode(sha256(convert_to(cast(decision.result as text), 'UTF8')), 'hex'),
      'engine_version', engine_version, 'input_sha256', input_sha256, 'lender_id', decision.lender_id,
      'outcome', decision.outcome, 'policy_version', decision.policy_version, 'rate_bps', decision.rate_bps,
      'score', decision.score, 'workflow_run_id', run);
    numbers := numbers || (head.number + 1);
    previous := previous || head.hash;
    head.hash := encode(sha256(convert_to((head.number + 1) || e'\n' || head.hash || e'\n' || entry, 'UTF8')), 'hex');
    head.number := head.number + 1;
    contents := contents || entry;
    hashes := hashes || head.hash;
    lenders := lenders || decision.lender_id;
  end loop;
  insert into decision_history (number, previous, content, hash, workflow_run_id, application_id, lender_id)
  select n, p, c, h, run, application, l from unnest(numbers, previous, contents, hashes, lenders) as e (n, p, c, h, l);
  return cardinality(numbers);
end $$;
