"""31: rate limits."""

import asyncio

from conformance.suite import check, ended, hatchet, start, status, task, times, until
from hatchet_sdk import Context
from hatchet_sdk.clients.rest.models.v1_task_event_type import V1TaskEventType
from hatchet_sdk.clients.rest.models.v1_task_status import V1TaskStatus
from hatchet_sdk.rate_limit import RateLimit, RateLimitDuration


async def assigned(runs: list[str]):
    for run in runs:
        assert (await ended(run)).run.status == V1TaskStatus.COMPLETED
    return sorted([(await times(run, V1TaskEventType.ASSIGNED))[0] for run in runs])


def never_more_than_two_a_second(when):
    """Five that begin within a second would be three of one window, wherever it begins."""
    for first, fifth in zip(when, when[4:]):
        assert (fifth - first).total_seconds() > 0.95, when


@task("limited", rate_limits=[RateLimit(static_key="py-two-a-second", units=1)])
async def limited(input: dict, ctx: Context) -> dict:
    return {}


@check("31 a static limit holds tasks back")
async def static_limit():
    await hatchet.rate_limits.aio_put("py-two-a-second", 2, RateLimitDuration.SECOND)
    never_more_than_two_a_second(await assigned([await start(limited) for _ in range(8)]))


@task(
    "limited-by-user",
    rate_limits=[
        RateLimit(
            dynamic_key="'py-user-' + input.user",
            units=1,
            limit=2,
            duration=RateLimitDuration.SECOND,
        )
    ],
)
async def limited_by_user(input: dict, ctx: Context) -> dict:
    return {}


@check("31 a dynamic limit counts for each key")
async def dynamic_limit():
    runs = {
        user: [await start(limited_by_user, {"user": user}) for _ in range(5)] for user in "xy"
    }
    for of_user in runs.values():
        never_more_than_two_a_second(await assigned(of_user))


@task("limited-by-nobody", rate_limits=[RateLimit(static_key="py-later", units=1)])
async def limited_later(input: dict, ctx: Context) -> dict:
    return {}


@check("31 tasks of an unknown limit wait until it is there")
async def unknown_limit():
    run = await start(limited_later)

    async def queued():
        return await status(run) == V1TaskStatus.QUEUED

    await until(queued, "the task waits")
    await asyncio.sleep(1)
    assert await queued()
    await hatchet.rate_limits.aio_put("py-later", 10, RateLimitDuration.MINUTE)
    assert (await ended(run)).run.status == V1TaskStatus.COMPLETED
