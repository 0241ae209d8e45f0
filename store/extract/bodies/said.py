"""What both bodies of a call say: their values, and the dialect that they speak."""

from __future__ import annotations

from typing import NamedTuple

from store.extract import paths
from store.extract.bodies import parsed_bodies
from store.extract.bodies.parsed_bodies import ParsedResponse
from store.extract.bodies.parsing import Json, text
from store.extract.budgets import BodyBudget, ExtractError, OverBudget
from store.extract.dialects.dialect import Dialect
from store.extract.reported import shapes
from store.extract.reported.spans import SpanMeaning, understand
from store.extract.reported.spans import dialect as span_dialects
from store.intake import MANUAL_LOG, SPAN
from store.models import Bodies, ExchangeRow

_NO_JSON: Json = {}


class Said(NamedTuple):
    request: Json
    response: Json
    answer: ParsedResponse
    dialect: Dialect | None  # None: none that we know
    error: ExtractError | None  # why a body was not read; None: both were
    meaning: SpanMeaning | None = None  # of a span


def said(facts: ExchangeRow, bodies: Bodies, budget: BodyBudget) -> Said:
    request, request_error = _request(facts, bodies, budget)
    if facts.upstream == SPAN:
        return _of_span(request, request_error)
    dialect = dialect_of(facts, request)
    answer, response_error = _answer(facts, bodies, dialect, budget)
    dialect = dialect_after(facts, request, answer, dialect)
    return Said(request, _response(answer), answer, dialect, request_error or response_error)


def dialect_of(facts: ExchangeRow, request: Json) -> Dialect | None:
    """By the address; of a call that was logged without one, by its request."""
    dialect = paths.dialect_of(facts)
    if dialect is None and facts.upstream == MANUAL_LOG:
        return shapes.dialect_of(request, None, facts.served_by)
    return dialect


def dialect_after(facts: ExchangeRow, request: Json, answer: ParsedResponse, dialect: Dialect | None) -> Dialect | None:
    """As `dialect_of`, which gave `dialect`, once the answer is known: it may say what it is."""
    response = _response(answer)
    if dialect is None and "object" in response:
        return paths.OBJECTS.get(text(response, "object"))
    if facts.upstream == MANUAL_LOG and response and not answer.is_stream:
        return paths.dialect_of(facts) or shapes.dialect_of(request, response, facts.served_by)
    return dialect


def dialect_of_span(meaning: SpanMeaning) -> Dialect | None:
    if meaning.kind != "call":
        return None
    return span_dialects.EMBEDDING if meaning.is_embedding else span_dialects.CALL


def _of_span(span: Json, error: ExtractError | None) -> Said:
    if not span:  # not read, or no object
        return Said(_NO_JSON, _NO_JSON, ParsedResponse(), None, error)
    meaning = understand(span)
    answer = ParsedResponse(meaning.response, True)
    dialect = dialect_of_span(meaning)
    return Said(meaning.request, meaning.response, answer, dialect, error, meaning)


def _request(facts: ExchangeRow, bodies: Bodies, budget: BodyBudget) -> tuple[Json, ExtractError | None]:
    try:
        value = parsed_bodies.request_value(facts, bodies.request, budget)
    except (OverBudget, RecursionError, MemoryError) as error:
        return _NO_JSON, _reason(error)
    return value if isinstance(value, dict) else _NO_JSON, None


def _answer(
    facts: ExchangeRow, bodies: Bodies, dialect: Dialect | None, budget: BodyBudget
) -> tuple[ParsedResponse, ExtractError | None]:
    try:
        return parsed_bodies.response_value(facts, bodies.response, dialect, budget), None
    except (OverBudget, RecursionError, MemoryError) as error:
        return ParsedResponse(), _reason(error)


def _reason(error: OverBudget | RecursionError | MemoryError) -> ExtractError:
    if isinstance(error, OverBudget):
        return error.error
    return "too_deep" if isinstance(error, RecursionError) else "too_large"


def _response(answer: ParsedResponse) -> Json:
    if isinstance(answer.value, dict):
        return answer.value
    # Google's errors, and Gemini's streams read as a whole, are lists of one.
    first = answer.value[0] if isinstance(answer.value, list) and answer.value else None
    return first if isinstance(first, dict) else _NO_JSON
