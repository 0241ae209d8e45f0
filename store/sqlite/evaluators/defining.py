"""Evaluators and their versions. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from store.evaluation.evaluators import EvaluatorId, EvaluatorSource
from store.evaluation.pipeline import AlertKind
from store.sqlite.pipeline import events, tasks
from store.sqlite.session import Session, now_us

# What a caller stores is a change even where it says the same: other nodes then look again whether they can run it, as
# after a file was added. Settings are stored at each start.
_PUT = """
    INSERT INTO evaluator VALUES (?1, ?2, ?3, ?4, ?5, NULL, 0, ?6, ?6)
    ON CONFLICT (project, name) DO UPDATE SET
        source = excluded.source, definition = excluded.definition, updated_at_us = excluded.updated_at_us,
        blocked_reason = iif(version = excluded.version, blocked_reason, NULL),
        failures = iif(version = excluded.version, failures, 0),
        version = excluded.version
    WHERE excluded.source = 'api' OR source <> excluded.source OR definition <> excluded.definition
        OR version <> excluded.version"""


def put(
    session: Session,
    evaluator: EvaluatorId,
    source: EvaluatorSource,
    definition: Mapping[str, Any],
    version: str,
    content: bytes,
) -> None:
    """See Evaluators.put."""
    at_us = now_us()
    was_blocked = _blocked_reason(session, evaluator) is not None
    session.main_db.execute(_PUT, (*evaluator, source, orjson.dumps(definition).decode(), version, at_us))
    session.main_db.execute(
        "INSERT OR IGNORE INTO evaluator_version VALUES (?, ?, ?, ?, ?)",
        (*evaluator, version, content.decode(), at_us),
    )
    if was_blocked and _blocked_reason(session, evaluator) is None:
        _alert(session, "alert.resolved", evaluator)


def delete(session: Session, evaluator: EvaluatorId) -> bool:
    """See Evaluators.delete."""
    if _blocked_reason(session, evaluator) is not None:
        _alert(session, "alert.resolved", evaluator)
    deleted = session.main_db.execute("DELETE FROM evaluator WHERE project = ? AND name = ?", evaluator)
    session.main_db.execute("DELETE FROM evaluator_example WHERE project = ? AND evaluator = ?", evaluator)
    session.main_db.execute(
        "UPDATE backfill SET state = 'cancelled', reason = 'the evaluator was deleted', updated_at_us = ?"
        " WHERE project = ? AND evaluator = ? AND state IN ('running', 'paused')",
        (now_us(), *evaluator),
    )
    tasks.forget(session, evaluator.consumer)
    return deleted.rowcount > 0


def block(session: Session, evaluator: EvaluatorId, reason: str | None) -> None:
    """See Evaluators.block."""
    was_blocked = _blocked_reason(session, evaluator) is not None
    session.main_db.execute(
        "UPDATE evaluator SET blocked_reason = ?, failures = iif(? IS NULL, 0, failures)"
        " WHERE project = ? AND name = ?",
        (reason, reason, *evaluator),
    )
    if reason is not None and not was_blocked:
        _alert(session, "alert.fired", evaluator, reason=reason)
    elif reason is None and was_blocked:
        _alert(session, "alert.resolved", evaluator)


def _blocked_reason(session: Session, evaluator: EvaluatorId) -> str | None:
    """None: not blocked, or unknown."""
    row = session.main_db.execute(
        "SELECT blocked_reason FROM evaluator WHERE project = ? AND name = ?", evaluator
    ).fetchone()
    return row[0] if row else None


def _alert(session: Session, kind: AlertKind, evaluator: EvaluatorId, **data: str) -> None:
    of_evaluator = {"alert": "evaluator_blocked", "evaluator": evaluator.name}
    events.alert(session, kind, evaluator.project, of_evaluator | data)
