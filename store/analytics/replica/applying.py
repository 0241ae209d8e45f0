"""What changed in the record → statements that make the replica hold it, inside the transaction of who calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb

from store.analytics.replica import arrow, name_counts
from store.analytics.replica.name_counts import TAKEN, taken_of
from store.analytics.replica.schema import OF_REQUEST, PROPERTY_SLOTS, SCORE_COLUMNS, SLOTS, TABLES
from store.analytics.replica.source import Changes, Features, Rows
from store.timestamps import EPOCH

if TYPE_CHECKING:
    import pyarrow as pa

_FEW = 50  # rows
_NO_VALUES = (None,) * SLOTS
_OF_REQUEST, _SUPERSEDED_AT = (list(SCORE_COLUMNS).index(name) for name in ("request", "superseded_at"))


def apply(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> None:
    """Make the replica hold these changes. `slots`: of properties' keys (`Copier.slots`)."""
    requests = _with_slots(cursor, changes, slots)
    _delete(cursor, "request", "id", _mirrored(changes, changes.requests) + changes.gone_requests)
    _delete(cursor, "property", "request", [one for one in changes.renewed if one <= changes.after])
    _delete(cursor, "property", "request", changes.gone_requests)
    arriving = _insert(cursor, "request", requests)
    _insert(cursor, "property", sorted(changes.properties, key=lambda row: (row[2], row[0])))
    _insert(cursor, "property_key", changes.keys)
    going = _mirrored(changes, changes.scores) + changes.gone_scores
    arrived = {row[0] for row in requests}
    taken, ended = _end_in_place(cursor, changes.scores, going, arrived)
    _delete(cursor, "score", "id", [one for one in going if one not in ended])
    coming = [row for row in changes.scores if row[0] not in ended]
    if changes.features:
        _insert(cursor, "score", _with_features(coming, changes.features, slots))
    else:
        _insert_scores(cursor, coming, arriving, arrived)
    cursor.execute("UPDATE state SET version = ?", (changes.upto,))
    name_counts.keep(cursor, taken, changes.scores, changes.gone_scores)


def _with_slots(cursor: duckdb.DuckDBPyConnection, changes: Changes, slots: Mapping[int, int]) -> Rows:
    """The requests with the values of the properties that have a slot; where these did not change, as they are here."""
    renewed = set(changes.renewed)
    values = _slots_of(cursor, [row[0] for row in changes.requests if row[0] not in renewed])
    values |= _slotted(((request, key, value) for request, _, key, value in changes.properties), slots)
    return [(*row, *values.get(row[0], _NO_VALUES)) for row in changes.requests]


def _slotted(properties: Iterable[tuple[Any, ...]], slots: Mapping[int, int]) -> dict[int, Sequence[str | None]]:
    """The values of PROPERTY_SLOTS by row id; `properties`: row id, key, value."""
    values: defaultdict[int, list[str | None]] = defaultdict(lambda: [*_NO_VALUES])
    for request, key, value in properties:
        slot = slots.get(key)
        if slot is not None:
            values[request][slot] = value
    return {**values}


def _slots_of(cursor: duckdb.DuckDBPyConnection, ids: list[int]) -> dict[int, Sequence[str | None]]:
    found = _read(cursor, "request", f"id, {', '.join(PROPERTY_SLOTS)}", ids)
    return {row_id: values for row_id, *values in found}


def _mirrored(changes: Changes, rows: Rows) -> list[int]:
    """Ids that may have a row already: ids grow with the versions."""
    return [row[0] for row in rows if row[0] <= changes.after]


@contextmanager
def _one_of(cursor: duckdb.DuckDBPyConnection, column: str, ids: Collection[int]) -> Iterator[str]:
    """The condition, for a statement of this cursor. Numbers are our own."""
    bounds = f"{column} BETWEEN {min(ids)} AND {max(ids)}"  # let whole row groups be skipped
    if len(ids) <= _FEW:
        yield f"{bounds} AND {column} IN ({', '.join(map(str, ids))})"
        return
    with arrow.registered(cursor, "chosen", arrow.ids(ids)):
        yield f"{bounds} AND {column} IN (SELECT id FROM chosen)"


def _read(cursor: duckdb.DuckDBPyConnection, table: str, columns: str, ids: Collection[int]) -> Rows:
    if not ids:
        return []
    with _one_of(cursor, "id", ids) as chosen:
        return cursor.execute(f"SELECT {columns} FROM {table} WHERE {chosen}").fetchall()


