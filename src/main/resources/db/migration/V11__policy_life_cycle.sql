-- A policy version's life: draft, shadow, active, retired. Which one is active is said in one place, lender.policy_version;
-- the versions' own status follows it, whoever sets it.
alter table lender_policy
  add column status             text        not null default 'draft' check (status in ('draft', 'shadow', 'active', 'retired')),
  -- applications that a shadow version decides as the challenger, in basis points
  add column share_bps          int         not null default 0 check (share_bps between 0 and 10000),
  add column completeness_score int,
  add column effective_from     date,
  add column effective_to       date,
  add column updated_at         timestamptz not null default now(),
  add column activated_at       timestamptz,
  add column retired_at         timestamptz,
  add constraint lender_policy_share_of_a_shadow check (share_bps = 0 or status = 'shadow');

update lender_policy p
set status = case when l.policy_version = p.version then 'active' else 'retired' end,
  completeness_score = case when l.policy_version = p.version then l.completeness_score end,
  effective_from = cast(p.policy ->> 'effectiveFrom' as date),
  effective_to = cast(p.policy ->> 'effectiveTo' as date),
  activated_at = p.created_at,
  retired_at = case when l.policy_version = p.version then null else now() end
from lender l where l.id = p.lender_id;

create unique index lender_policy_one_active on lender_policy (lender_id) where status = 'active';
create unique index lender_policy_one_challenger on lender_policy (lender_id) where share_bps > 0;
create index lender_policy_shadows on lender_policy (lender_id) where status = 'shadow';

create function lender_policy_dates() returns trigger language plpgsql as $$
begin
  new.effective_from := cast(new.policy ->> 'effectiveFrom' as date);
  new.effective_to := cast(new.policy ->> 'effectiveTo' as date);
  return new;
end $$;
create trigger lender_policy_dates before insert on lender_policy for each row execute function lender_policy_dates();

-- What a version says never changes: its name is the hash of its content.
create function lender_policy_content() returns trigger language plpgsql as $$
begin
  if new.policy is distinct from old.policy or new.version <> old.version then
    raise exception 'Policy version % cannot be changed: another content is another version.', old.version;
  end if;
  return new;
end $$;
create trigger lender_policy_content before update on lender_policy for each row execute function lender_policy_content();

create function lender_policy_follows() returns trigger language plpgsql as $$
begin
  if new.policy_version is distinct from old.policy_version then
    update lender_policy set status = 'retired', retired_at = now(), updated_at = now()
    where lender_id = new.id and status = 'active';
    update lender_policy set status = 'active', share_bps = 0, activated_at = now(), retired_at = null, updated_at = now(),
      completeness_score = coalesce(completeness_score, new.completeness_score)
    where lender_id = new.id and version = new.policy_version;
  end if;
  return null;
end $$;
create trigger lender_policy_follows after update of policy_version on lender
  for each row execute function lender_policy_follows();

-- Whether an application is in a challenger's share: routes.lending.simulate.Challenger, in SQL.
create function challenger_takes(experiment text, application text, share_bps int) returns boolean
language sql immutable strict as $$
  select case when share_bps = 0 then false else mod(
    case when h < 0 then cast(h as numeric) + 18446744073709551616 else cast(h as numeric) end, 10000) < share_bps end
  from (select cast(cast('x' || substr(encode(sha256(convert_to(length(experiment) || ':' || experiment || application, 'UTF8')),
    'hex'), 1, 16) as bit(64)) as bigint) as h) hashed
$$;

-- Every version that looks at an application today: one of each lender decides, the others run beside it.
create function policies_for(application uuid)
returns table (lender_id uuid, policy_version text, decides boolean) language sql stable as $$
  with today as (
    select p.lender_id, p.version, p.status, p.share_bps from lender_policy p join lender l on l.id = p.lender_id
    where p.status in ('active', 'shadow') and l.policy_version is not null and l.deleted_at is null
      and (p.effective_from is null or p.effective_from <= current_date)
      and (p.effective_to is null or p.effective_to >= current_date)),
  challenger as (
    select t.lender_id, t.version from today t
    where t.share_bps > 0 and challenger_takes(t.version, cast(application as text), t.share_bps))
  select t.lender_id, t.version,
    case when c.version is null then t.status = 'active' else t.version = c.version end
  from today t left join challenger c on c.lender_id = t.lender_id
$$;

-- What a version beside the deciding one came to, and what counted instead.
create table shadow_decision (
  workflow_run_id  uuid        not null,
  lender_id        uuid        not null,
  policy_version   text        not null,
  application_id   uuid        not null,
  status           text        not null check (status in ('completed', 'failed')),
  failure          text,
  outcome          text,
  score            numeric(4, 1),
  best_program     text,
  rate_bps         int,
  reasons          json,
  decided_by       text        not null,
  decided_outcome  text,
  decided_score    numeric(4, 1),
  decided_rate_bps int,
  created_at       timestamptz not null default now(),
  primary key (workflow_run_id, lender_id, policy_version)
);
create index shadow_decision_version on shadow_decision (lender_id, policy_version, created_at desc);
