"""`Sandbox`: the process of one evaluator (process.py) as the api process sees it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import orjson
import structlog

from evaluation.evaluators.results import Failed, Result, Scored, Skipped
from evaluation.evaluators.sandbox.given import GivenScore
from evaluation.evaluators.sandbox.process import EXIT_OUT_OF_MEMORY, LOAD_S, SandboxJob

_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG")
# glibc would reserve 64 MB of address space for each thread, and the limit counts that; so would OpenBLAS.
_SET = {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
_LATE_S = 5.0  # after its own limits, the kernel has ended it
_LINE_BYTES = 4 << 20  # scores and comments are limited to less

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]

log = structlog.get_logger()


class SandboxFailed(Exception):
    """The evaluator cannot run at all. The message says why, for the person who defined it."""


class Sandbox:
    """Runs the calls of one evaluator, one batch at a time. A call that ends the process costs only itself."""

    def __init__(self, job: SandboxJob) -> None:
        self._job = replace(job, parent=os.getpid())
        self._running: _Running | None = None
        self._turn = asyncio.Lock()

    async def evaluate(self, calls: Sequence[bytes]) -> list[Result]:
        """The result of each call, which is a line of JSON. Raises SandboxFailed."""
        results: list[Result] = []
        async with self._turn:
            while len(results) < len(calls):
                if self._running is None:
                    self._running = await _Running.start(self._job)
                ended = await self._running.evaluate(calls[len(results) :], results, self._job.time_limit_s + _LATE_S)
                if ended is not None:
                    await self._end()
                    results.append(_failure(ended))
        return results

    async def close(self) -> None:
        async with self._turn:
            await self._end()

    async def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            await running.end()


class _Running:
    """Calls and results have a socket each: a process that ends with a call unread resets the socket of its calls,
    unix(7), and what it wrote before is still read from the other."""

    def __init__(self, process: subprocess.Popen[bytes], calls: _Streams, results: _Streams) -> None:
        self._process = process
        _, self._calls = calls
        self._results, _ = results
        self._writers = [writer for _, writer in (calls, results)]

    @classmethod
    async def start(cls, job: SandboxJob) -> _Running:
        """Raises SandboxFailed."""
        calls, their_calls = socket.socketpair()
        results, their_results = socket.socketpair()
        with their_calls, their_results:
            try:  # not on another thread: it ends with the thread that started it, prctl(2)
                process = _spawn(their_calls, their_results)
            except OSError as error:
                calls.close()
                results.close()
                raise SandboxFailed(f"its process cannot start: {error.strerror}") from error
        calls_streams = await asyncio.open_connection(sock=calls)
        running = cls(process, calls_streams, await asyncio.open_connection(sock=results, limit=_LINE_BYTES))
        try:
            running._calls.write(orjson.dumps(asdict(job)) + b"\n")
            line = await running._line(LOAD_S + _LATE_S)
            if line is None:
                failure = _failure(await running.end())
                raise SandboxFailed(f"it cannot be loaded: {failure.reason}")
            if "cannot_load" in line:
                raise SandboxFailed(str(line["cannot_load"]))
        except BaseException:
            await running.end()
            raise
        return running

    async def evaluate(self, calls: Sequence[bytes], results: list[Result], limit_s: float) -> int | None:
        """Append results. Returns None when all calls have one; else the exit status of the process, which the first
        call without a result ended."""
        for call in calls:
            self._calls.write(call + b"\n")
        for _ in calls:
            line = await self._line(limit_s)
            if line is None:
                return await self.end()
            results.append(_result(line))
        return None

    async def end(self) -> int:
        """Returns its exit status, or minus the number of the signal that ended it."""
        for writer in self._writers:
            writer.close()
            try:
                await writer.wait_closed()
            except OSError:
                pass
        return await asyncio.to_thread(self._wait)

    def _wait(self) -> int:
        try:
            return self._process.wait(1.0)  # it sees the end of its input, unless it is busy
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    async def _line(self, limit_s: float) -> dict[str, Any] | None:
        """None: the process has ended, or is stuck."""
        try:
            async with asyncio.timeout(limit_s):
                line = await self._results.readline()
        except (TimeoutError, ValueError):
            self._process.kill()
            return None
        if not line.endswith(b"\n"):
            return None
        answer: dict[str, Any] = orjson.loads(line)
        return answer


def _spawn(calls: socket.socket, results: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: a directory "store" in the current directory must not be imported instead of ours.
        [sys.executable, "-P", "-m", "evaluation.evaluators.sandbox.process"],
        stdin=calls.fileno(),
        stdout=results.fileno(),
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SET,
    )


def _result(line: dict[str, Any]) -> Result:
    if "scores" in line:
        return Scored([GivenScore(*score) for score in line["scores"]])
    if "skipped" in line:
        return Skipped(line["skipped"])
    return Failed(line["failed"], line["detail"])


def _failure(status: int) -> Failed:
    if -status in (signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL):
        return Failed("timeout", "")
    if status == EXIT_OUT_OF_MEMORY:
        return Failed("out_of_memory", "")
    return Failed("crashed", f"its process ended with status {status}")
