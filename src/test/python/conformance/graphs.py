"""12 and 13: graphs of tasks."""

from datetime import timedelta

from conformance.suite import check, ended, start, workflow
from hatchet_sdk import Context, ParentCondition
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus

join = workflow("join")


@join.task(name="left")
async def left(input: dict, ctx: Context) -> dict[str, int]:
    return {"v": 1}


@join.task(name="right")
async def right(input: dict, ctx: Context) -> dict[str, int]:
    return {"v": 2}


@join.task(name="sum", parents=[left, right])
async def total(input: dict, ctx: Context) -> dict:
    return {"v": ctx.task_output(left)["v"] + ctx.task_output(right)["v"]}


@check("12 a join sees the outputs of both its parents")
async def both_parents():
    assert await join.aio_run({}) == {"left": {"v": 1}, "right": {"v": 2}, "sum": {"v": 3}}


broken = workflow("broken")


@broken.task(name="a")
async def breaks(input: dict, ctx: Context) -> dict:
    raise RuntimeError("kaputt")


@broken.task(name="b", parents=[breaks])
async def never(input: dict, ctx: Context) -> dict:
    return {}


@broken.on_failure_task(name="mend")
async def mend(input: dict, ctx: Context) -> dict:
    return {"told": "kaputt" in ctx.task_run_errors["a"]}


@check("13 after a failed parent the child is cancelled and on-failure is told the error")
async def failed_parent():
    details = await ended(await start(broken))
    tasks = {task.display_name.rsplit("-", 1)[0]: task for task in details.tasks}
    assert details.run.status == V1TaskStatus.FAILED, details.run.status
    assert tasks["b"].status == V1TaskStatus.CANCELLED, tasks["b"].status
    [mended] = [task for name, task in tasks.items() if name.startswith("mend")]
    assert mended.output == {"told": True}, mended.output


skipping = workflow("skipping")


@skipping.task(name="first")
async def first(input: dict, ctx: Context) -> dict[str, int]:
    return {"n": 1}


@skipping.task(
    name="left-out",
    parents=[first],
    skip_if=[ParentCondition(parent=first, expression="output.n == 1")],
)
async def left_out(input: dict, ctx: Context) -> dict[str, int]:
    return {"n": 2}


@skipping.task(name="last", parents=[first, left_out], execution_timeout=timedelta(seconds=30))
async def last(input: dict, ctx: Context) -> dict:
    return {"skipped": ctx.was_skipped(left_out), "n": ctx.task_output(first)["n"]}


@check("13 a child of a skipped parent and one that completed runs")
async def skipped_parent():
    result = await skipping.aio_run({})
    assert result["left-out"] == {"skipped": True}, result
    assert result["last"] == {"skipped": True, "n": 1}, result
