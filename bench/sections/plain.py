"""Calls that are not streamed."""

from __future__ import annotations

from bench.arena import Arena
from bench.calls import at_rate
from bench.traffic import Kind

CONNECTIONS = (1, 32, 256)
LOW_PER_S = 100
SLOW_PER_S = 10  # for contestants that LOW_PER_S would nearly saturate
HIGH_PER_S = 1_000  # for contestants that reach twice as much
_PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
CPU_UNIT = "CPU µs per call, user and system, whole process tree, deferred work included"


def measure(arena: Arena, turn: int, seconds: float) -> None:
    """One round. Large calls on 1 and on 256 connections run in the first round only, and not for slow contestants."""
    for kind in ("small", "large"):
        keys = arena.turns(turn, variants=kind == "small")
        for connections in CONNECTIONS if kind == "small" or turn == 0 else (32,):
            for key in keys:
                if connections == 32 or not arena.is_slow(key):  # it would take them minutes
                    closed_loop(arena, key, kind, connections, seconds)
        for key in keys if kind == "small" or turn == 0 else ():
            if kind == "small" or not arena.is_slow(key):
                low_rate(arena, key, kind, seconds)
    for key in arena.turns(turn, variants=True):
        if (arena.results.median("small 32 per_s", key) or 0) >= 2 * HIGH_PER_S:
            open_loop(arena, key, "small", f"at {HIGH_PER_S}/s", HIGH_PER_S, seconds * 2)


def closed_loop(arena: Arena, key: str, kind: Kind, connections: int, seconds: float, *, tls: bool = False) -> None:
    prefix = f"{'tls ' if tls else ''}{kind} {connections}"

    def load() -> int:
        sent = arena.calls(key, kind, connections, seconds, tls=tls)
        arena.results.add(f"{prefix} per_s", key, sent.calls / sent.wall_s, "calls answered per second")
        return sent.calls

    arena.attempt(key, lambda: arena.cost(f"{prefix} cpu_us", key, load, CPU_UNIT))


def low_rate(arena: Arena, key: str, kind: Kind, seconds: float, *, tls: bool = False) -> None:
    per_s, times = (SLOW_PER_S, 8) if arena.is_slow(key) else (LOW_PER_S, 4)
    open_loop(arena, key, kind, "at low rate", per_s, seconds * times, tls=tls)


def open_loop(arena: Arena, key: str, kind: Kind, named: str, per_s: int, seconds: float, *, tls: bool = False) -> None:
    prefix = f"{'tls ' if tls else ''}{kind} {named}"

    def load() -> None:
        sent = at_rate(arena.call(key, kind, tls=tls), per_s, seconds, arena.folder)
        arena.answered[key] += sent.calls
        took_us = sorted(sent.took_us)
        for name, part in _PERCENTILES.items():
            arena.results.add(f"{prefix} {name}", key, took_us[int(len(took_us) * part)], "µs from first to last byte")

    arena.attempt(key, load)
    arena.settle(key)
