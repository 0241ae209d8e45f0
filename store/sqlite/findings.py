"""Reads what the log could not understand, on a read-only connection; see store/findings.py."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from store.findings import MOST, Finding, FindingKind, advice_on
from store.sqlite.files import opening, read_only_uri

# Each statement gives (subject, model, calls, example id); ?1 is the project (NULL: all), ?2 how many calls to look
# through. `recent` is bounded by row id, so that a large database is not read as a whole.
_RECENT = """
    WITH recent AS (
        SELECT * FROM exchange
        WHERE id > (SELECT coalesce(min(id), 0) - 1 FROM (SELECT id FROM exchange ORDER BY id DESC LIMIT ?2))
            AND (?1 IS NULL OR project = ?1) AND outcome IS NOT NULL
    )"""
_OF_MODEL = "coalesce(model_override, model_answered, model_asked)"
_MODEL_AT_PROVIDER = f"coalesce({_OF_MODEL}, '?') || ' (' || provider || ')'"
_GROUPED = f"GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT {MOST}"
_PATH = "upstream || ' ' || method || ' ' || iif(instr(path, '?'), substr(path, 1, instr(path, '?') - 1), path)"


def _of_calls(subject: str, where: str, model: str = "NULL") -> str:
    return f"{_RECENT}\nSELECT {subject}, {model}, count(*), max(request_id) FROM recent\nWHERE {where}\n{_GROUPED}"


_STATEMENTS: dict[FindingKind, str] = {
    "unknown_dialect": _of_calls(_PATH, "dialect = 'unknown' AND status < 400"),
    "model_without_price": _of_calls(
        f"{_OF_MODEL} || ' (' || coalesce(provider, upstream) || ')'",
        f"cost_usd IS NULL AND (prompt_tokens > 0 OR completion_tokens > 0) AND {_OF_MODEL} IS NOT NULL",
        _OF_MODEL,
    ),
    "contradicting_totals": _of_calls(_MODEL_AT_PROVIDER, "usage_contradicts = 1"),
    "incomplete_stream": _of_calls(_MODEL_AT_PROVIDER, "outcome = 'answer_incomplete'"),
    "unreadable_events": _of_calls(_MODEL_AT_PROVIDER, "unreadable_events > 0"),
    "stream_without_usage": _of_calls(
        _MODEL_AT_PROVIDER,
        "outcome = 'ok' AND status < 400 AND is_stream = 1 AND prompt_tokens IS NULL"
        " AND dialect IN ('openai_chat', 'openai_completions')",
    ),
    "truncated_body": _of_calls(_PATH, "request_truncated = 1 OR response_truncated = 1"),
    "unread_body": _of_calls(f"extract_error || ' ' || {_PATH}", "extract_error IS NOT NULL"),
    "waiting_scores": f"""
        SELECT name, NULL, count(*), max(target_id) FROM (
            SELECT name, target_id FROM score
            WHERE request_id IS NULL AND target_kind = 'request' AND recorded_at_us > 0  -- by an index
                AND (?1 IS NULL OR project = ?1)
            ORDER BY recorded_at_us DESC LIMIT ?2
        )
        {_GROUPED}""",
}


def statements() -> Iterable[tuple[FindingKind, str]]:
    return _STATEMENTS.items()


def findings_of(kind: FindingKind, rows: Iterable[Any]) -> Iterator[Finding]:
    for subject, model, calls, example_id in rows:
        yield Finding(kind, subject or "", calls, example_id, advice_on(kind, subject or "", model))


def read_findings(path: Path, last: int) -> list[Finding]:
    """The findings of a database file that a server may be using meanwhile. Raises CannotOpen."""
    with opening(path), closing(sqlite3.connect(read_only_uri(path), uri=True)) as connection:
        return [
            finding
            for kind, statement in statements()
            for finding in findings_of(kind, connection.execute(statement, (None, last)))
        ]
