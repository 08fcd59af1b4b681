"""23 to 25: runs started by a task."""

from conformance.suite import check, ended, hatchet, start, task
from hatchet_sdk import Context


@task("child")
async def child(input: dict, ctx: Context) -> dict:
    return {"n": input["n"]}


@task("parent", retries=1)
async def parent(input: dict, ctx: Context) -> dict:
    runs = await child.aio_run_many(
        [child.create_bulk_run_item(input={"n": n}) for n in range(10)], wait_for_result=False
    )
    if ctx.retry_count == 0:
        raise RuntimeError("kaputt")
    return {
        "ids": [run.workflow_run_id for run in runs],
        "n": [(await run.aio_result())["n"] for run in runs],
    }


@check("23 a parent that is tried again finds its children and makes no others")
async def found_again():
    run = await start(parent)
    details = await ended(run)
    output = details.tasks[0].output
    assert output["n"] == list(range(10)), output
    listed = await hatchet.runs.aio_list(parent_task_external_id=run, limit=50)
    assert sorted(row.metadata.id for row in listed.rows) == sorted(output["ids"])


@task("keyed-parent")
async def keyed_parent(input: dict, ctx: Context) -> dict:
    runs = [
        await child.aio_run({"n": n}, wait_for_result=False, child_key=key)
        for n, key in ((1, "same"), (2, "same"), (3, "other"))
    ]
    return {"ids": [run.workflow_run_id for run in runs]}


@check("24 a child with the same key is the same run")
async def same_key():
    first, second, other = (await keyed_parent.aio_run({}))["ids"]
    assert first == second != other


@task("metadata-child")
async def metadata_child(input: dict, ctx: Context) -> dict:
    return {"metadata": ctx.additional_metadata, "parent": ctx.parent_workflow_run_id}


@task("metadata-parent")
async def metadata_parent(input: dict, ctx: Context) -> dict:
    return await metadata_child.aio_run({}, additional_metadata={"own": "1"})


@check("25 a child has its parent's metadata, and its parent's id")
async def metadata():
    run = await start(metadata_parent, additional_metadata={"who": "me"})
    output = (await ended(run)).tasks[0].output
    assert output["parent"] == run, output
    assert output["metadata"]["who"] == "me", output
    assert output["metadata"]["own"] == "1", output
    assert output["metadata"]["hatchet__parent_workflow_run_id"] == run, output
