"""33: runs at a time."""

from datetime import datetime, timedelta, timezone

from conformance.suite import check, hatchet, task, until
from hatchet_sdk import Context


@task("clock")
async def clock(input: dict, ctx: Context) -> dict:
    return input


async def outputs_of(who: str):
    rows = (await hatchet.runs.aio_list(additional_metadata={"who": who})).rows
    return [row.output for row in rows if row.output]


@check("33 a cron with seconds starts runs, is listed, and ends when deleted")
async def cron():
    made = await hatchet.cron.aio_create(
        workflow_name="py-clock",
        cron_name="py-every-second",
        expression="*/1 * * * * *",
        input={"by": "cron"},
        additional_metadata={"who": "py-cron"},
    )

    async def twice():
        outputs = await outputs_of("py-cron")
        return len(outputs) > 1 and outputs

    assert (await until(twice, "the cron starts runs"))[0] == {"by": "cron"}
    rows = (await hatchet.cron.aio_list(cron_name="py-every-second")).rows
    assert [row.metadata.id for row in rows] == [made.metadata.id], rows
    await hatchet.cron.aio_delete(made.metadata.id)
    assert not (await hatchet.cron.aio_list(cron_name="py-every-second")).rows


@check("33 a run scheduled by gRPC starts when it is due")
async def by_grpc():
    due = datetime.now(tz=timezone.utc) + timedelta(seconds=1)
    await clock.aio_schedule(due, {"by": "grpc"}, additional_metadata={"who": "py-grpc"})

    async def started():
        return await outputs_of("py-grpc")

    assert await until(started, "the scheduled run") == [{"by": "grpc"}]
    [row] = (await hatchet.runs.aio_list(additional_metadata={"who": "py-grpc"})).rows
    assert row.created_at >= due - timedelta(milliseconds=50), (row.created_at, due)


@check("33 a run scheduled by REST is listed and can be deleted")
async def by_rest():
    due = datetime.now(tz=timezone.utc) + timedelta(days=1)
    made = await hatchet.scheduled.aio_create("py-clock", due, {"by": "rest"}, {"who": "py-rest"})

    async def listed():
        rows = (await hatchet.scheduled.aio_list(additional_metadata={"who": "py-rest"})).rows
        return [row.metadata.id for row in rows or []]

    assert await listed() == [made.metadata.id]
    await hatchet.scheduled.aio_delete(made.metadata.id)
    assert await listed() == []
