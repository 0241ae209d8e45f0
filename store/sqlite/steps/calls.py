"""A call that came by two ways, through the proxy (or as a log) and as a span, is one exchange: the one that holds the
bytes of the wire. Jobs of the writing thread.

Both are known to be one by the id that the provider gave to the answer. Some servers give the same id again and again;
therefore the call that began nearest to the span is taken, within an hour, since clocks differ. Two spans are of one
call only if one ran while the other did, in one trace: a library's span around the SDK's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import orjson

from store.intake import SPAN
from store.models import ExchangeRow, SessionStep
from store.sqlite.requests.attempts import update_marks
from store.sqlite.scores.joining import join_waiting, move_scores
from store.sqlite.session import Session, read_array

_NEAR_US = 3_600_000_000
_LOOKED_AT_MOST = 20  # exchanges with one upstream's id on each side of a time: a server may give all the same id
# The exchanges that began nearest before, or after, a time
_NEAREST = """
    SELECT json_group_array(json_array(
        upstream_id, exchange_id, started_at_us, coalesce(latency_ms, 0) * 1000, upstream, trace_id))
    FROM json_each(?1) AS wanted CROSS JOIN exchange ON exchange.id IN (
        SELECT id FROM exchange
        WHERE project = ?2 AND upstream_id = json_extract(wanted.value, '$[0]')
            AND started_at_us {side} json_extract(wanted.value, '$[1]')
        ORDER BY started_at_us {order} LIMIT ?3)
    WHERE outcome IS NOT NULL"""
_BEFORE, _AFTER = _NEAREST.format(side="<=", order="DESC"), _NEAREST.format(side=">", order="")
_LINK = """
    UPDATE exchange SET version = ?1,
        trace_id = coalesce(trace_id, ?2), parent_span_id = iif(trace_id IS NULL, ?3, parent_span_id),
        session_id = coalesce(session_id, ?4), session_source = iif(session_id IS NULL, ?5, session_source)
    WHERE exchange_id = ?6 AND (trace_id IS NULL OR session_id IS NULL)"""


class Call(NamedTuple):
    upstream_id: str
    exchange_id: str
    started_at_us: int
    duration_us: float
    upstream: str
    trace_id: str | None

    def is_of(self, row: ExchangeRow) -> bool:
        """Whether it is the call that the span `row` describes, given that both have one upstream id."""
        if self.upstream != SPAN:
            return abs(self.started_at_us - row.started_at_us) <= _NEAR_US
        return self.trace_id == row.trace_id and self._overlaps(row)

    def _overlaps(self, row: ExchangeRow) -> bool:
        row_ends_at_us = row.started_at_us + (row.latency_ms or 0) * 1000
        ends_at_us = self.started_at_us + self.duration_us
        return self.started_at_us <= row_ends_at_us and row.started_at_us <= ends_at_us


def find(session: Session, spans: Sequence[ExchangeRow]) -> dict[str, Call]:
    """Exchange id of a span → the call that it describes, where that is known by another way."""
    found: dict[str, Call] = {}
    for project in {row.project for row in spans}:
        rows = [row for row in spans if row.project == project and row.upstream_id is not None]
        known: dict[str, list[Call]] = {}
        for call in _near(session, project, rows):
            known.setdefault(call.upstream_id, []).append(call)
        for row in rows:
            candidates = known.setdefault(row.upstream_id or "", [])
            fitting = [call for call in candidates if call.exchange_id != row.exchange_id and call.is_of(row)]
            if fitting:
                # The bytes of the wire before another span, then the nearest
                found[row.exchange_id] = min(
                    fitting, key=lambda call: (call.upstream == SPAN, abs(call.started_at_us - row.started_at_us))
                )
            else:
                candidates.append(_call_of(row))
    return found


def link(session: Session, step: SessionStep) -> None:
    """Tell a call that came by another way of the span that describes it."""
    session.main_db.execute(
        _LINK,
        (
            session.next_version(),
            step.trace_id,
            step.parent_span_id,
            step.session_id,
            step.session_source,
            step.exchange_id,
        ),
    )
    request = session.main_db.execute(
        "SELECT request_id FROM exchange WHERE exchange_id = ?", (step.exchange_id,)
    ).fetchone()
    if request and step.exchange_id:
        join_waiting(session, step.project, request[0], step.exchange_id, step.step_id)


def absorb(session: Session, exchanges: Iterable[ExchangeRow]) -> None:
    """These came by another way than as spans: the exchanges of spans that describe them are given up for them."""
    rows = [row for row in exchanges if row.upstream_id is not None and row.upstream != SPAN]
    for project in {row.project for row in rows}:
        own = [row for row in rows if row.project == project]
        spans = {call.exchange_id: call for call in _near(session, project, own) if call.upstream == SPAN}
        for row in own:
            near = [
                call
                for call in spans.values()
                if call.upstream_id == row.upstream_id and abs(call.started_at_us - row.started_at_us) <= _NEAR_US
            ]
            if near:
                span = min(near, key=lambda call: abs(call.started_at_us - row.started_at_us))
                merge(session, project, span.exchange_id, row.exchange_id)
                del spans[span.exchange_id]


def merge(session: Session, project: int, span_exchange_id: str, exchange_id: str) -> None:
    """Give up the exchange of a span for the one that came by another way, with its scores."""
    (before,) = _request_of(session, span_exchange_id)
    (request_id,) = _request_of(session, exchange_id)
    delete(session, span_exchange_id)
    session.main_db.execute("UPDATE step SET exchange_id = ? WHERE exchange_id = ?", (exchange_id, span_exchange_id))
    step = session.main_db.execute(
        "SELECT trace_id, parent_span_id, session_id, session_source FROM step WHERE step_id = ?", (span_exchange_id,)
    ).fetchone()
    if step:
        session.main_db.execute(_LINK, (session.next_version(), *step, exchange_id))
    left = session.main_db.execute(
        "SELECT 1 FROM exchange WHERE project = ? AND request_id = ?", (project, before)
    ).fetchone()
    if before != request_id and not left:
        move_scores(session, project, before, request_id, exchange_id)
        _move_properties(session, project, before, request_id)


def delete(session: Session, exchange_id: str) -> None:
    """Delete an exchange, but not its bodies: they are the step's."""
    row_id, project, request_id, started_at_us = session.main_db.execute(
        "SELECT id, project, request_id, started_at_us FROM exchange WHERE exchange_id = ?", (exchange_id,)
    ).fetchone()
    session.main_db.execute("DELETE FROM property WHERE exchange = ?", (row_id,))
    session.main_db.execute("DELETE FROM exchange WHERE id = ?", (row_id,))
    session.tombstone("exchange", row_id, (project, started_at_us, request_id))
    session.counts["exchanges"] -= 1
    update_marks(session, project, request_id)


