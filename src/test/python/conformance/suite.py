"""What the topics share: the client, the names of checks, and waiting."""

import asyncio
from collections.abc import Awaitable, Callable

from hatchet_sdk import Hatchet
from hatchet_sdk.clients.rest.models.v1_task_event_type import V1TaskEventType
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus

PATIENCE = 90
WORKER = "py-conformance"

hatchet = Hatchet()

checks: dict[str, Callable[[], Awaitable[None]]] = {}
workflows = []


def check(name: str):
    """Names a check; the name begins with the point of the conformance list."""

    def register(function):
        assert name not in checks, name
        checks[name] = function
        return function

    return register


def served(workflow):
    """Has the suite's worker serve a workflow."""
    workflows.append(workflow)
    return workflow


def task(name: str, **options):
    """A workflow of one task, named py-…, which the suite's worker serves."""

    def define(function):
        return served(hatchet.task(name=f"py-{name}", input_validator=dict, **options)(function))

    return define


def workflow(name: str, **options):
    return served(hatchet.workflow(name=f"py-{name}", input_validator=dict, **options))


async def until(condition, what: str):
    """Waits for a condition, which may not be true or raise at first; gives what it gave."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    failure = None
    while asyncio.get_running_loop().time() < deadline:
        try:
            if value := await condition():
                return value
        except Exception as e:
            failure = e
        await asyncio.sleep(0.2)
    raise AssertionError(f"not within {PATIENCE} s: {what}") from failure


async def start(runnable, input=None, **options) -> str:
    """Starts a run; gives its id."""
    ref = await runnable.aio_run(input or {}, wait_for_result=False, **options)
    return ref.workflow_run_id


async def workers():
    """The suite's worker, as it is listed: one, once it has registered."""
    rows = (await hatchet.workers.aio_list()).rows or []
    return [row for row in rows if row.name.endswith(WORKER)]


async def status(run: str) -> V1TaskStatus:
    return (await hatchet.runs.aio_get(run)).run.status


async def running(run: str):
    """Waits for a worker to have begun a run."""

    async def begun():
        return any(
            event.event_type == V1TaskEventType.STARTED
            for event in (await hatchet.runs.aio_get(run)).task_events
        )

    await until(begun, f"run {run} begins")


async def ended(run: str):
    """Waits for the end of a run; gives its details."""

    async def over():
        details = await hatchet.runs.aio_get(run)
        return details.run.status not in (V1TaskStatus.QUEUED, V1TaskStatus.RUNNING) and details

    return await until(over, f"run {run} ends")


async def times(run: str, kind: V1TaskEventType):
    """When the engine noted an event of that kind in a run, in order."""
    events = (await hatchet.runs.aio_get(run)).task_events
    return sorted(event.timestamp for event in events if event.event_type == kind)
