"""Writes events in the transaction that stores a call or score. Jobs of the writing thread, and parts of such.

Every function costs one look at `session.listened` where nobody listens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import orjson

from store.evaluation.pipeline import EVALUATOR_PROPERTY, AlertKind, EventKind
from store.ids import uuid7
from store.models import ExchangeRow
from store.sqlite.inserting import insert_rows
from store.sqlite.session import Session, as_json, now_us, read_array

_SAID = ("project", "kind", "subject", "exchange", "request_id", "session_id", "data")
_COLUMNS = ("id", *_SAID, "created_at_us", "stage")
# The subquery reads one row of the index, however many exchanges a request id has.
_LAST_ATTEMPTS = """
    SELECT json_group_array(json_array(wanted.value, (
        SELECT exchange.id FROM exchange
        WHERE exchange.project = ?2 AND exchange.request_id = wanted.value AND exchange.conflict = 0
        ORDER BY exchange.started_at_us DESC, exchange.exchange_id DESC LIMIT 1)))
    FROM json_each(?1) AS wanted"""
_DIED = """
    SELECT id, project, exchange_id, request_id, session_id FROM exchange
    WHERE id IN (SELECT value FROM json_each(?)) AND reads_upstream_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM property JOIN property_key ON property_key.id = property.key
        WHERE property.exchange = exchange.id AND property_key.name_folded = ?)"""


def listen(
    session: Session, kinds: Collection[tuple[int, EventKind]], on_event: Callable[[], None], only: bool
) -> None:
    """See Pipeline.listen."""
    session.listened = frozenset(kinds) if only else session.listened.union(kinds)
    session.on_event = on_event


def calls_ended(session: Session, exchanges: Iterable[tuple[int, ExchangeRow]]) -> None:
    """Row ids and rows that were stored just now; those in flight are left out."""
    if session.listened:
        rows = [
            (exchange.project, exchange.exchange_id, row_id, exchange.request_id, exchange.session_id, None)
            for row_id, exchange in exchanges
            if _is_event(exchange)
        ]
        _write(session, "request.logged", rows)


def calls_died(session: Session, row_ids: Sequence[int]) -> None:
    """As `calls_ended`, of calls whose worker died."""
    if session.listened:
        found = session.main_db.execute(_DIED, (as_json(row_ids), EVALUATOR_PROPERTY)).fetchall()
        rows = [(project, subject, row_id, *ids, None) for row_id, project, subject, *ids in found]
        _write(session, "request.logged", rows)


def scores_added(session: Session, scores: Iterable[tuple[int, str, str | None, str | None]]) -> None:
    """(project, score id, request id, session id) of scores: of a request (session id None) or a session (request id
    None). Those with neither wait for their request, and are events once they have joined it."""
    if session.listened:
        listened = [
            score
            for score in scores
            if (score[0], "score.added") in session.listened and (score[2] or score[3]) is not None
        ]
        rows: list[Sequence[Any]] = []
        for project in {score[0] for score in listened}:
            of_project = [score for score in listened if score[0] == project]
            wanted = {request_id: None for _, _, request_id, _ in of_project if request_id is not None}
            last = dict(read_array(session, _LAST_ATTEMPTS, (as_json(wanted), project))) if wanted else {}
            rows += [
                (project, score_id, last.get(request_id), request_id, session_id, None)
                for _, score_id, request_id, session_id in of_project
            ]
        _write(session, "score.added", rows)


def alert(session: Session, kind: AlertKind, project: int, data: Mapping[str, Any], subject: str | None = None) -> None:
    """Something needs a person, or no longer does; `data` says what. `subject`: its id, if it has one already."""
    _write(session, kind, [(project, subject or uuid7(), None, None, None, orjson.dumps(data).decode())])


def _is_event(exchange: ExchangeRow) -> bool:
    """Not calls in flight, nor those that we refused, that poll another call's object, or that an evaluator made."""
    if exchange.outcome in (None, "refused") or exchange.reads_upstream_id is not None:
        return False
    return not any(name.casefold() == EVALUATOR_PROPERTY for name in exchange.properties)


def _write(session: Session, kind: EventKind, rows: Sequence[Sequence[Any]]) -> None:
    """`rows`: project, subject, exchange, request_id, session_id, data."""
    listened = [row for row in rows if (row[0], kind) in session.listened]
    if not listened:
        return
    first, at_us = session.take_versions(len(listened)), now_us()
    events = [(first + index, project, kind, *rest, at_us, 0) for index, (project, *rest) in enumerate(listened)]
    insert_rows(session.main_db, "INSERT INTO event", _COLUMNS, events)
    session.has_events = True
