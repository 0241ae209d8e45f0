"""The body of POST /v1/request/{request_id}/score → scores, or what is wrong with which field. Pure.

    {"scores": {"accuracy": 92, "is_safe": true, "verdict": "good"}}

Accepts what Helicone accepts (docs/api.md has the table of values), but stores labels and never converts a value
silently.
"""

from __future__ import annotations

from typing import Any

from api.http.errors import ValidationFailed, shown
from api.http.json_values import INTEGER, NUMBER, InvalidValue, Literal, floating, integer, invalid, parse, shown_value
from api.scores.values import MAX_LABEL_CHARACTERS, check_label, check_name, refuse_literal
from store.helicone_words import MAX_INTEGER, TOO_LARGE
from store.models import NewScore

MAX_SCORES = 1_000

_BOOLEANS = {"true": True, "false": False}


def scores_from(body: bytes, request_id: str) -> list[NewScore]:
    """The scores in a body; the last one if a name occurs twice.

    Raises BadRequest if it is not JSON, ValidationFailed with every invalid field.
    """
    scores = _scores_object(parse(body))
    accepted: list[NewScore] = []
    details: dict[str, dict[str, Any]] = {}
    for name, value in scores.items():
        try:
            accepted.append(_score(request_id, check_name(name), value))
        except InvalidValue as error:
            details[f"requestBody.scores.{shown(name)}"] = {"message": str(error), "value": shown_value(value)}
    if details:
        raise ValidationFailed(details)
    return accepted


def _scores_object(parsed: Any) -> dict[str, Any]:
    if parsed is None:
        raise invalid("requestBody", "'requestBody' is required", None)
    if not isinstance(parsed, dict):
        raise invalid("requestBody", "invalid object", parsed)
    for key in parsed:
        if key != "scores":
            shown_key = shown(key)
            message = f'"{shown_key}" is an excess property and therefore is not allowed'
            raise invalid(f"requestBody.{shown_key}", message, key)
    if "scores" not in parsed:
        raise ValidationFailed({"requestBody.scores": {"message": "'scores' is required"}})
    scores = parsed["scores"]
    if not isinstance(scores, dict):
        raise invalid("requestBody.scores", "invalid object", scores)
    if len(scores) > MAX_SCORES:
        raise invalid("requestBody.scores", f"must have at most {MAX_SCORES} scores", len(scores))
    return scores


def _score(request_id: str, name: str, value: Any) -> NewScore:
    if isinstance(value, str):
        value = _coerced(value)
    if isinstance(value, bool):
        return NewScore(request_id, name, "boolean", value=float(value))
    if isinstance(value, str):
        return NewScore(request_id, name, "label", label=_label(value))
    return NewScore(request_id, name, "integer", value=float(_whole(value)))


def _coerced(text: str) -> Any:
    """The number or boolean that a text represents, else the text."""
    if len(text) > MAX_LABEL_CHARACTERS:
        return text
    if text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if INTEGER.fullmatch(text):
        return integer(text)
    if NUMBER.fullmatch(text):
        return floating(text)
    return text


def _label(text: str) -> str:
    label = check_label(text)
    bare = text.strip()
    if bare != text and not isinstance(_coerced(bare), str):
        raise InvalidValue("must not have spaces around a number or boolean")
    return label


def _fraction(value: float) -> str:
    """A value below 1 is usually a share, which is sent in percent; a larger value has its scale already."""
    remedy = "multiply by 100 and round, for instance round(0.92 * 100) = 92" if abs(value) < 1 else "round it"
    return f"must be a whole number, a boolean or a label: {remedy}, or use POST /v1/scores, which accepts decimals"


def _whole(value: Any) -> int:
    if isinstance(value, Literal):
        raise refuse_literal(value)
    if not isinstance(value, int | float):
        raise InvalidValue("must be a whole number, a boolean or a label (text)")
    if isinstance(value, float) and not value.is_integer():
        raise InvalidValue(_fraction(value))
    if abs(value) > MAX_INTEGER:
        raise InvalidValue(TOO_LARGE)
    return int(value)
