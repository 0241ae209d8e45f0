"""A JSON body → the model it should be, or what is wrong with which field."""

from __future__ import annotations

from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from api.errors import ValidationFailed, shown
from api.json_body import read_json
from api.json_values import parse, shown_value
from api.score_values import Refused, check_text

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
        raise ValidationFailed(_details(value, error)) from error
    try:
        _check_texts(value, "requestBody")
    except RecursionError as error:
        raise ValidationFailed({"requestBody": {"message": "is nested too deeply"}}) from error
    return found


def _details(value: Any, error: ValidationError) -> dict[str, dict[str, Any]]:
    details: dict[str, dict[str, Any]] = {}
    for one in error.errors(include_url=False, include_context=False):
        detail: dict[str, Any] = {"message": one["msg"].removeprefix("Value error, ")}
        if one["type"] == "missing":
            detail["message"] = f"'{one['loc'][-1]}' is required"
        elif one["type"] == "extra_forbidden":
            detail["message"] = f'"{shown(str(one["loc"][-1]))}" is an excess property and therefore is not allowed'
        if one["type"] != "missing":
            detail["value"] = shown_value(one["input"])
        details[_path(one["loc"])] = detail
    return details


def _path(places: tuple[int | str, ...]) -> str:
    path = "requestBody"
    for place in places:
        path += f"[{place}]" if isinstance(place, int) else f".{shown(place)}"
    return path


def _check_texts(value: Any, path: str) -> None:
    """No text may be one that can't be stored or answered."""
    if isinstance(value, str):
        try:
            check_text(value, "it")
        except Refused as error:
            raise ValidationFailed({path: {"message": str(error), "value": shown(value)}}) from error
    elif isinstance(value, list):
        for place, item in enumerate(value):
            _check_texts(item, f"{path}[{place}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_texts(item, f"{path}.{shown(key)}")
