"""GET /v1/scores/names: which scores there are, of every type."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from pydantic import Field

from api.answers import Fresh, Moment
from api.auth import Caller
from api.helicone_questions import answered
from api.models import Shape
from store.analytics import Mirror
from store.analytics.score_comparisons import Asking
from store.analytics.score_names import ScoreType, listed


class ScoreNameShape(Shape):
    name: str
    type: ScoreType
    ratings: int = Field(description="Current ones, of requests and of sessions, waiting ones included.")
    last_recorded_at: Moment


class ScoreTypesAnswer(Fresh[list[ScoreNameShape]]):
    """In the order of the alphabet; a name with values of several types is there once for each type."""


class ScoreNames:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def show(self, _request: web.Request, caller: Caller) -> web.Response:
        fresh_to_us = await self._mirror.fresh()

        def work(asking: Asking) -> list[dict[str, Any]]:
            return [one._asdict() for one in listed(asking.rows, caller.project)]

        return await answered(self._mirror, fresh_to_us, ScoreTypesAnswer, work)
