"""Who sends: calls as fast as they are answered, or many paced streams at once. A process of its own each.

wrk sends the calls if it is installed, else the client below. That one is slower, so compare only runs with the same.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import uvloop

from bench import traffic


class LoadFailed(RuntimeError):
    """Not every answer was what it should be: the numbers would mean nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    calls: int
    wall_s: float
    p50_us: float
    p99_us: float


def calls(port: int, connections: int, seconds: int, folder: Path) -> Sent:
    """Calls until the time is over, one after the other on each connection. Raises LoadFailed."""
    if shutil.which("wrk"):
        script = folder / "wrk.lua"
        script.write_text(_wrk_script())
        url = f"http://127.0.0.1:{port}{traffic.PATH}"
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
    else:
        command = [sys.executable, "-m", __spec__.name, "calls", str(port), str(connections), str(seconds)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    answer = json.loads(told.rsplit("\n", 2)[-2])
    if answer["errors"] or not answer["calls"]:
        raise LoadFailed(f"{answer['errors']} of {answer['calls']} calls on port {port} failed")
    return Sent(answer["calls"], answer["wall_s"], answer["p50_us"], answer["p99_us"])


class Streams:
    """Open streams that a process of its own reads. `chunks` asks how many chunks came until now."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def chunks(self) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def streams(port: int, path: str, count: int, ramp_s: float) -> Iterator[Streams]:
    """Opened evenly over `ramp_s`, all open inside the block, closed after it. Raises LoadFailed."""
    command = [sys.executable, "-m", __spec__.name, "streams", str(port), path, str(count), str(ramp_s)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if process.stdout.readline().strip() != "open":
            raise LoadFailed(f"not all {count} streams on port {port} could be opened")
        yield Streams(process)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()
    if process.returncode:
        raise LoadFailed(f"a stream on port {port} ended before it was measured")


def _wrk_script() -> str:
    headers = "".join(
        f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n" for name, value in traffic.REQUEST_HEADERS.items()
    )
    return f"""
wrk.method = "POST"
wrk.body = {json.dumps(traffic.REQUEST_BODY.decode())}
{headers}
function done(summary, latency, requests)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  print(string.format('\\n{{"calls": %d, "errors": %d, "wall_s": %.6f, "p50_us": %d, "p99_us": %d}}', summary.requests,
    errors, summary.duration / 1e6, latency:percentile(50), latency:percentile(99)))
end
"""


class _Caller(asyncio.Protocol):
    """One connection that calls again as soon as it is answered."""

    def __init__(self, request: bytes, took_us: list[int], errors: list[str]) -> None:
        self._request = request
        self._took_us = took_us
        self._errors = errors
        self._received = b""
        self._since = 0
        self._leaving = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._call()

    def data_received(self, data: bytes) -> None:
        if self._transport.is_closing():
            return
        self._received += data
        if not self._received.endswith(traffic.ANSWER_BODY[-40:]):
            return
        self._took_us.append((time.monotonic_ns() - self._since) // 1000)
        if not self._received.startswith(b"HTTP/1.1 200 "):
            self._errors.append("status")
        self._received = b""
        self._call()

    def connection_lost(self, error: Exception | None) -> None:
        if not self._leaving:
            self._errors.append("closed")

    def leave(self) -> None:
        """Nothing is sent or counted from now on."""
        self._leaving = True
        self._transport.abort()

    def _call(self) -> None:
        self._since = time.monotonic_ns()
        self._transport.write(self._request)


class _Reader(asyncio.Protocol):
    """One connection that reads one stream."""

    chunks = 0

    def __init__(self, request: bytes) -> None:
        self._request = request
        self.began = asyncio.get_running_loop().create_future()
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast(asyncio.Transport, transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self.began.done():
            self.began.set_result(data.startswith(b"HTTP/1.1 200 "))
        self.chunks += data.count(b"data: {")
        if data.endswith(b"\r\n0\r\n\r\n"):
            self.lost = True

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True
        if not self.began.done():
            self.began.set_result(False)


async def _call_for(port: int, connections: int, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    took_us: list[int] = []
    errors: list[str] = []
    request = traffic.request(f"127.0.0.1:{port}")
    since = time.monotonic()
    callers = []
    for _ in range(connections):
        _, caller = await loop.create_connection(lambda: _Caller(request, took_us, errors), "127.0.0.1", port)
        callers.append(caller)
    await asyncio.sleep(seconds)
    for caller in callers:
        caller.leave()
    wall_s = time.monotonic() - since
    ranked = sorted(took_us)
    p50, p99 = (ranked[int(len(ranked) * part)] if ranked else 0 for part in (0.5, 0.99))
    print(json.dumps({"calls": len(ranked), "errors": len(errors), "wall_s": wall_s, "p50_us": p50, "p99_us": p99}))


async def _read_streams(port: int, path: str, count: int, ramp_s: float) -> None:
    """Say "open", then the number of chunks for each line that is asked; leave when nobody can ask any more."""
    loop = asyncio.get_running_loop()
    request = traffic.request(f"127.0.0.1:{port}", path)
    readers = []
    for _ in range(count):
        _, reader = await loop.create_connection(lambda: _Reader(request), "127.0.0.1", port)
        readers.append(reader)
        await asyncio.sleep(ramp_s / count)
    began = all(await asyncio.gather(*[reader.began for reader in readers]))
    print("open" if began else "failed", flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(sum(reader.chunks for reader in readers), flush=True)
    if any(reader.lost for reader in readers):
        sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    kinds = parser.add_subparsers(dest="kind", required=True)
    of_calls = kinds.add_parser("calls")
    of_calls.add_argument("port", type=int)
    of_calls.add_argument("connections", type=int)
    of_calls.add_argument("seconds", type=float)
    of_streams = kinds.add_parser("streams")
    of_streams.add_argument("port", type=int)
    of_streams.add_argument("path")
    of_streams.add_argument("count", type=int)
    of_streams.add_argument("ramp_s", type=float)
    given = parser.parse_args()
    if given.kind == "calls":
        uvloop.run(_call_for(given.port, given.connections, given.seconds))
    else:
        uvloop.run(_read_streams(given.port, given.path, given.count, given.ramp_s))


if __name__ == "__main__":
    main()
