"""The body of POST /v1/scores: JSON → scores, or what is wrong with which field. Pure.

    {"request_id": "my-request", "name": "accuracy", "value": 0.92, "source": "model"}

one such object, a list of them, or {"scores": [...]}. Unlike Helicone's call it takes decimals, and a text is a label
whatever it says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

from api.http.errors import ValidationFailed, shown
from api.http.json_values import InvalidValue, Literal, check_text, invalid, parse, shown_value
from api.requests.request_ids import is_request_id
from api.scores.score_values import NOT_FINITE, check_label, check_name, refuse_literal
from store.helicone_words import MAX_INTEGER, TOO_LARGE
from store.models import NewScore, ScoreKind

MAX_ITEMS = 10_000
MAX_TEXT_CHARACTERS = 200  # of ids, versions, raters
MAX_COMMENT_CHARACTERS = 10_000
MAX_METADATA_BYTES = 10_000
MAX_DETAILS = 100  # fields named in one answer
SOURCES = ("human", "model", "code", "user")

_LAST_MS = 253_402_300_799_999  # the end of the year 9999

Details = dict[str, dict[str, Any]]


class ItemRefused(ValueError):
    """One object is no score. `details`: field of it ("" for the whole) → message and value."""

    def __init__(self, details: Details) -> None:
        super().__init__(", ".join(details))
        self.details = details


class Items(NamedTuple):
    scores: list[NewScore]
    paths: list[str]  # where each stands in the body: "requestBody.scores[3]"


# Plain tuples: one is made for each score.
Value = tuple[ScoreKind, float | None, str | None]  # kind, value, label
_Evaluator = tuple[str | None, str | None]  # name, version


def items_from(body: bytes) -> Items:
    """Raises BadRequest when it is not JSON, ValidationFailed with the fields that are wrong (the first hundred)."""
    paths, items = _listed(parse(body))
    if len(items) > MAX_ITEMS:
        raise invalid(
            "requestBody", f"{MAX_ITEMS} scores at most in one call; as application/x-ndjson, any number", len(items)
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
    """Raises ItemRefused with every field that is wrong."""
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
        details["request_id"] = {"message": "either 'request_id' or 'session_id' is required, and not both"}
    if details:
        raise ItemRefused(details)
    return _score(taken)


def value_of(value: Any) -> Value:
    """Raises Refused."""
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
    """ISO 8601 (UTC unless it says otherwise) or Unix milliseconds → Unix microseconds. Raises Refused."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LAST_MS:
        return round(value * 1000)
    if isinstance(value, str) and not isinstance(value, Literal):
        try:
            at = datetime.fromisoformat(value)
            seconds = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            seconds = -1.0
        if 0 <= seconds * 1000 <= _LAST_MS:
            return round(seconds * 1_000_000)
    raise InvalidValue("must be a moment between 1970 and 9999: ISO 8601 or Unix milliseconds")


def _listed(parsed: Any) -> tuple[list[str], list[Any]]:
    """The objects in a body, and where each stands."""
    if parsed is None:
        raise invalid("requestBody", "'requestBody' is required", None)
    if isinstance(parsed, dict) and "scores" not in parsed:
        return ["requestBody"], [parsed]
    at = "requestBody"
    if isinstance(parsed, dict):
        for key in parsed:
            if key != "scores":
                message = f'"{shown(key)}" is an excess property and therefore is not allowed'
                raise invalid(f"requestBody.{shown(key)}", message, key)
        at, parsed = "requestBody.scores", parsed["scores"]
    if not isinstance(parsed, list):
        raise invalid(at, "must be a list of scores", parsed)
    return [f"{at}[{number}]" for number in range(len(parsed))], parsed


def _score(taken: dict[str, Any]) -> NewScore:
    given = taken.get
    session_id = given("session_id")
    evaluator, version = given("evaluator", _NOBODY)
    return NewScore._make(  # half of the time of NewScore(…)
        (
            taken["request_id"] if session_id is None else session_id,
            taken["name"],
            *taken["value"],
            "request" if session_id is None else "session",
            given("rater") or evaluator or "",
            given("source"),
            given("comment"),
            evaluator,
            version,
            given("probability"),
            given("experiment_id"),
            given("item_id"),
            given("metadata"),
            given("scored_at"),
        )
    )


def _request_id(value: Any) -> str:
    if isinstance(value, str) and is_request_id(value):
        return value
    raise InvalidValue("must be 1 to 256 visible ASCII characters without %, and not . or ..")


def text_of(value: Any, at_most: int = MAX_TEXT_CHARACTERS) -> str:
    """Raises Refused."""
    if not isinstance(value, str) or isinstance(value, Literal):
        raise InvalidValue("must be a text")
    if not 1 <= len(value) <= at_most:
        raise InvalidValue(f"must have 1 to {at_most} characters")
    check_text(value, "it")
    return value


def _comment(value: Any) -> str | None:
    return None if value == "" else text_of(value, MAX_COMMENT_CHARACTERS)


def session_id_of(value: Any) -> str:
    """Raises Refused."""
    return text_of(value, 1_000)


def _source(value: Any) -> str:
    if value in SOURCES:
        return str(value)
    raise InvalidValue(f"must be one of {', '.join(SOURCES)}")


def _evaluator(value: Any) -> _Evaluator:
    if not isinstance(value, dict):
        return text_of(value), None
    if not value.keys() <= {"name", "version"} or "name" not in value:
        raise InvalidValue("must be a text, or an object with name and, if you like, version")
    version = value.get("version")
    return text_of(value["name"]), None if version is None else text_of(version)


def _probability(value: Any) -> float:
    if isinstance(value, Literal):
        raise InvalidValue(NOT_FINITE)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    raise InvalidValue("must be above 0 and at most 1: how probable it was that this call was chosen to be scored")


def _metadata(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidValue("must be an object")
    try:
        size = len(orjson.dumps(value))
    except (TypeError, ValueError, RecursionError) as error:  # half of a surrogate pair, too deep, too large numbers
        raise InvalidValue("must be an object of plain JSON") from error
    if size > MAX_METADATA_BYTES:
        raise InvalidValue(f"must be {MAX_METADATA_BYTES} bytes at most")
    _check_numbers(value)
    return value


def _check_numbers(value: Any) -> None:
    """Written as text, a Literal would pass for one."""
    inner = [value]
    while inner:
        one = inner.pop()
        if isinstance(one, dict):
            inner += one.values()
        elif isinstance(one, list):
            inner += one
        elif isinstance(one, Literal):
            raise InvalidValue(f"holds the number {shown(one)}, which {refuse_literal(one)}")


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
    "metadata": _metadata,
    "scored_at": timestamp_us,
}