def _near(session: Session, project: int, rows: Sequence[ExchangeRow]) -> Iterator[Call]:
    """The stored calls with the upstream's ids of these rows that began nearest to them, each once."""
    if not rows:
        return
    wanted = orjson.dumps([(row.upstream_id, row.started_at_us) for row in rows]).decode()
    seen: set[str] = set()
    for statement in (_BEFORE, _AFTER):
        for values in read_array(session, statement, (wanted, project, _LOOKED_AT_MOST)):
            call = Call(*values)
            if call.exchange_id not in seen:
                seen.add(call.exchange_id)
                yield call


def _call_of(row: ExchangeRow) -> Call:
    """Of a span that is a call by itself, for the other spans of its batch."""
    latency_us = (row.latency_ms or 0) * 1000
    return Call(row.upstream_id or "", row.exchange_id, row.started_at_us, latency_us, SPAN, row.trace_id)


def _request_of(session: Session, exchange_id: str) -> tuple[str]:
    row: tuple[str] = session.main_db.execute(
        "SELECT request_id FROM exchange WHERE exchange_id = ?", (exchange_id,)
    ).fetchone()
    return row


def _move_properties(session: Session, project: int, before: str, request_id: str) -> None:
    """What was set on the request of the span after its call."""
    rows = session.main_db.execute(
        "SELECT key, value FROM request_property WHERE project = ? AND request_id = ?", (project, before)
    ).fetchall()
    for key, value in rows:
        session.main_db.execute(
            "INSERT OR IGNORE INTO request_property VALUES (?, ?, ?, ?)", (project, request_id, key, value)
        )
        session.main_db.execute(
            "INSERT OR IGNORE INTO property SELECT id, ?, ? FROM exchange WHERE project = ? AND request_id = ?",
            (key, value, project, request_id),
        )
    session.main_db.execute("DELETE FROM request_property WHERE project = ? AND request_id = ?", (project, before))
