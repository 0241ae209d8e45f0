"""A call's facts and bodies → the row with all extracted fields."""

from __future__ import annotations

from typing import Any

from store.extract import hashes, headers, parsed_bodies, paths, previews, timing
from store.extract.cost import Prices
from store.extract.parsed_bodies import ParsedResponse
from store.extract.parsing import Json, text
from store.models import Bodies, ExchangeRow, Usage

EXTRACTOR_VERSION = 1  # raised with each change that extracts other fields from the same stored bodies


def extract(facts: ExchangeRow, bodies: Bodies, prices: Prices) -> ExchangeRow:
    """A copy of the row with everything that bodies and headers say; None for what they do not say.

    Works for an exchange in flight, and with either body missing, cut, or of any bytes: it never raises. Facts stay as
    they are, except for `outcome`: a client that left after the answer was complete has had an `ok` call.
    """
    dialect = paths.dialect(facts.method, facts.path)
    request_value = parsed_bodies.request_value(facts, bodies.request)
    request: Json = request_value if isinstance(request_value, dict) else {}
    parsed = parsed_bodies.response_value(facts, bodies.response, dialect)
    response: Json = parsed.value if isinstance(parsed.value, dict) else {}
    given = headers.read(facts.helicone_headers)
    provider = paths.provider(facts.target_url, facts.upstream)
    model_asked = previews.short(text(request, "model")) or paths.model(facts.path)
    model_answered = previews.short(text(response, "model"))
    usage = dialect.usage(response) if dialect else Usage()
    models = [given.model_override] if given.model_override else [model_answered, model_asked]
    row = facts.copy()
    row.extractor_version = EXTRACTOR_VERSION
    if facts.outcome == "client_closed" and parsed.complete:
        row.outcome = "ok"
    row.request_hash = _request_hash(facts, bodies.request)
    row.properties = given.properties
    row.provider = provider
    row.is_stream = _is_stream(facts, request, parsed)
    row.model_asked = model_asked
    row.model_answered = model_answered
    row.model_override = given.model_override
    row.upstream_id = previews.short(text(response, "id"))
    row.user_id = given.user_id or _user_id(dialect.user(request) if dialect else request.get("user"))
    row.session_id = given.session_id
    row.session_name = given.session_name
    row.session_path = given.session_path
    row.prompt_id = given.prompt_id
    row.usage = usage
    row.cost_usd = prices.cost(
        usage, list(filter(None, models)), provider, facts.started_at_us, text(response, "service_tier")
    )
    row.time_to_first_token_ms = _first_token_ms(facts, bodies, parsed)
    row.answer_preview = previews.clip((dialect and dialect.answer(response)) or previews.error(response))
    row.dialect = dialect.NAME if dialect else None
    row.finish_reason = previews.short(dialect.finish_reason(response)) if dialect else None
    row.prompt_preview = previews.clip(dialect.prompt(request)) if dialect else None
    row.input_hash = hashes.inputs(dialect.inputs(request)) if dialect else None
    return row


def _is_stream(facts: ExchangeRow, request: Json, parsed: ParsedResponse) -> bool:
    """Whether the answer is a stream; before an answer has begun, whether the request wants one."""
    if facts.outcome is None and not facts.response_headers:
        return request.get("stream") is True
    return parsed_bodies.is_event_stream(facts, parsed.decoded)


def _first_token_ms(facts: ExchangeRow, bodies: Bodies, parsed: ParsedResponse) -> float | None:
    if parsed.first_token_end is None or bodies.response is None:
        return None
    encoding = facts.response_headers.get("content-encoding", "")
    return timing.arrival_ms(parsed.first_token_end, facts.chunks, bodies.response, encoding)


def _request_hash(facts: ExchangeRow, body: bytes | None) -> str | None:
    if facts.request_omitted or facts.request_truncated or facts.request_size_bytes is None:
        return None
    body = body or b""
    if len(body) != facts.request_size_bytes:
        return None
    return hashes.body(body, facts.request_headers.get("content-type", ""))


def _user_id(value: Any) -> str | None:
    """The end user's id in the body: a string, or an integer."""
    if type(value) is int:  # type(): True is an int too, but no id
        return str(value)
    return previews.short(value) if isinstance(value, str) else None
