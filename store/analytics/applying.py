"""What changed in the record → statements that make the mirror hold it, inside the transaction of who calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import duckdb

from store.analytics import arrow, name_tallies
from store.analytics.name_tallies import TAKEN, Tallies
from store.analytics.schema import (
    OF_REQUEST,
    PROPERTY_COLUMNS,
    PROPERTY_KEY_COLUMNS,
    PROPERTY_SLOTS,
    SCORE_COLUMNS,
    SLOTS,
    TABLES,
)
from store.analytics.source import Changes, Rows

if TYPE_CHECKING:
    import pyarrow as pa

_FEW = 50  # scores
_OF_REQUEST = list(SCORE_COLUMNS).index("request")


def apply(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int], tallies: Tallies) -> Tallies:
    """Make the mirror hold these changes. `slots`: of properties' keys (`Copier.slots`). `tallies`: of the scores so
    far; returns them as they are after it."""
    requests = _with_slots(cursor, changes, slots)
    _delete(cursor, "request", "id", _mirrored(changes, changes.requests) + changes.gone_requests)
    _delete(cursor, "property", "request", [one for one in changes.renewed if one <= changes.after])
    _delete(cursor, "property", "request", changes.gone_requests)
    taken = _delete(cursor, "score", "id", _mirrored(changes, changes.scores) + changes.gone_scores, TAKEN)
    arriving = arrow.table(TABLES["request"], requests)
    _insert_table(cursor, "request", arriving)
    _insert(cursor, "property", PROPERTY_COLUMNS, sorted(changes.properties, key=lambda row: (row[2], row[0])))
    _insert(cursor, "property_key", PROPERTY_KEY_COLUMNS, changes.keys)
    _insert_scores(cursor, changes.scores, arriving, {row[0] for row in requests})
    cursor.execute("UPDATE state SET version = ?", (changes.upto,))
    return name_tallies.keep(cursor, tallies, taken, changes.scores, changes.gone_scores)


def _with_slots(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> Rows:
    """The requests with the values of the properties that have a slot; where these did not change, as they are here."""
    renewed = set(changes.renewed)
    values = _slots_of(cursor, [row[0] for row in changes.requests if row[0] not in renewed])
    for request, _, key, value in changes.properties:
        slot = slots.get(key)
        if slot is not None:
            values.setdefault(request, [None] * SLOTS)[slot] = value
    nothing = (None,) * SLOTS
    return [(*row, *values.get(row[0], nothing)) for row in changes.requests]


def _slots_of(cursor: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, list[str | None]]:
    if not ids:
        return {}
    with arrow.registered(cursor, "kept", arrow.ids(ids)):
        found = cursor.execute(
            f"SELECT id, {', '.join(PROPERTY_SLOTS)} FROM request"  # noqa: S608  our own names
            " WHERE id BETWEEN ? AND ? AND id IN (SELECT id FROM kept)",
            (min(ids), max(ids)),
        ).fetchall()
    return {row_id: values for row_id, *values in found}


def _mirrored(changes: Changes, rows: Rows) -> list[int]:
    """Ids that may have a row already: ids grow with the versions."""
    return [row[0] for row in rows if row[0] <= changes.after]


def _delete(
    cursor: duckdb.DuckDBPyConnection, table: str, column: str, ids: list[int], returning: str = "NULL"
) -> Rows:
    if not ids:
        return []
    with arrow.registered(cursor, "going", arrow.ids(ids)):
        # The bounds let whole row groups be skipped.
        return cursor.execute(
            f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ? AND {column} IN (SELECT id FROM going)"  # noqa: S608
            f" RETURNING {returning}",
            (min(ids), max(ids)),
        ).fetchall()


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: Rows) -> None:
    _insert_table(cursor, table, arrow.table(columns, rows))


def _insert_table(cursor: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    if not rows.num_rows:
        return
    with arrow.registered(cursor, "coming", rows):
        cursor.execute(f"INSERT INTO {table} SELECT * FROM coming")  # noqa: S608


def _insert_scores(cursor: duckdb.DuckDBPyConnection, rows: Rows, arriving: pa.Table, arrived: set[int]) -> None:
    """With what is known of their requests. Most come along with these, which is cheaper than to look for them."""
    requests = {row[_OF_REQUEST] for row in rows} - {None}
    if len(rows) <= _FEW:
        _insert_few_scores(cursor, rows, requests)
        return
    known, bounds = "arriving", tuple[int, ...]()
    if not requests <= arrived:
        known, bounds = "request WHERE id BETWEEN ? AND ?", (min(requests), max(requests))
    coming = arrow.table(SCORE_COLUMNS, rows)
    with arrow.registered(cursor, "arriving", arriving), arrow.registered(cursor, "coming", coming):
        cursor.execute(
            f"INSERT INTO score SELECT coming.*, {', '.join(f'r.{name}' for name in OF_REQUEST)} FROM coming"  # noqa: S608
            f" LEFT JOIN (SELECT id, {', '.join(OF_REQUEST)} FROM {known}) r ON r.id = coming.request",
            bounds,
        )


def _insert_few_scores(cursor: duckdb.DuckDBPyConnection, rows: Rows, requests: set[int]) -> None:
    """The same in half of the time: to plan that join takes longer than to look for a handful of requests."""
    known: dict[int, list[Any]] = {}
    if requests:
        among = ", ".join(map(str, requests))  # numbers of ours
        found = cursor.execute(
            f"SELECT id, {', '.join(OF_REQUEST)} FROM request WHERE id BETWEEN ? AND ? AND id IN ({among})",  # noqa: S608
            (min(requests), max(requests)),
        )
        known = {row_id: values for row_id, *values in found.fetchall()}
    nothing = (None,) * len(OF_REQUEST)
    whole = [(*row, *known.get(row[_OF_REQUEST], nothing)) for row in rows]
    _insert_table(cursor, "score", arrow.table(TABLES["score"], whole))
