"""The calls of one session, in the order in which they began, with the numbers that a list of its steps shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import Selection
from store.sql import Sql, compose

_VALUES_MOST = 200_000  # of scores: names that fewer calls have are left out as a whole
_PREVIEW_CHARACTERS = 120


class SessionCall(NamedTuple):
    """A request of a session."""

    request_id: str
    exchange_id: str
    started_at_us: int
    latency_ms: float | None
    outcome: str | None
    error: str | None
    status: int | None
    model: str | None
    prompt_tokens: int | None
    completion_tokens: int | None
    cost_usd: float | None
    prompt_preview: str | None  # their first characters
    answer_preview: str | None
    session_path: str | None
    trace_id: str | None
    parent_span_id: str | None


def session_calls(
    snapshot: Snapshot, project: int, session_id: str, request_ids: Sequence[str], limit: int
) -> list[SessionCall]:
    """The first calls of the session, and those with the given ids, whose sessions may be other ones."""
    select = compose(
        f"""
        SELECT
            r.request_id, r.exchange_id, epoch_us(r.started_at) AS started_at_us, r.latency_ms,
            r.outcome, r.error, r.status, r.model, r.prompt_tokens, r.completion_tokens, r.cost_usd,
            left(r.prompt_preview, {_PREVIEW_CHARACTERS}) AS prompt_preview,
            left(r.answer_preview, {_PREVIEW_CHARACTERS}) AS answer_preview,
            r.session_path, r.trace_id, r.parent_span_id
        {{source}}
        ORDER BY r.started_at, r.id
        LIMIT {{limit}}
        """,
        source=selected(Selection(project), _of_session(session_id, request_ids)),
        limit=str(int(limit)),
    )
    return [SessionCall(*row) for row in snapshot.records(select)]


def session_call_scores(
    snapshot: Snapshot, project: int, session_id: str, request_ids: Sequence[str]
) -> dict[str, dict[str, float | bool | str]]:
    """Of each such call the newest current values by name, of the names that most calls have."""
    newest = compose(
        """
        SELECT
            s.request_id, s.name,
            arg_max(s.kind, s.id) AS kind,
            arg_max(s.value, s.id) AS value,
            arg_max(coalesce(s.label, ''), s.id) AS label
        FROM score AS s
        WHERE s.project = {project} AND s.superseded_at IS NULL AND s.request IN (SELECT r.id {source})
        GROUP BY s.request_id, s.name
        """,
        project=Sql("?", (project,)),
        source=selected(Selection(project), _of_session(session_id, request_ids)),
    )
    select = compose(
        f"""
        WITH newest AS ({{newest}}),
        names AS (SELECT name, sum(count(*)) OVER (ORDER BY count(*) DESC, name) AS n FROM newest GROUP BY name)
        SELECT newest.request_id, newest.name, newest.kind, newest.value, newest.label
        FROM newest JOIN names ON names.name = newest.name
        WHERE names.n <= {_VALUES_MOST}
        ORDER BY newest.request_id, newest.name
        """,
        newest=newest,
    )
    scores: dict[str, dict[str, float | bool | str]] = {}
    for row in snapshot.records(select):
        value = row.label if row.kind == "label" else bool(row.value) if row.kind == "boolean" else row.value
        scores.setdefault(row.request_id, {})[row.name] = value
    return scores


def _of_session(session_id: str, request_ids: Sequence[str]) -> Sql:
    if not request_ids:
        return Sql("r.session_id = ?", (session_id,))
    return Sql(
        "(r.session_id = ? OR r.request_id IN (SELECT unnest(CAST(? AS VARCHAR[]))))", (session_id, list(request_ids))
    )
