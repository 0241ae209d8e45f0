"""The answer of GET /v1/scores/names."""

from __future__ import annotations

from pydantic import Field

from api.http.base_models import Fresh, Shape, Timestamp
from store.analytics.scores.names import ScoreType


class ScoreNameShape(Shape):
    """A score name with one type of values."""

    name: str
    type: ScoreType
    ratings: int = Field(description="Number of current scores of requests and sessions, waiting ones included.")
    request_ratings: int = Field(description="Number of current scores of requests, waiting ones included.")
    session_ratings: int = Field(description="Number of current scores of sessions.")
    last_recorded_at: Timestamp
    labelled: bool = Field(
        description="Whether judges and people scored under this name, so that corrected_by may correct "
        "the judges' mean."
    )


class ScoreTypesAnswer(Fresh[list[ScoreNameShape]]):
    """In alphabetical order; a name with values of several types is listed once for each type."""
