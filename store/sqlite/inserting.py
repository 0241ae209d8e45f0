"""Many rows in few statements: sqlite3 releases the interpreter lock with each statement, and a busy thread is slow to
give it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

_MOST_VALUES = 8_192  # of one statement; SQLite takes 32,766
_SIZES = (256, 64, 16, 4, 1)  # rows of a statement; few, so that each is compiled once
_MANY = 16  # from so many rows on, a value that is the same in all of them is worth a statement of its own


def insert(connection: sqlite3.Connection, into: str, columns: Mapping[str, Sequence[Any]], then: str = "") -> None:
    """`into`: "INSERT INTO table"; `columns`: name → a value for each row; `then`: SQL that follows the rows.

    Passing a value to SQLite takes longer than writing it, and None takes longest. Columns that are None in all rows
    are therefore left out (columns of the table must not have defaults), and a value that is the same in all of many
    rows is passed once.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return
    same: dict[str, Any] = {}
    varied: dict[str, Sequence[Any]] = {}
    for name, values in columns.items():
        may_be_same = values[0] is None or (count >= _MANY and varied)
        if not (may_be_same and values.count(values[0]) == count):
            varied[name] = values
        elif values[0] is not None:
            same[name] = values[0]
    rows = [*zip(*varied.values(), strict=True)]
    for part in _parts(rows, _MOST_VALUES // len(varied)):
        statement = _statement(into, tuple(same), tuple(varied), len(part), then)
        connection.execute(statement, [*same.values(), *chain.from_iterable(part)])


def insert_rows(
    connection: sqlite3.Connection, into: str, names: Sequence[str], rows: Sequence[Sequence[Any]], then: str = ""
) -> None:
    """As `insert`, from rows with a value for each of the columns `names`."""
    if rows:
        insert(connection, into, dict(zip(names, zip(*rows, strict=True), strict=True)), then)


def _parts(rows: Sequence[Sequence[Any]], most: int) -> Iterator[Sequence[Sequence[Any]]]:
    start = 0
    for size in _SIZES:
        while size <= most and len(rows) - start >= size:
            yield rows[start : start + size]
            start += size


@lru_cache(512)
def _statement(into: str, same: tuple[str, ...], varied: tuple[str, ...], rows: int, then: str) -> str:
    names = ", ".join((*same, *varied))
    values = ", ".join([f"({', '.join('?' * len(varied))})"] * rows)
    if not same:
        return f"{into} ({names}) VALUES {values} {then}"
    # WHERE TRUE: without it, SQLite parses ON CONFLICT as part of FROM.
    return f"{into} ({names}) SELECT {', '.join('?' * len(same))}, * FROM (VALUES {values}) WHERE TRUE {then}"
