"""What an operator may be given, by the kind of its column. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime

from store.filter.columns import Kind
from store.helicone_words import MAX_INTEGER, TOO_LARGE

Value = str | float | bool | datetime  # moments without a zone, in UTC

_MAX_TEXT = 10_000
_NOT_FINITE = "must be a finite number"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?([0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?")

_TEXT_OPERATORS = ("equals", "not-equals", "like", "ilike", "contains", "not-contains")
_NUMBER_OPERATORS = ("equals", "not-equals", "gte", "lte", "gt", "lt")
OPERATORS: dict[Kind, tuple[str, ...]] = {
    "text": _TEXT_OPERATORS,
    "number": _NUMBER_OPERATORS,
    "boolean": ("equals",),
    "moment": ("equals", "gte", "lte", "gt", "lt"),
    "property": _TEXT_OPERATORS,
    "score": (*_NUMBER_OPERATORS, "like", "ilike", "contains", "not-contains"),
    "has_property": ("equals", "not-equals"),
    "all_scores": ("equals", "not-equals"),
    "feedback": ("equals",),
}


class InvalidFilterValue(ValueError):
    """This value can't be compared with; the message says why and what could."""


def value_for(kind: Kind, operator: str, value: object) -> Value:
    """The value as it will be compared. Raises Refused."""
    if kind == "score":
        return _score(operator, value)
    return _READ[kind](value)


def text(value: object) -> str:
    if type(value) is not str:  # a number that could not be kept exactly comes as a kind of text
        raise InvalidFilterValue("must be a text")
    if len(value) > _MAX_TEXT:
        raise InvalidFilterValue(f"has {_MAX_TEXT} characters at most")
    if _SURROGATE.search(value):
        raise InvalidFilterValue("must not contain half of a surrogate pair")
    return value


def number(value: object) -> float:
    """A finite number; a text that is one counts, as in Helicone.

    A number that no double or integer of ours holds comes as a subclass of str, as it was written.
    """
    if type(value) is str and _NUMBER.fullmatch(value):
        value = float(value)
    elif isinstance(value, str) and value.lstrip("-").isdigit():
        raise InvalidFilterValue(TOO_LARGE)
    elif isinstance(value, str) and type(value) is not str:
        raise InvalidFilterValue(_NOT_FINITE)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidFilterValue("must be a number")
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise InvalidFilterValue(TOO_LARGE)
    if not math.isfinite(value):
        raise InvalidFilterValue(_NOT_FINITE)
    return float(value)


def boolean(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    if not isinstance(value, bool):
        raise InvalidFilterValue("must be true or false")
    return value


def timestamp(value: object) -> datetime:
    """From ISO 8601, a date alone counts from its first moment; without a zone it is UTC."""
    if not isinstance(value, str):
        raise InvalidFilterValue("must be a moment as text, for instance 2026-01-31T12:00:00Z")
    try:
        read = datetime.fromisoformat(value)
        return (read.astimezone(UTC) if read.tzinfo else read).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise InvalidFilterValue("is not a moment, for instance 2026-01-31T12:00:00Z") from None


def _score(operator: str, value: object) -> Value:
    if operator in ("equals", "not-equals"):
        return value if isinstance(value, bool) else text(value) if type(value) is str else number(value)
    return number(value) if operator in _NUMBER_OPERATORS else text(value)


def _emptiness(value: object) -> str:
    if value != "{}":
        raise InvalidFilterValue('can only be compared with "{}" (no scores); for a score\'s value use scores')
    return "{}"


_READ: dict[Kind, Callable[[object], Value]] = {
    "text": text,
    "number": number,
    "boolean": boolean,
    "moment": timestamp,
    "property": text,
    "has_property": text,
    "all_scores": _emptiness,
    "feedback": boolean,
}
