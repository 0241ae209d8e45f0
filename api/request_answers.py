"""The answers of /v1/request. Those with bodies are put together from parts that are JSON already."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.answers import Answer, Fresh
from api.models import HeliconeRequest, Shape


class RequestAnswer(Answer[HeliconeRequest | None]):
    """null: there is no such request."""


class ScannedShape(Shape):
    requests: int
    complete: bool = Field(description="False where the time was up before the page was full.")


class RequestsAnswer(Fresh[list[HeliconeRequest]]):
    next_cursor: str | None = Field(description="Of the page that follows; null: there is none.")
    scanned: ScannedShape | None = Field(description="With scan_bodies; else null.")


class RequestsByIdsAnswer(Fresh[list[HeliconeRequest]]):
    """In the order of the ids."""


class RequestCountAnswer(Fresh[int]):
    pass


class BodiesAnswer(Shape):
    """Parsed JSON, else a text; null: not kept."""

    request: Any
    response: Any
