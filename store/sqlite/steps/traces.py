"""The session of a trace: often only some of its spans name it, and the root, which ends last, comes last. Jobs of the
writing thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.models import ExchangeRow, SessionStep
from store.sqlite.session import Session, as_json, read_array
from store.sqlite.steps import scores

_NAMED = """
    SELECT json_group_array(json_array(wanted.value, (
        SELECT session_id FROM step
        WHERE project = ?2 AND trace_id = wanted.value AND session_source <> 'trace' LIMIT 1)))
    FROM json_each(?1) AS wanted"""


def settle_sessions(session: Session, rows: Sequence[ExchangeRow]) -> None:
    """Give rows whose spans name no session the one that another span of their trace has named."""
    for project in {row.project for row in rows}:
        own = [row for row in rows if row.project == project and row.step is not None and row.trace_id is not None]
        nameless = {row.trace_id: None for row in own if row.session_source == "trace" and row.trace_id is not None}
        if not nameless:
            continue
        named = dict(read_array(session, _NAMED, (as_json(nameless), project)))
        for row in own:
            if row.session_source != "trace" and row.trace_id is not None and not named.get(row.trace_id):
                named[row.trace_id] = row.session_id
        for row in own:
            if row.session_source == "trace" and named.get(row.trace_id) and row.step is not None:
                row.session_id, row.session_source = named[row.trace_id], "span"
                row.step = replace(row.step, session_id=named[row.trace_id], session_source="span")


def tell_sessions(session: Session, steps: Sequence[SessionStep]) -> None:
    """Give the session that these steps name to the stored steps and calls of their traces that have none."""
    told: dict[tuple[int, str], str] = {}
    for step in steps:
        if step.trace_id is not None and step.session_source != "trace":
            told.setdefault((step.project, step.trace_id), step.session_id)
    for (project, trace_id), session_id in told.items():
        rows = session.main_db.execute(
            "UPDATE step SET session_id = ?, session_source = 'span'"
            " WHERE project = ? AND trace_id = ? AND session_source = 'trace' RETURNING exchange_id",
            (session_id, project, trace_id),
        ).fetchall()
        if rows:
            scores.rename_session(session, project, trace_id, session_id)
        for (exchange_id,) in rows:
            if exchange_id is not None:
                session.main_db.execute(
                    "UPDATE exchange SET version = ?, session_id = ?, session_source = 'span'"
                    " WHERE exchange_id = ? AND session_source = 'trace'",
                    (session.next_version(), session_id, exchange_id),
                )
