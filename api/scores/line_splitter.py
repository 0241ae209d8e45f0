"""A body in pieces → its lines, numbered from 1, with a bound on their length. Pure."""

from __future__ import annotations

# Number and content; None: longer than allowed, and dropped. A plain tuple, because millions are made.
Line = tuple[int, bytes | None]


class LineSplitter:
    """Holds at most one unfinished line."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._rest = b""
        self._too_long = False
        self._number = 0

    def feed(self, data: bytes) -> list[Line]:
        """The lines that this piece completes."""
        first, *others = data.split(b"\n")
        self._append(first)
        if not others:
            return []
        rest = others.pop()
        lines = [self._next()]
        most = self._max_bytes
        lines += enumerate((line if len(line) <= most else None for line in others), self._number + 1)
        self._number += len(others)
        self._append(rest)
        return lines

    def end(self) -> list[Line]:
        """What followed the last newline, if anything."""
        return [self._next()] if self._rest or self._too_long else []

    def _append(self, data: bytes) -> None:
        if self._too_long or len(self._rest) + len(data) > self._max_bytes:
            self._too_long = True
            self._rest = b""
        else:
            self._rest = self._rest + data if self._rest else data

    def _next(self) -> Line:
        self._number += 1
        line = self._number, None if self._too_long else self._rest
        self._rest, self._too_long = b"", False
        return line
