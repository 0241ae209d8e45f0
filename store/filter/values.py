"""The operators and values of each kind of column. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime

from store.filter.columns import Kind
from store.helicone_words import MAX_INTEGER, TOO_LARGE

Value = str | float | bool | datetime  # datetimes in UTC, without a zone

_MAX_TEXT = 10_000
_NOT_FINITE = "must be a finite number"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Python reads any character between date and time, and so the epoch number 1701010101010 as a time in the year 1701.
_ISO_8601 = re.compile(r"[0-9W-]{7,10}([Tt ].*)?", re.DOTALL)
_NUMBER = re.compile(r"[+-]?([0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?")

_TEXT_OPERATORS = ("equals", "not-equals", "like", "ilike", "contains", "not-contains")
_NUMBER_OPERATORS = ("equals", "not-equals", "gte", "lte", "gt", "lt")
OPERATORS: dict[Kind, tuple[str, ...]] = {
    "text": _TEXT_OPERATORS,
    "number": _NUMBER_OPERATORS,
    "boolean": ("equals",),
    "timestamp": ("equals", "gte", "lte", "gt", "lt"),
    "property": _TEXT_OPERATORS,
    "score": (*_NUMBER_OPERATORS, "like", "ilike", "contains", "not-contains"),
    "has_property": ("equals", "not-equals"),
    "all_scores": ("equals", "not-equals"),
    "feedback": ("equals",),
    "score_text": _TEXT_OPERATORS,
    "score_texts": _TEXT_OPERATORS,
}


class InvalidFilterValue(ValueError):
    """The value cannot be compared with the column; the message says what would be right."""


def value_for(kind: Kind, operator: str, value: object) -> Value:
    """The value as it is compared. Raises InvalidFilterValue."""
    if kind == "score":
        return _score(operator, value)
    if kind == "number" and value == "null" and operator in ("equals", "not-equals"):
        return "null"  # no value
    return _READ[kind](value)


def text(value: object) -> str:
    if type(value) is not str:  # numbers that are not exact as a float arrive as a subclass of str
        raise InvalidFilterValue("must be a string")
    if len(value) > _MAX_TEXT:
        raise InvalidFilterValue(f"must have at most {_MAX_TEXT} characters")
    if _SURROGATE.search(value):
        raise InvalidFilterValue("must not contain half of a surrogate pair")
    return value


def number(value: object) -> float:
    """A finite number, or the text of one, as Helicone accepts it. Raises InvalidFilterValue.

    A number that neither a float nor an exact integer can hold arrives as a subclass of str, as it was written.
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
    """From ISO 8601: a date alone is its first moment, a time without a zone is UTC. Raises InvalidFilterValue."""
    if not isinstance(value, str) or not _ISO_8601.fullmatch(value):
        raise InvalidFilterValue("must be a time in ISO 8601, such as 2026-01-31T12:00:00Z")
    try:
        read = datetime.fromisoformat(value)
        return (read.astimezone(UTC) if read.tzinfo else read).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise InvalidFilterValue("must be a time in ISO 8601, such as 2026-01-31T12:00:00Z") from None


def _score(operator: str, value: object) -> Value:
    if operator in ("equals", "not-equals"):
        return value if isinstance(value, bool) else text(value) if type(value) is str else number(value)
    return number(value) if operator in _NUMBER_OPERATORS else text(value)


def _emptiness(value: object) -> str:
    if value != "{}":
        raise InvalidFilterValue('must be "{}" (no scores); to filter by a score\'s value, use scores')
    return "{}"


_READ: dict[Kind, Callable[[object], Value]] = {
    "text": text,
    "number": number,
    "boolean": boolean,
    "timestamp": timestamp,
    "property": text,
    "has_property": text,
    "all_scores": _emptiness,
    "feedback": boolean,
    "score_text": text,
    "score_texts": text,
}
