"""The body of POST /v1/scores → scores, or what is wrong with which field. Pure.

    {"request_id": "my-request", "name": "accuracy", "value": 0.92, "source": "model"}

One such object, a list of them, or {"scores": [...]}. Unlike Helicone's endpoint it accepts decimals, and text is
always a label.

Parsed by hand: errors are described in our words, and parsing takes three quarters of the time that pydantic needs
for validation alone. scores_models.py describes the same for /openapi.json; a test compares what both accept and what
they make of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any, NamedTuple

import orjson

from api.http.errors import ValidationFailed, shown
from api.http.json_values import InvalidValue, Literal, check_text, invalid, parse, shown_value
from api.requests.ids import NOT_AN_ID, is_request_id
from api.scores.values import NOT_FINITE, check_label, check_name, refuse_literal
from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as read_timestamp
from store.helicone_words import MAX_INTEGER, TOO_LARGE
from store.models import NewScore, ScoreKind

MAX_ITEMS = 10_000
MAX_TEXT_CHARACTERS = 200  # of ids, versions, raters
MAX_SESSION_ID_CHARACTERS = 1_000
MAX_COMMENT_CHARACTERS = 10_000
MAX_METADATA_BYTES = 10_000
MAX_DETAILS = 100  # fields named in one answer
SOURCES = ("human", "model", "code", "user")

_LAST_MS = 253_402_300_799_999  # the end of the year 9999

Details = dict[str, dict[str, Any]]


class ItemRefused(ValueError):
    """An object is not a valid score. `details`: field ("" for the whole object) → message and value."""

    def __init__(self, details: Details) -> None:
        super().__init__(", ".join(details))
        self.details = details


class Items(NamedTuple):
    scores: list[NewScore]
    paths: list[str]  # of each score in the body: "requestBody.scores[3]"


# Plain tuples, because one is made for each score
Value = tuple[ScoreKind, float | None, str | None]  # kind, value, label
_Evaluator = tuple[str | None, str | None]  # name, version


def items_from(body: bytes) -> Items:
    """Raises BadRequest if it is not JSON, ValidationFailed with the invalid fields (the first hundred)."""
    paths, items = _listed(parse(body))
    if len(items) > MAX_ITEMS:
        raise invalid(
            "requestBody",
            f"must have at most {MAX_ITEMS} scores; use application/x-ndjson for any number",
            len(items),
        )
    scores: list[NewScore] = []
    details: Details = {}
    for path, item in zip(paths, items, strict=True):
        try:
            scores.append(score_from(item))
        except ItemRefused as error:
            details |= {f"{path}.{field}" if field else path: detail for field, detail in error.details.items()}
            if len(details) >= MAX_DETAILS:
                break
    if details:
        raise ValidationFailed(details)
    return Items(scores, paths)


def score_from(item: Any) -> NewScore:
    """Raises ItemRefused with every invalid field."""
    if not isinstance(item, dict):
        raise ItemRefused({"": {"message": "must be an object", "value": shown_value(item)}})
    taken: dict[str, Any] = {}
    details: Details = {}
    for field, value in item.items():
        check = _CHECKS.get(field)
        if check is None:
            message = f'"{shown(field)}" is an excess property and therefore is not allowed'
            details[shown(field)] = {"message": message, "value": shown_value(value)}
        elif value is not None or field in _REQUIRED:
            try:
                taken[field] = check(value)
            except InvalidValue as error:
                details[field] = {"message": str(error), "value": shown_value(value)}
    for field in _REQUIRED:
        if field not in item:
            details[field] = {"message": f"'{field}' is required"}
    if ("request_id" in taken) == ("session_id" in taken) and not details.keys() & {"request_id", "session_id"}:
        details["request_id"] = {"message": "either 'request_id' or 'session_id' is required, but not both"}
    if details:
        raise ItemRefused(details)
    return _score(taken)


def value_of(value: Any) -> Value:
    """Raises InvalidValue."""
    if isinstance(value, float):
        return "float", value + 0.0, None  # -0.0 is 0
    if isinstance(value, bool):
        return "boolean", float(value), None
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise InvalidValue(TOO_LARGE)
        return "integer", float(value), None
    if isinstance(value, Literal):
        raise refuse_literal(value)
    if isinstance(value, str):
        return "label", None, check_label(value)
    raise InvalidValue("must be a number, a boolean or a label (text)")


def timestamp_us(value: Any) -> int:
    """ISO 8601 (UTC unless it has a zone) or Unix milliseconds → Unix microseconds. Raises InvalidValue."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LAST_MS:
        return round(value * 1000)
    if isinstance(value, str):
        try:
            seconds = read_timestamp(value).replace(tzinfo=UTC).timestamp()
        except (InvalidFilterValue, OverflowError):
            seconds = -1.0
        if 0 <= seconds * 1000 <= _LAST_MS:
            return round(seconds * 1_000_000)
    raise InvalidValue("must be a timestamp between 1970 and 9999: ISO 8601 or Unix milliseconds")


