"""A request body → JSON → the model it must match, or what is wrong with which field."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.http.errors import BadRequest, BodyTooLarge, UnsupportedMediaType, ValidationFailed, shown, shown_path
from api.http.json_values import InvalidValue, Literal, check_text, parse, shown_value
from store.extract.bodies.content_encoding import decode

MAX_BODY_BYTES = 10 << 20  # Helicone's limit
_JSON = re.compile(r"application/(json|[a-z0-9.!#$&^_-]+\+json)")
_ENCODINGS = frozenset({"identity", "gzip", "deflate", "br", "zstd"})

M = TypeVar("M", bound=BaseModel)


async def read_model(request: web.Request, model: type[M]) -> M:
    """Raises what `read_json` and `parse` raise, and ValidationFailed."""
    return validated(parse(await read_json(request)), model)


async def read_json(request: web.Request) -> bytes:
    """The body, decompressed.

    Raises UnsupportedMediaType unless it is declared as JSON: any web page can make a browser post any other type to
    us without asking first (CORS calls those requests simple).
    """
    if not request.can_read_body:
        raise ValidationFailed({"requestBody": {"message": "'requestBody' is required"}})
    content_type = request.headers.get("Content-Type", "")
    if not _JSON.fullmatch(content_type.partition(";")[0].strip().lower()):
        sent = f"got {shown(content_type)}" if content_type else "but it is missing"
        raise UnsupportedMediaType(f"Content-Type must be application/json, {sent}")
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in _ENCODINGS:
        raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(sorted(_ENCODINGS))}")
    body = await request.read()
    # Not left to aiohttp: damage in a compressed body would end the connection instead of being answered.
    return body if encoding == "identity" else await asyncio.to_thread(_decompressed, body, encoding)


def _decompressed(body: bytes, encoding: str) -> bytes:
    data, whole = decode(body, encoding, MAX_BODY_BYTES + 1)
    if len(data) > MAX_BODY_BYTES:
        raise BodyTooLarge(f"The body is larger than {MAX_BODY_BYTES} bytes")
    if not whole:
        raise BadRequest(f"The body does not match its Content-Encoding ({encoding})")
    return data


def validated(value: Any, model: type[M]) -> M:
    if value is None:
        raise ValidationFailed({"requestBody": {"message": "'requestBody' is required", "value": None}})
    try:
        body = model.model_validate(value)
    except ValidationError as error:
        raise ValidationFailed(_details(error)) from error
    _check_texts(value)
    return body


def _details(error: ValidationError) -> dict[str, dict[str, Any]]:
    return dict(map(_detail, error.errors(include_url=False, include_context=False)))


def _detail(error: ErrorDetails) -> tuple[str, dict[str, Any]]:
    """The path of a field, and what is wrong with it: in Helicone's words where it has any."""
    path = _path(error["loc"])
    value = shown_value(error["input"])
    if isinstance(error["input"], Literal):
        return path, {"message": "must be a finite number of at most 18 digits", "value": value}
    match error["type"]:
        case "missing":
            return path, {"message": f"'{shown(str(error['loc'][-1]))}' is required"}
        case "extra_forbidden":
            name = shown(str(error["loc"][-1]))
            return path, {"message": f'"{name}" is an excess property and therefore is not allowed', "value": value}
        case "model_type" | "model_attributes_type":
            return path, {"message": "invalid object", "value": value}
    return path, {"message": error["msg"].removeprefix("Value error, "), "value": value}


def _path(steps: Iterable[int | str]) -> str:
    parts = [f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in steps]
    return shown_path("".join(["requestBody", *parts]))


class _Location(NamedTuple):
    """Of a value in a body, as a list from the inside out."""

    step: int | str
    outer: _Location | None


def _check_texts(body: Any) -> None:
    """Refuse text that can't be stored or sent. Without recursion: filters are deeper than the stack."""
    waiting: list[tuple[Any, _Location | None]] = [(body, None)]
    while waiting:
        value, location = waiting.pop()
        if isinstance(value, str):
            try:
                check_text(value)
            except InvalidValue as error:
                detail = {"message": str(error), "value": shown(value)}
                raise ValidationFailed({_path(_steps(location)): detail}) from error
        elif isinstance(value, list):
            waiting += [(item, _Location(index, location)) for index, item in enumerate(value)]
        elif isinstance(value, dict):
            waiting += [(item, _Location(key, location)) for key, item in value.items()]


def _steps(location: _Location | None) -> list[int | str]:
    steps = []
    while location is not None:
        steps.append(location.step)
        location = location.outer
    return steps[::-1]
