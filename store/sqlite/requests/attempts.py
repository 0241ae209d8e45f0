"""Marks which exchanges of a request id are attempts, and which of them is the last. Jobs of the writing thread.

A client may send one id for ever, so the work does not depend on how many exchanges the id has. The index
exchange_by_request_id leads to the first and to the newest of them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from store.attempts import AttemptKey, is_conflict
from store.sqlite.requests import properties
from store.sqlite.requests.rows import LAST_ATTEMPT
from store.sqlite.session import Session, as_json

JUDGED_MOST = 100  # of the newest attempts, and of the newest conflicts, that are judged again by another reference
_OF_REQUEST = "SELECT id FROM exchange WHERE project = ?1 AND request_id = ?2 AND conflict = {conflict}"
_FIRST = f"SELECT * FROM ({_OF_REQUEST} ORDER BY started_at_us, exchange_id LIMIT 1)"
_NEWEST = f"SELECT * FROM ({_OF_REQUEST} ORDER BY started_at_us DESC, exchange_id DESC LIMIT ?4)"
_JUDGED = f"""
    SELECT id, is_last, conflict, started_at_us, exchange_id, method, path, request_hash FROM exchange
    WHERE id IN (
        SELECT exchange.id FROM json_each(?3) AS wanted CROSS JOIN exchange ON exchange_id = wanted.value
        UNION {_FIRST.format(conflict=0)} UNION {_FIRST.format(conflict=1)}
        UNION {_NEWEST.format(conflict=0)} UNION {_NEWEST.format(conflict=1)})"""


class _Judged(NamedTuple):
    id: int
    is_last: int
    conflict: int
    key: AttemptKey


def update_marks(session: Session, project: int, request_id: str, changed: Collection[str] = ()) -> None:
    """Bring `is_last` and `conflict` of that request's exchanges up to date.

    `changed`: ids of those of its exchanges that are new or were changed; none: some were deleted. When the reference
    is among them, the newest exchanges are judged again, and those before them keep their marks.
    """
    rows = _judged(session, project, request_id, changed, len(changed) + 1)
    if not rows:
        return
    first = min(rows, key=lambda row: row.key)
    if first.key.exchange_id in changed or not changed:
        rows = _judged(session, project, request_id, changed, len(changed) + JUDGED_MOST)
    for row in rows:
        conflict = is_conflict(first.key, row.key)
        if conflict != row.conflict:
            _update(session, row.id, "conflict", conflict)
    (last,) = session.main_db.execute(LAST_ATTEMPT, (project, request_id)).fetchone()
    for row in rows:
        if row.is_last and row.id != last:
            _update(session, row.id, "is_last", False)
    if not any(row.is_last for row in rows if row.id == last):
        _update(session, last, "is_last", True)
        properties.give(session, project, request_id, last)


def _judged(session: Session, project: int, request_id: str, changed: Collection[str], newest: int) -> list[_Judged]:
    """The changed exchanges, the first one, and the newest attempts and conflicts."""
    rows = session.main_db.execute(_JUDGED, (project, request_id, as_json(changed), newest))
    return [_Judged(row_id, is_last, conflict, AttemptKey(*key)) for row_id, is_last, conflict, *key in rows.fetchall()]


def _update(session: Session, row_id: int, mark: str, value: bool) -> None:
    session.main_db.execute(
        f"UPDATE exchange SET version = ?, {mark} = ? WHERE id = ?", (session.next_version(), value, row_id)
    )
