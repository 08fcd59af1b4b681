-- What a language model read otherwise than the rules, for a person to look at, and how a policy was read.
alter table policy_reading add column review jsonb not null default '[]';
alter table policy_reading add column reader jsonb;
alter table lender add column review jsonb not null default '[]';
alter table lender add column reader jsonb;
