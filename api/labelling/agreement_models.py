"""Body and answer of POST /v1/scores/agreement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from api.http.base_models import Fresh, Rounded
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange
from api.scores.queries_models import IntervalShape
from api.scores.values import MAX_NAME_CHARACTERS
from store.analytics.scores.names import ScoreType
from store.analytics.selection import Unit
from store.statistics.raters import Scale

_Rater = Annotated[str, Field(max_length=1_000)]


class AgreementBody(Query):
    """A score that several raters gave to the same requests or sessions."""

    score: str = Field(min_length=1, max_length=MAX_NAME_CHARACTERS)
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    unit: Unit = Field("request", description="What the raters rated.")
    queue: str | None = Field(None, max_length=100, description="Id of a queue: only its requests; null: all.")
    raters: list[_Rater] | None = Field(
        None, min_length=2, max_length=20, description="Only the ratings of these; null: of all."
    )
    versions_of: str | None = Field(
        None,
        min_length=1,
        max_length=MAX_NAME_CHARACTERS,
        description="Name of an evaluator: its versions are the raters, beside people, also with the scores that a"
        " later version replaced. null: everybody is one rater.",
    )
    scale: Scale | None = Field(
        None,
        description="How far apart two values are. null: numbers by their distance (interval), others equal or not"
        " (nominal). ordinal and nominal are for whole numbers from 0 to 29.",
    )
    disagreements: int = Field(20, ge=0, le=100, description="Number of units to list on which raters differ.")

    @model_validator(mode="after")
    def _queue_has_requests(self) -> AgreementBody:
        if self.queue is not None and self.unit == "session":
            raise ValueError("'queue' has requests; use it without unit session")
        return self

    @model_validator(mode="after")
    def _versions_or_raters(self) -> AgreementBody:
        if self.versions_of is not None and self.raters is not None:
            raise ValueError("'versions_of' names the raters; send it without 'raters'")
        return self


class CoefficientShape(BaseModel):
    """A measure of agreement."""

    value: Rounded | None = Field(description="null: it cannot be computed; the interval has the reason.")
    interval: IntervalShape
    n_units: int = Field(description="Units that two or more of the raters rated.")


class RaterEffectShape(BaseModel):
    """How a rater differs from the others."""

    value: Rounded | None = Field(description="null: it cannot be computed; the interval has the reason.")
    interval: IntervalShape
    n_units: int = Field(description="Units that it is computed from.")


class RaterShape(BaseModel):
    """Somebody who rated units that others rated, too. The others are the people; without people, all raters."""

    rater: str = Field(description="The author of the scores; for a version, evaluator@version; empty: not given.")
    version: str | None = Field(description="Version of the evaluator; null: versions_of was not sent.")
    is_person: bool = Field(description="false: a program, such as a judge.")
    n_ratings: int
    bias: RaterEffectShape | None = Field(
        description="Mean difference from the mean of the others on the same units; null: labels, which have no order."
    )
    leniency: RaterEffectShape | None = Field(
        description="How much higher this rater's values are than those of the average of the others, after allowing"
        " for which units each rated (additive model); its negative is the severity. null: labels."
    )
    odd_one_out: RaterEffectShape = Field(
        description="Share of the units with two or more of the others on which this rater stands alone: further from"
        " each of them than they are from each other."
    )


class ConfusionShape(BaseModel):
    """Who said what."""

    values: list[str] = Field(description="Values; more than twelve different numbers are put into bins.")
    counts: list[list[int]] = Field(
        description="counts[i][j]: units with values[i] by the first, values[j] by the second."
    )


class RaterPairShape(BaseModel):
    """Two raters."""

    first: str = Field(description="Name of the rater; empty beside a judge: the people together.")
    second: str
    percent: CoefficientShape = Field(description="Share of the units on which they are equal.")
    kappa: CoefficientShape = Field(description="Cohen's kappa; of numbers with quadratic weights.")
    difference: Rounded | None = Field(description="Mean of second minus first; null: labels, or no common unit.")
    difference_interval: IntervalShape | None = Field(description="null: labels.")
    table: ConfusionShape


class PassShape(BaseModel):
    """Units that pass by a judge and by the people."""

    both: int
    judge_only: int
    people_only: int
    neither: int
    precision: Rounded | None = Field(description="Share of what the judge lets pass that the people let pass, too.")
    precision_interval: IntervalShape
    recall: Rounded | None = Field(description="Share of what the people let pass that the judge lets pass, too.")
    recall_interval: IntervalShape


class JudgeShape(BaseModel):
    """A judge against the people: against the mean of their numbers; of others, against what most of them say."""

    pair: RaterPairShape
    n_ties: int = Field(description="Units left out, because as many people said one thing as another.")
    passing: PassShape | None = Field(description="null: the score is no boolean and has no pass_threshold.")


class RatingShape(BaseModel):
    """What somebody said of a unit."""

    rater: str
    is_person: bool
    value: int | float | bool | str


class DisagreementShape(BaseModel):
    """A unit on which raters differ."""

    request_id: str | None = Field(description="null: a session.")
    session_id: str | None = Field(description="null: a request.")
    prompt_preview: str | None
    spread: Rounded = Field(
        description="The largest number minus the smallest; of other values, the share of pairs that differ."
    )
    ratings: list[RatingShape]


class AgreementShape(BaseModel):
    """How far raters agree."""

    type: ScoreType | None = Field(description="Type of the values; null: nothing was rated by two.")
    scale: Scale | None
    n_units: int = Field(description="Units rated by two or more; at most the newest 5,000 are read.")
    n_units_of_one: int = Field(description="Units rated by one only; they say nothing about agreement.")
    is_cut: bool = Field(description="There are more units, ratings or raters than were read.")
    raters: list[RaterShape] = Field(description="People first; at most 100.")
    of: Literal["people", "all", "versions"] = Field(
        description="Whose percent, alpha and fleiss: programs count if there are no people, or with versions_of."
    )
    percent: CoefficientShape = Field(description="Share of pairs of ratings of a unit that are equal.")
    alpha: CoefficientShape = Field(description="Krippendorff's alpha: 1 is perfect, 0 is chance.")
    fleiss: CoefficientShape = Field(
        description="Fleiss' kappa, for the nominal scale and equally many ratings of each unit."
    )
    pairs: list[RaterPairShape] = Field(
        description="Each two of the six with the most ratings; of versions, of the newest six."
    )
    judges: list[JudgeShape]
    disagreements: list[DisagreementShape] = Field(
        description="The largest first, then the newest; with versions_of, where versions differ."
    )


class AgreementAnswer(Fresh[AgreementShape]):
    """How far raters agree, with 95 % intervals."""