def _listed(parsed: Any) -> tuple[list[str], list[Any]]:
    """The paths of the objects in a body, and the objects."""
    if parsed is None:
        raise invalid("requestBody", "'requestBody' is required", None)
    if isinstance(parsed, dict) and "scores" not in parsed:
        return ["requestBody"], [parsed]
    path = "requestBody"
    if isinstance(parsed, dict):
        for key in parsed:
            if key != "scores":
                message = f'"{shown(key)}" is an excess property and therefore is not allowed'
                raise invalid(f"requestBody.{shown(key)}", message, key)
        path, parsed = "requestBody.scores", parsed["scores"]
    if not isinstance(parsed, list):
        raise invalid(path, "must be a list of scores", parsed)
    return [f"{path}[{number}]" for number in range(len(parsed))], parsed


def _score(taken: dict[str, Any]) -> NewScore:
    get = taken.get
    session_id = get("session_id")
    evaluator, version = get("evaluator", _NOBODY)
    return NewScore._make(  # takes half the time of NewScore(…)
        (
            taken["request_id"] if session_id is None else session_id,
            taken["name"],
            *taken["value"],
            "request" if session_id is None else "session",
            get("rater") or evaluator or "",
            get("source"),
            get("comment"),
            evaluator,
            version,
            get("probability"),
            get("experiment_id"),
            get("item_id"),
            get("metadata"),
            get("scored_at"),
        )
    )


def _request_id(value: Any) -> str:
    if isinstance(value, str) and is_request_id(value):
        return value
    raise InvalidValue(NOT_AN_ID)


def text_of(value: Any, at_most: int = MAX_TEXT_CHARACTERS) -> str:
    """Raises InvalidValue."""
    if not isinstance(value, str):
        raise InvalidValue("must be text")
    if not 1 <= len(value) <= at_most:
        raise InvalidValue(f"must be 1 to {at_most} characters long, got {len(value)}")
    check_text(value)
    return value


def _comment(value: Any) -> str | None:
    return None if value == "" else text_of(value, MAX_COMMENT_CHARACTERS)


def session_id_of(value: Any) -> str:
    """Raises InvalidValue."""
    return text_of(value, MAX_SESSION_ID_CHARACTERS)


def _source(value: Any) -> str:
    if value in SOURCES:
        return str(value)
    raise InvalidValue(f"must be one of {', '.join(SOURCES)}")


def _evaluator(value: Any) -> _Evaluator:
    if not isinstance(value, dict):
        return text_of(value), None
    if not value.keys() <= {"name", "version"} or "name" not in value:
        raise InvalidValue("must be text, or an object with a name and optionally a version")
    version = value.get("version")
    return text_of(value["name"]), None if version is None else text_of(version)


def _probability(value: Any) -> float:
    if isinstance(value, Literal):
        raise InvalidValue(NOT_FINITE)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    raise InvalidValue("must be in (0, 1]: the probability with which this call was sampled for scoring")


def metadata_of(value: Any) -> dict[str, Any]:
    """Raises InvalidValue."""
    if not isinstance(value, dict):
        raise InvalidValue("must be an object")
    _check_numbers(value)
    try:
        size = len(orjson.dumps(value))
    except (TypeError, ValueError, RecursionError) as error:  # unpaired surrogates, too deep, too large numbers
        raise InvalidValue("must be an object of plain JSON") from error
    if size > MAX_METADATA_BYTES:
        raise InvalidValue(f"must be at most {MAX_METADATA_BYTES} bytes of JSON, got {size}")
    return value


def _check_numbers(value: Any) -> None:
    inner = [value]
    while inner:
        item = inner.pop()
        if isinstance(item, dict):
            inner += item.values()
        elif isinstance(item, list):
            inner += item
        elif isinstance(item, Literal):
            raise InvalidValue(f"contains the number {shown_value(item)}, which {refuse_literal(item)}")


_NOBODY: _Evaluator = (None, None)
_REQUIRED = ("name", "value")
_CHECKS: dict[str, Callable[[Any], Any]] = {
    "request_id": _request_id,
    "session_id": session_id_of,
    "name": check_name,
    "value": value_of,
    "source": _source,
    "rater": text_of,
    "comment": _comment,
    "evaluator": _evaluator,
    "probability": _probability,
    "experiment_id": text_of,
    "item_id": text_of,
    "metadata": metadata_of,
    "scored_at": timestamp_us,
}
