"""Properties given to a request after its call. Jobs of the writing thread."""

from __future__ import annotations

from store.sqlite.scores.adding import resolve
from store.sqlite.session import Session


def set_property(session: Session, project: int, name: str, key: str, value: str) -> bool:
    """Every exchange under that id gets it, and so is a change for those who follow. False: there is no such id."""
    request_id = resolve(session, project, [name]).request_ids.get(name)
    if request_id is None:
        return False
    session.gives_properties = True
    key_id = session.property_key(project, key)
    session.records.execute(
        "INSERT OR REPLACE INTO request_property VALUES (?, ?, ?, ?)", (project, request_id, key_id, value)
    )
    rows = session.records.execute(
        "SELECT id FROM exchange WHERE project = ? AND request_id = ?", (project, request_id)
    )
    for (row_id,) in rows.fetchall():
        session.records.execute("INSERT OR REPLACE INTO property VALUES (?, ?, ?)", (row_id, key_id, value))
        session.records.execute("UPDATE exchange SET version = ? WHERE id = ?", (session.next_version(), row_id))
    return True


def given(session: Session, project: int, request_id: str) -> dict[int, str]:
    """Property key → the value it was given."""
    if not session.gives_properties:
        return {}
    rows = session.records.execute(
        "SELECT key, value FROM request_property WHERE project = ? AND request_id = ?", (project, request_id)
    )
    return dict(rows.fetchall())


def drop(session: Session, project: int, request_id: str) -> None:
    """The request has no exchange left."""
    session.records.execute("DELETE FROM request_property WHERE project = ? AND request_id = ?", (project, request_id))
