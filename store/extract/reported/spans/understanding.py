"""A span → what it means: the request and the response of a call in the form of OpenAI's API, or a step."""

from __future__ import annotations

from typing import Any, NamedTuple

from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.extract.previews import clip, short
from store.extract.reported import providers
from store.extract.reported.spans import genai, log_records, openinference, openllmetry
from store.extract.reported.spans.attributes import decimal, json_value, number, word
from store.extract.reported.spans.conversation import NOTHING, Conversation
from store.extract.reported.spans.kinds import kind_of
from store.extract.sessions import SessionId
from store.models import StepKind

_MODEL_ASKED = ("gen_ai.request.model", "llm.model_name", "embedding.model_name", "reranker.model_name")
_MODEL_ANSWERED = ("gen_ai.response.model", "llm.model_name", "embedding.model_name", "reranker.model_name")
_PROVIDER = ("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system")
_SESSION = (
    "session.id",
    "gen_ai.conversation.id",
    "gen_ai.session.id",
    "langfuse.session.id",
    "traceloop.association.properties.session_id",
    "traceloop.association.properties.session.id",
)
_USER = (
    "user.id",
    "enduser.id",
    "langfuse.user.id",
    "traceloop.association.properties.user_id",
    "llm.user",
    "gen_ai.user",
)
_STREAM = ("gen_ai.request.stream", "gen_ai.is_streaming", "llm.is_streaming")
_FIRST_TOKEN_S = ("gen_ai.response.time_to_first_chunk", "gen_ai.server.time_to_first_token")
_EMBEDDING = ("embeddings", "embedding", "EMBEDDING")
_PROPERTIES_MOST = 100


class SpanMeaning(NamedTuple):
    """`request` and `response` are empty unless it is a call. None: not said."""

    kind: StepKind
    name: str
    request: Json
    response: Json
    is_embedding: bool
    provider: str | None
    trace_id: str | None
    span_id: str | None
    parent_span_id: str | None
    session: SessionId | None
    user_id: str | None
    properties: dict[str, str]
    error: str | None
    first_token_ms: float | None


def understand(span: Json) -> SpanMeaning:
    attributes = mapping(span, "attributes")
    events = mappings(span, "events")
    kind = kind_of(attributes)
    failure = _failure(span, attributes, events)
    is_embedding = any(
        attributes.get(name) in _EMBEDDING
        for name in ("gen_ai.operation.name", "llm.request.type", "openinference.span.kind")
    )
    request: Json = {}
    response: Json = {}
    if kind == "call":
        found = _conversation(attributes, events, mappings(span, log_records.MEMBER))
        request = _request(attributes, found, is_embedding=is_embedding)
        response = _response(attributes, found, failure)
    session = short(word(attributes, *_SESSION))
    first_token_s = decimal(attributes, *_FIRST_TOKEN_S)
    return SpanMeaning(
        kind,
        _name(span, attributes, kind),
        request,
        response,
        is_embedding,
        providers.by_word(word(attributes, *_PROVIDER)),
        short(text(span, "trace_id")),
        short(text(span, "span_id")),
        short(text(span, "parent_span_id")),
        SessionId(session, "span") if session else None,
        short(word(attributes, *_USER)),
        _properties(attributes),
        None if failure is None else clip(f"{text(failure, 'type')}: {text(failure, 'message')}".strip(": ")),
        first_token_s * 1000 if first_token_s is not None and 0 <= first_token_s < 1e6 else None,
    )


def _name(span: Json, attributes: Json, kind: StepKind) -> str:
    """What ran: the agent's, workflow's or tool's own name where there is one, else the span's."""
    own = {
        "agent": ("gen_ai.agent.name", "agent.name"),
        "workflow": ("gen_ai.workflow.name", "gen_ai.agent.name"),
        "tool": ("gen_ai.tool.name", "tool.name"),
    }.get(kind, ())
    entity = "" if kind == "call" else word(attributes, "traceloop.entity.name")
    return short(word(attributes, *own) or entity or text(span, "name")) or kind


