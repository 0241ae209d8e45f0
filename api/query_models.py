"""The bodies of queries, and what is wrong with one that does not fit."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from api.errors import ValidationFailed, shown
from api.json_values import parse, shown_value
from store.analytics.sorting import MAPS, SORT_KEYS, Sort
from store.filter import BadFilter, Node
from store.filter import parse as parse_filter

Model = TypeVar("Model", bound=BaseModel)

MAX_IDS = 1_000
_EXCESS = "{!r} is an excess property and therefore is not allowed"


class Query(BaseModel):
    """Unknown fields are errors, numbers may come as text: as Helicone takes them."""

    model_config = ConfigDict(extra="forbid")


class CountQuery(Query):
    filter: Any = Field(description='The filter tree: "all", {}, a leaf, or {"left", "operator", "right"}.')
    isScored: bool | None = Field(None, description="Only requests with scores, or without.")  # noqa: N815
    isCached: bool | None = Field(None, description="Only requests answered from a cache, or not.")  # noqa: N815
    includeInputs: bool | None = Field(None, description="Taken and ignored, as by Helicone.")  # noqa: N815
    isPartOfExperiment: bool | None = Field(None, description="Taken and ignored, as by Helicone.")  # noqa: N815


class RequestQuery(CountQuery):
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(10, description="0 to 1000.")
    sort: dict[str, Any] = Field({}, description='One key: {"created_at": "desc"}, {"properties": {"Env": "asc"}} …')
    cursor: str | None = Field(
        None, max_length=40_000, description="next_cursor of the page before, instead of offset."
    )
    includeBodies: bool = Field(True, description="false: rows without their bodies, several times as fast.")  # noqa: N815
    scan_bodies: bool = Field(
        False, description="Text filters look at whole bodies instead of their first 500 characters. Slow."
    )


class IdsQuery(Query):
    requestIds: list[str] = Field(max_length=MAX_IDS)  # noqa: N815


def read(model: type[Model], body: bytes) -> Model:
    """The body as that model. Raises BadRequest or ValidationFailed with every field that is wrong."""
    raw = parse(body)
    if not isinstance(raw, dict):
        raise ValidationFailed({"requestBody": {"message": "invalid object", "value": shown_value(raw)}})
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ValidationFailed(dict(map(_detail, error.errors(include_url=False)))) from None


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


def shown_path(path: str) -> str:
    """Where something is wrong, fit for an answer: filters can be deep, and names long."""
    return shown(path) if len(path) <= 200 else shown(path[:90]) + "…" + shown(path[-90:])


def _detail(error: ErrorDetails) -> tuple[str, dict[str, Any]]:
    path = ".".join(["requestBody", *map(str, error["loc"])])
    field = error["loc"][-1]
    message = error["msg"][:1].lower() + error["msg"][1:]
    if error["type"] == "missing":
        message = f"'{field}' is required"
    elif error["type"] == "extra_forbidden":
        message = _EXCESS.format(shown(str(field))).replace("'", '"')
    return shown_path(path), {"message": message, "value": shown_value(error["input"])}


def _invalid(where: str, message: str, value: Any) -> ValidationFailed:
    return ValidationFailed({shown_path(where): {"message": message, "value": shown_value(value)}})
