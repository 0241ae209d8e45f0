"""The api process from start to end."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import resource
import signal
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from api import server
from api.settings import ApiConfig
from store.settings import DataDir
from store.sqlite import SqliteStore
from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running
from tests.support.gate import WAIT_S


def _serve(config: ApiConfig, listener: socket.socket, ready: Any) -> None:
    server.run(config, listener, lambda: ready.send((gc.get_freeze_count(), sys.getswitchinterval())))


async def test_it_ends_in_order_when_the_supervisor_says_so(
    make_config: MakeConfig, capfd: pytest.CaptureFixture[str]
) -> None:
    """It shares its interpreter with ingest, answers on its Unix socket, ignores signals that reach all processes,
    finishes the request whose body is still on its way at SIGUSR1, and ends with 0 and without a word."""
    config = make_config()
    spawn = multiprocessing.get_context("spawn")
    told, ready = spawn.Pipe(duplex=False)
    # Not tmp_path: the name of a Unix socket may have 104 bytes at most.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = f"{folder}/api.sock"
        listener.bind(path)
        listener.listen(100)
        process = spawn.Process(target=_serve, args=(config, listener, ready))
        process.start()
        try:
            assert await asyncio.to_thread(told.poll, WAIT_S)
            frozen, switch_s = told.recv()
            assert frozen > 10_000
            assert switch_s < 0.001
            await _score_across_the_stop(path, process.pid or 0)
            await asyncio.to_thread(process.join, WAIT_S)
            assert process.exitcode == 0
            assert capfd.readouterr().err == ""
        finally:
            process.kill()
            process.join()
    store = await SqliteStore.open(DataDir(config.data_dir), config.scores)
    stats = await store.stats()
    await store.close()
    assert stats.waiting_scores == 1


async def _score_across_the_stop(path: str, pid: int) -> None:
    """A score whose body is still on its way when the process is told to stop, and until nobody is let in any more."""
    body_begun, body_may_end = asyncio.Event(), asyncio.Event()

    async def body() -> Any:
        body_begun.set()
        yield b'{"scores": '
        await body_may_end.wait()
        yield b'{"a": 1}}'

    async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(path)) as session:
        async with session.post("http://localhost/v1/scores/query", json={"scores": ["a"]}) as answer:
            assert answer.status == 200
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
        headers = {"Content-Type": "application/json", "Expect": "100-continue"}
        posting = asyncio.create_task(session.post("http://localhost/v1/request/x/score", data=body(), headers=headers))
        await body_begun.wait()  # so the server has begun with it
        os.kill(pid, signal.SIGUSR1)
        while await _answers(path):
            pass
        body_may_end.set()
        answer = await posting
        assert answer.status == 201
        answer.close()


async def _answers(path: str) -> bool:
    """Whether somebody new is let in."""
    async with aiohttp.ClientSession(connector=aiohttp.UnixConnector(path)) as session:
        try:
            async with asyncio.timeout(0.5), session.get("http://localhost/healthz"):
                return True
        except (TimeoutError, aiohttp.ClientError):  # the listener is ours, and its queue takes everybody
            return False


_LESS_THAN_A_PAGE = 4_096  # of the write-ahead log, which has a header


async def test_a_full_disk_refuses_scores_and_goes_on(make_config: MakeConfig) -> None:
    """A score that can't be written is 503 and not kept; once there is room, all goes on by itself."""
    async with running(make_config()) as api:
        await api.score("x", {"a": 1})
        with _no_file_beyond(_LESS_THAN_A_PAGE):  # the write-ahead log may begin again at its start
            answer = await api.score("x", {"b": 2})
        assert (answer.status, answer.body["data"]) == (503, None)
        assert "Nothing of this request was stored" in answer.body["error"]
        assert (await api.score("x", {"c": 3})).status == 201
        await api.log_call("x")
        assert (await api.request("x"))["scores"] == {"a": 1, "c": 3}


async def test_a_damaged_page_is_503(make_config: MakeConfig) -> None:
    """A database that opens, and of which some pages are no longer what they were: not our fault, and not a 500."""
    config = make_config()
    async with running(config) as api:
        await api.score("x", {"a": 1})
        await api.log_call("y")
        await api.request("y")
    _overwrite(DataDir(config.data_dir).database, ["score", "exchange"])
    async with running(config) as api:
        answer = await api.score("x", {"b": 2})
        assert (answer.status, answer.body["data"]) == (503, None)
        assert "the database could not be written: " in answer.body["error"]
        answer = await api.get("/v1/request/y")
        assert answer.status == 503
        answer = await api.get("/v1/scores?request_id=x")
        assert answer.status == 503
        assert "the database could not be read: " in answer.body["error"]


def _overwrite(database: Path, tables: list[str]) -> None:
    """The first page of each of these tables and of their indexes."""
    with closing(sqlite3.connect(database)) as records:
        (size,) = records.execute("PRAGMA page_size").fetchone()
        marks = ", ".join("?" * len(tables))
        pages = records.execute(
            f"SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ({marks}) AND rootpage > 0",
            tables,
        ).fetchall()
    with database.open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


@contextmanager
def _no_file_beyond(size_bytes: int) -> Iterator[None]:
    """No file of this process may grow beyond that: for what would, the same as a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    "target",
    [
        b"/v1/request/\xff",
        b"/v1/request/%ff%fe?includeBody=%ff",
        b"/v1/request/x?includeBody=\xff",
        b"/v1/request/x?%00=%00&&=;",
        b"/v1/request/x#y",
        b"/v1/request/[::1",
        b"/v1/request/../x",
        b"//v1/request/x",
        b"http://[::1/v1/request/x",
        b"http://localhost/v1/request/x",
        b"*",
        b"/" + b"a" * 7000,
    ],
)
async def test_no_target_is_our_fault(api: Api, target: bytes) -> None:
    """Whatever stands in the request line, the answer is not a 500."""
    parts = urlsplit(api.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    status = int((await reader.readline()).split()[1])
    await reader.read()
    writer.close()
    await writer.wait_closed()
    assert status < 500


async def test_the_spool_is_emptied_before_it_ends(make_config: MakeConfig) -> None:
    """Calls logged until the last moment are in the store once the process has ended."""
    config = make_config()
    async with running(config) as api:
        for n in range(200):
            await api.log_call(f"r-{n}", body=calls.CHAT)
    store = await SqliteStore.open(DataDir(config.data_dir), config.scores)
    stats = await store.stats()
    await store.close()
    assert (stats.exchanges, stats.in_flight) == (200, 0)
