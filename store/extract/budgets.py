"""How much work one body may make, settled before the work is done. Pure.

A few hundred bytes can decode to gigabytes of values, and some megabytes can hold a million events. A body beyond its
budget raises OverBudget; it is stored as it came, but not read.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Literal, NamedTuple

ExtractError = Literal["too_large", "too_slow", "too_deep", "failed"]

MAX_DEPTH = 1_024  # nested arrays and objects; orjson reads no deeper
_FREE_BYTES = 16 << 20  # decoded; a smaller body may have any ratio
_STRING = re.compile(rb'"(?:[^"\\\n]++|\\.)*+"')  # of JSON: what is in it does not count
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEPS = [1 if byte in b"[{" else -1 if byte in b"]}" else 0 for byte in range(256)]


class OverBudget(Exception):
    def __init__(self, error: ExtractError) -> None:
        super().__init__(error)
        self.error: ExtractError = error


class BodyBudget(NamedTuple):
    """All numbers are of one body. A check takes linear time: a few milliseconds for a megabyte."""

    decoded_bytes: int
    containers: int  # arrays and objects: some 200 bytes of memory each
    values: int  # in arrays and objects: some 40 bytes each
    lines: int  # of a stream; empty ones cost nothing, so shorter streams than two bytes for each are not counted
    frames: int  # of a stream in AWS's framing
    ratio: int = 200  # decoded bytes for each encoded one; streams of JSON stay below 60, bombs begin at 1,000

    def decoded_limit(self, encoded_bytes: int) -> int:
        return min(self.decoded_bytes, max(_FREE_BYTES, self.ratio * encoded_bytes))

    def check_values(self, decoded: bytes) -> None:
        """Raises OverBudget for bytes that would give too many values if they were parsed as JSON."""
        if len(decoded) > self.decoded_bytes:
            raise OverBudget("too_large")
        if len(decoded) <= self.containers or not self._has_many_values(decoded):
            return
        if self._has_many_values(_STRING.sub(b"", decoded)):  # texts hold brackets and commas too
            raise OverBudget("too_large")

    def check_lines(self, decoded: bytes) -> None:
        if len(decoded) > 2 * self.lines and max(decoded.count(b"\n"), decoded.count(b"\r")) > self.lines:
            raise OverBudget("too_large")

    def _has_many_values(self, data: bytes) -> bool:
        if _count(data, b"{", self.containers) + _count(data, b"[", self.containers) > self.containers:
            return True
        return len(data) > self.values and _count(data, b",", self.values) > self.values


def _count(data: bytes, byte: bytes, most: int) -> int:
    """How often the byte occurs; a number above `most` if it is more often. `bytes.count` compares one by one: 60 to
    270 µs for 100 kB of text, of which this takes 4."""
    return len(data) - len(data.replace(byte, b"", most + 1))


def check_depth(decoded: bytes) -> None:
    """Raises OverBudget for JSON that is nested too deep to be parsed. For bytes that a parser has refused: it takes
    longer than parsing."""
    brackets = _STRING.sub(b"", decoded).translate(None, _NOT_BRACKETS)
    if any(depth > MAX_DEPTH for depth in accumulate(map(_STEPS.__getitem__, brackets))):
        raise OverBudget("too_deep")


# In the processes that ingest starts for large bodies. At most some 600 MB of memory and a few seconds.
FULL = BodyBudget(decoded_bytes=64 << 20, containers=1_000_000, values=8_000_000, lines=1_000_000, frames=300_000)
# Beside an event loop, in a thread of the same process, at once: at most some 100 ms.
# Bodies of up to 64 KiB cannot exceed it, and counting would cost an ordinary stream half as much as reading it.
SMALL = BodyBudget(decoded_bytes=256 << 10, containers=64 << 10, values=256 << 10, lines=32 << 10, frames=2_000)
# In the api process, in threads that show or search bodies. At most some 150 MB of memory each.
SHOWN = BodyBudget(decoded_bytes=64 << 20, containers=300_000, values=2_000_000, lines=500_000, frames=100_000)
# In a proxy worker, in a thread, of calls whose bodies are dropped.
WORKER = BodyBudget(decoded_bytes=16 << 20, containers=100_000, values=1_000_000, lines=300_000, frames=50_000)
# … and in the worker's event loop itself.
LOOP = BodyBudget(decoded_bytes=64 << 10, containers=4_000, values=64 << 10, lines=1_000, frames=500)
