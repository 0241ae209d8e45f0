"""Who reads streams: one process with one loop over all its sockets, which notes when each chunk came.

    python -m bench.readers '{"port": …, "path": …, …}'      prints JSON: what `Read` holds, or a line per level

It is Python, so bare: no asyncio, no HTTP parser, no garbage collection. A chunk costs it a tenth of what it costs the
cheapest Python proxy, and the row "direct" shows what it adds by itself.
"""

from __future__ import annotations

import gc
import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, cast

from bench import traffic
from bench.calls import LoadFailed
from bench.programs import Call

STALL_US = 20_000
_STAMP = traffic.STAMP.encode()
_TIMEOUT_S = 60


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


def read(call: Call, streams: int, ramp_s: float) -> Read:
    """Streams from beginning to end, opened evenly over `ramp_s`. Raises LoadFailed."""
    told = _run(call, {"streams": streams, "ramp_s": ramp_s})
    return Read(**json.loads(told[-1]))


def climb(call: Call, levels: Sequence[int], opened_per_s: int) -> list[Level]:
    """Streams that stay open, more at each level; ends at the first level that stalls twice. Raises LoadFailed."""
    return [Level(**json.loads(line)) for line in _run(call, {"levels": list(levels), "opened_per_s": opened_per_s})]


def _run(call: Call, asked: dict[str, Any]) -> list[str]:
    asked |= {"port": call.port, "path": call.path, "body": call.body.decode(), "headers": dict(call.headers)}
    command = [sys.executable, "-m", "bench.readers", json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LoadFailed(f"streams through port {call.port}: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout.splitlines()


@dataclass(slots=True)
class _Sockets:
    """The open streams. `delays_us` and `first_us` are emptied by whoever looks at them."""

    request: bytes
    port: int
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    open: int = 0
    asked_ns: dict[socket.socket, int] = field(default_factory=dict)  # of those that have not begun
    delays_us: list[int] = field(default_factory=list)
    first_us: list[int] = field(default_factory=list)
    ended: int = 0

    def add(self) -> None:
        one = socket.create_connection(("127.0.0.1", self.port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked_ns[one] = time.time_ns()
        one.sendall(self.request)
        one.setblocking(False)
        self.selector.register(one, selectors.EVENT_READ)
        self.open += 1

    def look(self, within_s: float) -> None:
        """Read what has come, waiting at most so long for it."""
        for key, _ in self.selector.select(max(within_s, 0)):
            one = cast(socket.socket, key.fileobj)
            data = one.recv(1 << 16)
            now_us = time.time_ns() // 1000
            at = data.find(_STAMP)
            if at >= 0 and one in self.asked_ns:
                self.first_us.append(now_us - self.asked_ns.pop(one) // 1000)
            while at >= 0:
                # A stamp that is cut in two by the end of a read, which is rare, is left out.
                stamp = data[at + len(_STAMP) : at + len(_STAMP) + 16]
                if len(stamp) == 16:
                    self.delays_us.append(now_us - int(stamp))
                at = data.find(_STAMP, at + 16)
            if not data or data.endswith(b"0\r\n\r\n"):
                self._end(one, whole=bool(data))

    def _end(self, one: socket.socket, *, whole: bool) -> None:
        if not whole or one in self.asked_ns:
            raise LoadFailed("a stream ended before its time, or was answered with an error")
        self.selector.unregister(one)
        one.close()
        self.open -= 1
        self.ended += 1


def _read_all(sockets: _Sockets, streams: int, ramp_s: float) -> None:
    since = time.monotonic()
    opened = 0
    while sockets.ended < streams:
        if time.monotonic() - since > _TIMEOUT_S:
            raise LoadFailed(f"{streams - sockets.ended} of {streams} streams did not end within {_TIMEOUT_S} s")
        due_s = since + ramp_s * opened / streams - time.monotonic() if opened < streams else 0.1
        if opened < streams and due_s <= 0:
            sockets.add()
            opened += 1
        sockets.look(min(due_s, 0.1))
    print(json.dumps(asdict(Read(streams, len(sockets.delays_us), sockets.first_us, sockets.delays_us))))


def _climb(sockets: _Sockets, levels: Sequence[int], opened_per_s: int) -> None:
    for level in levels:
        _open_up_to(sockets, level, opened_per_s)
        for _ in range(2):
            found = _second(sockets)
            if not found.late:
                break
        print(json.dumps(asdict(found)), flush=True)
        if found.late:
            return


def _open_up_to(sockets: _Sockets, level: int, opened_per_s: int) -> None:
    """One after the other, then until the first chunk of each has come."""
    since, had = time.monotonic(), sockets.open
    while sockets.open < level:
        due_s = since + (sockets.open - had) / opened_per_s - time.monotonic()
        if due_s <= 0:
            sockets.add()
        sockets.look(due_s)
    while sockets.asked_ns:
        if time.monotonic() - since > _TIMEOUT_S:
            raise LoadFailed(f"{len(sockets.asked_ns)} of {level} streams did not begin within {_TIMEOUT_S} s")
        sockets.look(0.1)


def _second(sockets: _Sockets) -> Level:
    sockets.delays_us.clear()
    until = time.monotonic() + 1
    while (left_s := until - time.monotonic()) > 0:
        sockets.look(left_s)
    delays_us = sockets.delays_us
    late = sum(1 for delay_us in delays_us if delay_us > STALL_US)
    return Level(sockets.open, len(delays_us), late, max(delays_us, default=0))


def main() -> None:
    asked = json.loads(sys.argv[1])
    gc.disable()
    headers = {**traffic.REQUEST_HEADERS, **asked["headers"]}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    body = asked["body"].encode()
    head = f"POST {asked['path']} HTTP/1.1\r\nHost: 127.0.0.1:{asked['port']}\r\n{lines}"
    sockets = _Sockets(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body, asked["port"])
    if "levels" in asked:
        _climb(sockets, asked["levels"], asked["opened_per_s"])
    else:
        _read_all(sockets, asked["streams"], asked["ramp_s"])


if __name__ == "__main__":
    main()
