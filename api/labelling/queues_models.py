"""Bodies and answers of /v1/queues."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

from api.http.base_models import STRICT, Answer, Iso, Shape
from api.queries.filter_models import FilterTree
from api.queries.time_models import TimeRange
from api.requests.requests_models import HeliconeRequest, ScoreDetail
from api.scores.scores_models import Name, RequestId, Text
from store.evaluation.labelling import ITEMS_MOST, RATERS_MOST, SCORES_MOST, ItemOrder

MAX_INSTRUCTIONS_CHARACTERS = 20_000


class QueueBody(BaseModel):
    """What raters are asked."""

    model_config = STRICT

    name: Text
    scores: list[Name] = Field(
        min_length=1, max_length=SCORES_MOST, description="Names with a definition; a rating has all of them."
    )
    instructions: str = Field("", max_length=MAX_INSTRUCTIONS_CHARACTERS)
    raters_per_item: int = Field(1, ge=1, le=RATERS_MOST)
    follow: bool = Field(
        False,
        description="Requests that are made from now on and match the filter join the queue, in the sample's share, "
        "while fewer than sample_most of its items are open.",
    )

    @model_validator(mode="after")
    def _names_once(self) -> QueueBody:
        if len(set(self.scores)) < len(self.scores):
            raise ValueError("'scores' must not have a name twice")
        return self


class NewQueueBody(QueueBody):
    """What raters are asked, and of which requests. Without `follow`, these stay the same when others are logged."""

    filter: FilterTree = Field(None, description="Requests that it is filled with; null: they are added by their ids.")
    time_range: TimeRange = TimeRange()
    sample_share: float = Field(1.0, gt=0, le=1, description="Share of the matching requests, chosen by a hash.")
    sample_most: int = Field(
        50, ge=1, le=ITEMS_MOST, description="Number of requests at most, chosen by the same hash."
    )
    item_order: ItemOrder = Field("random", description="given: as the requests began, or as their ids were added.")


class RaterShareShape(Shape):
    """How far a rater has come."""

    rater: str
    done: int = Field(description="Items that have all scores of the queue by this rater.")
    skipped: int
    left: int = Field(description="Items that still need a rating by this rater, skipped ones included.")


class QueueProgressShape(Shape):
    """How far the raters have come."""

    items: int
    done: int = Field(description="Items with as many full ratings as wanted.")
    ratings: int = Field(description="Full ratings, of items * raters_per_item.")
    raters: list[RaterShareShape]


class QueueRecord(Shape):
    """A queue of requests to be scored."""

    id: str
    name: str
    scores: list[str]
    instructions: str
    raters_per_item: int
    filter: Any = Field(description="null: requests were only added by their ids.")
    start: Iso | None
    end: Iso | None
    sample_share: float
    sample_most: int
    item_order: ItemOrder
    follow_from: Iso | None = Field(
        description="Matching requests that began then or later join the queue; null: it does not follow its filter."
    )
    progress: QueueProgressShape
    created_at: Iso
    updated_at: Iso


class QueueAnswer(Answer[QueueRecord]):
    """A queue."""


class QueuesAnswer(Answer[list[QueueRecord]]):
    """All queues of the project, by name."""


class NextBody(BaseModel):
    """What a rater wants to see. At most one of skip, back_to and return_skipped."""

    model_config = STRICT

    rater: Text | None = Field(None, description="null: the name of the API key.")
    skip: RequestId | None = Field(None, description="Put this request off.")
    back_to: RequestId | None = Field(None, description="Show this request of the queue again, rated or not.")
    return_skipped: bool = Field(False, description="Show again what was put off.")

    @model_validator(mode="after")
    def _one_wish(self) -> NextBody:
        if (self.skip is not None) + (self.back_to is not None) + self.return_skipped > 1:
            raise ValueError("must have at most one of 'skip', 'back_to' and 'return_skipped'")
        return self


class HandedItem(Shape):
    """A request, and what the rater has said of it. Nothing that others said, until the rater has given all scores."""

    request_id: str
    probability: float | None = Field(description="With which it was sampled; null: it was added by its id.")
    is_done: bool = Field(description="The rater has given all scores of the queue.")
    request: HeliconeRequest | None = Field(description="With its bodies, without its scores; null: it was deleted.")
    own_scores: list[ScoreDetail]
    other_scores: list[ScoreDetail] | None = Field(description="null: hidden until the rater has given all scores.")
    correction: str | None = Field(description="What the answer should have been, by this rater.")


class LastStepShape(Shape):
    """A step that can be undone: with back_to, and of a rating, by deleting its scores."""

    request_id: str
    kind: Literal["rated", "skipped"]


class NextShape(Shape):
    """The next item of a rater."""

    item: HandedItem | None = Field(description="null: there is nothing left for this rater, but what was skipped.")
    rater: str
    progress: QueueProgressShape
    mine: RaterShareShape
    last_step: LastStepShape | None = Field(
        description="What this rater did last in the queue, for undo; null: nothing since it was made."
    )


class NextAnswer(Answer[NextShape]):
    """The item is this rater's for ten minutes."""
