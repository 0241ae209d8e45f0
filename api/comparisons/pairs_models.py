"""The answer of POST /v1/scores/compare, body and answer of POST /v1/scores/compare/pairs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from api.fairness.fairness_models import FairnessShape
from api.http.base_models import Fresh, Rounded, Shape
from api.queries.filter_models import Query
from api.queries.time_models import TimeRange, Timestamp
from api.scores.queries_models import (
    GroupFilter,
    IntervalShape,
    JudgedShape,
    Metric,
    Name,
    Names,
    PairKey,
    Requests,
    ScoreUnit,
    Units,
    Within,
)
from store.analytics.comparisons.pairs import PairOrder
from store.analytics.selection import Unit

AlwaysValid = Annotated[
    IntervalShape,
    Field(description="95 % interval of the difference that holds at all looks together, however many."),
]


class SideShape(BaseModel):
    """A score in one of the two groups."""

    name: str | None
    n_units: Units
    n_requests: Requests
    mean: float | None
    sd: Rounded | None
    min: float | None
    max: float | None
    interval: IntervalShape


class EffectShape(BaseModel):
    """An effect size."""

    value: Rounded | None
    method: str


class OtherPairingShape(BaseModel):
    """Another choice of pair_by."""

    pair_by: str
    pairs: int


class UnpairedShape(BaseModel):
    """Why nothing pairs."""

    first_inputs: int = Field(description="Different inputs of the first group, by pair_by.")
    second_inputs: int = Field(description="Different inputs of the second group, by pair_by.")
    other_choices: list[OtherPairingShape] = Field(description="Choices of pair_by that have pairs, most pairs first.")


class PairedShape(BaseModel):
    """The comparison of what occurs in both groups."""

    pairs: int
    unpaired: UnpairedShape | None = Field(description="Only if there are no pairs.")
    difference: float | None
    interval: IntervalShape
    always_valid_interval: AlwaysValid
    p_value: Rounded | None
    p_value_holm: Rounded | None
    test: str | None
    effect_size: EffectShape
    resamples: int | None
    seed: int | None


class JudgedComparisonShape(BaseModel):
    """What a judge said of both groups, and the difference of its means corrected by people's labels."""

    first: JudgedShape
    second: JudgedShape
    difference: float | None = Field(
        description="Second minus first, of the corrected means. Both are corrected by the labels of their own group, "
        "or both by those of the two groups together: calibration says which. null: the interval has the reason."
    )
    interval: IntervalShape = Field(
        description="95 % interval of this difference, for one look at a size fixed before. Method judge_difference: "
        "the labels cannot tell the judge's errors in one group from those in the other, so they cancel out."
    )


class ComparedShape(BaseModel):
    """A score in both groups, and the difference."""

    name: str
    type: Literal["number", "boolean", "label"]
    label: str | None = Field(description="Labels only: the label whose share is compared.")
    first: SideShape
    second: SideShape
    difference: float | None = Field(description="Second minus first.")
    interval: IntervalShape = Field(description="95 % interval of the difference, for one look at a size fixed before.")
    always_valid_interval: AlwaysValid
    p_value: Rounded | None
    p_value_holm: Rounded | None = Field(description="Holm's correction over all p-values in this answer, paired too.")
    test: str | None
    effect_size: EffectShape
    paired: PairedShape | None
    judged: JudgedComparisonShape | None = Field(
        description="With corrected_by; null for labels, without scores of people, and where no judge scored."
    )


class MetricSideShape(Shape):
    """A metric in one of the two groups."""

    name: str | None
    n_requests: int = Field(description="Requests of which the value is known.")
    mean: float | None = Field(description="Mean of the metric; for error_rate, the share of failed requests.")
    sd: Rounded | None
    min: float | None
    max: float | None
    interval: IntervalShape
    quantiles: dict[str, float] | None = Field(description="Median (0.5) and 0.95; null for error_rate.")
    quantile_intervals: dict[str, IntervalShape] | None = Field(
        description="The 95 % intervals of the quantiles; null for error_rate."
    )


class MetricShape(Shape):
    """A metric in both groups, and the difference."""

    name: Metric
    first: MetricSideShape
    second: MetricSideShape
    difference: float | None = Field(description="Second minus first, of the means.")
    relative_difference: Rounded | None = Field(description="By the first mean; null if that is 0 or unknown.")
    interval: IntervalShape = Field(description="95 % interval of the difference, for one look at a size fixed before.")
    always_valid_interval: AlwaysValid
    p_value: Rounded | None
    p_value_holm: Rounded | None = Field(description="Holm's correction over all p-values in this answer, scores too.")
    test: str | None
    effect_size: EffectShape


class CompareAnswer(Fresh[list[ComparedShape]]):
    """In the order of the names; each label of a score is answered on its own."""

    metrics: list[MetricShape] = Field(description="In the order of the query.")

    unit: Unit = Field(description="What was counted once.")
    pair_by: str | None = Field(description="What was paired by, chosen or by default; null: no pairs.")
    fairness: FairnessShape | None = Field(description="null: the query does not want it, or has no scores.")


class PairsQuery(Query):
    """Selects one score, two groups of requests or sessions, and what makes a pair."""

    score: Name
    unit: ScoreUnit = "request"
    first: GroupFilter
    second: GroupFilter
    pair_by: PairKey | None = Field(None, description="Default: last_user_message, if the groups are two prompts.")
    time_range: TimeRange = TimeRange()
    as_of: Timestamp | None = Field(None, description="Use the scores as they were recorded at this time; null: now.")
    within: Within = Field(
        None, description="overlap: only pairs in the time in which both groups ran; null: all their requests."
    )
    overlap_of: Names | None = Field(
        None, description="Scores by which both groups ran, such as those of a comparison; null: the score itself."
    )
    limit: int = Field(20, ge=1, le=1000)
    order: PairOrder = Field(
        "largest",
        description="First come the largest differences; falls: those by which the second is lower; rises: higher.",
    )

    @model_validator(mode="after")
    def _overlap_is_wanted(self) -> PairsQuery:
        if self.overlap_of and self.within is None:
            raise ValueError('overlap_of needs "within": "overlap"')
        return self


class PairSideShape(Shape):
    """One side of a pair."""

    mean: float = Field(description="Mean over the requests or sessions of this side.")
    n_units: Units
    n_requests: Requests
    request_id: str | None = Field(description="Id of the latest request of this side; null with the unit session.")
    session_id: str | None = Field(description="Id of the session of this side that started last, with that unit.")
    answer_preview: str | None = Field(description="Beginning of the latest request's answer; null for sessions.")


class PairShape(Shape):
    """Requests or sessions of both groups with the same key."""

    key: str = Field(description="What both sides share: a hash of messages, an item id, or the value of a property.")
    prompt_preview: str | None = Field(
        description="Preview of the prompt of the first side's latest request; null for sessions."
    )
    first: PairSideShape
    second: PairSideShape
    difference: float = Field(description="Second minus first.")


class PairsShape(Shape):
    """The pairs of a score with one type of values."""

    type: Literal["number", "boolean"]
    pairs: list[PairShape] = Field(description="In the order of the query.")


class PairsAnswer(Fresh[list[PairsShape]]):
    """One element for each type of values that the score has, labels excepted."""

    unit: Unit = Field(description="What was counted once.")
    pair_by: str = Field(description="What was paired by, chosen or by default.")
