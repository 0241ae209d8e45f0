"""A JSON body → the model it should be, or what is wrong with which field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.http.errors import ValidationFailed, shown, shown_path
from api.http.json_body import read_json
from api.http.json_values import InvalidValue, check_text, parse, shown_value

M = TypeVar("M", bound=BaseModel)


async def read_model(request: web.Request, model: type[M]) -> M:
    """Raises what `read_json` and `parse` raise, and ValidationFailed."""
    return validated(parse(await read_json(request)), model)


def validated(value: Any, model: type[M]) -> M:
    if value is None:
        raise ValidationFailed({"requestBody": {"message": "'requestBody' is required", "value": None}})
    try:
        found = model.model_validate(value)
    except ValidationError as error:
        raise ValidationFailed(_details(error)) from error
    _check_texts(value)
    return found


def _details(error: ValidationError) -> dict[str, dict[str, Any]]:
    return dict(map(_detail, error.errors(include_url=False, include_context=False)))


def _detail(error: ErrorDetails) -> tuple[str, dict[str, Any]]:
    """Where, and what is wrong there, in Helicone's words where it has any."""
    where = _path(error["loc"])
    value = shown_value(error["input"])
    match error["type"]:
        case "missing":
            return where, {"message": f"'{shown(str(error['loc'][-1]))}' is required"}
        case "extra_forbidden":
            name = shown(str(error["loc"][-1]))
            return where, {"message": f'"{name}" is an excess property and therefore is not allowed', "value": value}
        case "model_type" | "model_attributes_type":
            return where, {"message": "invalid object", "value": value}
    return where, {"message": error["msg"].removeprefix("Value error, "), "value": value}


def _path(places: Iterable[int | str]) -> str:
    steps = [f"[{place}]" if isinstance(place, int) else f".{shown(place)}" for place in places]
    return shown_path("".join(["requestBody", *steps]))


def _check_texts(body: Any) -> None:
    """No text may be one that can't be stored or answered. Without recursion: filters go deeper than the stack."""
    waiting: list[tuple[Any, _Place | None]] = [(body, None)]
    while waiting:
        value, place = waiting.pop()
        if isinstance(value, str):
            try:
                check_text(value, "it")
            except InvalidValue as error:
                raise ValidationFailed({_path(_way(place)): {"message": str(error), "value": shown(value)}}) from error
        elif isinstance(value, list):
            waiting += [(one, _Place(number, place)) for number, one in enumerate(value)]
        elif isinstance(value, dict):
            waiting += [(one, _Place(key, place)) for key, one in value.items()]


class _Place(NamedTuple):
    step: int | str
    inside: _Place | None


def _way(place: _Place | None) -> list[int | str]:
    steps = []
    while place is not None:
        steps.append(place.step)
        place = place.inside
    return steps[::-1]
