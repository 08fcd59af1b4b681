-- What waits for a person, readings to check and applications to decide, until somebody says that it was looked at.
alter table lender add column reviewed_at timestamptz;
alter table loan_application add column needs_review int, add column reviewed_at timestamptz;

update loan_application a set needs_review = c.needs_review
from (select application_id, workflow_run_id, count(*) filter (where outcome = 'NEEDS_REVIEW') as needs_review
  from loan_match group by 1, 2) c
where c.application_id = a.id and c.workflow_run_id = a.workflow_run_id and a.status = 'completed';

create index lender_waits on lender (updated_at desc)
  where deleted_at is null and reviewed_at is null and (status = 'failed' or review <> '[]' or unread <> '[]');
create index loan_application_waits on loan_application (completed_at desc)
  where deleted_at is null and reviewed_at is null and needs_review > 0;
