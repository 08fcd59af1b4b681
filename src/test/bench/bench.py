"""The official Python SDK in the benchmark of workers: a worker and its client in one process, commands on stdin."""

import asyncio
import json
import sys
import threading
import time

from hatchet_sdk import Context, Hatchet
from pydantic import BaseModel

hatchet = Hatchet()
begun = {}


class Input(BaseModel):
    n: int


workflow = hatchet.workflow(name="bench-python", input_validator=Input)


@workflow.task(name="a")
async def a(input: Input, ctx: Context):
    begun[input.n] = time.perf_counter()
    return {"n": input.n}


def percentile(values, p):
    return sorted(values)[int(p * (len(values) - 1))]


async def sequence(first, count):
    dispatch, result = [], []
    for n in range(first, first + count):
        start = time.perf_counter()
        run = await workflow.aio_run_no_wait(Input(n=n))
        await run.aio_result()
        result.append((time.perf_counter() - start) * 1000)
        dispatch.append((begun[n] - start) * 1000)
    return {
        "dispatch50": percentile(dispatch, 0.5),
        "dispatch99": percentile(dispatch, 0.99),
        "result50": percentile(result, 0.5),
        "result99": percentile(result, 0.99),
    }


async def bulk(first, count):
    start = time.perf_counter()
    runs = await workflow.aio_run_many_no_wait(
        [workflow.create_bulk_run_item(input=Input(n=n)) for n in range(first, first + count)]
    )
    await asyncio.gather(*(run.aio_result() for run in runs))
    return {"seconds": time.perf_counter() - start}


def commands():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print("READY", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        phase = sequence if command["Phase"] == "sequence" else bulk
        print(json.dumps(loop.run_until_complete(phase(command["First"], command["Count"]))), flush=True)


if __name__ == "__main__":
    threading.Thread(target=commands, daemon=True).start()
    hatchet.worker("bench-python", slots=100, workflows=[workflow]).start()
