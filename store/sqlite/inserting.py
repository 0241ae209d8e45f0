"""Many rows in few statements: between two of them the interpreter goes to another thread, and comes back late when
that is busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

_MOST_VALUES = 8_192  # of one statement; SQLite takes 32,766
_SIZES = (256, 64, 16, 4, 1)  # rows of a statement; few, so that each is compiled once


class Insert:
    """`into`: "INSERT INTO table"; `then`: what follows the values. The columns have no defaults."""

    def __init__(self, into: str, columns: Sequence[str], then: str = "") -> None:
        self._begin = into
        self._columns = tuple(columns)
        self._end = f" {then}" if then else ""

    def into(self, connection: sqlite3.Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Columns in which no row has a value are left out: to hand a None to SQLite costs five times what a number
        does."""
        if not rows:
            return
        given = [
            (name, values)
            for name, values in zip(self._columns, zip(*rows, strict=True), strict=True)
            if values.count(None) < len(rows)
        ]
        names = tuple(name for name, _ in given)
        filled = [*zip(*(values for _, values in given), strict=True)]
        for some in _parts(filled, _MOST_VALUES // len(names)):
            connection.execute(_statement(self._begin, names, len(some), self._end), [*chain.from_iterable(some)])


def _parts(rows: Sequence[Sequence[Any]], most: int) -> Iterator[Sequence[Sequence[Any]]]:
    at = 0
    for size in _SIZES:
        while size <= most and len(rows) - at >= size:
            yield rows[at : at + size]
            at += size


@lru_cache(512)
def _statement(begin: str, columns: tuple[str, ...], rows: int, end: str) -> str:
    values = f"({', '.join('?' * len(columns))})"
    return f"{begin} ({', '.join(columns)}) VALUES {', '.join([values] * rows)}{end}"
