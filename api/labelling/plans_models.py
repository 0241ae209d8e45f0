"""Body and answer of POST /v1/label-plans."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, Field, model_validator

from api.http.base_models import STRICT, Fresh, Rounded, Shape
from api.labelling.queues_models import MAX_INSTRUCTIONS_CHARACTERS
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange
from api.scores.scores_models import Name, Text
from store.evaluation.labelling import ITEMS_MOST, RATERS_MOST, SCORES_MOST
from store.statistics.planning import STRATA_MOST

_MAX_SEED = 2**53 - 1  # the whole numbers that JSON keeps


class PlannedQueueBody(BaseModel):
    """The queue to create with the planned requests."""

    model_config = STRICT

    name: Text
    scores: list[Name] | None = Field(
        None,
        min_length=1,
        max_length=SCORES_MOST,
        description="Names with a definition; null: the score of the labels.",
    )
    instructions: str = Field("", max_length=MAX_INSTRUCTIONS_CHARACTERS)
    raters_per_item: int = Field(1, ge=1, le=RATERS_MOST)


class LabelPlanBody(Query):
    """Which judge's mean is to be corrected, and by how many more labels."""

    score: Name = Field(description="Score of the judge: numbers or booleans.")
    label_score: Name | None = Field(None, description="Score name of people's labels; null: that of the judge.")
    n: int | None = Field(
        None, ge=STRATA_MOST, le=ITEMS_MOST, description="Requests to label; with half_width, at most so many."
    )
    half_width: float | None = Field(
        None,
        gt=0,
        description="In place of n: as few requests as give the 95 % interval this expected half width, or all that "
        "there are, up to 5,000.",
    )
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    seed: int = Field(0, ge=0, le=_MAX_SEED, description="One seed always chooses the same requests from the same log.")
    queue: PlannedQueueBody | None = Field(
        None, description="Also create a queue of these requests; the key needs the scope score for it."
    )

    @model_validator(mode="after")
    def _has_a_size(self) -> Self:
        if self.n is None and self.half_width is None:
            raise ValueError("n or half_width is needed")
        return self


class StratumShape(Shape):
    """Requests with like scores of the judge. Of booleans, 1 is true."""

    low: Rounded
    high: Rounded
    size: int
    n_labels: int = Field(description="Labels that are there already.")
    spread: Rounded = Field(description="Standard deviation of what a label tells about the judge's error.")
    allocated: int = Field(description="Requests to label.")
    probability: Rounded = Field(description="With which each is chosen: allocated / size.")


class PlannedItemShape(Shape):
    """A request to label."""

    request_id: str
    probability: Rounded = Field(description="Send it with the label's score; raters of a queue need not.")


class LabelPlanShape(Shape):
    """Which requests people should label next."""

    basis: Literal["labels", "assumption"] = Field(
        description="assumption: there are too few labels to tell where the judge errs, so all strata count the same."
    )
    n_judged: int = Field(description="Requests that the plan is about.")
    is_cut: bool = Field(description="The judge scored more requests; the plan is about the newest.")
    strata: list[StratumShape] = Field(description="By rising score of the judge.")
    half_width: Rounded = Field(description="Expected, of the corrected mean's 95 % interval by these labels alone.")
    half_width_random: Rounded = Field(description="Expected with as many labels of requests chosen at random.")
    items: list[PlannedItemShape]
    queue_id: str | None = Field(description="null: none was asked for.")


class LabelPlanAnswer(Fresh[LabelPlanShape]):
    """A label plan."""
