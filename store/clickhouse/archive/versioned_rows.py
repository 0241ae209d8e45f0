"""Exchanges with their properties, scores and tombstones: rows that have versions. What is to be copied of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.rows import STEP_BYTES, STEP_ROWS, ArchiveStep, TableColumns
from store.clickhouse.archive.tables import EXCHANGE, OTHER, SCORE, Row

# What the archive's tables are partitioned by: index in tombstone.sort_key
_PARTITION = {"exchange": 1, "score": 2}
_TABLE_OF = {"exchange": EXCHANGE, "score": SCORE}
_PROPERTIES = """
    SELECT property.exchange, property.key, property.value
    FROM json_each(?) AS wanted CROSS JOIN property ON property.exchange = wanted.value
    ORDER BY property.exchange, property.key"""
_EXCHANGE_KEY = (
    *("id", "project", "exchange_id", "request_id", "upstream_id", "parent_exchange_id", "started_at_us"),
    "version",
)
_SCORE_KEY = ("id", "project", "request_id", "target_id", "recorded_at_us", "version")


class _Window(NamedTuple):
    rows: list[tuple[tuple[Any, ...], bytes]]  # values, and the row as JSON
    position: int  # every version up to this one was read
    is_last: bool


class VersionedRows:
    def __init__(self, record: sqlite3.Connection, node: int, first: int) -> None:
        """`first`: no version of the node is lower."""
        self._record = record
        self._node = node
        self._first = first
        self._columns = {name: TableColumns(record, name) for name in ("exchange", "score", "tombstone")}
        self._exchange_key = itemgetter(*map(self._columns["exchange"].index, _EXCHANGE_KEY))
        self._score_key = itemgetter(*map(self._columns["score"].index, _SCORE_KEY))

    def exchanges(self, at: Positions, upto: int) -> ArchiveStep:
        window = self._window("exchange", at.exchange, upto)
        properties = self._properties(values[0] for values, _ in window.rows)
        rows, sample = [], at.sample
        for values, data in window.rows:
            row_id, project, exchange_id, request_id, upstream_id, parent, at_us, version = self._exchange_key(values)
            own = properties.get(row_id)
            whole = b'%s,"properties":%s}' % (data[:-1], orjson.dumps(own)) if own else data
            ids = (row_id, project, exchange_id, request_id, upstream_id or "", parent or "")
            rows.append((*ids, at_us, whole, version, 0))
            sample = (row_id, exchange_id)
        return ArchiveStep({EXCHANGE: rows}, replace(at, exchange=window.position, sample=sample), window.is_last)

    def scores(self, at: Positions, upto: int) -> ArchiveStep:
        window = self._window("score", at.score, upto)
        rows = []
        for values, data in window.rows:
            row_id, project, request_id, target_id, at_us, version = self._score_key(values)
            rows.append((row_id, project, request_id or target_id, at_us, data, version, 0))
        return ArchiveStep({SCORE: rows}, replace(at, score=window.position), window.is_last)

    def tombstones(self, at: Positions, upto: int) -> ArchiveStep:
        """As they are, and as deletions of the rows."""
        window = self._window("tombstone", at.tombstone, upto)
        rows: dict[str, list[Row]] = {OTHER: [], EXCHANGE: [], SCORE: []}
        for values, data in window.rows:
            version, what, row_id, sort_key = values
            rows[OTHER].append((self._node, "tombstone", f"[{version}]", data, version, 0))
            # Without a sort key, the row was deleted before any of it was copied.
            if what in _PARTITION and sort_key is not None:
                rows[_TABLE_OF[what]].append(_gone(what, row_id, orjson.loads(sort_key)[_PARTITION[what]], version))
        return ArchiveStep(rows, replace(at, tombstone=window.position), window.is_last)

    def _properties(self, row_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for row_id, key, value in self._record.execute(_PROPERTIES, (orjson.dumps([*row_ids]).decode(),)):
            found.setdefault(row_id, []).append((key, value))
        return found

    def _window(self, table: str, after: int, upto: int) -> _Window:
        """Rows with these versions, in their order, as many as make a step."""
        after = max(after, self._first)
        columns = self._columns[table]
        version = columns.index("version")
        rows: list[tuple[tuple[Any, ...], bytes]] = []
        size_bytes = 0
        for values in self._found(table, after, upto):
            data = columns.as_json(values)
            rows.append((values, data))
            size_bytes += len(data)
            if size_bytes >= STEP_BYTES or len(rows) >= STEP_ROWS:
                return _Window(rows, values[version], False)
        return _Window(rows, max(after, upto), True)

    def _found(self, table: str, after: int, upto: int) -> Iterable[tuple[Any, ...]]:
        new, *others = self._cursors(table, after, upto)
        changed = [row for cursor in others for row in cursor.fetchmany(1)]
        if not changed:  # merging takes as long as all else together
            return new
        return merge(new, chain(changed, *others), key=itemgetter(self._columns[table].index("version")))

    def _cursors(self, table: str, after: int, upto: int) -> list[sqlite3.Cursor]:
        """A row's version is its id until it changes for the first time; the index has only rows where it is not."""
        new = "id > ? AND id <= ? AND version = id ORDER BY id"
        changed = "version > ? AND version <= ? AND version <> id ORDER BY version"
        conditions = ("version > ? AND version <= ? ORDER BY version",) if table == "tombstone" else (new, changed)
        select = f"SELECT {self._columns[table].selected} FROM {table} WHERE"
        return [self._record.execute(f"{select} {where} LIMIT {STEP_ROWS}", (after, upto)) for where in conditions]


def _gone(what: str, row_id: int, at_us: int, version: int) -> Row:
    if what == "exchange":
        return row_id, 0, "", "", "", "", at_us, b"", version, 1
    return row_id, 0, "", at_us, b"", version, 1
