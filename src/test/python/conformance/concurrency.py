"""29 and 30: how many runs of a key may run at once."""

import asyncio
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance.suite import check, ended, hatchet, running, start, task, times
from hatchet_sdk import ConcurrencyExpression, ConcurrencyLimitStrategy, Context
from hatchet_sdk.clients.rest.models.v1_task_event_type import V1TaskEventType
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus


def one_of_a_key(strategy: ConcurrencyLimitStrategy):
    return ConcurrencyExpression(expression="input.key", max_runs=1, limit_strategy=strategy)


@task("in-turn", concurrency=one_of_a_key(ConcurrencyLimitStrategy.GROUP_ROUND_ROBIN))
async def in_turn(input: dict, ctx: Context) -> dict:
    await asyncio.sleep(0.5)
    return {}


@check("29 runs of a key take turns while those of another run beside them")
async def turns():
    keys = "aaabbb"
    refs = await in_turn.aio_run_many(
        [in_turn.create_bulk_run_item(input={"key": key}) for key in keys], wait_for_result=False
    )
    spans = {"a": [], "b": []}
    for key, ref in zip(keys, refs):
        run = ref.workflow_run_id
        await ended(run)
        [given] = await times(run, V1TaskEventType.ASSIGNED)
        [finished] = await times(run, V1TaskEventType.FINISHED)
        spans[key].append((given, finished))
    for key, of_key in spans.items():
        of_key.sort()
        for (_, end), (begin, _) in pairwise(of_key):
            assert end <= begin, (key, of_key)
    assert spans["b"][0][0] < spans["a"][1][0], spans


async def wait_for_file(input: dict) -> dict:
    while not Path(input["gate"]).exists():
        await asyncio.sleep(0.1)
    return {}


@task("newest-wins", concurrency=one_of_a_key(ConcurrencyLimitStrategy.CANCEL_IN_PROGRESS))
async def newest_wins(input: dict, ctx: Context) -> dict:
    return await wait_for_file(input)


@task("oldest-wins", concurrency=one_of_a_key(ConcurrencyLimitStrategy.CANCEL_NEWEST))
async def oldest_wins(input: dict, ctx: Context) -> dict:
    return await wait_for_file(input)


async def two_runs(of) -> list[V1TaskStatus]:
    with TemporaryDirectory() as directory:
        gate = Path(directory, "open")
        first = await start(of, {"key": "k", "gate": str(gate)})
        await running(first)
        second = await start(of, {"key": "k", "gate": str(gate)})
        loser = first if of is newest_wins else second
        assert (await ended(loser)).run.status == V1TaskStatus.CANCELLED
        messages = [event.message for event in (await hatchet.runs.aio_get(loser)).task_events]
        assert "Cancelled due to concurrency strategy" in " ".join(messages), messages
        gate.touch()
        return [(await ended(run)).run.status for run in (first, second)]


@check("30 CANCEL_IN_PROGRESS leaves the newest")
async def cancel_in_progress():
    assert await two_runs(newest_wins) == [V1TaskStatus.CANCELLED, V1TaskStatus.COMPLETED]


@check("30 CANCEL_NEWEST leaves the oldest")
async def cancel_newest():
    assert await two_runs(oldest_wins) == [V1TaskStatus.COMPLETED, V1TaskStatus.CANCELLED]
