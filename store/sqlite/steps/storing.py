"""Stores the steps that ingest brings. Jobs of the writing thread.

own_exchanges  which of the rows become exchanges of their own; the others are only steps
insert_steps   the steps of all rows, and what follows from them for calls, sessions and scores
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.models import ExchangeRow, SessionStep
from store.sqlite.inserting import insert_rows
from store.sqlite.session import Session, as_json, read_array
from store.sqlite.steps import calls, scores, traces

COLUMNS = (
    "step_id",
    "project",
    "kind",
    "name",
    "session_id",
    "session_source",
    "started_at_us",
    "duration_us",
    "trace_id",
    "span_id",
    "parent_span_id",
    "path",
    "error",
    "exchange_id",
)
_KNOWN = """
    SELECT json_group_array(step_id) FROM json_each(?) AS wanted CROSS JOIN step ON step_id = wanted.value"""


def unknown(session: Session, rows: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """Those whose steps are not stored yet, each once: a span may be sent again."""
    known = set(read_array(session, _KNOWN, (as_json(row.exchange_id for row in rows),)))
    return list({row.exchange_id: row for row in reversed(rows) if row.exchange_id not in known}.values())[::-1]


def own_exchanges(session: Session, rows: Sequence[ExchangeRow]) -> list[ExchangeRow]:
    """Settles the sessions of the rows, and their steps' exchanges. Returns the rows of calls that are not known by
    another way: they are to be stored as exchanges."""
    traces.settle_sessions(session, rows)
    steps = [row for row in rows if row.step is not None and row.step.kind == "call"]
    known = calls.find(session, steps)
    for row in steps:
        call = known.get(row.exchange_id)
        if row.step is not None:
            row.step = replace(row.step, exchange_id=call.exchange_id if call else row.exchange_id)
    return [row for row in steps if row.exchange_id not in known]


def insert_steps(session: Session, rows: Sequence[ExchangeRow]) -> None:
    """After `own_exchanges`, when the exchanges of its calls are stored."""
    steps = [row.step for row in rows if row.step is not None]
    insert_rows(session.main_db, "INSERT INTO step", COLUMNS, [values_of(step) for step in steps])
    session.has_spans = session.has_spans or any(step.kind == "call" for step in steps)
    for step in steps:
        if step.exchange_id is not None and step.exchange_id != step.step_id:
            calls.link(session, step)
        elif step.kind != "call":
            scores.give_to_session(session, step)
    traces.tell_sessions(session, steps)


def replace_step(session: Session, row: ExchangeRow) -> bool:
    """What a row that was read later says of its step. Returns whether it is a call that has an exchange of its own."""
    if row.step is None:
        return True
    session.main_db.execute("DELETE FROM step WHERE step_id = ?", (row.exchange_id,))
    is_own = bool(own_exchanges(session, [row]))
    if not is_own:
        stored = session.main_db.execute("SELECT 1 FROM exchange WHERE exchange_id = ?", (row.exchange_id,)).fetchone()
        if stored and row.step.exchange_id is not None:
            calls.merge(session, row.project, row.exchange_id, row.step.exchange_id)
        elif stored:
            calls.delete(session, row.exchange_id)
    insert_steps(session, [row])
    return is_own


def values_of(step: SessionStep) -> tuple[object, ...]:
    return tuple(getattr(step, name) for name in COLUMNS)
