"""Body and answer of POST /v1/scores/compare/pairs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.http.base_models import Fresh, Shape
from api.queries.filter_models import Query
from api.queries.time_models import TimeRange, Timestamp
from api.scores.queries_models import GroupFilter, Name, PairKey


class PairsQuery(Query):
    """Selects one score, two groups of requests, and what makes a pair."""

    score: Name
    first: GroupFilter
    second: GroupFilter
    pair_by: PairKey
    time_range: TimeRange = TimeRange()
    as_of: Timestamp | None = Field(None, description="Use the scores as they were recorded at this time; null: now.")
    limit: int = Field(20, ge=1, le=1000)


class PairSideShape(Shape):
    """One side of a pair."""

    mean: float = Field(description="Mean over the requests of this side.")
    n_requests: int
    request_id: str = Field(description="Id of the latest request of this side.")


class PairShape(Shape):
    """Requests of both groups with the same key."""

    key: str = Field(description="What both sides share: the hash of the messages, or the value of the property.")
    first: PairSideShape
    second: PairSideShape
    difference: float = Field(description="Second minus first.")


class PairsShape(Shape):
    """The pairs of a score with one type of values."""

    type: Literal["number", "boolean"]
    pairs: list[PairShape] = Field(description="Largest differences first.")


class PairsAnswer(Fresh[list[PairsShape]]):
    """One element for each type of values that the score has, labels excepted."""
