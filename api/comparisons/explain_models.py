"""Body and answer of POST /v1/scores/explain."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from api.comparisons.pairs_models import EffectShape
from api.http.base_models import Fresh, Rounded, Shape
from api.queries.filter_models import Query
from api.queries.time_models import TimeRange, Timestamp
from api.scores.queries_models import ClusterKey, GroupFilter, IntervalShape, Metric, Name, ScoreUnit
from store.analytics.selection import Unit


class ExplainQuery(Query):
    """Selects a score or a metric, and the two groups between which it changed."""

    score: Name | None = Field(None, description="Name of a score; null: there is a metric.")
    metric: Metric | None = Field(None, description="What is measured of each request; null: there is a score.")
    label: Name | None = Field(None, description="Label whose share is explained, if the score has labels.")
    unit: ScoreUnit = "request"
    first: GroupFilter
    second: GroupFilter
    time_range: TimeRange = TimeRange()
    cluster_by: ClusterKey | None = Field(None, description="Key whose requests may depend on each other.")
    as_of: Timestamp | None = Field(None, description="Use the scores as they were recorded at this time; null: now.")
    limit: int = Field(50, ge=1, le=1000, description="Maximum number of values in the answer.")

    @model_validator(mode="after")
    def _explains_one(self) -> ExplainQuery:
        if (self.score is None) == (self.metric is None):
            raise ValueError("exactly one of score and metric must be given")
        if self.metric is not None and self.unit == "session":
            raise ValueError("metrics are measured of requests: leave out the unit session")
        if self.metric is not None and self.label is not None:
            raise ValueError("label belongs to a score, not to a metric")
        return self


class ExplainedSideShape(Shape):
    """The score or metric in one of the two groups."""

    name: str | None
    n_units: int = Field(description="Number of requests or sessions, by the unit of the answer.")
    mean: Rounded | None
    interval: IntervalShape


class PartShape(Shape):
    """A part of the change, with its 95 % interval."""

    amount: Rounded
    interval: IntervalShape


class TestedPartShape(PartShape):
    """A part of the change that is tested against 0."""

    p_value: Rounded | None
    p_value_holm: Rounded | None = Field(description="Holm's correction over all values that were tested.")


class ValueSideShape(Shape):
    """One value of a key in one of the two groups."""

    n_units: int
    share: Rounded = Field(description="Share of the group, weighted by sampling probabilities if there are any.")
    mean: Rounded | None = Field(description="null: the group does not have the value.")


class EvaluatorVersionShape(Shape):
    """The evaluator that gave the scores, and its version."""

    name: str
    version: str | None = Field(description="null: the scores were sent without a version.")


class ExplainedValueShape(Shape):
    """What one value of a key contributes to the change. The contributions of all values of a key sum to the change."""

    key: str = Field(description="model, prompt, prompt_fingerprint, upstream, evaluator or property.<Name>.")
    value: str | None = Field(
        description="An evaluator has its version behind it. null: no value, or all other values."
    )
    evaluator: EvaluatorVersionShape | None = Field(
        description="Name and version; null: other keys, or several evaluators."
    )
    other: bool = Field(description="Whether this is the group of all other values.")
    first: ValueSideShape
    second: ValueSideShape
    mix: PartShape = Field(description="Because the value became more or less frequent.")
    rate: PartShape = Field(description="Because the mean of the value changed.")
    contribution: PartShape = Field(description="mix and rate together.")
    excess: TestedPartShape = Field(
        description="The contribution beyond what the value would contribute if all had changed alike."
    )


class LeftOutShape(Shape):
    """A key that was not examined."""

    key: str
    reason: Literal["less_frequent", "identifies_requests", "one_value"] = Field(
        description="less_frequent: beyond the twenty most frequent properties; identifies_requests: nearly every "
        "request has another value; one_value: no two values are frequent enough to be told apart."
    )


class ExplainedShape(Shape):
    """The change of a score of one type, or of a metric, and the values that carry it."""

    type: Literal["number", "boolean", "label"] | None = Field(description="null: a metric.")
    first: ExplainedSideShape
    second: ExplainedSideShape
    difference: Rounded | None = Field(description="Second minus first.")
    interval: IntervalShape
    p_value: Rounded | None
    test: str | None
    effect_size: EffectShape
    keys: list[str] = Field(description="Keys that were examined.")
    left_out: list[LeftOutShape]
    tested: int = Field(
        description="Values that were tested; beyond twenty of a key, and below 10 units, they are one."
    )
    values: list[ExplainedValueShape] = Field(
        description="The values that carry most of the change beyond their share first."
    )


class ExplainAnswer(Fresh[list[ExplainedShape]]):
    """One element for each type of values that the score has; none if it was never recorded."""

    unit: Unit = Field(description="What was counted once.")
    method: Literal["kitagawa_delta"] = Field(description="How the change was divided.")
    correction: Literal["holm"] = Field(description="How the p-values of the values were corrected.")
