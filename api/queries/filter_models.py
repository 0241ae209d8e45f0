"""The bodies of queries, their filters and orders."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from api.http.errors import ValidationFailed, shown, shown_path
from api.http.json_values import shown_value
from store.analytics.requests.sorting import MAPS, SORT_KEYS, Sort
from store.filter import BadFilter, Node
from store.filter import parse as parse_filter

# Read by store/filter, which names the place of what is wrong; openapi.py puts what it describes in the mark's place.
FILTER_MARK = "x-filter"
FilterTree = Annotated[Any, WithJsonSchema({FILTER_MARK: True})]


class Query(BaseModel):
    """Unknown fields are errors, numbers may come as text: as Helicone takes them."""

    model_config = ConfigDict(extra="forbid")


def filter_of(raw: Any, name: str = "filter") -> Node:
    """Raises ValidationFailed, naming the place in the tree."""
    try:
        return parse_filter(raw, name)
    except BadFilter as error:
        detail = {"message": str(error), "value": shown_value(error.value)}
        raise ValidationFailed({shown_path(f"requestBody.{error.path}"): detail}) from None


def sort_of(raw: dict[str, Any]) -> Sort:
    """{"cost": "desc"}, {"properties": {"Environment": "asc"}}, {"random": true}, or {}: the newest first."""
    if not raw:
        return Sort()
    (key, value), *others = raw.items()
    where = f"requestBody.sort.{key}"
    if others:
        raise _invalid("requestBody.sort", "takes one key", None)
    if key not in SORT_KEYS:
        raise _invalid(where, f"unknown sort key; known are {', '.join(SORT_KEYS)}", key)
    if key == "random":
        if value is not True:
            raise _invalid(where, "can only be true", value)
        return Sort(key)
    name = None
    if key in MAPS:
        if not isinstance(value, dict) or len(value) != 1:
            raise _invalid(where, 'must be {"<name>": "asc" | "desc"}', value)
        ((name, value),) = value.items()
        shown_name = shown(name)
        if shown_name != name:
            raise _invalid(where, "a name of 200 characters at most", name)
    return Sort(key, _way(where, value) == "desc", name)


def _way(where: str, value: Any) -> Literal["asc", "desc"]:
    if value not in ("asc", "desc"):
        raise _invalid(where, 'must be "asc" or "desc"', value)
    return "asc" if value == "asc" else "desc"


def _invalid(where: str, message: str, value: Any) -> ValidationFailed:
    return ValidationFailed({shown_path(where): {"message": message, "value": shown_value(value)}})
