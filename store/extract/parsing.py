"""JSON from the wire: what a strict parser accepts, and what real clients send beside that. Never raises."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import orjson

Json = dict[str, Any]

_EMPTY: Json = {}
_MAX_COUNT = 2**53  # a greater number of tokens is nonsense, and readers with doubles would round it


def parse(data: bytes) -> Any:
    """The value in these bytes; None when they are not JSON, or are `null`.

    The value can be written as JSON again, unless it is nested deeper than orjson writes (254 levels).
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _parse_leniently(data)


def mapping(value: Any, key: str) -> Json:
    """The object at that key; {} when there is none."""
    item = value.get(key) if isinstance(value, dict) else None
    return item if isinstance(item, dict) else _EMPTY


def mappings(value: Any, key: str) -> list[Json]:
    """The objects in the list at that key; what is not an object is left out."""
    return [item for item in sequence(value, key) if isinstance(item, dict)]


def sequence(value: Any, key: str) -> Sequence[Any]:
    """The list at that key; an empty one when there is none."""
    item = value.get(key) if isinstance(value, dict) else None
    return item if isinstance(item, list) else ()


def text(value: Any, key: str) -> str:
    """The string at that key, "" when there is none."""
    item = value.get(key) if isinstance(value, dict) else None
    return item if isinstance(item, str) else ""


def count(value: Any, key: str) -> int | None:
    """The whole number at that key, from 0 to 2^53; None for anything else."""
    item = value.get(key) if isinstance(value, dict) else None
    if type(item) is int and 0 <= item <= _MAX_COUNT:  # type(): True is an int too
        return item
    return None


def _parse_leniently(data: bytes) -> Any:
    # Python's clients write NaN and lone surrogates, which the standard library reads and orjson does not.
    stripped = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stripped[:1] not in (b"{", b"["):
        return None
    try:
        # A constant is NaN or an Infinity: null, as JavaScript writes them.
        value = json.loads(
            stripped.decode("utf-8", "replace"), parse_constant=lambda _: None, parse_int=_number, parse_float=_float
        )
        return orjson.loads(scrub(json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError):
        return None


def scrub(string: str) -> str:
    """The string in valid UTF-8: a surrogate without its other half becomes U+FFFD."""
    return string.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(digits: str) -> int | float | None:
    if len(digits) < 19:  # surely within 64 bits
        return int(digits)
    return _float(digits)  # as orjson reads long integers


def _float(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None
