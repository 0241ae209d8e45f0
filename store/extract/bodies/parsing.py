"""JSON from the wire: what a strict parser accepts, and what real clients send beside that. Never raises."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any

import orjson

Json = dict[str, Any]

_EMPTY: Json = {}
_OPEN = re.compile(r"\ufeff?\s*\{\s*")
_KEY = re.compile(r'"([^"\\]{1,200})"\s*:\s*')
_COMMA = re.compile(r"\s*,\s*")
_MEMBER = re.compile(rb'\s*"[^"\\]{1,200}"\s*:')
_MAX_MEMBERS = 200  # of an object that was cut
_MAX_READINGS = 10  # of a tail, on average: each comma in it may be the one that its last members begin behind
_DECODER = json.JSONDecoder()
_MAX_COUNT = 2**53  # beyond it a number of tokens is nonsense, and other readers would round it


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


def members_of_cut(data: bytes, gap: int | None) -> Json:
    """The top-level members that can be read of an object whose end, or whose middle (at `gap`), is missing."""
    head = data if gap is None else data[:gap]
    members = _first_members(head)
    if gap is not None:
        members = _last_members(data[gap:]) | members
    return members


def _first_members(head: bytes) -> Json:
    """Up to the first member whose value is not whole."""
    text_ = head.decode("utf-8", "replace")
    members: Json = {}
    match = _OPEN.match(text_)
    position = match.end() if match else len(text_)
    for _ in range(_MAX_MEMBERS):
        key = _KEY.match(text_, position)
        if key is None:
            break
        try:
            value, position = _DECODER.raw_decode(text_, key.end())
        except (ValueError, RecursionError):
            break
        if position >= len(text_):  # a number may go on behind the cut
            break
        members[key[1]] = value
        comma = _COMMA.match(text_, position)
        if comma is None:
            break
        position = comma.end()
    return members


def _last_members(tail: bytes) -> Json:
    """From the last comma backwards, as long as what follows is the end of an object."""
    members: Json = {}
    end = tail.rstrip()
    position = len(end)
    left = _MAX_READINGS * len(end)
    for _ in range(_MAX_MEMBERS):
        position = end.rfind(b",", 0, position)
        if position < 0:
            break
        if not _MEMBER.match(end, position + 1):
            continue
        left -= len(end) - position
        if left < 0:
            break
        try:
            members = orjson.loads(b"{" + end[position + 1 :])
        except orjson.JSONDecodeError:  # a comma inside of a member
            continue
    return members


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
