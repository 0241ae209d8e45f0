"""Two nodes on one ClickHouse, which know each other."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from evaluation.evaluators.settings import EvaluationConfig, EvaluationSettings
from store.clickhouse.nodes.leases import LeaseTimes
from store.clickhouse.nodes.registry import NodeTimes
from store.clickhouse.servers import Servers
from store.settings import KeySettings, StoreSettings
from tests.api.conftest import Answer, Api, MakeConfig, running
from tests.store.clickhouse.shared_servers import connected
from tests.support.clickhouse import ClickHouse
from tests.support.gate import WAIT_S

T = TypeVar("T")

PROJECTS = 4
TIMES = NodeTimes(heartbeat_s=0.5, lease=LeaseTimes(ttl_s=30.0, renew_s=2.0))


class Both(NamedTuple):
    here: Api
    there: Api
    servers: Servers
    stop_there: Callable[[], Awaitable[None]]


def code_dir(data_dir: Path) -> Path:
    """Of a node: where functions of its evaluators are."""
    return data_dir / "code"


def key_of(project: int) -> str:
    """That of both nodes."""
    return f"a key of project {project}"


@asynccontextmanager
async def two_nodes(server: ClickHouse, make_config: MakeConfig, folder: Path) -> AsyncIterator[Both]:
    """Two nodes that know each other, one of which is the owner."""
    servers = connected(server)
    for table in ("node_row", "lease_row", "shared_row"):
        await asyncio.to_thread(servers.command, f"TRUNCATE TABLE {table}")
    async with AsyncExitStack() as here_stack, AsyncExitStack() as there_stack:
        here, there = await asyncio.gather(
            here_stack.enter_async_context(running_node(make_config, server, folder / "here")),
            there_stack.enter_async_context(running_node(make_config, server, folder / "there")),
        )
        await until(lambda: _owned(here))
        await until(lambda: _owned(there))
        yield Both(here, there, servers, there_stack.aclose)


@asynccontextmanager
async def running_node(make_config: MakeConfig, server: ClickHouse, folder: Path) -> AsyncIterator[Api]:
    """Its client calls with the key of the first project."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    keys = [
        KeySettings(name="ci", project=project, sha256=sha256(key_of(project).encode()).hexdigest())
        for project in range(1, PROJECTS + 1)
    ]
    urls = {"openai": "https://api.openai.com"}
    evaluation = EvaluationConfig(EvaluationSettings(code_dir=code_dir(folder)), base_urls=urls)
    store = StoreSettings(url=server.url())
    config = make_config(data_dir=folder, store=store, address=address, keys=keys, evaluation=evaluation)
    async with running(config, listener, {"Authorization": f"Bearer {key_of(1)}"}, TIMES) as api:
        yield api


async def _owned(api: Api) -> bool:
    return (await api.get("/v1/webhooks")).status == 200


async def until(holds: Callable[[], Awaitable[T]]) -> T:
    """Repeats until it is true: there is no event between nodes to wait for."""
    async with asyncio.timeout(WAIT_S):
        while not (result := await holds()):
            await asyncio.sleep(0.01)
        return result


async def answered(api: Api, method: str, path: str, **options: Any) -> Answer:
    """Repeated while a node is away, or none is the owner, as on a busy machine."""

    async def tried() -> Answer | None:
        answer = await api.call(method, path, **options)
        return None if answer.status == 503 else answer

    found = await until(tried)
    assert found
    return found


async def ship(api: Api, servers: Servers, request_id: str) -> None:
    """The node has logged that call, and ClickHouse has it."""
    await until(lambda: api.request(request_id))
    await until(lambda: asyncio.to_thread(_has_row, servers, request_id))


def _has_row(servers: Servers, request_id: str) -> bool:
    count = "SELECT count() FROM request_row WHERE request_id = {id:String}"
    return servers.query(count, {"id": request_id}).columns != [[0]]
