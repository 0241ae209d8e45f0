"""DOC"""

from __future__ import annotations

from pydantic import Field

from api.http.answer_models import Shape
from api.http.answers import Fresh, Timestamp
from store.analytics.scores.names import ScoreType


class ScoreNameShape(Shape):
    name: str
    type: ScoreType
    ratings: int = Field(description="Current ones, of requests and of sessions, waiting ones included.")
    last_recorded_at: Timestamp


class ScoreTypesAnswer(Fresh[list[ScoreNameShape]]):
    """In the order of the alphabet; a name with values of several types is there once for each type."""
