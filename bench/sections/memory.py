"""Resident memory, and how soon the last call can be asked for."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

from bench.arena import Arena
from bench.calls import LoadFailed
from bench.cpu import rss_mb, rss_of_mb
from bench.ours import Gnomon
from bench.readers import read

STREAMS = 1_000
RAMP_S = 5.0
CALLS = 100_000
_LOOK_S = 0.2
_ASKED_S = 60


def after_calls(arena: Arena, key: str, calls: int) -> None:
    """How much more it weighs after so many small calls. A fifth of them first, to fill its caches."""

    def send(count: int) -> int:
        sent = 0
        while sent < count:
            sent += arena.calls(key, "small", 32, 2).calls
        arena.settle(key)
        return sent

    send(calls // 5)
    before_mb = rss_mb(arena.running[key].pid)
    sent = send(calls * 4 // 5)
    grown_mb = rss_mb(arena.running[key].pid) - before_mb
    arena.results.add("MB slope", key, grown_mb * 100_000 / sent, "MB more per 100,000 calls")


def with_streams(arena: Arena, streams: int) -> None:
    """Everybody at the same time: memory does not mind. A chunk a second, so that the slow ones can keep up."""
    keys = [key for key in arena.running if key != "direct" and not arena.is_slow(key)]
    if left_out := [key for key in arena.running if arena.is_slow(key)]:
        arena.results.notes.append(
            f"Not tried with {streams:,} streams, which would take them minutes: {', '.join(left_out)}"
        )
    with ThreadPoolExecutor(len(keys)) as pool:
        reading = {key: pool.submit(read, arena.call(key, "slow"), streams, RAMP_S) for key in keys}
        most_mb = dict.fromkeys(reading, 0.0)
        workers_mb = dict.fromkeys(reading, 0.0)
        while not all(one.done() for one in reading.values()):
            time.sleep(_LOOK_S)
            for key in reading:
                running = arena.running[key]
                most_mb[key] = max(most_mb[key], rss_mb(running.pid))
                workers_mb[key] = max(workers_mb[key], rss_of_mb(running.roles().get("worker", ())))
    for key, one in reading.items():
        arena.attempt(key, lambda key=key, one=one: _weighed(arena, key, one, most_mb[key]))  # type: ignore[misc]  # bound now
        if workers_mb[key] and not one.exception():
            arena.results.add("MB with streams worker", key, workers_mb[key], "MB resident, at most")


def _weighed(arena: Arena, key: str, reading: Future[object], most_mb: float) -> None:
    if error := reading.exception():
        raise LoadFailed(f"with {STREAMS:,} streams: {error}")
    arena.answered[key] += STREAMS
    arena.results.add("MB with streams", key, most_mb, "MB resident at most, whole process tree, 1,000 streams open")


def lag(arena: Arena, key: str, calls: int) -> None:
    """From the last answer until the API counts all calls, right after a burst."""
    running = arena.running[key]
    assert isinstance(running, Gnomon)
    arena.settle(key)
    running.asked()  # the first question after many calls pays for all of them
    arena.calls(key, "small", 32, calls / 5_000)
    since = time.monotonic()
    while running.asked() < arena.answered[key]:
        if time.monotonic() - since > _ASKED_S:
            arena.results.faults.append(f"{key}: after {_ASKED_S} s a question does not see every call")
            return
    arena.results.add("lag_s", key, time.monotonic() - since, "s from the last answer until a question sees all calls")
