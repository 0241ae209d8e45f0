"""The body of a score call: bytes → scores, or what is wrong with which field. Pure.

    {"scores": {"accuracy": 92, "is_safe": true, "verdict": "good"}}

As Helicone takes it (docs/api.md has the table of values), but that labels are kept and that nothing is turned into
something else in silence.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from api.errors import BadRequest, ValidationFailed, shown
from store.records import NewScore

MAX_SCORES = 1_000
MAX_NAME_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 1_000
MAX_INTEGER = 2**53 - 1  # beyond it, a double no longer holds every integer (RFC 8259 §6)

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}
_NOT_NUMBERS = {"nan", "inf", "infinity"}
_SURROGATE = re.compile("[\ud800-\udfff]")

_TOO_LARGE = "is beyond ±(2^53-1), the largest whole numbers that are kept exactly"
_NOT_FINITE = "is not a finite number"
_FRACTION = (
    "is not a whole number. Multiply by 100 and round, for instance round(0.92 * 100) = 92: "
    "this endpoint keeps whole numbers, booleans and labels"
)


class _Literal(str):
    """A number as it was written that no double or integer of ours holds: 1e400, NaN, 25 digits."""


class _Refused(ValueError):
    """This value is no score; the message says why."""


def scores_from(body: bytes, request_id: str) -> list[NewScore]:
    """The scores in a body for that request; of a name that occurs twice, the last.

    Raises BadRequest when it is not JSON, ValidationFailed with every field that is wrong: then none is kept.
    """
    scores = _scores_object(_parsed(body))
    taken: list[NewScore] = []
    details: dict[str, dict[str, Any]] = {}
    for name, value in scores.items():
        try:
            _check_name(name)
            taken.append(_score(request_id, name, value))
        except _Refused as error:
            details[f"requestBody.scores.{shown(name)}"] = {"message": str(error), "value": _shown(value)}
    if details:
        raise ValidationFailed(details)
    return taken


def _parsed(body: bytes) -> Any:
    # The standard library's parser, not orjson: it hands out numbers as they were written, so that NaN can be told by
    # its name and 21 digits are not a rounded float.
    try:
        return json.loads(body.decode("utf-8-sig"), parse_int=_integer, parse_float=_float, parse_constant=_Literal)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} does not belong.") from error
    except RecursionError as error:
        raise BadRequest("The body is nested too deeply.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadRequest(f"The body is not JSON: {error.msg} ({place}).") from error


def _scores_object(parsed: Any) -> dict[str, Any]:
    if parsed is None:
        _invalid("requestBody", "'requestBody' is required", None)
    if not isinstance(parsed, dict):
        _invalid("requestBody", "invalid object", parsed)
    for key in parsed:
        if key != "scores":
            shown_key = shown(key)
            message = f'"{shown_key}" is an excess property and therefore is not allowed'
            _invalid(f"requestBody.{shown_key}", message, key)
    if "scores" not in parsed:
        raise ValidationFailed({"requestBody.scores": {"message": "'scores' is required"}})
    scores = parsed["scores"]
    if not isinstance(scores, dict):
        _invalid("requestBody.scores", "invalid object", scores)
    if len(scores) > MAX_SCORES:
        _invalid("requestBody.scores", f"{MAX_SCORES} scores at most in one call", len(scores))
    return scores


def _check_name(name: str) -> None:
    if not name:
        raise _Refused("a score's name must not be empty")
    if len(name) > MAX_NAME_CHARACTERS:
        raise _Refused(f"a score's name has {MAX_NAME_CHARACTERS} characters at most")
    _check_text(name, "name")


def _check_text(text: str, what: str) -> None:
    if "\0" in text or _SURROGATE.search(text):
        raise _Refused(f"a score's {what} must not contain NUL or half of a surrogate pair")


def _score(request_id: str, name: str, value: Any) -> NewScore:
    if isinstance(value, str) and not isinstance(value, _Literal):
        value = _coerced(value)
    if isinstance(value, bool):
        return NewScore(request_id, name, "boolean", value=float(value))
    if isinstance(value, str) and not isinstance(value, _Literal):
        return NewScore(request_id, name, "label", label=_label(value))
    return NewScore(request_id, name, "integer", value=float(_whole(value)))


def _coerced(text: str) -> Any:
    """The number or boolean that a text stands for, else the text."""
    if len(text) > MAX_LABEL_CHARACTERS:
        return text
    if text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _NUMBER.fullmatch(text):
        return _float(text)
    return text


def _label(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise _Refused("a label must not be empty")
    if bare.lstrip("+-").lower() in _NOT_NUMBERS:
        raise _Refused(_NOT_FINITE)
    if bare != text and not isinstance(_coerced(bare), str):
        raise _Refused("has spaces around a number or boolean: leave them out")
    if len(text) > MAX_LABEL_CHARACTERS:
        raise _Refused(f"a label has {MAX_LABEL_CHARACTERS} characters at most")
    _check_text(text, "label")
    return text


def _whole(value: Any) -> int:
    if isinstance(value, _Literal):
        raise _Refused(_TOO_LARGE if _NUMBER.fullmatch(value) else _NOT_FINITE)
    if not isinstance(value, int | float):
        raise _Refused("must be a whole number, a boolean or a label (text)")
    if isinstance(value, float) and not value.is_integer():
        raise _Refused(_FRACTION)
    if abs(value) > MAX_INTEGER:
        raise _Refused(_TOO_LARGE)
    return int(value)


def _integer(text: str) -> int | _Literal:
    # 18 digits are well beyond what is kept; int() of a million would take seconds.
    return int(text) if len(text) <= 18 else _Literal(text)


def _float(text: str) -> float | _Literal:
    value = float(text)
    return value if math.isfinite(value) else _Literal(text)


def _shown(value: Any) -> Any:
    """The value that was sent, fit for an answer."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return value


def _invalid(field: str, message: str, value: Any) -> NoReturn:
    raise ValidationFailed({field: {"message": message, "value": _shown(value)}})
