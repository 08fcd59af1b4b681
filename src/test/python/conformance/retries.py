"""14 to 16: attempts."""

from itertools import pairwise

from conformance.suite import check, ended, start, task, times
from hatchet_sdk import Context, NonRetryableException
from hatchet_sdk.clients.rest.models.v1_task_event_type import V1TaskEventType
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus


@task("flaky", retries=3)
async def flaky(input: dict, ctx: Context) -> dict:
    if ctx.retry_count < 2:
        raise RuntimeError("kaputt")
    return {"attempt": ctx.retry_count}


@check("14 a task that fails twice succeeds at the third attempt")
async def third_attempt():
    run = await start(flaky)
    details = await ended(run)
    assert details.run.status == V1TaskStatus.COMPLETED
    assert details.tasks[0].output == {"attempt": 2}, details.tasks[0].output
    assert len(await times(run, V1TaskEventType.ASSIGNED)) == 3


@task("patient", retries=3, backoff_factor=2, backoff_max_seconds=3)
async def patient(input: dict, ctx: Context) -> dict:
    if ctx.retry_count < 3:
        raise RuntimeError("kaputt")
    return {}


@check("15 delays between attempts grow by the factor up to the greatest")
async def backoff():
    run = await start(patient)
    await ended(run)
    failed = await times(run, V1TaskEventType.FAILED)
    given = await times(run, V1TaskEventType.ASSIGNED)
    assert len(given) == 4, given
    delays = [(later - before).total_seconds() for before, later in zip(failed, given[1:])]
    assert all(delay >= least for delay, least in zip(delays, (1.9, 2.9, 2.9))), delays
    assert all(before < later for before, later in pairwise(given)), given


@task("hopeless", retries=3)
async def hopeless(input: dict, ctx: Context) -> dict:
    raise NonRetryableException("kaputt")


@check("16 a non-retryable error ends the task at its first attempt")
async def non_retryable():
    run = await start(hopeless)
    details = await ended(run)
    assert details.run.status == V1TaskStatus.FAILED
    assert len(await times(run, V1TaskEventType.ASSIGNED)) == 1
