"""Calls and streams with a TLS upstream, whose certificate is from a private authority.

The load speaks plain HTTP to the contestants; therefore "direct" cannot take part, and added latency is compared with
"direct" without TLS.
"""

from __future__ import annotations

from bench.arena import Arena
from bench.sections import plain, streams


def rest(arena: Arena, seconds: float) -> None:
    """One round of what a complete run has no time for, and the latency of "direct" for comparison."""
    if "direct" in arena.running:
        for kind in ("small", "large"):
            plain.low_rate(arena, "direct", kind, seconds)
        plain.open_loop(arena, "direct", "small", f"at {plain.HIGH_PER_S}/s", plain.HIGH_PER_S, seconds * 2)
    for key in arena.turns(0):
        if key == "direct" or arena.is_slow(key):
            continue
        for connections in (1, 256):
            plain.closed_loop(arena, key, "large", connections, seconds, tls=True)
        plain.low_rate(arena, key, "large", seconds, tls=True)
        per_s = plain.HIGH_PER_S
        if (arena.results.median("tls small 32 per_s", key) or 0) >= 2 * per_s:
            plain.open_loop(arena, key, "small", f"at {per_s}/s", per_s, seconds * 2, tls=True)


def measure(arena: Arena, turn: int, seconds: float, *, with_streams: bool) -> None:
    """One round without the slow contestants, whose cost is not TLS. 1 and 256 connections in the first round only."""
    keys = [key for key in arena.turns(turn) if key != "direct" and not arena.is_slow(key)]
    for kind in ("small", "large"):
        for connections in plain.CONNECTIONS if kind == "small" and turn == 0 else (32,):
            for key in keys:
                plain.closed_loop(arena, key, kind, connections, seconds, tls=True)
    for key in keys:
        plain.low_rate(arena, key, "small", seconds, tls=True)
    if with_streams:
        streams.measure(arena, turn, tls=True)
