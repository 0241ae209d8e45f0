"""Resident memory, and the time until a query sees the last call."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

from bench.arena import Arena
from bench.calls import LoadFailed
from bench.cpu import memory_mb, memory_of_mb
from bench.ours import Gnomon
from bench.readers import read

STREAMS = 1_000
RAMP_S = 5.0
CALLS = 100_000
_INTERVAL_S = 0.2
_LAG_LIMIT_S = 60


def after_calls(arena: Arena, key: str, calls: int) -> None:
    """Growth of memory over that many small calls. A fifth of them is sent first, to fill caches."""

    def send(count: int) -> int:
        sent = 0
        while sent < count:
            sent += arena.calls(key, "small", 32, 2).calls
        arena.settle(key)
        return sent

    send(calls // 5)
    before_mb = memory_mb(arena.running[key].pid)
    sent = send(calls * 4 // 5)
    grown_mb = memory_mb(arena.running[key].pid) - before_mb
    arena.results.add("MB slope", key, grown_mb * 100_000 / sent, "MB more per 100,000 calls")


def with_streams(arena: Arena, streams: int) -> None:
    """All contestants at the same time, which does not disturb memory. One chunk per second, for the slow ones."""
    keys = [key for key in arena.running if key != "direct" and not arena.is_slow(key)]
    if left_out := [key for key in arena.running if arena.is_slow(key)]:
        arena.results.notes.append(
            f"Not measured with {streams:,} streams, because it would take minutes: {', '.join(left_out)}"
        )
    with ThreadPoolExecutor(len(keys)) as pool:
        reading = {key: pool.submit(read, arena.call(key, "slow"), streams, RAMP_S) for key in keys}
        most_mb = dict.fromkeys(reading, 0.0)
        workers_mb = dict.fromkeys(reading, 0.0)
        while not all(future.done() for future in reading.values()):
            time.sleep(_INTERVAL_S)
            for key in reading:
                running = arena.running[key]
                most_mb[key] = max(most_mb[key], memory_mb(running.pid))
                workers_mb[key] = max(workers_mb[key], memory_of_mb(running.roles().get("worker", ())))
    for key, future in reading.items():
        arena.attempt(key, lambda key=key, future=future: _weighed(arena, key, future, most_mb[key]))  # type: ignore[misc]  # bound now
        if workers_mb[key] and not future.exception():
            arena.results.add("MB with streams worker", key, workers_mb[key], "MB resident, at most")


def _weighed(arena: Arena, key: str, reading: Future[object], most_mb: float) -> None:
    if error := reading.exception():
        raise LoadFailed(f"with {STREAMS:,} streams: {error}")
    arena.answered[key] += STREAMS
    arena.results.add("MB with streams", key, most_mb, "MB resident at most, whole process tree, 1,000 streams open")


def lag(arena: Arena, key: str, calls: int) -> None:
    """Time from the last response of a burst until a query counts all calls."""
    running = arena.running[key]
    assert isinstance(running, Gnomon)
    arena.settle(key)
    running.queried()  # the first query after many calls waits for all of them
    arena.calls(key, "small", 32, calls / 5_000)
    started = time.monotonic()
    while running.queried() < arena.answered[key]:
        if time.monotonic() - started > _LAG_LIMIT_S:
            arena.results.faults.append(f"{key}: after {_LAG_LIMIT_S} s a query does not see every call")
            return
    arena.results.add("lag_s", key, time.monotonic() - started, "s from the last response until a query sees all calls")
