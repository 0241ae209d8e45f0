"""The worker's hot path without sockets: what a call and a chunk cost in Python, reproducibly.

    python -m bench.profile_relay                 µs per call and per streamed chunk, best of many batches
    python -m bench.profile_relay --profile       where it goes, function by function (cProfile)
    python -m bench.profile_relay --instructions  machine instructions (valgrind, a minute): always the same number

Connections, exchanges and the spool's writer are the real ones, the writer on real files. Only the transports are fake:
they take bytes and drop them. Unlike `bench.relay`, this leaves out the event loop and the system calls of sockets.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import os
import pstats
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.http.own_paths import own_paths
from bench import traffic
from proxy.admission import Admission
from proxy.capture.bounded import Budget
from proxy.client import ClientConnection
from proxy.exchange import WorkerContext
from proxy.routing import OwnPaths, Router
from proxy.settings import ProxySettings, TimeoutSettings, UpstreamSettings
from proxy.upstream.connection import UpstreamConnection
from proxy.upstream.dialer import Dialer
from proxy.upstream.pool import Pool
from proxy.upstream.targets import Target, Targets
from proxy.worker import freeze_garbage_collector
from store.keys import Keys
from store.settings import SpoolSettings
from store.spool.writer import SpoolWriter

CHUNKS = 200  # of one stream
HOST = "127.0.0.1:8787"


class Wire(asyncio.Transport):
    """A transport that keeps only the last piece written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.last: Any = b""

    def write(self, data: Any) -> None:
        self.last = data

    def writelines(self, list_of_data: Any) -> None:
        self.last = b"".join(list_of_data)

    def is_closing(self) -> bool:
        return False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None: ...

    def get_write_buffer_size(self) -> int:
        return 0


class TurnLoop(asyncio.SelectorEventLoop):
    """A loop whose turns the benchmark takes. Timers never fire: syncing the disk is not measured."""

    def __init__(self) -> None:
        super().__init__()
        self._soon: list[tuple[Callable[..., object], tuple[Any, ...]]] = []
        self._inert = asyncio.TimerHandle(0, print, (), self)

    def call_soon(  # type: ignore[override]  # typeshed ties args to callback
        self, callback: Callable[..., object], *args: Any, context: Any = None
    ) -> asyncio.Handle:
        self._soon.append((callback, args))
        return self._inert

    def call_later(  # type: ignore[override]  # likewise
        self, delay: float, callback: Callable[..., object], *args: Any, context: Any = None
    ) -> asyncio.TimerHandle:
        return self._inert

    def turn(self) -> None:
        soon, self._soon = self._soon, []
        for callback, args in soon:
            callback(*args)


@dataclass(slots=True)
class Lane:
    """A client and the upstream connection that its calls use."""

    client: ClientConnection
    to_client: Wire
    upstream: UpstreamConnection
    to_upstream: Wire


class Stage:
    """The parts of a worker, assembled as in `proxy.worker`."""

    def __init__(self, folder: Path, lanes: int) -> None:
        self.loop = TurnLoop()
        timeouts = TimeoutSettings()
        proxy = ProxySettings()
        upstreams = [UpstreamSettings(name="native", base_url="http://127.0.0.1:9", default=True)]
        self.writer = SpoolWriter(folder / "spool", SpoolSettings(), self.loop)
        pool = Pool(self.loop, Dialer(self.loop, timeouts.connect_s, None), timeouts.upstream_keep_alive_s)
        router = Router(OwnPaths(**own_paths()))
        targets = Targets(upstreams, [])
        admission = Admission(
            WorkerContext(pool, proxy, timeouts),
            Keys([]),
            router,
            targets,
            str(folder / "api.sock"),
            self.writer,
            Budget(proxy.capture_budget_bytes, proxy.capture_limit_bytes, self.writer.counters),
            socket.gethostname(),
        )
        target, _ = targets.find(router.find_route("POST", traffic.PATH), None)
        self.lanes = [self._lane(admission, pool, target) for _ in range(lanes)]
        freeze_garbage_collector()

    def _lane(self, admission: Admission, pool: Pool, target: Target) -> Lane:
        upstream = UpstreamConnection(pool, target.origin)
        to_upstream = Wire()
        upstream.connection_made(to_upstream)
        pool.put_idle(upstream)
        client = ClientConnection(admission)
        to_client = Wire()
        client.connection_made(to_client)
        return Lane(client, to_client, upstream, to_upstream)

    def start_calls(self, request: bytes) -> list[Lane]:
        """Every client makes a call; afterwards every call waits for its upstream."""
        for lane in self.lanes:
            lane.client.data_received(request)
        self.loop.turn()
        return self.lanes

    def calls(self, request: bytes, answer: bytes) -> None:
        """One call of every client, with its complete answer."""
        for lane in self.start_calls(request):
            lane.upstream.data_received(answer)
        self.loop.turn()

    def check(self, wanted: bytes) -> None:
        """Assert that the calls went through."""
        for lane in self.lanes:
            assert lane.to_upstream.last.endswith(traffic.REQUEST_BODY), lane.to_upstream.last
            assert lane.to_client.last.endswith(wanted), lane.to_client.last

    def close(self) -> None:
        self.writer._finish(self.writer._segment)  # its close() awaits, and this loop does not run
        self.loop.close()


@contextmanager
def staged(lanes: int) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as folder:
        stage = Stage(Path(folder), lanes)
        try:
            yield stage
        finally:
            stage.close()


