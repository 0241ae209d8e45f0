"""Properties of exchanges, and those set on a request after its call. Jobs of the writing thread."""

from __future__ import annotations

from store.base import Full
from store.models import PROPERTIES_MOST, ExchangeRow
from store.sqlite.requests.rows import LAST_ATTEMPT
from store.sqlite.scores.targets import resolve
from store.sqlite.session import Session, read_array

_KEYS = "SELECT json_group_array(key) FROM property WHERE exchange = ?"


def set_property(session: Session, project: int, name: str, key: str, value: str) -> bool:
    """See Store.set_property. The last attempt gets it, as a change for replicas: it represents the request."""
    request_id = resolve(session, project, [name]).request_ids.get(name)
    if request_id is None:
        return False
    (last,) = session.main_db.execute(LAST_ATTEMPT, (project, request_id)).fetchone()
    key_id = session.property_key(project, key)
    keys = read_array(session, _KEYS, (last,))
    if key_id not in keys and len(keys) >= PROPERTIES_MOST:
        raise Full(
            f"the request has {len(keys)} properties, and the limit is {PROPERTIES_MOST};"
            " replace the value of one of them"
        )
    session.gives_properties = True
    session.main_db.execute(
        "INSERT OR REPLACE INTO request_property VALUES (?, ?, ?, ?)", (project, request_id, key_id, value)
    )
    session.main_db.execute("INSERT OR REPLACE INTO property VALUES (?, ?, ?)", (last, key_id, value))
    session.main_db.execute("UPDATE exchange SET version = ? WHERE id = ?", (session.next_version(), last))
    return True


def give(session: Session, project: int, request_id: str, row_id: int) -> None:
    """Give an attempt, which has become the last one, what was set on its request."""
    rows = [(row_id, *item) for item in _set_later(session, project, request_id).items()]
    session.main_db.executemany("INSERT OR REPLACE INTO property VALUES (?, ?, ?)", rows)


def rows_of(session: Session, row_id: int, exchange: ExchangeRow) -> list[tuple[int, int, str]]:
    """The exchange's rows in `property`: exchange, key, value. Properties set later replace those of the call."""
    set_later = _set_later(session, exchange.project, exchange.request_id)
    if not exchange.properties and not set_later:
        return []
    values: dict[int, str] = {}
    for name, value in exchange.properties.items():
        key = session.property_key(exchange.project, name)
        values[key] = f"{values[key]}, {value}" if key in values else value
    return [(row_id, key, value) for key, value in (values | set_later).items()]


def drop(session: Session, project: int, request_id: str) -> None:
    """Forget what was set on a request that has no exchange left."""
    session.main_db.execute("DELETE FROM request_property WHERE project = ? AND request_id = ?", (project, request_id))


def _set_later(session: Session, project: int, request_id: str) -> dict[int, str]:
    """Property key → value, of those set on the request after its call."""
    if not session.gives_properties:
        return {}
    rows = session.main_db.execute(
        "SELECT key, value FROM request_property WHERE project = ? AND request_id = ?", (project, request_id)
    )
    return dict(rows.fetchall())
