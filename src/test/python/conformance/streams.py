"""35 and 36: what a task tells while it runs."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance.suite import check, hatchet, start, task, until
from hatchet_sdk import Context


@task("streaming")
async def streaming(input: dict, ctx: Context) -> dict:
    # What is sent before anybody listens is not kept: the listener opens the gate.
    while not Path(input["gate"]).exists():
        await ctx.aio_put_stream("anybody?")
        await asyncio.sleep(0.1)
    for n in range(50):
        await ctx.aio_put_stream(f"chunk {n};")
    return {}


@check("35 fifty chunks come in order, and the stream ends with the run")
async def chunks():
    with TemporaryDirectory() as directory:
        gate = Path(directory, "open")
        run = await start(streaming, {"gate": str(gate)})
        got = []
        async for chunk in hatchet.runs.subscribe_to_stream(run):
            gate.touch()
            got.append(chunk)
    assert got[0] == "anybody?", got
    assert got[-50:] == [f"chunk {n};" for n in range(50)], got


@task("logging", retries=1)
async def logging(input: dict, ctx: Context) -> dict:
    for n in range(10):
        await ctx.aio_log(f"line {n} of attempt {ctx.retry_count}")
    if ctx.retry_count == 0:
        raise RuntimeError("kaputt")
    return {}


@check("36 all log lines are listed, with their attempts")
async def logs():
    run = await start(logging)
    expected = [(a, f"line {n} of attempt {a}") for a in (0, 1) for n in range(10)]

    async def all_there():
        lines = (await hatchet.logs.aio_list(run)).rows or []
        return len(lines) >= len(expected) and lines

    lines = await until(all_there, "all lines are there")
    told = sorted((line.retry_count, line.message) for line in lines)
    assert told == expected, told
    assert {line.level.value for line in lines} == {"INFO"}, lines[0]
