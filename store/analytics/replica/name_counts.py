"""Updates the table `score_name` when rows of `score` change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from store.analytics.replica.columns import columns_of, registered
from store.analytics.replica.schema import SCORE_COLUMNS, SCORE_NAME_COLUMNS, SCORE_NAME_KEY

# The columns of rows of `score` to read before they are removed
REMOVED = "id, project, name, kind, superseded_at IS NULL, request, target_kind"

_Key = tuple[int, str, str]  # SCORE_NAME_KEY
_INDEXES = tuple(
    list(SCORE_COLUMNS).index(name)
    for name in ("project", "name", "kind", "author", "request", "target_kind", "recorded_at", "superseded_at")
)
_FEW = 3  # names that are updated one by one, which takes a third of the time for each
_KEY = ", ".join(SCORE_NAME_KEY)
_SAME = " AND ".join(f"score_name.{name} = change.{name}" for name in SCORE_NAME_KEY)
# Rows are updated in place: deleting and inserting them for each score would leave ever more holes in the file.
_UPDATE = """\
UPDATE score_name
SET
    author = CASE WHEN score_name.author = {author} THEN score_name.author END,
    ever = score_name.ever + {ever},
    ratings = score_name.ratings + {ratings},
    of_requests = score_name.of_requests + {of_requests},
    of_sessions = score_name.of_sessions + {of_sessions},
    last_recorded_at = greatest(score_name.last_recorded_at, {last_recorded_at})
"""
_UPDATE_ONE = (
    _UPDATE.format(**dict.fromkeys(SCORE_NAME_COLUMNS, "?") | {"last_recorded_at": "make_timestamp(?)"})
    + f"WHERE {' AND '.join(f'{name} = ?' for name in SCORE_NAME_KEY)}"
)
_UPDATE_ALL = _UPDATE.format(**{name: f"change.{name}" for name in SCORE_NAME_COLUMNS}) + f"FROM change\nWHERE {_SAME}"
_INSERT_MISSING = f"INSERT INTO score_name SELECT * FROM change ANTI JOIN score_name USING ({_KEY})"
_COUNT_AGAIN = f"""\
INSERT INTO score_name
SELECT
    {_KEY},
    if(min(author) = max(author), min(author), NULL) AS author,
    count(*) AS ever,
    count(*) FILTER (superseded_at IS NULL) AS ratings,
    count(*) FILTER (superseded_at IS NULL AND request IS NOT NULL) AS of_requests,
    count(*) FILTER (superseded_at IS NULL AND target_kind = 'session') AS of_sessions,
    max(recorded_at) AS last_recorded_at
FROM score
SEMI JOIN change USING ({_KEY})
GROUP BY {_KEY}"""


@dataclass(slots=True)
class _Change:
    """What is added to the columns of a row of `score_name`."""

    authors: set[str] = field(default_factory=set)
    ever: int = 0
    ratings: int = 0
    of_requests: int = 0
    of_sessions: int = 0
    last_recorded_at_us: int = 0

    def values(self) -> tuple[Any, ...]:
        author = next(iter(self.authors)) if len(self.authors) == 1 else None
        return author, self.ever, self.ratings, self.of_requests, self.of_sessions, self.last_recorded_at_us


def removed_of(row: Sequence[Any]) -> tuple[Any, ...]:
    """REMOVED of a score that was current and was only superseded. `row`: in the order of SCORE_COLUMNS."""
    project, name, kind, _, request, target_kind, *_ = (row[index] for index in _INDEXES)
    return row[0], project, name, kind, True, request, target_kind


def update(
    cursor: duckdb.DuckDBPyConnection,
    removed: Sequence[tuple[Any, ...]],
    inserted: Iterable[Sequence[Any]],
    gone: Sequence[int],
) -> None:
    """Call it after rows of `score` have changed.

    `removed`: REMOVED of the rows before; `inserted`: the rows now, in the order of SCORE_COLUMNS; `gone`: ids of
    removed rows that were not inserted again.
    """
    recount: set[_Key] = set()
    if gone:
        missing = set(gone)
        recount = {(project, name, kind) for row_id, project, name, kind, *_ in removed if row_id in missing}
    changes = _changes(removed, inserted)
    _apply(cursor, {key: change for key, change in changes.items() if key not in recount})
    if recount:
        # Sums do not tell the authors of the remaining scores, nor when the last of them was recorded.
        with registered(cursor, "change", columns_of(SCORE_NAME_KEY, recount)):
            cursor.execute(f"DELETE FROM score_name USING change WHERE {_SAME}")
            cursor.execute(_COUNT_AGAIN)


def _apply(cursor: duckdb.DuckDBPyConnection, changes: Mapping[_Key, _Change]) -> None:
    if len(changes) <= _FEW:
        changes = {key: change for key, change in changes.items() if not _update_one(cursor, key, change)}
    if changes:
        rows = columns_of(SCORE_NAME_COLUMNS, [(*key, *change.values()) for key, change in changes.items()])
        with registered(cursor, "change", rows):
            cursor.execute(_UPDATE_ALL)
            cursor.execute(_INSERT_MISSING)


def _update_one(cursor: duckdb.DuckDBPyConnection, key: _Key, change: _Change) -> bool:
    """Whether the name exists."""
    row = cursor.execute(_UPDATE_ONE, (*change.values(), *key)).fetchone()
    return row is not None and row[0] > 0


def _changes(removed: Iterable[Sequence[Any]], inserted: Iterable[Sequence[Any]]) -> dict[_Key, _Change]:
    changes: defaultdict[_Key, _Change] = defaultdict(_Change)
    for _, project, name, kind, current, request, target_kind in removed:
        change = changes[project, name, kind]
        change.ever -= 1
        change.ratings -= current
        change.of_requests -= current and request is not None
        change.of_sessions -= current and target_kind == "session"
    project_at, name_at, kind_at, author_at, request_at, target_kind_at, recorded_at, superseded_at = _INDEXES
    for row in inserted:
        change = changes[row[project_at], row[name_at], row[kind_at]]
        change.authors.add(row[author_at])
        change.ever += 1
        change.last_recorded_at_us = max(change.last_recorded_at_us, row[recorded_at])
        if row[superseded_at] is None:
            change.ratings += 1
            change.of_requests += row[request_at] is not None
            change.of_sessions += row[target_kind_at] == "session"
    return changes
