"""Applies changes of the record to the replica's tables, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import duckdb

from store.analytics.replica import name_counts
from store.analytics.replica.columns import Columns, columns_of, ids_table, registered
from store.analytics.replica.name_counts import REMOVED, removed_of
from store.analytics.replica.schema import OF_REQUEST, PROPERTY_SLOTS, REQUEST_COLUMNS, SCORE_COLUMNS, SLOTS, TABLES
from store.analytics.replica.source import Changes, Features, Rows
from store.timestamps import EPOCH

_FEW = 50  # rows; their ids are part of the statement's text
_NO_VALUES = (None,) * SLOTS
SlotValues = dict[int, Sequence[str | None]]  # row id of a request → the values of PROPERTY_SLOTS; none: NULL
_OF_REQUEST, _SUPERSEDED_AT = (list(SCORE_COLUMNS).index(name) for name in ("request", "superseded_at"))


def apply(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> None:
    """`slots`: `property.key` → index in PROPERTY_SLOTS (`Copier.slots`)."""
    slotted = _slot_values(cursor, changes, slots)
    gone_requests = [row[0] for row in changes.gone_requests]
    gone_scores = [row[0] for row in changes.gone_scores]
    _delete(cursor, "request", "id", _possibly_copied(changes, changes.requests) + gone_requests)
    _delete(cursor, "property", "request", [row_id for row_id in changes.with_properties if row_id <= changes.after])
    _delete(cursor, "property", "request", gone_requests)
    new_requests = _insert_requests(cursor, changes.requests, slotted)
    _insert(cursor, "property", sorted(changes.properties, key=lambda row: (row[2], row[0])))
    _delete(cursor, "property_key", "key", changes.renamed_keys)
    _insert(cursor, "property_key", changes.keys)
    old_scores = _possibly_copied(changes, changes.scores) + gone_scores
    request_ids = {row[0] for row in changes.requests}
    removed, superseded = _supersede_in_place(cursor, changes.scores, old_scores, request_ids)
    _delete(cursor, "score", "id", [row_id for row_id in old_scores if row_id not in superseded])
    scores = [row for row in changes.scores if row[0] not in superseded]
    if changes.features:
        _insert(cursor, "score", _with_features(scores, changes.features, slots))
    else:
        _insert_scores(cursor, scores, new_requests, request_ids)
    cursor.execute("UPDATE state SET version = ?", (changes.upto,))
    name_counts.update(cursor, removed, changes.scores, gone_scores)


def _slot_values(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> SlotValues:
    """Of the requests that changed; what did not change is read from the replica."""
    with_properties = set(changes.with_properties)
    values = _slots_of(cursor, [row[0] for row in changes.requests if row[0] not in with_properties])
    values |= _slotted(((request, key, value) for request, _, key, value in changes.properties), slots)
    return values


def _slotted(properties: Iterable[tuple[Any, ...]], slots: Mapping[int, int]) -> SlotValues:
    """`properties`: row id, key, value."""
    values: defaultdict[int, list[str | None]] = defaultdict(lambda: [*_NO_VALUES])
    for request, key, value in properties:
        slot = slots.get(key)
        if slot is not None:
            values[request][slot] = value
    return {**values}


def _slots_of(cursor: duckdb.DuckDBPyConnection, ids: list[int]) -> SlotValues:
    rows = _read(cursor, "request", f"id, {', '.join(PROPERTY_SLOTS)}", ids)
    return {row_id: values for row_id, *values in rows}


def _possibly_copied(changes: Changes, rows: Rows) -> list[int]:
    """Ids of rows that the replica may have already: ids grow with the versions."""
    return [row[0] for row in rows if row[0] <= changes.after]


@contextmanager
def _ids_condition(cursor: duckdb.DuckDBPyConnection, column: str, ids: Collection[int]) -> Iterator[str]:
    """A condition for statements of this cursor. Row ids are ours, and may be part of the text."""
    bounds = f"{column} BETWEEN {min(ids)} AND {max(ids)}"  # lets DuckDB skip whole row groups
    if len(ids) <= _FEW:
        yield f"{bounds} AND {column} IN ({', '.join(map(str, ids))})"
        return
    with registered(cursor, "listed", ids_table(ids)):
        yield f"{bounds} AND {column} IN (SELECT id FROM listed)"


def _read(cursor: duckdb.DuckDBPyConnection, table: str, columns: str, ids: Collection[int]) -> Rows:
    if not ids:
        return []
    with _ids_condition(cursor, "id", ids) as condition:
        return cursor.execute(f"SELECT {columns} FROM {table} WHERE {condition}").fetchall()


def _delete(cursor: duckdb.DuckDBPyConnection, table: str, column: str, ids: Collection[int]) -> None:
    if ids:
        with _ids_condition(cursor, column, ids) as condition:
            cursor.execute(f"DELETE FROM {table} WHERE {condition}")


def _insert_requests(cursor: duckdb.DuckDBPyConnection, rows: Rows, slotted: SlotValues) -> Columns:
    """Returns what was inserted."""
    slots = [slotted.get(row[0], _NO_VALUES) for row in rows]
    if len(rows) == 1:
        _insert_one(cursor, "request", (*rows[0], *slots[0]))
        return {}
    columns = columns_of(REQUEST_COLUMNS, rows) | columns_of(PROPERTY_SLOTS, slots)
    if rows:
        _insert_columns(cursor, "request", columns)
    return columns


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Timestamps are Unix microseconds or datetimes."""
    if len(rows) == 1:
        _insert_one(cursor, table, rows[0])
    elif rows:
        _insert_columns(cursor, table, columns_of(TABLES[table], rows))


