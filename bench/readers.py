"""Who reads streams: one native loop over all of them, `reader.c`, which notes when each chunk came.

It needs a C compiler, and is compiled anew by each process that reads. A chunk costs it about what the kernel takes to
hand it over; the row "direct" shows what it adds by itself.
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
class Read:
    """`first_us`: from sending a call to its first chunk; `delays_us`: of each chunk since the upstream sent it."""

    streams: int
    chunks: int
    first_us: list[int]
    delays_us: list[int]


@dataclass(frozen=True, slots=True)
class Level:
    """A second with so many open streams. `late`: chunks that were delayed over STALL_US."""

    streams: int
    chunks: int
    late: int
    longest_us: int


def installed() -> bool:
    """What compiles the reader."""
    return shutil.which("cc") is not None


def read(call: Call, streams: int, ramp_s: float) -> Read:
    """Streams from beginning to end, opened evenly over `ramp_s`. Raises LoadFailed."""
    return Read(**json.loads(_run(call, "read", streams, ramp_s)[-1]))


def climb(call: Call, levels: Sequence[int], opened_per_s: int) -> list[Level]:
    """Streams that stay open, more at each level; ends at the first level that stalls twice. Raises LoadFailed."""
    return [Level(**json.loads(line)) for line in _run(call, "climb", STALL_US, opened_per_s, *levels)]


def _run(call: Call, *asked: object) -> list[str]:
    with tempfile.TemporaryFile() as request:
        request.write(_request(call))
        request.seek(0)
        command = [f"{_built().name}/reader", str(call.port), *map(str, asked)]
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
    """Where the program is, until this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="gnomon-bench-")
    subprocess.run(["cc", "-O2", "-o", f"{folder.name}/reader", str(_SOURCE)], check=True)
    return folder
