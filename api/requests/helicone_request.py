"""A request as the API shows it: rows of the store → HeliconeRequest. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any, TypeVar

from api.http.timestamps import iso_8601
from api.requests.requests_models import Attempt, AttemptDetail, HeliconeRequest, ScoreDetail
from store.helicone_words import NO_CACHE_REFERENCE
from store.models import ExchangeRow, Request, Score
from store.score_values import helicone_scores, typed_value

N = TypeVar("N", int, float)

_ATTEMPT_FIELDS = [name for name in Attempt.model_fields if name in {field.name for field in fields(ExchangeRow)}]


def helicone_request(request: Request) -> HeliconeRequest:
    """The request without its bodies."""
    last = request.last
    totals = request.totals
    return HeliconeRequest(
        request_id=request.request_id,
        response_id=None if last.outcome is None else last.exchange_id,
        request_created_at=iso_8601(last.started_at_us),
        response_created_at=_ended_at(last),
        response_status=last.status,
        request_user_id=last.user_id,
        properties=last.properties,
        request_properties=last.properties,
        provider=last.provider,
        request_model=last.model_asked,
        response_model=last.model_answered,
        model_override=last.model_override,
        model=last.model,
        delay_ms=_whole(last.latency_ms),
        time_to_first_token=_whole(last.time_to_first_token_ms),
        total_tokens=_sum([totals.usage.prompt_tokens, totals.usage.completion_tokens]),
        **asdict(totals.usage),
        cost=totals.cost_usd,
        scores=helicone_scores(request.scores),
        target_url=last.target_url,
        request_path=last.path,
        cache_enabled=last.cache_reference_id is not None,
        cache_reference_id=last.cache_reference_id or NO_CACHE_REFERENCE,
        prompt_id=last.prompt_id,
        storage_location="sqlite",
        updated_at=iso_8601(_newest_us(request)),
        outcome=last.outcome,
        error=last.error,
        error_type=last.error_type,
        error_code=last.error_code,
        upstream_id=last.upstream_id,
        parent_exchange_id=last.parent_exchange_id,
        dialect=last.dialect,
        extract_error=last.extract_error,
        is_stream=last.is_stream,
        finish_reason=last.finish_reason,
        cost_source=last.cost_source,
        tool_cost=totals.tool_cost_usd,
        trace_id=last.trace_id,
        parent_span_id=last.parent_span_id,
        session_id=last.session_id,
        session_source=last.session_source,
        session_name=last.session_name,
        session_path=last.session_path,
        input_hash=last.input_hash,
        prompt_fingerprint=last.prompt_fingerprint,
        conversation_hash=last.conversation_hash,
        last_user_message_hash=last.last_user_message_hash,
        prompt_preview=last.prompt_preview,
        answer_preview=last.answer_preview,
        request_headers=last.request_headers,
        response_headers=last.response_headers,
        helicone_headers=last.helicone_headers,
        score_details=[score_detail(score) for score in request.scores],
        score_count=totals.scores,
        attempts=[attempt(exchange) for exchange in request.attempts],
        attempt_count=totals.attempts,
        conflicts=[attempt(exchange) for exchange in request.conflicts],
        conflict_count=totals.conflicts,
        read_back_by=None if request.read_back_by is None else [attempt(each) for each in request.read_back_by],
    )


def attempt(exchange: ExchangeRow) -> Attempt:
    return Attempt(**_attempt_fields(exchange))


def attempt_detail(exchange: ExchangeRow) -> AttemptDetail:
    """The attempt with its headers, without its bodies."""
    return AttemptDetail(
        **_attempt_fields(exchange),
        request_headers=exchange.request_headers,
        response_headers=exchange.response_headers,
        helicone_headers=exchange.helicone_headers,
    )


def _attempt_fields(exchange: ExchangeRow) -> dict[str, Any]:
    return {name: getattr(exchange, name) for name in _ATTEMPT_FIELDS} | {
        **asdict(exchange.usage),
        "started_at": iso_8601(exchange.started_at_us),
        "ended_at": _ended_at(exchange),
        "model": exchange.model,
    }


def score_detail(score: Score) -> ScoreDetail:
    sent = score.sent
    return ScoreDetail(
        score_id=score.score_id,
        name=sent.name,
        kind=sent.kind,
        value=typed_value(score),
        label=sent.label,
        author=sent.author,
        source=sent.source,
        comment=sent.comment,
        evaluator=sent.evaluator,
        evaluator_version=sent.evaluator_version,
        probability=sent.probability,
        experiment_id=sent.experiment_id,
        item_id=sent.item_id,
        metadata=sent.metadata,
        target_id=sent.target_id,
        scored_at=None if sent.scored_at_us is None else iso_8601(sent.scored_at_us),
        recorded_at=iso_8601(score.recorded_at_us),
    )


def _ended_at_us(exchange: ExchangeRow) -> int | None:
    return None if exchange.latency_ms is None else exchange.started_at_us + round(exchange.latency_ms * 1000)


def _ended_at(exchange: ExchangeRow) -> str | None:
    ended_at_us = _ended_at_us(exchange)
    return None if ended_at_us is None else iso_8601(ended_at_us)


def _newest_us(request: Request) -> int:
    """When anything of the request was written last, according to its rows."""
    return max([request.totals.ended_at_us, *(score.recorded_at_us for score in request.scores)])


def _sum(numbers: Iterable[N | None]) -> N | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