def _delete(cursor: duckdb.DuckDBPyConnection, table: str, column: str, ids: Collection[int]) -> None:
    if ids:
        with _one_of(cursor, column, ids) as chosen:
            cursor.execute(f"DELETE FROM {table} WHERE {chosen}")


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> pa.Table | None:
    """Moments in Unix microseconds, or as datetimes. Returns the rows where they were made into Arrow's."""
    columns = TABLES[table]
    if len(rows) == 1:  # half of the time
        row = zip(columns, map(_value, rows[0], columns.values()), strict=True)
        given = {name: value for name, value in row if value is not None}
        into = f"{table} ({', '.join(given)})"
        cursor.execute(f"INSERT INTO {into} VALUES ({', '.join('?' * len(given))})", [*given.values()])
    elif rows:
        coming = arrow.table(columns, rows)
        with arrow.registered(cursor, "coming", coming):
            cursor.execute(f"INSERT INTO {table} SELECT * FROM coming")
        return coming
    return None


def _value(value: Any, kind: str) -> Any:
    return EPOCH + timedelta(microseconds=value) if kind == "TIMESTAMP" and isinstance(value, int) else value


def _end_in_place(
    cursor: duckdb.DuckDBPyConnection, scores: Rows, going: list[int], arrived: Collection[int]
) -> tuple[Rows, Collection[int]]:
    """End the scores of which nothing else is new than that another one replaced them, which takes half of the time of
    taking their rows out and putting them in again. Returns TAKEN of all that are `going`, and the ids of the ended.

    Of itself a score changes but in this and in joining a request, whose features it has; if these are new, the request
    is among `arrived`.
    """
    may_have = [row for row in scores if row[_SUPERSEDED_AT] is not None and row[_OF_REQUEST] not in arrived]
    if [row[0] for row in may_have] == going and len(going) == 1 and _end_one(cursor, *may_have):
        return [taken_of(*may_have)], going
    taken = _read(cursor, "score", TAKEN, going)  # RETURNING would read every column
    before = {(row_id, request) for row_id, *_, request in taken}
    ended = {row[0]: row[_SUPERSEDED_AT] for row in may_have if (row[0], row[_OF_REQUEST]) in before}
    _end_scores(cursor, ended)
    return taken, ended


def _end_one(cursor: duckdb.DuckDBPyConnection, row: tuple[Any, ...]) -> bool:
    """Whether it was as it is now, but current: what happens most of the time, and needs no look before."""
    changed = cursor.execute(
        "UPDATE score SET superseded_at = make_timestamp(?)"
        " WHERE id = ? AND superseded_at IS NULL AND request IS NOT DISTINCT FROM ?",
        (row[_SUPERSEDED_AT], row[0], row[_OF_REQUEST]),
    ).fetchone()
    return changed is not None and changed[0] > 0


def _end_scores(cursor: duckdb.DuckDBPyConnection, ended: Mapping[int, Any]) -> None:
    if not ended:
        return
    if len(moments := set(ended.values())) == 1:
        with _one_of(cursor, "id", ended) as chosen:
            cursor.execute(f"UPDATE score SET superseded_at = make_timestamp(?) WHERE {chosen}", (*moments,))
        return
    rows = arrow.table({"id": "BIGINT", "at": "TIMESTAMP"}, list(ended.items()))
    with arrow.registered(cursor, "ended", rows):
        bounds = f"score.id BETWEEN {min(ended)} AND {max(ended)}"
        cursor.execute(f"UPDATE score SET superseded_at = ended.at FROM ended WHERE {bounds} AND score.id = ended.id")


def _with_features(scores: Rows, features: Features, slots: Mapping[int, int]) -> Rows:
    values = _slotted(features.properties, slots)
    known = {row_id: (*row, *values.get(row_id, _NO_VALUES)) for row_id, *row in features.rows}
    nothing = (None,) * len(OF_REQUEST)
    return [(*row, *known.get(row[_OF_REQUEST], nothing)) for row in scores]


def _insert_scores(cursor: duckdb.DuckDBPyConnection, rows: Rows, arriving: pa.Table | None, arrived: set[int]) -> None:
    """With what is known of their requests. Most come along with these, which is cheaper than to look for them."""
    if not rows:
        return
    requests = {row[_OF_REQUEST] for row in rows} - {None}
    with ExitStack() as stack:
        stack.enter_context(arrow.registered(cursor, "coming", arrow.table(SCORE_COLUMNS, rows)))
        known = "request"
        if requests and arriving is not None and requests <= arrived:
            stack.enter_context(arrow.registered(cursor, "arriving", arriving))
            known = "arriving"
        bounds = f"WHERE id BETWEEN {min(requests)} AND {max(requests)}" if requests else "WHERE FALSE"
        cursor.execute(
            f"INSERT INTO score SELECT coming.*, {', '.join(f'r.{name}' for name in OF_REQUEST)} FROM coming"
            f" LEFT JOIN (SELECT id, {', '.join(OF_REQUEST)} FROM {known} {bounds}) r ON r.id = coming.request"
        )
