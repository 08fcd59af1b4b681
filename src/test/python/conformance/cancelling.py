"""20 and 21: cancel and replay."""

import asyncio

from conformance.suite import check, ended, hatchet, running, start, task, until
from hatchet_sdk import Context
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus

seen = {"cancelled": False}


@task("held")
async def held(input: dict, ctx: Context) -> dict:
    try:
        await asyncio.sleep(50)
    except asyncio.CancelledError:
        seen["cancelled"] = True
        raise


@task("saw-the-other-cancel")
async def saw_the_cancel(input: dict, ctx: Context) -> dict:
    return seen


@check("20 a running task is cancelled and its worker told")
async def cancel():
    run = await start(held)
    await running(run)
    await hatchet.runs.aio_cancel(run)
    assert (await ended(run)).run.status == V1TaskStatus.CANCELLED

    async def told():
        return (await saw_the_cancel.aio_run({}))["cancelled"]

    await until(told, "the worker is told to cancel")


@task("second-time")
async def second_time(input: dict, ctx: Context) -> dict:
    if ctx.retry_count == 0:
        raise RuntimeError("kaputt")
    return {"attempt": ctx.retry_count}


@check("21 a failed run is replayed with the next attempt")
async def replay():
    run = await start(second_time)
    assert (await ended(run)).run.status == V1TaskStatus.FAILED
    await hatchet.runs.aio_replay(run)

    async def completed():
        details = await hatchet.runs.aio_get(run)
        return details.run.status == V1TaskStatus.COMPLETED and details

    details = await until(completed, "the replayed run completes")
    assert details.tasks[0].output == {"attempt": 1}, details.tasks[0].output
