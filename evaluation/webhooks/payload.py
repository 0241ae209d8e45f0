"""The body of a delivery. Pure.

It has Helicone's names (`request_id`, `response_body` …) and those that Helicone's page on scores reads in its example
of a receiver (`requestId`, `response` …). Fields of which nothing is known are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from evaluation.feed.listener import RECEIVERS
from evaluation.webhooks.people import body_for_people
from store.evaluation.pipeline import EventKind
from store.evaluation.webhooks import Webhook
from store.extract.bodies.readable import assemble
from store.models import Bodies, ExchangeRow, Score, Usage
from store.score_values import helicone_scores, typed_value
from store.timestamps import from_us

BODY_MOST_BYTES = 256 << 10  # of a request's or an answer's body
TOO_LARGE = "Body too large for webhook, please fetch the full request and response from Gnomon"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What a delivery is about."""

    kind: EventKind
    at_us: int  # of the event
    exchange: ExchangeRow | None = None  # None: a session's score, or another event
    bodies: Bodies | None = None  # None: they are not read, because they are too large
    scores: Sequence[Score] = ()  # the current ones of the request
    score: Score | None = None  # that was added
    bodies_url: str | None = None
    data: str | None = None  # of an event that is not about a call, as JSON


def payload(occurrence: Occurrence, *, include_data: bool) -> bytes:
    """Takes its time with large bodies; meant for a thread."""
    fields: dict[str, Any] = {"type": occurrence.kind, "timestamp": _iso(occurrence.at_us)}
    if occurrence.exchange:
        fields |= _of_exchange(occurrence.exchange, occurrence.bodies)
        if include_data:
            fields |= _data(occurrence.exchange, occurrence.scores, occurrence.bodies_url)
    if occurrence.score:
        fields |= {"session_id": _session_of(occurrence), "score": _score(occurrence.score)}
    if occurrence.data:
        fields |= {name: value for name, value in orjson.loads(occurrence.data).items() if name != RECEIVERS}
    return orjson.dumps(_known(fields))


def _of_exchange(exchange: ExchangeRow, bodies: Bodies | None) -> dict[str, Any]:
    request, response = _readable(exchange, bodies)
    return {
        "request_id": exchange.request_id,
        "requestId": exchange.request_id,
        "exchange_id": exchange.exchange_id,
        "outcome": exchange.outcome,
        "status": exchange.status,
        "session_id": exchange.session_id,
        "user_id": exchange.user_id,
        "userId": exchange.user_id,
        "request_body": request,
        "response_body": response,
        "response": response,
    }


def _data(exchange: ExchangeRow, scores: Sequence[Score], bodies_url: str | None) -> dict[str, Any]:
    """What `includeData: false` leaves out."""
    usage = exchange.usage
    tokens = [count for count in (usage.prompt_tokens, usage.completion_tokens) if count is not None]
    metadata = {
        "cost": exchange.cost_usd,
        "promptTokens": usage.prompt_tokens,
        "completionTokens": usage.completion_tokens,
        "totalTokens": sum(tokens) if tokens else None,
        "latencyMs": None if exchange.latency_ms is None else round(exchange.latency_ms),
    }
    return {
        "request_response_url": bodies_url,
        "model": exchange.model,
        "provider": exchange.provider,
        "metadata": _known(metadata),
        "properties": exchange.properties,
        "scores": helicone_scores(scores),
        "cost": exchange.cost_usd,
    }


def _score(score: Score) -> dict[str, Any]:
    sent = score.sent
    return _known(
        {
            "score_id": score.score_id,
            "name": sent.name,
            "kind": sent.kind,
            "value": typed_value(score),
            "label": sent.label,
            "author": sent.author or None,
            "source": sent.source,
            "comment": sent.comment,
            "evaluator": sent.evaluator,
            "evaluator_version": sent.evaluator_version,
            "probability": sent.probability,
            "experiment_id": sent.experiment_id,
            "item_id": sent.item_id,
            "metadata": sent.metadata,
            "recorded_at": _iso(score.recorded_at_us),
        }
    )


def _session_of(occurrence: Occurrence) -> str | None:
    if occurrence.exchange:
        return occurrence.exchange.session_id
    sent = occurrence.score.sent if occurrence.score else None
    return sent.target_id if sent and sent.target_kind == "session" else None


def _readable(exchange: ExchangeRow, bodies: Bodies | None) -> tuple[orjson.Fragment, orjson.Fragment]:
    if bodies is None:
        return _fragment(TOO_LARGE), _fragment(TOO_LARGE)
    readable = assemble(exchange, bodies)
    return _fragment(readable.request), _fragment(readable.response)


def _fragment(body: Any) -> orjson.Fragment:
    # Serialised on its own: inside of the payload it might be nested more deeply than orjson allows.
    encoded = orjson.dumps(body)
    return orjson.Fragment(encoded if len(encoded) <= BODY_MOST_BYTES else orjson.dumps(TOO_LARGE))


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _iso(at_us: int) -> str:
    return from_us(at_us).isoformat(timespec="milliseconds") + "Z"


def body_of_test(webhook: Webhook, at_us: int, alert: Mapping[str, Any] | None = None) -> bytes:
    """Of a message that says that it is a test: of this alert, or of what the webhook usually gets."""
    if alert is None and webhook.format == "json":
        return sample(at_us, include_data=webhook.include_data)
    text = "This is a test: nothing has happened. Messages about alerts come here."
    data = orjson.dumps(alert or {"name": "no alert", "text": text, "test": True}).decode()
    if webhook.format != "json":
        return body_for_people(data, webhook.format)
    return payload(Occurrence("alert.fired", at_us, data=data), include_data=webhook.include_data)


def sample(at_us: int, *, include_data: bool) -> bytes:
    """The body of a test: of a call that was never made."""
    call = ExchangeRow(
        exchange_id="test-exchange",
        request_id="test-request",
        project=0,
        writer="",
        node="",
        key_name=None,
        started_at_us=at_us,
        method="POST",
        path="/v1/chat/completions",
        upstream="openai",
        target_url="https://api.openai.com",
        outcome="ok",
        status=200,
        latency_ms=1_250.0,
        dialect="openai_chat",
        provider="openai",
        model_answered="gpt-4o-mini",
        user_id="test-user",
        usage=Usage(prompt_tokens=10, completion_tokens=3),
        cost_usd=0.0000033,
        properties={"Environment": "test"},
    )
    message = {"role": "user", "content": "Are you there?"}
    answer = {"index": 0, "message": {"role": "assistant", "content": "I am."}, "finish_reason": "stop"}
    bodies = Bodies(
        orjson.dumps({"model": "gpt-4o-mini", "messages": [message]}),
        orjson.dumps({"object": "chat.completion", "model": "gpt-4o-mini", "choices": [answer]}),
    )
    body = payload(Occurrence("request.logged", at_us, call, bodies), include_data=include_data)
    return orjson.dumps({**orjson.loads(body), "test": True})
