"""17 to 19: time limits."""

import asyncio
from datetime import timedelta

from conformance.suite import check, ended, start, task, until
from hatchet_sdk import Context, DesiredWorkerLabel
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus

seen = {"cancelled": False}


@task("slow", execution_timeout=timedelta(seconds=1))
async def slow(input: dict, ctx: Context) -> dict:
    try:
        await asyncio.sleep(120)
    except asyncio.CancelledError:
        seen["cancelled"] = True
        raise


@task("saw-the-cancel")
async def saw_the_cancel(input: dict, ctx: Context) -> dict:
    return seen


@check("17 a task beyond its time fails and its worker is told to cancel")
async def too_slow():
    details = await ended(await start(slow))
    assert details.run.status == V1TaskStatus.FAILED
    assert "Task exceeded timeout of 1s" in details.run.error_message, details.run.error_message

    async def told():
        return (await saw_the_cancel.aio_run({}))["cancelled"]

    await until(told, "the worker is told to cancel")


@task("extended", execution_timeout=timedelta(seconds=3))
async def extended(input: dict, ctx: Context) -> dict:
    await ctx.aio_refresh_timeout(timedelta(seconds=60))
    await asyncio.sleep(4)
    return {"extended": True}


@check("18 a task that asks for more time gets it")
async def more_time():
    assert await extended.aio_run({}) == {"extended": True}


@task(
    "nowhere",
    schedule_timeout=timedelta(seconds=1),
    desired_worker_labels=[DesiredWorkerLabel(key="planet", value="mars", required=True)],
)
async def nowhere(input: dict, ctx: Context) -> dict:
    return {}


@check("19 a task that no worker may take is cancelled after its schedule timeout")
async def nobody():
    details = await ended(await start(nowhere))
    assert details.run.status == V1TaskStatus.CANCELLED, details.run.status
