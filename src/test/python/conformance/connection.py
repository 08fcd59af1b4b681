"""1 to 3: a worker connects with nothing but a token."""

from conformance.suite import check, hatchet, task, until, workers
from hatchet_sdk import ClientConfig, Context, Hatchet
from hatchet_sdk.clients.rest.exceptions import ApiException


@task("connected")
async def connected(input: dict, ctx: Context) -> dict:
    return {"worker": ctx.worker_id}


@check("1 a worker registers with a token alone")
async def registers():
    async def active():
        [worker] = await workers()
        return worker.status == "ACTIVE" and worker

    worker = await until(active, "the worker is active")
    assert await connected.aio_run({}) == {"worker": worker.metadata.id}


@check("2 a wrong token is refused by gRPC and REST")
async def wrong_token():
    token = hatchet.config.token
    stranger = Hatchet(config=ClientConfig(token=token[:-8] + "AAAAAAAA", **connection()))
    for call in (stranger.workflows.aio_list, lambda: stranger.event.aio_push("py:wrong", {})):
        try:
            await call()
        except ApiException as e:
            assert e.status in (401, 403), e
        except Exception as e:
            assert "UNAUTHENTICATED" in repr(e), repr(e)
        else:
            raise AssertionError("a wrong token was taken")


def connection():
    return {"tls_config": hatchet.config.tls_config}


@check("3 one worker for each process, with slots by type")
async def one_row():
    version = await hatchet.aio_get_engine_version()
    assert version, "no version"
    assert tuple(int(part) for part in version.lstrip("v").split(".")) >= (0, 88, 1), version
    [worker] = await workers()
    assert worker.slot_config["default"].limit == 100, worker.slot_config
