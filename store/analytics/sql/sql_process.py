"""`SqlProcess`: the SQL process (process.py) as the api process sees it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from store.analytics.replica.replica import Replica
from store.analytics.sql.process import SqlJob
from store.analytics.sql.statement import Statement
from store.settings import AnalyticsSettings, DataDir, SqlSettings

# What the process gets of our environment: settings, and with them keys of providers, can be in the rest.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
# glibc would reserve 64 MB of address space for each thread of a statement, and the limit counts that.
_SET = {"MALLOC_ARENA_MAX": "1"}
_END_S = 1.0
_ENDED = "it ended"


class SqlProcessFailed(Exception):
    """The process ended, or could not start. The message says why, in words of ours or of a library: it is for the log,
    not for callers."""

    def __init__(self, message: str, *, unreadable: bool = False) -> None:
        super().__init__(message)
        self.unreadable = unreadable  # its copy of the replica, and perhaps the replica itself


class NoRoomForCopy(SqlProcessFailed):
    """The disk has no room for its copy of the replica. Callers may read the message."""


class SqlProcess:
    module = "store.analytics.sql.process"  # its main module

    def __init__(
        self, data_dir: DataDir, settings: SqlSettings, analytics: AnalyticsSettings, tables: str = ""
    ) -> None:
        """Starts it; `open` lets it copy the replica. Raises OSError."""
        self.failure: SqlProcessFailed | None = None  # it has ended
        self._numbers = count(1)
        self._statuses: dict[int, asyncio.Future[int]] = {}  # of running statements
        self._states: asyncio.Queue[str] = asyncio.Queue()
        self._received = b""
        self._folder = make_folder(data_dir)
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _spawn(theirs, self.module)
        self._control.setblocking(False)
        job = SqlJob(
            str(data_dir.root), str(self._folder), analytics.threads, settings.model_dump(), os.getpid(), tables
        )
        self._send(asdict(job))
        asyncio.get_running_loop().add_reader(self._control, self._on_readable)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def open(self, replica: Replica) -> None:
        """Returns when statements can run. Raises SqlProcessFailed."""
        await self.reach("loaded")
        async with replica.at_rest():
            self._send({"copy": replica.version})
            await self.reach("copied")
        await self.reach("ready")

    async def run(self, statement: Statement) -> tuple[int, bytes]:
        """Run a statement on the record as it is now or later. Returns 0 and its answer; or the exit status of its
        process, or minus the number of the signal that ended it. Raises SqlProcessFailed."""
        if self.failure:
            raise self.failure
        number = next(self._numbers)
        status = self._statuses[number] = asyncio.get_running_loop().create_future()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._send({"run": number}, theirs)
            written = await self.exchange(ours, statement)
            if _is_complete(written):
                return 0, written  # the end of the process can take as long as a small statement
            return await status, b""
        finally:
            del self._statuses[number]
            if not status.done():
                self._send({"cancel": number})
            elif not status.cancelled():
                status.exception()  # raised above, unless this task was cancelled

    async def exchange(self, connection: socket.socket, statement: Statement) -> bytes:
        """Send the statement; return everything that comes back."""
        reader, writer = await asyncio.open_connection(sock=connection)
        try:
            writer.write(orjson.dumps([*statement]) + b"\n")
            writer.write_eof()
            return await reader.read()
        except ConnectionError:
            return b""  # it was killed; its exit status says by what
        finally:
            writer.close()

    async def close(self) -> None:
        """End it, and with it every statement that runs."""
        self._fail(SqlProcessFailed(_ENDED))
        await asyncio.to_thread(self._wait)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        try:
            self._process.wait(_END_S)  # it sees the end of its input, unless it is busy
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    async def reach(self, state: str) -> None:
        reached = await self._states.get()
        if self.failure:
            raise self.failure
        assert reached == state, reached

    def _send(self, message: Mapping[str, Any], passed: socket.socket | None = None) -> None:
        if self.failure:
            return  # each that waits is told
        descriptors = [passed.fileno()] if passed else []
        try:
            socket.send_fds(self._control, [orjson.dumps(message) + b"\n"], descriptors)
        except OSError:
            self._fail(SqlProcessFailed(_ENDED))

    def _on_readable(self) -> None:
        try:
            data = self._control.recv(65536)
        except OSError:
            data = b""
        *lines, self._received = (self._received + data).split(b"\n")
        for line in lines:
            self._take(orjson.loads(line))
        if not data:
            self._fail(SqlProcessFailed(_ENDED))

    def _take(self, message: dict[str, Any]) -> None:
        if "state" in message:
            self._states.put_nowait(message["state"])
        elif "ended" in message:
            status = self._statuses.get(message["ended"])
            if status and not status.done():
                status.set_result(message["status"])
        elif "unreadable" in message:
            self._fail(SqlProcessFailed(message["unreadable"], unreadable=True))
        elif "no_room" in message:
            self._fail(NoRoomForCopy(message["no_room"]))
        else:
            self._fail(SqlProcessFailed(message["failed"]))

    def _fail(self, failure: SqlProcessFailed) -> None:
        if self.failure:
            return
        self.failure = failure
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        self._states.put_nowait("ended")
        for status in self._statuses.values():
            if not status.done():
                status.set_exception(failure)


def make_folder(data_dir: DataDir) -> Path:
    """An empty one, for the copy; whatever an earlier process left there is gone."""
    shutil.rmtree(data_dir.sql, ignore_errors=True)
    data_dir.sql.mkdir(mode=0o700)
    return data_dir.sql


def _spawn(control: socket.socket, module: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  a module of ours
        # -P: a directory "store" in the current directory must not be imported instead of ours.
        [sys.executable, "-P", "-m", module],
        stdin=control.fileno(),
        stdout=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SET,
    )


def _is_complete(written: bytes) -> bool:
    head_bytes = written.find(b"\n") + 1
    return head_bytes > 0 and len(written) == head_bytes + int(orjson.loads(written[:head_bytes])["size_bytes"])
