"""Many rows in few statements: between two of them the interpreter goes to another thread, and comes back late when
that is busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

_MOST_VALUES = 8_192  # of one statement; SQLite takes 32,766


class Insert:
    """`into`: "INSERT INTO table"; `then`: what follows the values."""

    def __init__(self, into: str, columns: Sequence[str], then: str = "") -> None:
        self._begin = f"{into} ({', '.join(columns)}) VALUES "
        self._row = f"({', '.join('?' * len(columns))})"
        self._end = f" {then}" if then else ""
        self._sizes = tuple(size for size in (256, 64, 16, 4, 1) if size * len(columns) <= _MOST_VALUES)

    def into(self, connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Few different statements, so that each is compiled once."""
        for some in self._parts(rows):
            values = ", ".join([self._row] * len(some))
            connection.execute(f"{self._begin}{values}{self._end}", [*chain.from_iterable(some)])

    def _parts(self, rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Sequence[Any]]]:
        at = 0
        for size in self._sizes:
            while len(rows) - at >= size:
                yield rows[at : at + size]
                at += size
