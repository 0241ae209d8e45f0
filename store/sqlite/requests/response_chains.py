"""Gives calls that continue a response (`previous_response_id`) the session of the call that created it. Jobs of the
writing thread.

Extraction names the session of such a call after the response that it continues. If the first call of a chain has no
session of its own, its response's id is the session of the whole chain. Calls may be stored in any order.
"""

from __future__ import annotations

from store.models import ExchangeRow
from store.sqlite.session import Session

CONTINUES = "previous_response"  # the session_source of such a call
_CREATOR = """
    SELECT exchange_id, session_id FROM exchange
    WHERE project = ? AND upstream_id = ? ORDER BY started_at_us DESC LIMIT 1"""
# The source is part of the text, as it is of the index exchange_by_previous_response.
_CONTINUING = """
    SELECT exchange_id FROM exchange
    WHERE project = ? AND session_id = ? AND session_source = 'previous_response'"""
_NAME = "UPDATE exchange SET version = ?, session_id = ?, session_source = ? WHERE exchange_id = ?"


def link(session: Session, exchange: ExchangeRow) -> None:
    """Settle the session of a stored call to the Responses API, and of the calls that continue it."""
    name = exchange.session_id
    if name is not None and exchange.session_source == CONTINUES:
        name = _creators_session(session, exchange, name)
    response_id = exchange.upstream_id
    if response_id is None or response_id == name:
        return
    continuing = session.main_db.execute(_CONTINUING, (exchange.project, response_id))
    if name is not None:
        for (exchange_id,) in continuing.fetchall():  # once: they have another session afterwards
            _name(session, exchange_id, name)
    elif continuing.fetchone():
        _name(session, exchange.exchange_id, response_id)


def _creators_session(session: Session, exchange: ExchangeRow, response_id: str) -> str:
    creator = session.main_db.execute(_CREATOR, (exchange.project, response_id)).fetchone()
    if creator is None:
        return response_id  # not logged, or stored later
    creator_id, name = creator
    if name is None:
        _name(session, creator_id, response_id)
        return response_id
    if name != response_id:
        _name(session, exchange.exchange_id, name)
    return str(name)


def _name(session: Session, exchange_id: str, name: str | None) -> None:
    session.main_db.execute(_NAME, (session.next_version(), name, CONTINUES, exchange_id))