def _conversation(attributes: Json, events: list[Json], records: list[Json]) -> Conversation:
    """What the span says itself, else what its log records say: some instrumentations send both."""
    return (
        genai.conversation(attributes, events)
        or openinference.conversation(attributes)
        or openllmetry.conversation(attributes)
        or genai.conversation(attributes, records)
        or NOTHING
    )


def _request(attributes: Json, found: Conversation, *, is_embedding: bool) -> Json:
    request = {**openinference.parameters(attributes), **genai.parameters(attributes)}
    request.pop("messages", None)
    if model := word(attributes, *_MODEL_ASKED):
        request["model"] = model
    if is_embedding:
        inputs = genai.embedding_inputs(attributes) or openinference.embedding_inputs(attributes)
        return {**request, "input": inputs} if inputs else request
    messages = found.messages
    if not messages:
        sent = openinference.raw(attributes, "input")
        messages = [{"role": "user", "content": sent}] if isinstance(sent, str) and sent else []
    if messages:
        request["messages"] = messages
    if found.tools:
        request["tools"] = found.tools
    if any(attributes.get(name) is True for name in _STREAM):
        request["stream"] = True
    return request


def _response(attributes: Json, found: Conversation, failure: Json | None) -> Json:
    answered = openinference.raw(attributes, "output")
    stated = answered if isinstance(answered, dict) else {}
    response: Json = {
        "id": word(attributes, "gen_ai.response.id") or text(stated, "id"),
        "object": "chat.completion",
        "model": word(attributes, *_MODEL_ANSWERED),
    }
    if found.choices:
        response["choices"] = [{"index": index, **choice} for index, choice in enumerate(found.choices)]
    elif isinstance(answered, str) and answered:
        response["choices"] = [{"index": 0, "message": {"role": "assistant", "content": answered}}]
    else:
        reasons = json_value(attributes.get("gen_ai.response.finish_reasons"))
        reasons = [reasons] if isinstance(reasons, str) else reasons
        if isinstance(reasons, list) and reasons:
            response["choices"] = [{"index": 0, "message": {}, "finish_reason": reasons[0]}]
    response["usage"] = genai.usage(attributes) or openinference.usage(attributes)
    if failure is not None:
        response["error"] = failure
    return {name: value for name, value in response.items() if value not in ("", {})}


def _failure(span: Json, attributes: Json, events: list[Json]) -> Json | None:
    """None: the span does not say that it failed."""
    status = mapping(span, "status")
    kind = word(attributes, "error.type")
    if status.get("code") != "error" and not kind:
        return None
    message = text(status, "message")
    for event in events:
        if event.get("name") == "exception":
            said = mapping(event, "attributes")
            kind = kind or text(said, "exception.type")
            message = message or text(said, "exception.message")
    message = message.removeprefix(f"{kind}: ")  # Python's SDK writes the type there too
    failure = {"type": kind or None, "message": message or None}
    status_code = number(attributes, "http.response.status_code", "http.status_code")
    return {**failure, "code": status_code} if status_code is not None else failure


def _properties(attributes: Json) -> dict[str, str]:
    """What the caller attached to the trace: OpenLLMetry's association properties and OpenInference's metadata."""
    attached: dict[str, Any] = {
        name.removeprefix(openllmetry.ASSOCIATION): value
        for name, value in attributes.items()
        if name.startswith(openllmetry.ASSOCIATION) and name not in _SESSION and name not in _USER
    }
    metadata = json_value(attributes.get("metadata"))
    if isinstance(metadata, dict):
        attached = metadata | attached
    properties: dict[str, str] = {}
    for name, value in attached.items():
        shown = short(name) if isinstance(value, str | int | float) else None
        if shown and not shown.lower().startswith("helicone-") and len(properties) < _PROPERTIES_MOST:
            properties[shown] = short(value if isinstance(value, str) else str(value)) or ""
    return properties
