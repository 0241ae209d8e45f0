"""The same to a TLS upstream, whose certificate is from an authority of the bench's own.

The load speaks plain HTTP to the contestants, so there is nothing to measure without one; what they add is told over
"direct" without TLS.
"""

from __future__ import annotations

from bench.arena import Arena
from bench.sections import plain, streams


def measure(arena: Arena, turn: int, seconds: float, *, with_streams: bool) -> None:
    """One round; not of the slow ones, whose cost is not TLS. Only the first has one and 256 connections."""
    keys = [key for key in arena.turns(turn) if key != "direct" and not arena.is_slow(key)]
    for kind in ("small", "large"):
        for connections in plain.CONNECTIONS if kind == "small" and turn == 0 else (32,):
            for key in keys:
                plain.closed_loop(arena, key, kind, connections, seconds, tls=True)
    for key in keys:
        plain.low_rate(arena, key, "small", seconds, tls=True)
    if with_streams:
        streams.measure(arena, turn, tls=True)
