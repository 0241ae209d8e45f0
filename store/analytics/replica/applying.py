"""Applies changes of the record to the replica's tables, inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb

from store.analytics.replica import arrow, name_counts
from store.analytics.replica.name_counts import REMOVED, removed_of
from store.analytics.replica.schema import OF_REQUEST, PROPERTY_SLOTS, SCORE_COLUMNS, SLOTS, TABLES
from store.analytics.replica.source import Changes, Features, Rows
from store.timestamps import EPOCH

if TYPE_CHECKING:
    import pyarrow as pa

_FEW = 50  # rows; their ids are part of the statement's text
_NO_VALUES = (None,) * SLOTS
_OF_REQUEST, _SUPERSEDED_AT = (list(SCORE_COLUMNS).index(name) for name in ("request", "superseded_at"))


def apply(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> None:
    """`slots`: `property.key` → index in PROPERTY_SLOTS (`Copier.slots`)."""
    requests = _with_slots(cursor, changes, slots)
    _delete(cursor, "request", "id", _possibly_copied(changes, changes.requests) + changes.gone_requests)
    _delete(cursor, "property", "request", [row_id for row_id in changes.with_properties if row_id <= changes.after])
    _delete(cursor, "property", "request", changes.gone_requests)
    new_requests = _insert(cursor, "request", requests)
    _insert(cursor, "property", sorted(changes.properties, key=lambda row: (row[2], row[0])))
    _delete(cursor, "property_key", "key", changes.renamed_keys)
    _insert(cursor, "property_key", changes.keys)
    old_scores = _possibly_copied(changes, changes.scores) + changes.gone_scores
    request_ids = {row[0] for row in requests}
    removed, superseded = _supersede_in_place(cursor, changes.scores, old_scores, request_ids)
    _delete(cursor, "score", "id", [row_id for row_id in old_scores if row_id not in superseded])
    scores = [row for row in changes.scores if row[0] not in superseded]
    if changes.features:
        _insert(cursor, "score", _with_features(scores, changes.features, slots))
    else:
        _insert_scores(cursor, scores, new_requests, request_ids)
    cursor.execute("UPDATE state SET version = ?", (changes.upto,))
    name_counts.update(cursor, removed, changes.scores, changes.gone_scores)


def _with_slots(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> Rows:
    """The requests with the values of the properties that have a slot; unchanged values are read from the replica."""
    with_properties = set(changes.with_properties)
    values = _slots_of(cursor, [row[0] for row in changes.requests if row[0] not in with_properties])
    values |= _slotted(((request, key, value) for request, _, key, value in changes.properties), slots)
    return [(*row, *values.get(row[0], _NO_VALUES)) for row in changes.requests]


def _slotted(properties: Iterable[tuple[Any, ...]], slots: Mapping[int, int]) -> dict[int, Sequence[str | None]]:
    """Row id → the values of PROPERTY_SLOTS. `properties`: row id, key, value."""
    values: defaultdict[int, list[str | None]] = defaultdict(lambda: [*_NO_VALUES])
    for request, key, value in properties:
        slot = slots.get(key)
        if slot is not None:
            values[request][slot] = value
    return {**values}


def _slots_of(cursor: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, Sequence[str | None]]:
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
    with arrow.registered(cursor, "listed", arrow.ids(ids)):
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


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> pa.Table | None:
    """Timestamps are Unix microseconds or datetimes. Returns the Arrow table if one was made."""
    columns = TABLES[table]
    if len(rows) == 1:  # takes half the time of an Arrow table
        row = zip(columns, map(_value, rows[0], columns.values()), strict=True)
        given = {name: value for name, value in row if value is not None}
        into = f"{table} ({', '.join(given)})"
        cursor.execute(f"INSERT INTO {into} VALUES ({', '.join('?' * len(given))})", [*given.values()])
    elif rows:
        new_rows = arrow.table(columns, rows)
        with arrow.registered(cursor, "new_rows", new_rows):
            cursor.execute(f"INSERT INTO {table} SELECT * FROM new_rows")
        return new_rows
    return None


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
    rows = arrow.table({"id": "BIGINT", "superseded_at": "TIMESTAMP"}, list(superseded.items()))
    with arrow.registered(cursor, "changed", rows):
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


def _insert_scores(
    cursor: duckdb.DuckDBPyConnection, rows: Rows, new_requests: pa.Table | None, request_ids: set[int]
) -> None:
    """With the features of their requests. Most requests are in the same step, which is cheaper than reading them."""
    if not rows:
        return
    requests = {row[_OF_REQUEST] for row in rows} - {None}
    with ExitStack() as stack:
        stack.enter_context(arrow.registered(cursor, "new_scores", arrow.table(SCORE_COLUMNS, rows)))
        source = "request"
        if requests and new_requests is not None and requests <= request_ids:
            stack.enter_context(arrow.registered(cursor, "new_requests", new_requests))
            source = "new_requests"
        bounds = f"WHERE id BETWEEN {min(requests)} AND {max(requests)}" if requests else "WHERE FALSE"
        cursor.execute(
            f"INSERT INTO score SELECT new_scores.*, {', '.join(f'r.{name}' for name in OF_REQUEST)} FROM new_scores"
            f" LEFT JOIN (SELECT id, {', '.join(OF_REQUEST)} FROM {source} {bounds}) r ON r.id = new_scores.request"
        )
