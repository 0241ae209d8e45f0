"""Streams of 200 chunks, one every 20 ms."""

from __future__ import annotations

from bench.arena import Arena
from bench.readers import climb, read
from bench.upstream import CHUNK_S

STREAMS = 20
RAMP_S = 0.4  # spreads the chunks of the streams over time
_OPENED_PER_S = 600
_MOST = 2_000
_STEPS = (0.5, 0.8, 1.1, 1.5, 2.1)  # two workers may reach twice as many
CPU_UNIT = "CPU µs per chunk, user and system, whole process tree, deferred work included"


def measure(arena: Arena, turn: int, *, tls: bool = False) -> None:
    """One round."""
    for key in arena.turns(turn):
        if not tls or (key != "direct" and not arena.is_slow(key)):
            _chunks(arena, key, "tls " if tls else "", tls=tls)


def most(arena: Arena, turn: int, *, tls: bool = False) -> None:
    """The largest number of streams without a late chunk, for all but the slow contestants.

    Climbs in steps relative to the number that the CPU time per chunk would allow on one core.
    """
    for key in arena.turns(turn, variants=True):
        # nginx's access log has one line per stream, whatever its length: it would cost nothing per chunk.
        if arena.is_slow(key) or key == "nginx-log" or (tls and key == "direct"):
            continue
        base = key.removesuffix("-log").removesuffix("-2")  # chunks are not measured for variants
        measure = "tls chunk cpu_us" if tls else "chunk cpu_us"
        chunk_us = arena.results.median(f"{measure} worker", base) or arena.results.median(measure, base)
        if chunk_us:
            ceiling = min(_MOST, 1e6 * CHUNK_S / chunk_us)
            levels = sorted({_rounded(ceiling * part) for part in _STEPS})
            arena.attempt(key, lambda key=key, levels=levels: _climb(arena, key, levels, tls=tls))  # type: ignore[misc]  # bound now


def _climb(arena: Arena, key: str, levels: list[int], *, tls: bool) -> None:
    reached = climb(arena.call(key, "endless", tls=tls), levels, _OPENED_PER_S)
    arena.answered[key] += reached[-1].streams
    good = max((level.streams for level in reached if not level.late), default=0)
    measure = "tls most streams" if tls else "most streams"
    arena.results.add(measure, key, good, "streams at once, no chunk within a second over 20 ms late")
    arena.settle(key)


def _rounded(streams: float) -> int:
    return max(5, round(streams / 5) * 5) if streams < 100 else round(streams / 25) * 25


def _chunks(arena: Arena, key: str, prefix: str, *, tls: bool) -> None:
    def load() -> int:
        times = read(arena.call(key, "paced", tls=tls), STREAMS, RAMP_S)
        arena.answered[key] += times.streams
        delays_us, first_us = sorted(times.delays_us), sorted(times.first_us)
        for name, part in (("p50", 0.50), ("p99", 0.99)):
            value = delays_us[int(len(delays_us) * part)]
            arena.results.add(f"{prefix}chunk {name}", key, value, "µs from the upstream's timestamp to reading")
        arena.results.add(f"{prefix}chunk max", key, delays_us[-1], "µs from the upstream's timestamp to reading")
        unit = "µs from call to first chunk, median"
        arena.results.add(f"{prefix}first chunk", key, first_us[len(first_us) // 2], unit)
        return times.chunks

    arena.attempt(key, lambda: arena.cost(f"{prefix}chunk cpu_us", key, load, CPU_UNIT))
