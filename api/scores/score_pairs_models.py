"""DOC"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.http.answer_models import Shape
from api.http.answers import Fresh, Rounded
from api.queries.filter_models import Query
from api.queries.time_models import TimeRange, Timestamp
from api.scores.score_queries_models import GroupFilter, Name, PairKey


class PairsQuery(Query):
    score: Name
    first: GroupFilter
    second: GroupFilter
    pair_by: PairKey
    time_range: TimeRange = TimeRange()
    as_of: Timestamp | None = Field(None, description="Scores as they were recorded at that moment.")
    limit: int = Field(20, ge=1, le=1000)


class PairSideShape(Shape):
    mean: Rounded = Field(description="Of its calls.")
    n_requests: int
    request_id: str = Field(description="The latest of them.")


class PairShape(Shape):
    key: str = Field(description="What both have: the hash of the messages, or the property's value.")
    first: PairSideShape
    second: PairSideShape
    difference: Rounded = Field(description="Second minus first.")


class PairsShape(Shape):
    type: Literal["number", "boolean"]
    pairs: list[PairShape] = Field(description="Largest differences first.")


class PairsAnswer(Fresh[list[PairsShape]]):
    """For each type that the score has, but for labels."""