def _insert_columns(cursor: duckdb.DuckDBPyConnection, table: str, columns: Columns) -> None:
    with registered(cursor, "new_rows", columns):
        cursor.execute(f"INSERT INTO {table} SELECT * FROM new_rows")


def _insert_one(cursor: duckdb.DuckDBPyConnection, table: str, row: Sequence[Any]) -> None:
    """Takes half the time of columns with one value."""
    named = zip(TABLES[table].items(), row, strict=True)
    given = {name: _value(value, kind) for (name, kind), value in named if value is not None}
    into = f"{table} ({', '.join(given)})"
    cursor.execute(f"INSERT INTO {into} VALUES ({', '.join('?' * len(given))})", [*given.values()])


def _value(value: Any, kind: str) -> Any:
    return EPOCH + timedelta(microseconds=value) if kind == "TIMESTAMP" and isinstance(value, int) else value


def _supersede_in_place(
    cursor: duckdb.DuckDBPyConnection, scores: Rows, old_scores: list[int], request_ids: Collection[int]
) -> tuple[Rows, Collection[int]]:
    """Update the scores that were only superseded, which takes half the time of deleting and inserting them.

    Returns REMOVED of all `old_scores`, and the ids of the updated ones.

    Apart from that, a score changes only when it joins a request or when its request changes; then the request is
    among `request_ids`.
    """
    candidates = [row for row in scores if row[_SUPERSEDED_AT] is not None and row[_OF_REQUEST] not in request_ids]
    if [row[0] for row in candidates] == old_scores and len(old_scores) == 1 and _supersede_one(cursor, *candidates):
        return [removed_of(*candidates)], old_scores
    removed = _read(cursor, "score", REMOVED, old_scores)  # RETURNING would read every column
    before = {(row_id, request) for row_id, *_, request, _ in removed}
    superseded = {row[0]: row[_SUPERSEDED_AT] for row in candidates if (row[0], row[_OF_REQUEST]) in before}
    _supersede(cursor, superseded)
    return removed, superseded


def _supersede_one(cursor: duckdb.DuckDBPyConnection, row: tuple[Any, ...]) -> bool:
    """Update one score without reading it before, the most frequent case. False: the score was not current, or had
    another request."""
    changed = cursor.execute(
        "UPDATE score SET superseded_at = make_timestamp(?)"
        " WHERE id = ? AND superseded_at IS NULL AND request IS NOT DISTINCT FROM ?",
        (row[_SUPERSEDED_AT], row[0], row[_OF_REQUEST]),
    ).fetchone()
    return changed is not None and changed[0] > 0


def _supersede(cursor: duckdb.DuckDBPyConnection, superseded: Mapping[int, Any]) -> None:
    if not superseded:
        return
    if len(timestamps := set(superseded.values())) == 1:
        with _ids_condition(cursor, "id", superseded) as condition:
            cursor.execute(f"UPDATE score SET superseded_at = make_timestamp(?) WHERE {condition}", (*timestamps,))
        return
    rows = columns_of({"id": "BIGINT", "superseded_at": "TIMESTAMP"}, superseded.items())
    with registered(cursor, "changed", rows):
        bounds = f"score.id BETWEEN {min(superseded)} AND {max(superseded)}"
        cursor.execute(
            "UPDATE score SET superseded_at = changed.superseded_at FROM changed"
            f" WHERE {bounds} AND score.id = changed.id"
        )


def _with_features(scores: Rows, features: Features, slots: Mapping[int, int]) -> Rows:
    values = _slotted(features.properties, slots)
    known = {row_id: (*row, *values.get(row_id, _NO_VALUES)) for row_id, *row in features.rows}
    nothing = (None,) * len(OF_REQUEST)
    return [(*row, *known.get(row[_OF_REQUEST], nothing)) for row in scores]


def _insert_scores(cursor: duckdb.DuckDBPyConnection, rows: Rows, new_requests: Columns, request_ids: set[int]) -> None:
    """With the features of their requests. Most requests are in the same step, which is cheaper than reading them."""
    if not rows:
        return
    requests = {row[_OF_REQUEST] for row in rows} - {None}
    with ExitStack() as stack:
        stack.enter_context(registered(cursor, "new_scores", columns_of(SCORE_COLUMNS, rows)))
        source = "request"
        if requests and new_requests and requests <= request_ids:
            stack.enter_context(registered(cursor, "new_requests", new_requests))
            source = "new_requests"
        bounds = f"WHERE id BETWEEN {min(requests)} AND {max(requests)}" if requests else "WHERE FALSE"
        cursor.execute(
            f"INSERT INTO score SELECT new_scores.*, {', '.join(f'r.{name}' for name in OF_REQUEST)} FROM new_scores"
            f" LEFT JOIN (SELECT id, {', '.join(OF_REQUEST)} FROM {source} {bounds}) r ON r.id = new_scores.request"
        )
