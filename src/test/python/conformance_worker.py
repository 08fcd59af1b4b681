"""The scenarios of ConformanceIT, served by the official Python SDK: conformance_worker.py <prefix>."""

import asyncio
import sys
from datetime import timedelta

from hatchet_sdk import Context, Hatchet, NonRetryableException
from pydantic import BaseModel, ConfigDict

prefix = sys.argv[1]
hatchet = Hatchet()


class Anything(BaseModel):
    model_config = ConfigDict(extra="allow")


def workflow(name, **options):
    return hatchet.workflow(name=f"{prefix}-{name}", input_validator=Anything, **options)


echo = workflow("echo")


@echo.task(name="a")
async def echo_a(input: Anything, ctx: Context):
    return {"input": ctx.workflow_input, "metadata": ctx.additional_metadata.get("who")}


nothing = workflow("nothing")


@nothing.task(name="a")
async def nothing_a(input: Anything, ctx: Context):
    return None


join = workflow("join")


@join.task(name="left")
async def join_left(input: Anything, ctx: Context) -> dict[str, int]:
    return {"v": 1}


@join.task(name="right")
async def join_right(input: Anything, ctx: Context) -> dict[str, int]:
    return {"v": 2}


@join.task(name="sum", parents=[join_left, join_right])
async def join_sum(input: Anything, ctx: Context):
    return {"v": ctx.task_output(join_left)["v"] + ctx.task_output(join_right)["v"]}


flaky = workflow("flaky")


@flaky.task(name="a", retries=3)
async def flaky_a(input: Anything, ctx: Context):
    if ctx.retry_count < 2:
        raise RuntimeError("kaputt")
    return {"attempt": ctx.retry_count}


boom = workflow("boom")


@boom.task(name="a", retries=1)
async def boom_a(input: Anything, ctx: Context):
    raise RuntimeError("kaputt")


final = workflow("final")


@final.task(name="a", retries=3)
async def final_a(input: Anything, ctx: Context):
    await ctx.aio_log(f"attempt {ctx.retry_count}")
    raise NonRetryableException("kaputt")


broken = workflow("broken")


@broken.task(name="a")
async def broken_a(input: Anything, ctx: Context):
    raise RuntimeError("kaputt")


@broken.task(name="b", parents=[broken_a])
async def broken_b(input: Anything, ctx: Context):
    return {"never": True}


@broken.on_failure_task(name="on-failure")
async def broken_f(input: Anything, ctx: Context):
    return {"failed": sorted(ctx.task_run_errors), "told": "kaputt" in str(ctx.task_run_errors["a"])}


slow = workflow("slow")


@slow.task(name="a", execution_timeout=timedelta(seconds=1))
async def slow_a(input: Anything, ctx: Context):
    await asyncio.sleep(120)
    return {}


held = workflow("held")


@held.task(name="a", execution_timeout=timedelta(seconds=60))
async def held_a(input: Anything, ctx: Context):
    await asyncio.sleep(120)
    return {}


extended = workflow("extended")


@extended.task(name="a", execution_timeout=timedelta(seconds=2))
async def extended_a(input: Anything, ctx: Context):
    await ctx.aio_refresh_timeout(timedelta(seconds=20))
    await asyncio.sleep(4)
    return {"extended": True}


child = workflow("child")


@child.task(name="a")
async def child_a(input: Anything, ctx: Context):
    return {"n": ctx.workflow_input["n"] * 10, "index": ctx.child_index}


parent = workflow("parent")


@parent.task(name="a", execution_timeout=timedelta(seconds=60))
async def parent_a(input: Anything, ctx: Context):
    results = await child.aio_run_many(
        [child.create_bulk_run_item(input=Anything(n=n)) for n in (1, 2, 3)]
    )
    return {"children": [result["a"] for result in results]}


ALL = [echo, nothing, join, flaky, boom, final, broken, slow, held, extended, child, parent]

if __name__ == "__main__":
    hatchet.worker(prefix, slots=20, workflows=ALL).start()
