"""Reads streams with `reader.c`: one native loop over all streams, which records when each chunk arrived.

It needs a C compiler; each process that reads compiles it once. Its own cost per chunk is small; the row "direct" of
the report shows what it adds to the measured delay.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench import traffic
from bench.calls import LoadFailed
from bench.programs import Call

STALL_US = 20_000
_SOURCE = Path(__file__).with_name("reader.c")


@dataclass(frozen=True, slots=True)
class StreamTimes:
    """`first_us`: from each call to its first chunk; `delays_us`: of each chunk, since the upstream sent it."""

    streams: int
    chunks: int
    first_us: list[int]
    delays_us: list[int]


@dataclass(frozen=True, slots=True)
class Level:
    """One second with that many open streams. `late`: the number of chunks delayed by more than STALL_US."""

    streams: int
    chunks: int
    late: int
    longest_us: int


def installed() -> bool:
    """Whether the C compiler for the reader is installed."""
    return shutil.which("cc") is not None


def read(call: Call, streams: int, ramp_s: float) -> StreamTimes:
    """Read streams from start to end, opened evenly over `ramp_s`. Raises LoadFailed."""
    return StreamTimes(**json.loads(_run(call, "read", streams, ramp_s)[-1]))


def climb(call: Call, levels: Sequence[int], opened_per_s: int) -> list[Level]:
    """Open more streams at each level, and end at the first level with late chunks twice. Raises LoadFailed."""
    return [Level(**json.loads(line)) for line in _run(call, "climb", STALL_US, opened_per_s, *levels)]


def _run(call: Call, *arguments: object) -> list[str]:
    with tempfile.TemporaryFile() as request:
        request.write(_request(call))
        request.seek(0)
        command = [f"{_built().name}/reader", str(call.port), *map(str, arguments)]
        done = subprocess.run(command, stdin=request, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LoadFailed(f"streams through port {call.port}: {done.stderr.strip() or done.returncode}")
    return done.stdout.splitlines()


def _request(call: Call) -> bytes:
    headers = {**traffic.REQUEST_HEADERS, **call.headers, "Content-Length": len(call.body)}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {call.path} HTTP/1.1\r\nHost: 127.0.0.1:{call.port}\r\n{lines}\r\n".encode() + call.body


@cache
def _built() -> tempfile.TemporaryDirectory[str]:
    """The folder of the compiled reader, which exists until this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="gnomon-bench-")
    subprocess.run(["cc", "-O2", "-o", f"{folder.name}/reader", str(_SOURCE)], check=True)
    return folder
