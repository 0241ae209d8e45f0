"""A call's facts and bodies → its meaning."""

from __future__ import annotations

from typing import Any

from store.extract import hashes, headers, parsed_bodies, paths, previews, timing
from store.extract.cost import Prices
from store.extract.parsed_bodies import ParsedResponse
from store.extract.parsing import Json, text
from store.models import Bodies, ExchangeRow, Usage

EXTRACTOR_VERSION = 1  # one more with each change that would read stored bodies differently


def extract(facts: ExchangeRow, bodies: Bodies, prices: Prices) -> ExchangeRow:
    """The exchange with all that its bodies and headers mean; what they do not say is None.

    Works for a call in flight, and with either body missing, cut, or of any bytes at all: it never raises. Facts are
    left as they are, but for `outcome`: a client that left after the answer was complete has had an `ok` call.
    """
    dialect = paths.dialect(facts.method, facts.path)
    asked = parsed_bodies.request_value(facts, bodies.request)
    request: Json = asked if isinstance(asked, dict) else {}
    answer = parsed_bodies.response_value(facts, bodies.response, dialect)
    response: Json = answer.value if isinstance(answer.value, dict) else {}
    said = headers.read(facts.helicone_headers)
    provider = paths.provider(facts.target_url, facts.upstream)
    model_asked = previews.short(text(request, "model")) or paths.model(facts.path)
    model_answered = previews.short(text(response, "model"))
    usage = dialect.usage(response) if dialect else Usage()
    models = [said.model_override] if said.model_override else [model_answered, model_asked]
    meant = facts.copy()
    meant.extractor_version = EXTRACTOR_VERSION
    if facts.outcome == "client_closed" and answer.complete:
        meant.outcome = "ok"
    meant.request_hash = _request_hash(facts, bodies.request)
    meant.properties = said.properties
    meant.provider = provider
    meant.is_stream = _is_stream(facts, request, answer)
    meant.model_asked = model_asked
    meant.model_answered = model_answered
    meant.model_override = said.model_override
    meant.upstream_id = previews.short(text(response, "id"))
    meant.user_id = said.user_id or _name(dialect.user(request) if dialect else request.get("user"))
    meant.session_id = said.session_id
    meant.session_name = said.session_name
    meant.session_path = said.session_path
    meant.prompt_id = said.prompt_id
    meant.usage = usage
    meant.cost_usd = prices.cost(
        usage, list(filter(None, models)), provider, facts.started_at_us, text(response, "service_tier")
    )
    meant.time_to_first_token_ms = _first_token_ms(facts, bodies, answer)
    meant.answer_preview = previews.clip((dialect and dialect.answer(response)) or previews.error(response))
    meant.dialect = dialect.NAME if dialect else None
    meant.finish_reason = previews.short(dialect.finish_reason(response)) if dialect else None
    meant.prompt_preview = previews.clip(dialect.prompt(request)) if dialect else None
    meant.input_hash = hashes.inputs(dialect.inputs(request)) if dialect else None
    return meant


def _is_stream(facts: ExchangeRow, request: Json, answer: ParsedResponse) -> bool:
    """Whether the answer was streamed; before there is one, whether it was asked to be."""
    if facts.outcome is None and not facts.response_headers:
        return request.get("stream") is True
    return parsed_bodies.is_event_stream(facts, answer.decoded)


def _first_token_ms(facts: ExchangeRow, bodies: Bodies, answer: ParsedResponse) -> float | None:
    if answer.first_token_end is None or bodies.response is None:
        return None
    encoding = facts.response_headers.get("content-encoding", "")
    return timing.arrival_ms(answer.first_token_end, facts.chunks, bodies.response, encoding)


def _request_hash(facts: ExchangeRow, body: bytes | None) -> str | None:
    if facts.request_omitted or facts.request_truncated or facts.request_size_bytes is None:
        return None
    body = body or b""
    if len(body) != facts.request_size_bytes:
        return None
    return hashes.body(body, facts.request_headers.get("content-type", ""))


def _name(value: Any) -> str | None:
    """Somebody's id as the body has it: a string, or a number from a caller who counts."""
    if type(value) is int:  # type(): True is nobody
        return str(value)
    return previews.short(value) if isinstance(value, str) else None
