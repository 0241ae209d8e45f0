"""Rows of the tables that have no versions: those from before the log of changes, and those that it names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import orjson

from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.rows import STEP_BYTES, STEP_ROWS, ArchiveStep, TableColumns
from store.clickhouse.archive.tables import OTHER, Row
from store.sqlite.change_log import logged_tables


class LoggedRows:
    def __init__(self, record: sqlite3.Connection, node: int) -> None:
        self._record = record
        self._node = node
        self._keys = logged_tables(record)
        self._columns = {name: TableColumns(record, name) for name in self._keys}
        self.tables = tuple(self._keys)

    def newest_change(self) -> int:
        """`seq` of the log."""
        return int(self._record.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])

    def scanned(self, at: Positions, name: str) -> ArchiveStep:
        """Rows from before the log."""
        after = at.tables.get(name, "")
        if after is None:
            return ArchiveStep({}, at, True)
        key = ", ".join(self._keys[name])
        where, parameters = "", []
        if after:
            parameters = orjson.loads(after)
            where = f"WHERE ({key}) > ({', '.join('?' * len(parameters))})"
        version, size_bytes, is_last = self.newest_change(), 0, True
        rows = []
        for after, *values in self._select(name, f"{where} ORDER BY {key}", parameters):
            rows.append(self._row(name, after, values, version))
            size_bytes += len(rows[-1][3])
            if len(rows) >= STEP_ROWS or size_bytes >= STEP_BYTES:
                is_last = False
                break
        tables = at.tables | {name: None if is_last else after}
        return ArchiveStep({OTHER: rows}, replace(at, tables=tables), is_last)

    def logged(self, at: Positions, upto: int) -> ArchiveStep:
        """Rows of which the log says that they changed."""
        entries = self._record.execute(
            "SELECT seq, name, key FROM change WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
            (at.log, upto, STEP_ROWS),
        ).fetchall()
        if not entries:
            return ArchiveStep({}, at, True)
        version = self.newest_change()
        keys: dict[str, set[str]] = {}
        for _, name, key in entries:
            if name in self._keys:
                keys.setdefault(name, set()).add(key)
        rows = [row for name, changed in keys.items() for row in self._changed(name, changed, version)]
        return ArchiveStep({OTHER: rows}, replace(at, log=entries[-1][0]), len(entries) < STEP_ROWS)

    def _changed(self, name: str, keys: set[str], version: int) -> Iterator[Row]:
        columns = self._keys[name]
        match = " AND ".join(f'"{name}".{column} = wanted.value ->> {n}' for n, column in enumerate(columns))
        wanted = f"[{','.join(keys)}]"
        gone = set(keys)
        for key, *values in self._select(name, f"WHERE {match}", (wanted,), "json_each(?) AS wanted CROSS JOIN "):
            gone.discard(key)
            yield self._row(name, key, values, version)
        for key in gone:
            yield (self._node, name, key, b"", version, 1)

    def _select(self, name: str, rest: str, parameters: Sequence[Any], of: str = "") -> sqlite3.Cursor:
        key = ", ".join(f'"{name}".{column}' for column in self._keys[name])
        select = f"SELECT json_array({key}), {self._columns[name].selected}"
        return self._record.execute(f'{select} FROM {of}"{name}" {rest}', parameters)

    def _row(self, name: str, key: str, values: Sequence[Any], version: int) -> Row:
        return self._node, name, key, self._columns[name].as_json(values), version, 0
