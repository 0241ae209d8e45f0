"""Many rows in few statements: between two of them the interpreter goes to another thread, and comes back late when
that is busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

_MOST_VALUES = 8_192  # of one statement; SQLite takes 32,766
_SIZES = (256, 64, 16, 4, 1)  # rows of a statement; few, so that each is compiled once
_MANY = 16  # rows from which on it is worth a statement of its own that a value is the same in all of them


def insert(connection: sqlite3.Connection, into: str, columns: Mapping[str, Sequence[Any]], then: str = "") -> None:
    """`into`: "INSERT INTO table"; `columns`: name → a value for each row; `then`: what follows the rows.

    To hand a value to SQLite takes longer than to write it, most of all None. Columns in which no row has a value are
    left out (so the table's have no defaults), and what is the same in all of many rows is handed over once.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return
    same: dict[str, Any] = {}
    varied: dict[str, Sequence[Any]] = {}
    for name, values in columns.items():
        alike = values[0] is None or (count >= _MANY and varied)
        if not (alike and values.count(values[0]) == count):
            varied[name] = values
        elif values[0] is not None:
            same[name] = values[0]
    rows = [*zip(*varied.values(), strict=True)]
    for some in _parts(rows, _MOST_VALUES // len(varied)):
        statement = _statement(into, tuple(same), tuple(varied), len(some), then)
        connection.execute(statement, [*same.values(), *chain.from_iterable(some)])


def insert_rows(
    connection: sqlite3.Connection, into: str, names: Sequence[str], rows: Sequence[Sequence[Any]], then: str = ""
) -> None:
    """The same for rows with the values of these columns."""
    if rows:
        insert(connection, into, dict(zip(names, zip(*rows, strict=True), strict=True)), then)


def _parts(rows: Sequence[Sequence[Any]], most: int) -> Iterator[Sequence[Sequence[Any]]]:
    at = 0
    for size in _SIZES:
        while size <= most and len(rows) - at >= size:
            yield rows[at : at + size]
            at += size


@lru_cache(512)
def _statement(into: str, same: tuple[str, ...], varied: tuple[str, ...], rows: int, then: str) -> str:
    names = ", ".join((*same, *varied))
    values = ", ".join([f"({', '.join('?' * len(varied))})"] * rows)
    if not same:
        return f"{into} ({names}) VALUES {values} {then}"
    # WHERE TRUE: without it, ON CONFLICT would be taken for a part of FROM.
    return f"{into} ({names}) SELECT {', '.join('?' * len(same))}, * FROM (VALUES {values}) WHERE TRUE {then}"  # noqa: S608
