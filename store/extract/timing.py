"""When a byte of the answer arrived."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from store.extract.bodies.content_encoding import decode


def arrival_ms(end: int, chunks: Sequence[tuple[int, int]], body: bytes, content_encoding: str) -> float | None:
    """Milliseconds from the call's start to the chunk that brought the byte before offset `end` of the decoded body.

    `chunks` are (end offset on the wire, µs since the start). In a compressed body, bisection finds the first chunk up
    to which the body must be decoded to get that byte, and decodes no further. None: no known chunk brought it.
    """
    if content_encoding in ("", "identity"):
        index = bisect_left(chunks, end, key=lambda chunk: chunk[0])
    else:
        index = bisect_left(chunks, end, key=lambda chunk: len(decode(body[: chunk[0]], content_encoding, end).data))
    return chunks[index][1] / 1000 if index < len(chunks) else None
