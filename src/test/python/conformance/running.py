"""8, 10, 11, 22: runs and their results."""

import asyncio

from conformance.suite import check, hatchet, task, until
from hatchet_sdk import Context


@task("greet")
async def greet(input: dict, ctx: Context) -> dict:
    return {"hello": input["name"]}


@task("numbered")
async def numbered(input: dict, ctx: Context) -> dict:
    return {"n": input["n"]}


@check("8 a task run gives its output, to those who wait and those who poll")
async def outputs():
    assert await greet.aio_run({"name": "Ada"}) == {"hello": "Ada"}
    assert await asyncio.to_thread(greet.run, {"name": "Bob"}) == {"hello": "Bob"}


@check("10 a client starts another language's task")
async def other_language():
    async def known():
        return (await hatchet.workflows.aio_list(workflow_name="ts-greet")).rows

    await until(known, "the TypeScript worker serves ts-greet")
    stub = hatchet.stubs.task(name="ts-greet", input_validator=dict, output_validator=dict)
    assert await stub.aio_run({"name": "Python"}) == {"hello": "Python"}


@check("11 an unknown workflow is refused by name")
async def unknown():
    try:
        await hatchet.stubs.workflow(name="py-nobody", input_validator=dict).aio_run({}, wait_for_result=False)
    except Exception as e:
        assert "INVALID_ARGUMENT" in repr(e), repr(e)
        assert "workflow names not found: py-nobody" in repr(e), repr(e)
    else:
        raise AssertionError("an unknown workflow was started")


@check("22 fifteen hundred runs in bulk keep their order and complete")
async def bulk():
    await numbered.aio_run({"n": 0})
    results = await numbered.aio_run_many(
        [numbered.create_bulk_run_item(input={"n": n}) for n in range(1500)]
    )
    assert [result["n"] for result in results] == list(range(1500))
