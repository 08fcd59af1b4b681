"""32: events start runs."""

from conformance.suite import check, ended, hatchet, task, until
from hatchet_sdk import Context, DefaultFilter


@task("ordered", on_events=["py-order:*"])
async def ordered(input: dict, ctx: Context) -> dict:
    return {
        "input": input,
        "event": ctx.triggering_event_id,
        "key": ctx.triggering_event_key,
        "metadata": ctx.additional_metadata,
    }


async def runs_of(event):
    async def all_there():
        rows = (await hatchet.runs.aio_list(triggering_event_external_id=event.event_id)).rows
        return rows and all([await ended(row.metadata.id) for row in rows]) and rows

    await until(all_there, f"event {event.event_id} starts a run")
    rows = (await hatchet.runs.aio_list(triggering_event_external_id=event.event_id)).rows
    return [row.output for row in rows]


@check("32 an event starts the runs that its key matches")
async def wildcard():
    event = await hatchet.event.aio_push(
        "py-order:created", {"id": 7}, additional_metadata={"who": "me"}
    )
    [output] = await runs_of(event)
    assert output["input"] == {"id": 7}, output
    assert output["event"] == event.event_id, output
    assert output["key"] == "py-order:created", output
    assert output["metadata"]["who"] == "me", output
    assert output["metadata"]["hatchet__event_id"] == event.event_id, output


@task(
    "filtered",
    on_events=["py-filtered"],
    default_filters=[
        DefaultFilter(expression="input.n > 5.0", scope="big", payload={"limit": 5})
    ],
)
async def filtered(input: dict, ctx: Context) -> dict:
    return {"payload": ctx.filter_payload, "n": input["n"]}


@check("32 a filter lets through what it is true of, and gives its payload")
async def filters():
    pushed = [
        await hatchet.event.aio_push("py-filtered", {"n": n}, scope=scope)
        for n, scope in ((1, "big"), (9, "other"), (9, "big"))
    ]
    assert await runs_of(pushed[2]) == [{"payload": {"limit": 5}, "n": 9}]
    for event in pushed[:2]:
        rows = (await hatchet.runs.aio_list(triggering_event_external_id=event.event_id)).rows
        assert not rows, rows
