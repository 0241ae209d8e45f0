"""A running API: real store, real ingest, real sockets."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from api.server import serve
from api.settings import ApiConfig
from evaluation.evaluators.settings import EvaluationConfig
from evaluation.settings import WebhookSettings
from store.clickhouse.nodes.registry import USUAL_TIMES, NodeTimes
from store.settings import (
    AnalyticsSettings,
    DataDir,
    MetricsSettings,
    RetentionSettings,
    ScoreSettings,
    SpoolSettings,
    SqlSettings,
    StoreSettings,
)
from store.spool.frames import Kind
from store.spool.writer import SpoolWriter
from tests.api import calls

MakeConfig = Callable[..., ApiConfig]

# To start the API and to log and score what questions are about takes longer than to ask them. Tests of a module that
# change nothing share an API, and therefore its event loop; those that do have their own.
SHARED = pytest.mark.asyncio(loop_scope="module")
OWN = pytest.mark.asyncio(loop_scope="function")
shared = pytest_asyncio.fixture(scope="module", loop_scope="module")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions wait for what was scored just now, however busy the machine is."""
    monkeypatch.setattr("store.analytics.replica.replica.FRESH_S", 60.0)


class Answer(NamedTuple):
    status: int
    headers: Any
    body: Any


class Api:
    """A client of a running API, and the worker that writes its spool."""

    def __init__(self, config: ApiConfig, url: str, session: aiohttp.ClientSession, writer: SpoolWriter) -> None:
        self.config = config
        self.url = url
        self.writer = writer
        self._session = session
        self._request_ids: dict[str, str] = {}

    async def call(self, method: str, path: str, **options: Any) -> Answer:
        """One request; the path goes out as it is written here."""
        url = URL(self.url + path, encoded=True)
        async with self._session.request(method, url, **options) as answer:
            return Answer(answer.status, answer.headers, await answer.json())

    async def get(self, path: str, **options: Any) -> Answer:
        return await self.call("GET", path, **options)

    async def score(self, request_id: str, scores: Any, **options: Any) -> Answer:
        return await self.call("POST", f"/v1/request/{request_id}/score", json={"scores": scores}, **options)

    async def request(self, request_id: str, **params: str) -> Any:
        """What is shown of a request; None when it is unknown."""
        answer = await self.get(f"/v1/request/{request_id}", params=params)
        assert (answer.status, answer.body["error"]) == (200, None), answer
        return answer.body["data"]

    async def open_call(self, request_id: str = "", body: bytes = calls.CHAT, **changes: Any) -> str:
        """A call goes upstream: its opening frame is in the spool. Returns its exchange_id."""
        header = calls.opening(request_id, body, **changes)
        self._request_ids[header["exchange_id"]] = header["request_id"]
        await self._append(Kind.OPENING, header, body)
        return header["exchange_id"]

    async def close_call(self, exchange_id: str, body: bytes = calls.ANSWER, **changes: Any) -> None:
        """It has ended: its closing frame is in the spool."""
        header = calls.closing(exchange_id, self._request_ids[exchange_id], body, **changes)
        await self._append(Kind.CLOSING, header, body)

    async def log_call(self, request_id: str = "", **changes: Any) -> str:
        """A whole call. Returns its exchange_id."""
        exchange_id = await self.open_call(request_id, **changes)
        await self.close_call(exchange_id)
        return exchange_id

    async def _append(self, kind: Kind, header: Any, body: bytes) -> None:
        written = asyncio.get_running_loop().create_future()
        self.writer.append(kind, header, body, written.set_result)
        assert await written


def plain_config(data_dir: Path) -> ApiConfig:
    """Without any settings."""
    return ApiConfig(
        host="127.0.0.1",
        port=0,
        allowed_hosts=(),
        capture_limit_bytes=10 << 20,
        max_head_bytes=64 << 10,
        data_dir=data_dir,
        spool=SpoolSettings(),
        store=StoreSettings(),
        retention=RetentionSettings(),
        scores=ScoreSettings(),
        prices=(),
        keys=(),
        analytics=AnalyticsSettings(),
        sql=SqlSettings(),
        metrics=MetricsSettings(),
        webhooks=WebhookSettings(),
        evaluation=EvaluationConfig(base_urls={"openai": "https://api.openai.com"}),
    )


@pytest.fixture
def make_config(tmp_path: Path) -> MakeConfig:
    def make(**changes: Any) -> ApiConfig:
        return replace(plain_config(tmp_path / "data"), **changes)

    return make


@pytest.fixture(scope="module")
def shared_config(tmp_path_factory: pytest.TempPathFactory) -> ApiConfig:
    """Of the API that the tests of a module share."""
    return plain_config(tmp_path_factory.mktemp("api") / "data")


@asynccontextmanager
async def running(
    config: ApiConfig,
    listener: socket.socket | None = None,
    headers: Mapping[str, str] | None = None,
    times: NodeTimes = USUAL_TIMES,
) -> AsyncIterator[Api]:
    """The API, from start to orderly end; its worker ends first, as in an installation. `headers`: of all calls.
    `times`: of several nodes."""
    loop = asyncio.get_running_loop()
    listener = listener or socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    writer = SpoolWriter(DataDir(config.data_dir).spool, config.spool, loop)
    ready, stop = asyncio.Event(), asyncio.Event()
    server = asyncio.create_task(serve(config, listener, ready.set, stop, times))
    try:
        await _first(server, ready)
        async with aiohttp.ClientSession(headers=headers) as session:
            yield Api(config, url, session, writer)
    finally:
        await writer.close()
        stop.set()
        await server
        listener.close()


async def _first(server: asyncio.Task[None], ready: asyncio.Event) -> None:
    """Wait until it is ready; raises what kept it from that."""
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([server, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if server.done():
        server.result()


@pytest.fixture
async def api(make_config: MakeConfig) -> AsyncIterator[Api]:
    """The API as it is without any settings."""
    async with running(make_config()) as api:
        yield api


@shared
async def shared_api(shared_config: ApiConfig) -> AsyncIterator[Api]:
    """The API as it is without any settings, for tests with the mark SHARED that leave nothing behind."""
    async with running(shared_config) as api:
        yield api
