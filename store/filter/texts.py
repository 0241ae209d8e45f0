"""The text operators in Python, for texts that the replica does not have. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

import orjson

from store.filter.conditions import EMPTY, NULL
from store.filter.values import Value

_BEFORE_HIT, _AFTER_HIT = 80, 200  # characters of an excerpt


def holds(tests: Iterable[tuple[str, Value]], texts: Collection[str]) -> bool:
    """Whether all tests hold for a value that reads as any of these texts; without texts, there is no value."""
    return all(_holds(operator, str(value), texts) for operator, value in tests)


def texts_of(value: Any) -> list[str]:
    """A parsed body as JSON, and as what a person reads in it: all of its strings."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    return [orjson.dumps(value).decode(), "\n".join(_strings(value))]


def excerpt(tests: Iterable[tuple[str, Value]], texts: Collection[str]) -> str:
    """The text around the first hit of a "contains", rather as a person reads it than as JSON; '' if there is none."""
    wanted = [re.compile(re.escape(str(value)), re.IGNORECASE) for operator, value in tests if operator == "contains"]
    for text in reversed(list(texts)):
        for pattern in wanted:
            if hit := pattern.search(text):
                start = max(0, hit.start() - _BEFORE_HIT)
                return text[start : hit.end() + _AFTER_HIT]
    return ""


def _holds(operator: str, value: str, texts: Collection[str]) -> bool:
    match operator:
        case "not-equals" | "not-contains":
            return not _holds(operator.removeprefix("not-"), value, texts)
        case "equals" if value == NULL:
            return not texts
        case "equals" if value == EMPTY:
            return not any(texts)
        case "equals":
            return value in texts
        case "contains":
            folded = value.lower()
            return any(folded in text.lower() for text in texts)
        case _:
            return any(_pattern(value, operator == "ilike").fullmatch(text) for text in texts)


@lru_cache(64)
def _pattern(like: str, ignore_case: bool) -> re.Pattern[str]:
    parts = {"%": ".*", "_": "."}
    pieces = (
        re.escape(piece[1:] or "\\") if piece.startswith("\\") else parts.get(piece, re.escape(piece))
        for piece in re.findall(r"\\.?|[^\\]", like, re.DOTALL)
    )
    return re.compile("".join(pieces), re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += reversed(item.values())
        elif isinstance(item, list):
            waiting += reversed(item)
