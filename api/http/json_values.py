"""JSON parsed without loss: no number is rounded or dropped silently. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from api.http.errors import BadRequest, ValidationFailed, shown

INTEGER = re.compile(r"[+-]?[0-9]+")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_LONG_INTEGER = re.compile(rb"(?<![.0-9])[0-9]{17}")
# Digits to 0, all else to a space: a run of them is then found several times faster than by the pattern.
_TO_RUNS = bytes(ord("0") if byte in b"0123456789" else ord(" ") for byte in range(256))
_LONG_RUN = b"0" * 17


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, as it was written, that fits neither a double nor an integer of ours: 1e400, NaN, 25 digits.

    Not text, so that nothing takes it for the value of a field that is.
    """

    written: str


def parse(body: bytes) -> Any:
    """Numbers that can't be represented exactly become Literals. Raises BadRequest if it is not JSON."""
    return parser_of(body)(body)


def parser_of(text: bytes) -> Callable[[bytes], Any]:
    """`parse` for any part of this text, which is scanned once."""
    return parse_slowly if _has_long_integer(text) else _parse_quickly  # orjson would round 21 digits to a float


def _parse_quickly(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        # NaN, 1e400, an unpaired surrogate: the slow parser returns them, and its caller names the field.
        return parse_slowly(body)


def _has_long_integer(body: bytes) -> bool:
    return _LONG_RUN in body.translate(_TO_RUNS) and _LONG_INTEGER.search(body) is not None


def parse_slowly(body: bytes) -> Any:
    """The standard library's parser gives access to numbers as they were written."""
    try:
        return json.loads(body.decode("utf-8-sig"), parse_int=integer, parse_float=floating, parse_constant=Literal)
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: invalid byte at position {error.start}") from error
    except RecursionError as error:
        raise BadRequest("The body is nested too deeply") from error
    except json.JSONDecodeError as error:
        location = f"line {error.lineno}, column {error.colno}"
        raise BadRequest(f"The body is not JSON: {error.msg} ({location})") from error


def integer(text: str) -> int | Literal:
    # 18 digits are well beyond the largest integer that is stored; int() of a million digits would take seconds.
    return int(text) if len(text) <= 18 else Literal(text)


def floating(text: str) -> float | Literal:
    value = float(text)
    return value if math.isfinite(value) else Literal(text)


def invalid(field: str, message: str, value: Any) -> ValidationFailed:
    """The error for one field."""
    return ValidationFailed({field: {"message": message, "value": shown_value(value)}})


def shown_value(value: Any) -> Any:
    """A value that was sent, made fit for an answer."""
    if isinstance(value, Literal):
        return shown(value.written)
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return value


_UNFIT = re.compile("[\0\ud800-\udfff]")


class InvalidValue(ValueError):
    """A value that is not accepted; the message, which follows the path of the field, says what would be."""


def check_text(text: str) -> None:
    """Raises InvalidValue for text that can't be stored or sent."""
    if (not text.isascii() or "\0" in text) and _UNFIT.search(text):
        raise InvalidValue("must not contain NUL or an unpaired surrogate")
