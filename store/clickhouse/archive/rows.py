"""Rows of a record as the archive has them: JSON objects of their columns, without those that are NULL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import orjson

from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.tables import Row

STEP_BYTES = 4 << 20
STEP_ROWS = 5_000


class ArchiveStep(NamedTuple):
    rows: dict[str, list[Row]]  # table of the archive → rows
    positions: Positions  # once these are stored
    is_last: bool  # there is no more of this kind


def steps_of(
    kinds: Iterable[Callable[[Positions], ArchiveStep]],
    positions: Positions,
    reading: Callable[[], AbstractContextManager[None]],
) -> Iterator[ArchiveStep]:
    """All steps of one kind after the other, each read inside of `reading`."""
    for kind in kinds:
        is_last = False
        while not is_last:
            with reading():
                step = kind(positions)
            positions, is_last = step.positions, step.is_last
            yield step


class TableColumns:
    """The columns of a table of the record."""

    def __init__(self, record: sqlite3.Connection, table: str) -> None:
        columns = record.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
        self.names: tuple[str, ...] = tuple(name for name, _ in columns)
        self.selected = ", ".join(_selected(f'"{table}".{name}', kind) for name, kind in columns)

    def index(self, name: str) -> int:
        return self.names.index(name)

    def as_json(self, values: Sequence[Any]) -> bytes:
        return orjson.dumps({name: value for name, value in zip(self.names, values, strict=True) if value is not None})


def _selected(column: str, kind: str) -> str:
    return f"iif({column} IS NULL, NULL, hex({column}))" if kind == "BLOB" else column
