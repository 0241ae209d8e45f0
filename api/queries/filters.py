"""A filter tree or sort order as it was sent → what the store takes, or which field is wrong. Pure."""

from __future__ import annotations

from typing import Any, Literal

from api.http.errors import ValidationFailed, shown, shown_path
from api.http.json_values import shown_value
from store.analytics.requests.sorting import MAPS, SORT_KEYS, Sort
from store.filter import BadFilter, Node
from store.filter import parse as parse_filter


def filter_of(raw: Any, name: str = "filter") -> Node:
    """Raises ValidationFailed, with the path inside the tree."""
    try:
        return parse_filter(raw, name)
    except BadFilter as error:
        raise _invalid(f"requestBody.{error.path}", str(error), error.value) from None


def sort_of(raw: dict[str, Any]) -> Sort:
    """{"cost": "desc"}, {"properties": {"Environment": "asc"}}, {"random": true}, or {}: the newest first.

    Raises ValidationFailed.
    """
    if not raw:
        return Sort()
    (key, value), *others = raw.items()
    path = f"requestBody.sort.{key}"
    if others:
        raise _invalid("requestBody.sort", "must have one key only", None)
    if key not in SORT_KEYS:
        raise _invalid(path, f"unknown sort key; use one of {', '.join(SORT_KEYS)}", key)
    if key == "random":
        if value is not True:
            raise _invalid(path, "must be true", value)
        return Sort(key)
    name = None
    if key in MAPS:
        if not isinstance(value, dict) or len(value) != 1:
            raise _invalid(path, 'must be {"<name>": "asc" | "desc"}', value)
        ((name, value),) = value.items()
        shown_name = shown(name)
        if shown_name != name:
            raise _invalid(path, "must have a name of at most 200 characters", name)
    return Sort(key, _direction(path, value) == "desc", name)


def _direction(path: str, value: Any) -> Literal["asc", "desc"]:
    if value not in ("asc", "desc"):
        raise _invalid(path, 'must be "asc" or "desc"', value)
    return "asc" if value == "asc" else "desc"


def _invalid(path: str, message: str, value: Any) -> ValidationFailed:
    return ValidationFailed({shown_path(path): {"message": message, "value": shown_value(value)}})
