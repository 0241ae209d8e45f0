"""The row of a span, or of what Helicone's clients log as a tool, a search or data → its step. Pure."""

from __future__ import annotations

from store.extract.bodies.parsing import Json, text
from store.extract.paths import provider
from store.extract.previews import clip, short
from store.extract.reported import providers
from store.extract.reported.spans import SpanMeaning
from store.models import ExchangeRow, SessionStep, StepKind

_TYPES: dict[str, tuple[StepKind, str]] = {  # Helicone's `_type` → kind, and the member that has the name
    "tool": ("tool", "toolName"),
    "vector_db": ("retrieval", "operation"),
    "data": ("data", "name"),
}


def complete_span(row: ExchangeRow, meaning: SpanMeaning) -> None:
    """What the span says beside its call: who made it, in which session and trace; and its step."""
    row.provider = meaning.provider or _by_host(row)
    row.trace_id, row.parent_span_id = meaning.trace_id, meaning.parent_span_id
    row.user_id = row.user_id or meaning.user_id
    row.properties = meaning.properties | row.properties
    if row.session_id is None and meaning.session is not None:
        row.session_id, row.session_source = meaning.session
    if row.session_id is None and meaning.trace_id is not None:
        row.session_id, row.session_source = meaning.trace_id, "trace"
    row.time_to_first_token_ms = meaning.first_token_ms
    row.step = _step(row, meaning.kind, meaning.name, meaning.span_id, meaning.error)


def complete_log(row: ExchangeRow, request: Json, text_answer: bytes) -> None:
    """What a manual log says beside its bodies. `text_answer`: an answer that is no JSON, as it was logged."""
    if text_answer:
        row.answer_preview = row.answer_preview or clip(text_answer.decode("utf-8", "replace"))
    row.provider = _by_host(row) or providers.by_word(row.served_by or "")
    row.time_to_first_token_ms = row.time_to_first_byte_ms
    kind = _TYPES.get(text(request, "_type"))
    if kind is not None:
        name = short(text(request, kind[1])) or kind[0]
        row.step = _step(row, kind[0], name, None, row.error)


def _by_host(row: ExchangeRow) -> str | None:
    found = provider(row.target_url, row.upstream)
    return None if found == row.upstream else found


def _step(row: ExchangeRow, kind: StepKind, name: str, span_id: str | None, error: str | None) -> SessionStep:
    """Without a session, a step is one of its own."""
    return SessionStep(
        step_id=row.exchange_id,
        project=row.project,
        kind=kind,
        name=name,
        session_id=row.session_id or row.request_id,
        session_source=row.session_source or "own",
        started_at_us=row.started_at_us,
        duration_us=None if row.latency_ms is None else round(row.latency_ms * 1000),
        trace_id=row.trace_id,
        span_id=span_id,
        parent_span_id=row.parent_span_id,
        path=row.session_path,
        error=error,
        exchange_id=row.exchange_id if kind == "call" else None,
    )