class Meter:
    """Adds up the CPU time between `start` and `stop`."""

    def __init__(self, profile: cProfile.Profile | None = None) -> None:
        self.spent_ns = 0
        self._profile = profile
        self._since = 0

    def start(self) -> None:
        if self._profile:
            self._profile.enable()
        self._since = time.thread_time_ns()

    def stop(self) -> None:
        self.spent_ns += time.thread_time_ns() - self._since
        if self._profile:
            self._profile.disable()


def plain_calls(stage: Stage, count: int, meter: Meter) -> int:
    """Make at least `count` calls. How many were made."""
    request, answer = traffic.request(HOST), traffic.answer()
    turns = -(-count // len(stage.lanes))
    meter.start()
    for _ in range(turns):
        stage.calls(request, answer)
    meter.stop()
    stage.check(traffic.ANSWER_BODY)
    return turns * len(stage.lanes)


def stream_chunks(stage: Stage, count: int, meter: Meter) -> int:
    """Relay at least `count` chunks of streams, one per read. How many were relayed. Only chunks are measured."""
    request, head, chunk = traffic.request(HOST), traffic.stream_head(), traffic.stream_chunk()
    lanes = stage.lanes
    streams = -(-count // (CHUNKS * len(lanes)))
    for _ in range(streams):
        for lane in stage.start_calls(request):
            lane.upstream.data_received(head + chunk)
        meter.start()
        for _ in range(CHUNKS):
            for lane in lanes:
                lane.upstream.data_received(chunk)
        meter.stop()
        stage.check(chunk)
        for lane in lanes:
            lane.upstream.data_received(b"0\r\n\r\n")
        stage.loop.turn()
    return streams * CHUNKS * len(lanes)


Work = Callable[[Stage, int, Meter], int]
WORK: dict[str, Work] = {"call": plain_calls, "chunk": stream_chunks}


def best_us(work: Work, lanes: int, count: int, batches: int) -> float:
    """The best of some batches: disturbances only add time."""
    least = float("inf")
    for _ in range(batches):
        with staged(lanes) as stage:
            work(stage, count // 10, Meter())  # fill caches, let the interpreter specialise
            meter = Meter()
            done = work(stage, count, meter)
            least = min(least, meter.spent_ns / 1000 / done)
    return least


def show_profile(name: str, lanes: int, count: int, lines: int) -> None:
    profile = cProfile.Profile()
    with staged(lanes) as stage:
        WORK[name](stage, count // 10, Meter())
        done = WORK[name](stage, count, Meter(profile))
    stats = pstats.Stats(profile).strip_dirs()
    print(f"\nPer {name}, over {done}; cProfile slows down every function, small ones most\n")
    print(f"{'calls':>7} {'own µs':>8} {'all µs':>8}  function")
    rows: list[tuple[float, float, float, str]] = []
    for (file, line, function), (_, ncalls, own, total, _) in stats.stats.items():  # type: ignore[attr-defined]  # not in typeshed
        where = f"{file}:{line} {function}" if line else function
        rows.append((own * 1e6 / done, total * 1e6 / done, ncalls / done, where))
    for own_us, all_us, calls, where in sorted(rows, reverse=True)[:lines]:
        print(f"{calls:7.2f} {own_us:8.2f} {all_us:8.2f}  {where}")


def instructions(name: str, lanes: int) -> float:
    """Machine instructions per call or chunk: the difference of two runs that differ only in their number."""
    few, many = {"call": (200, 600), "chunk": (1600, 4800)}[name]
    return (_instructions_of(name, lanes, many) - _instructions_of(name, lanes, few)) / (many - few)


def _instructions_of(name: str, lanes: int, count: int) -> int:
    """The instructions of a whole run of this module in a process of its own."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-m", __spec__.name]
    run = subprocess.run(
        [*command, "--only", name, "--bare", "--calls", str(count), "--connections", str(lanes)],
        env=os.environ | {"PYTHONHASHSEED": "0"},
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(run.stderr.rsplit("Collected :", 1)[1].split()[0])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile_relay", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=WORK, action="append", help="call, chunk (default: both)")
    parser.add_argument("--calls", type=int, default=4000, help="per batch; chunks: four times as many")
    parser.add_argument("--batches", type=int, default=7, help="the best of so many counts")
    parser.add_argument("--connections", type=int, default=8, help="that call in one loop turn")
    parser.add_argument("--profile", action="store_true", help="function by function")
    parser.add_argument("--lines", type=int, default=45, help="of --profile")
    parser.add_argument("--instructions", action="store_true", help="per call, counted by valgrind")
    parser.add_argument("--bare", action="store_true", help="once, without a measurement (for other profilers)")
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    lanes = arguments.connections
    if arguments.instructions and not shutil.which("valgrind"):
        sys.exit("valgrind counts the instructions. Debian: apt install valgrind")
    for name in arguments.only or WORK:
        count = arguments.calls * (4 if name == "chunk" and not arguments.bare else 1)
        if arguments.bare:
            with staged(lanes) as stage:
                WORK[name](stage, count, Meter())
        elif arguments.profile:
            show_profile(name, lanes, count, arguments.lines)
        elif arguments.instructions:
            print(f"{name}: {instructions(name, lanes):,.0f} instructions")
        else:
            print(f"{name}: {best_us(WORK[name], lanes, count, arguments.batches):.2f} µs")


if __name__ == "__main__":
    main()
