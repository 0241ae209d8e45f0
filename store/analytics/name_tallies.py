"""Keeping the table `score_name` along with the rows of `score`. Belongs to the thread that copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from store.analytics import arrow
from store.analytics.schema import SCORE_COLUMNS, SCORE_NAME_COLUMNS, SCORE_NAME_KEY

if TYPE_CHECKING:
    import pyarrow as pa

Key = tuple[int, str, str]  # SCORE_NAME_KEY

# What taking out a row of `score` has to tell: whether it was current, and whether a request had it.
TAKEN = "id, project, name, kind, superseded_at IS NULL, superseded_at IS NULL AND request IS NOT NULL"
_PLACES = tuple(
    list(SCORE_COLUMNS).index(name)
    for name in ("project", "name", "kind", "author", "request", "recorded_at", "superseded_at")
)
_KEY = ", ".join(SCORE_NAME_KEY)
_SAME = " AND ".join(f"score_name.{name} = tallied.{name}" for name in SCORE_NAME_KEY)
_TOLD = {name: kind for name, kind in SCORE_NAME_COLUMNS.items() if name not in SCORE_NAME_KEY}
_FEW = 3  # names that are written one by one, which takes a third of the time for each
_VALUES = ", ".join(f"{name} = {'make_timestamp(?)' if kind == 'TIMESTAMP' else '?'}" for name, kind in _TOLD.items())
_UPDATE_ONE = f"UPDATE score_name SET {_VALUES} WHERE {' AND '.join(f'{name} = ?' for name in SCORE_NAME_KEY)}"  # noqa: S608
_UPDATE_ALL = (
    f"UPDATE score_name SET {', '.join(f'{name} = tallied.{name}' for name in _TOLD)}"  # noqa: S608
    f" FROM tallied WHERE {_SAME}"
)
_ALL = f"{_KEY}, author, ever, ratings, of_requests, epoch_us(last_recorded_at)"
_COUNTED = (
    f"SELECT {_KEY}, if(min(author) = max(author), min(author), NULL) AS author, count(*) AS ever,"  # noqa: S608
    " count(*) FILTER (superseded_at IS NULL) AS ratings,"
    " count(*) FILTER (superseded_at IS NULL AND request IS NOT NULL) AS of_requests,"
    f" max(recorded_at) AS last_recorded_at FROM score SEMI JOIN tallied USING ({_KEY}) GROUP BY {_KEY}"
)


class Tally(NamedTuple):
    """The other columns of `score_name`; `last_recorded_at` in Unix µs."""

    author: str | None
    ever: int
    ratings: int
    of_requests: int
    last_recorded_at: int


Tallies = dict[Key, Tally]


def read(cursor: duckdb.DuckDBPyConnection) -> Tallies:
    return _tallies(cursor.execute(f"SELECT {_ALL} FROM score_name"))  # noqa: S608  our own names


def keep(
    cursor: duckdb.DuckDBPyConnection,
    known: Tallies,
    taken: Sequence[tuple[Any, ...]],
    put: Iterable[Sequence[Any]],
    gone: Sequence[int],
) -> Tallies:
    """Bring the table up to date, and return what is in it now; `known` is what was.

    `taken`: the rows that were taken out of `score`, as TAKEN. `put`: those that were put in, in its order of columns.
    `gone`: ids of those taken that did not come again.
    """
    changed = _changed(known, taken, put)
    if gone:
        # Whose they were, and which was the last of them, cannot be told from what is left of the sums.
        missing = set(gone)
        lost = {(project, name, kind) for row_id, project, name, kind, *_ in taken if row_id in missing}
        with arrow.registered(cursor, "tallied", arrow.table(SCORE_NAME_KEY, list(lost))):
            cursor.execute(f"DELETE FROM score_name USING tallied WHERE {_SAME}")  # noqa: S608
            counted = _tallies(cursor.execute(f"SELECT {_ALL} FROM ({_COUNTED})"))  # noqa: S608
        known = {key: tally for key, tally in known.items() if key not in lost}
        changed = {key: tally for key, tally in changed.items() if key not in lost} | counted
    _insert(cursor, {key: tally for key, tally in changed.items() if key not in known})
    _update(cursor, {key: tally for key, tally in changed.items() if key in known})
    return known | changed


def _insert(cursor: duckdb.DuckDBPyConnection, tallies: Tallies) -> None:
    if tallies:
        with arrow.registered(cursor, "tallied", _table(tallies)):
            cursor.execute("INSERT INTO score_name SELECT * FROM tallied")


def _update(cursor: duckdb.DuckDBPyConnection, tallies: Tallies) -> None:
    """Rows stay where they are: taken out and put in again for each score they would leave ever more holes."""
    if len(tallies) <= _FEW:
        for key, tally in tallies.items():
            cursor.execute(_UPDATE_ONE, (*tally, *key))
    else:
        with arrow.registered(cursor, "tallied", _table(tallies)):
            cursor.execute(_UPDATE_ALL)


def _table(tallies: Tallies) -> pa.Table:
    return arrow.table(SCORE_NAME_COLUMNS, [(*key, *tally) for key, tally in tallies.items()])


def _changed(known: Tallies, taken: Iterable[Sequence[Any]], put: Iterable[Sequence[Any]]) -> Tallies:
    changed: dict[Key, list[Any]] = {}
    for _, project, name, kind, current, of_request in taken:
        key = (project, name, kind)
        tally = changed.get(key) or changed.setdefault(key, list(known[key]))
        tally[1:4] = tally[1] - 1, tally[2] - current, tally[3] - of_request
    project_at, name_at, kind_at, author_at, request_at, recorded_at, superseded_at = _PLACES
    for row in put:
        key = (row[project_at], row[name_at], row[kind_at])
        author, recorded_at_us = row[author_at], row[recorded_at]
        tally = changed.get(key) or changed.setdefault(key, list(known.get(key, (author, 0, 0, 0, recorded_at_us))))
        current = row[superseded_at] is None
        of_request = current and row[request_at] is not None
        tally[:] = (
            author if tally[0] == author else None,
            tally[1] + 1,
            tally[2] + current,
            tally[3] + of_request,
            max(tally[4], recorded_at_us),
        )
    return {key: Tally(*tally) for key, tally in changed.items()}


def _tallies(found: duckdb.DuckDBPyConnection) -> Tallies:
    return {(project, name, kind): Tally(*tally) for project, name, kind, *tally in found.fetchall()}
