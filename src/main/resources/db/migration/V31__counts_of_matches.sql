-- What lists of applications show of their matches, without counting 10,000 of them each time.
alter table loan_application add column lenders int, add column eligible int;

update loan_application a set lenders = c.lenders, eligible = c.eligible
from (select application_id, workflow_run_id, count(*) as lenders, count(*) filter (where outcome = 'ELIGIBLE') as eligible
  from loan_match group by 1, 2) c
where c.application_id = a.id and c.workflow_run_id = a.workflow_run_id and a.status = 'completed';
