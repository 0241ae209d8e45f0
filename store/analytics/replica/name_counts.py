"""Keeping the table `score_name` along with the rows of `score`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from store.analytics.replica import arrow
from store.analytics.replica.schema import SCORE_COLUMNS, SCORE_NAME_COLUMNS, SCORE_NAME_KEY

# What is asked of rows of `score` before they are taken out.
TAKEN = "id, project, name, kind, superseded_at IS NULL, request"

_Key = tuple[int, str, str]  # SCORE_NAME_KEY
_PLACES = tuple(
    list(SCORE_COLUMNS).index(name)
    for name in ("project", "name", "kind", "author", "request", "recorded_at", "superseded_at")
)
_FEW = 3  # names that are changed one by one, which takes a third of the time for each
_KEY = ", ".join(SCORE_NAME_KEY)
_SAME = " AND ".join(f"score_name.{name} = tallied.{name}" for name in SCORE_NAME_KEY)
# Rows stay where they are: taken out and put in again for each score they would leave ever more holes.
_CHANGE = (
    "UPDATE score_name SET author = CASE WHEN score_name.author = {author} THEN score_name.author END,"
    " ever = score_name.ever + {ever}, ratings = score_name.ratings + {ratings},"
    " of_requests = score_name.of_requests + {of_requests},"
    " last_recorded_at = greatest(score_name.last_recorded_at, {last_recorded_at})"
)
_CHANGE_ONE = (
    _CHANGE.format(**dict.fromkeys(SCORE_NAME_COLUMNS, "?") | {"last_recorded_at": "make_timestamp(?)"})
    + f" WHERE {' AND '.join(f'{name} = ?' for name in SCORE_NAME_KEY)}"
)
_CHANGE_ALL = (
    _CHANGE.format(**{name: f"tallied.{name}" for name in SCORE_NAME_COLUMNS}) + f" FROM tallied WHERE {_SAME}"
)
_ADD_MISSING = f"INSERT INTO score_name SELECT * FROM tallied ANTI JOIN score_name USING ({_KEY})"
_COUNT_ANEW = (
    f"INSERT INTO score_name SELECT {_KEY}, if(min(author) = max(author), min(author), NULL), count(*),"
    " count(*) FILTER (superseded_at IS NULL), count(*) FILTER (superseded_at IS NULL AND request IS NOT NULL),"
    f" max(recorded_at) FROM score SEMI JOIN tallied USING ({_KEY}) GROUP BY {_KEY}"
)


@dataclass(slots=True)
class _Change:
    """What is to be added to the other columns of a row."""

    authors: set[str] = field(default_factory=set)
    ever: int = 0
    ratings: int = 0
    of_requests: int = 0
    last_recorded_at_us: int = 0

    def values(self) -> tuple[Any, ...]:
        author = next(iter(self.authors)) if len(self.authors) == 1 else None
        return author, self.ever, self.ratings, self.of_requests, self.last_recorded_at_us


def taken_of(row: Sequence[Any]) -> tuple[Any, ...]:
    """TAKEN of a score that was current and has not changed else; `row`: in the order of SCORE_COLUMNS."""
    project, name, kind, _, request, *_ = (row[place] for place in _PLACES)
    return row[0], project, name, kind, True, request


def keep(
    cursor: duckdb.DuckDBPyConnection,
    taken: Sequence[tuple[Any, ...]],
    put: Iterable[Sequence[Any]],
    gone: Sequence[int],
) -> None:
    """After rows were taken out of `score`, of which TAKEN was asked before, and rows were put in, in its order of
    columns. `gone`: ids of those taken that did not come again."""
    lost: set[_Key] = set()
    if gone:
        missing = set(gone)
        lost = {(project, name, kind) for row_id, project, name, kind, *_ in taken if row_id in missing}
    changed = _changed(taken, put)
    _change(cursor, {key: change for key, change in changed.items() if key not in lost})
    if lost:
        # Whose they were, and when the last of them was recorded, cannot be told from sums.
        with arrow.registered(cursor, "tallied", arrow.table(SCORE_NAME_KEY, list(lost))):
            cursor.execute(f"DELETE FROM score_name USING tallied WHERE {_SAME}")
            cursor.execute(_COUNT_ANEW)


def _change(cursor: duckdb.DuckDBPyConnection, changed: Mapping[_Key, _Change]) -> None:
    if len(changed) <= _FEW:
        changed = {key: change for key, change in changed.items() if not _change_one(cursor, key, change)}
    if changed:
        rows = arrow.table(SCORE_NAME_COLUMNS, [(*key, *change.values()) for key, change in changed.items()])
        with arrow.registered(cursor, "tallied", rows):
            cursor.execute(_CHANGE_ALL)
            cursor.execute(_ADD_MISSING)


def _change_one(cursor: duckdb.DuckDBPyConnection, key: _Key, change: _Change) -> bool:
    """Whether it was there."""
    row = cursor.execute(_CHANGE_ONE, (*change.values(), *key)).fetchone()
    return row is not None and row[0] > 0


def _changed(taken: Iterable[Sequence[Any]], put: Iterable[Sequence[Any]]) -> dict[_Key, _Change]:
    changed: defaultdict[_Key, _Change] = defaultdict(_Change)
    for _, project, name, kind, current, request in taken:
        change = changed[project, name, kind]
        change.ever -= 1
        change.ratings -= current
        change.of_requests -= current and request is not None
    project_at, name_at, kind_at, author_at, request_at, recorded_at, superseded_at = _PLACES
    for row in put:
        change = changed[row[project_at], row[name_at], row[kind_at]]
        change.authors.add(row[author_at])
        change.ever += 1
        change.last_recorded_at_us = max(change.last_recorded_at_us, row[recorded_at])
        if row[superseded_at] is None:
            change.ratings += 1
            change.of_requests += row[request_at] is not None
    return changed
