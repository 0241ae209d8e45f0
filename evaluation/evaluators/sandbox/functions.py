"""Imports a function of an evaluator, and makes scores of what it returns."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from evaluation.evaluators.sandbox.given import GivenScore

MAX_SCORES = 100
MAX_NAME_CHARACTERS = 100
MAX_LABEL_CHARACTERS = 1_000
MAX_COMMENT_CHARACTERS = 10_000
MAX_INTEGER = 2**53


class BadResult(ValueError):
    """The function returned something that is no score. The message says what, and what would be right."""


class CannotLoad(Exception):
    """The function cannot be imported. The message says why."""


def load(function: str, folder: str) -> Callable[[Mapping[str, Any]], Any]:
    """`function`: module:name, of a file in the folder. Raises CannotLoad."""
    module_name, _, name = function.partition(":")
    sys.path.insert(0, folder)
    try:
        module = import_module(module_name)
    except BaseException as error:
        raise CannotLoad(f"{module_name} cannot be imported: {shown(error)}") from None
    loaded = getattr(module, name, None)
    if not callable(loaded):
        raise CannotLoad(f"{module_name} has no function {name}")
    checked: Callable[[Mapping[str, Any]], Any] = loaded
    return checked


def shown(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def scores_from(result: Any) -> list[GivenScore]:
    """None gives no score. Raises BadResult."""
    if result is None:
        return []
    if isinstance(result, Mapping):
        scores = [_named(name, value) for name, value in result.items()]
    elif isinstance(result, GivenScore):
        scores = [_score(*result)]
    elif isinstance(result, Sequence) and not isinstance(result, str | bytes):
        scores = [_listed(each) for each in result[: MAX_SCORES + 1]]
    else:
        raise BadResult(f"must return a dict or a list of Score, got {type(result).__name__}")
    if len(scores) > MAX_SCORES:
        raise BadResult(f"must return at most {MAX_SCORES} scores")
    names = [score.name for score in scores]
    if len(set(names)) < len(names):
        raise BadResult("must return different score names")
    return scores


def _named(name: Any, value: Any) -> GivenScore:
    """{"accuracy": 0.9}, or {"accuracy": {"value": 0.9, "comment": "…"}}"""
    if isinstance(value, Mapping):
        if "value" not in value or value.keys() - {"value", "comment"}:
            raise BadResult(f"{str(name)[:100]}: must have 'value', and may have 'comment'")
        return _score(name, value["value"], value.get("comment"))
    return _score(name, value)


def _listed(each: Any) -> GivenScore:
    if isinstance(each, GivenScore):
        return _score(*each)
    if isinstance(each, Mapping) and "name" in each and "value" in each:
        return _score(each["name"], each["value"], each.get("comment"))
    raise BadResult(f"a list must have Score(name, value) only, got {type(each).__name__}")


def _score(name: Any, value: Any, comment: Any = None) -> GivenScore:
    if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME_CHARACTERS:
        raise BadResult(f"a score name must be text of 1 to {MAX_NAME_CHARACTERS} characters, got {str(name)[:100]!r}")
    if comment is not None and not isinstance(comment, str):
        raise BadResult(f"{name}: the comment must be text, got {type(comment).__name__}")
    return GivenScore(name, _value(name, value), comment and comment[:MAX_COMMENT_CHARACTERS])


def _value(name: str, value: Any) -> int | float | bool | str:
    if hasattr(value, "item") and not isinstance(value, str | int | float):
        value = value.item()  # a number of numpy or torch
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= MAX_INTEGER:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and value.strip() and len(value) <= MAX_LABEL_CHARACTERS:
        return value
    raise BadResult(f"{name}: must be a finite number, True, False or a label, got {repr(value)[:100]}")
