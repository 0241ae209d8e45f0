"""What answers are wrapped in, and the kinds of values in them: made into JSON here, described by /openapi.json."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Generic, Literal, TypeVar

from aiohttp import web
from pydantic import AfterValidator, BaseModel, BeforeValidator, WithJsonSchema

from api.http.answer_models import Iso, Shape
from api.http.replies import PRIVATE

Data = TypeVar("Data")


_WHOLE = 2**53  # up to here a double holds each of them


def rounded(value: float) -> float:
    """To 12 digits: the last ones of a double depend on the order in which threads add up, and equal questions on equal
    data should have equal answers. Whole numbers stay as they are."""
    return value if value.is_integer() and abs(value) <= _WHOLE else float(f"{value:.12g}")


def _written(value: object) -> object:
    """A moment of the replica, in UTC where it has no zone, as text."""
    if not isinstance(value, datetime):
        return value
    at = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return at.isoformat(timespec="milliseconds") + "Z"


Rounded = Annotated[float, AfterValidator(rounded)]
Timestamp = Annotated[str, BeforeValidator(_written), WithJsonSchema({"type": "string", "format": "date-time"})]


class Answer(Shape, Generic[Data]):
    data: Data
    error: None = None


class Fresh(Answer[Data], Generic[Data]):
    """`fresh_to`: everything that was logged and scored up to then is in the answer."""

    fresh_to: Iso


class Done(Answer[None]):
    """It is on the disk."""

    data: None = None


class Deleted(Shape):
    deleted: Literal[1] = 1


class DeletedAnswer(Answer[Deleted]):
    data: Deleted = Deleted()


def reply(answer: BaseModel, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return written_reply(answer.model_dump_json().encode(), status=status, headers=headers)


def written_reply(body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        body=body, status=status, headers={**PRIVATE, **(headers or {})}, content_type="application/json"
    )
