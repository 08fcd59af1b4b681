"""The official Python SDK in the benchmark of workers: a worker and its client in one process, commands on stdin."""

import asyncio
import json
import sys
import threading
import time
from collections import defaultdict

from hatchet_sdk import Context, Hatchet
from pydantic import BaseModel

hatchet = Hatchet()
begun = defaultdict(list)


class Input(BaseModel):
    n: int


workflow = hatchet.workflow(name="bench-python", input_validator=Input)


@workflow.task(name="a")
async def a(input: Input, ctx: Context):
    begun[input.n].append(time.perf_counter())
    return {"n": input.n}


async def sequence(first, count):
    answer = {"dispatch": [], "result": [], "wrong": 0}
    for n in range(first, first + count):
        start = time.perf_counter()
        run = await workflow.aio_run(Input(n=n), wait_for_result=False)
        output = await run.aio_result()
        answer["result"].append((time.perf_counter() - start) * 1000)
        answer["dispatch"].append((begun[n][0] - start) * 1000)
        answer["wrong"] += output["a"]["n"] != n
    return answer


async def bulk(first, count):
    runs = await workflow.aio_run_many(
        [workflow.create_bulk_run_item(input=Input(n=n)) for n in range(first, first + count)],
        wait_for_result=False,
    )
    outputs = await asyncio.gather(*(run.aio_result() for run in runs))
    return {"wrong": sum(output["a"]["n"] != first + i for i, output in enumerate(outputs))}


def commands():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print("READY", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        first, count = command["First"], command["Count"]
        phase = sequence if command["Phase"] == "sequence" else bulk
        start = time.perf_counter()
        answer = loop.run_until_complete(phase(first, count))
        answer["seconds"] = time.perf_counter() - start
        answer["wrong"] += sum(len(begun[n]) != 1 for n in range(first, first + count))
        begun.clear()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    threading.Thread(target=commands, daemon=True).start()
    hatchet.worker("bench-python", slots=100, workflows=[workflow]).start()
