"""Bodies and answers of /v1/experiments."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, field_validator, model_validator

from api.http.base_models import Answer, Iso, Shape
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import Timestamp
from api.scores.queries_models import ClusterKey, Metric, Name, ScoreUnit, SplitPart, TunedAt
from store.models import Direction
from store.statistics.sequential import TUNED_AT

ARMS_MOST = 10
SCORES_MOST = 10


def _number(value: float) -> float:
    if not 0 < value <= 1e12:
        raise ValueError("must be a number above 0, and at most 1e12")
    return value


Effect = Annotated[
    float, AfterValidator(_number), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1e12})
]


class ExperimentScore(Query):
    """A score by which arms are judged."""

    name: Name
    label: Name | None = Field(None, description="Label whose share is judged; null: the score's numbers or booleans.")
    direction: Direction | None = Field(
        None, description="Which values are better; null: as the score's definition says. A label needs it."
    )
    smallest_effect: Effect = Field(
        description="Smallest difference of means that matters, in the score's unit; of booleans and labels 0.05 is "
        "5 percentage points."
    )


class ExperimentGuardrail(Query):
    """A metric that must not get worse."""

    metric: Metric
    margin: Effect = Field(description="How much the mean may rise, in the metric's unit, such as 200 for latency_ms.")


class ExperimentGroup(Query):
    """An arm that is given by a filter."""

    name: Name
    filter: FilterTree


class ExperimentBody(Query):
    """An experiment: its arms are values of a property, or groups by filter; the first arm is the control."""

    name: Name
    property: Name | None = Field(None, description="Property whose values are the arms; null: groups are.")
    values: list[Name] = Field(
        [],
        max_length=ARMS_MOST,
        description='Values of the property, the control first; "null": requests without it.',
    )
    groups: list[ExperimentGroup] = Field(
        [], max_length=ARMS_MOST, description="Arms by filter, the control first; only without property."
    )
    filter: FilterTree = Field("all", description="Requests that take part.")
    unit: ScoreUnit = "request"
    scores: list[ExperimentScore] = Field(
        min_length=1, max_length=SCORES_MOST, description="The first one decides, together with the guardrails."
    )
    guardrails: list[ExperimentGuardrail] = Field([], max_length=10)
    cluster_by: ClusterKey | None = Field(
        None, description="What was assigned to an arm, if not each request: session, user or property.<Name>."
    )
    tuned_at: TunedAt = TUNED_AT
    expected_split: list[SplitPart] | None = Field(
        None, description="Planned sizes of the arms in any unit, such as [90, 10]; null: equal."
    )
    cycle_days: int | None = Field(
        None,
        ge=1,
        le=90,
        description="Days after which the traffic repeats itself; two are needed. null: at most a week.",
    )
    start: Timestamp | None = Field(None, description="ISO 8601; null: now.")
    end: Timestamp | None = Field(None, description="ISO 8601; null: it goes on until it is given an end.")

    @field_validator("name")
    @classmethod
    def _can_be_read(cls, name: str) -> str:
        if not name.strip():
            raise ValueError("must not be blank")
        return name

    @field_validator("scores")
    @classmethod
    def _scores_once(cls, scores: list[ExperimentScore]) -> list[ExperimentScore]:
        if len({(each.name, each.label) for each in scores}) < len(scores):
            raise ValueError("must not have a score twice")
        return scores

    @field_validator("guardrails")
    @classmethod
    def _metrics_once(cls, guardrails: list[ExperimentGuardrail]) -> list[ExperimentGuardrail]:
        if len({each.metric for each in guardrails}) < len(guardrails):
            raise ValueError("must not have a metric twice")
        return guardrails

    @model_validator(mode="after")
    def _has_arms(self) -> ExperimentBody:
        if (self.property is None) == (not self.groups) or (self.property is None and self.values):
            raise ValueError('needs either "property" with "values", or "groups"')
        arms = names_of_arms(self)
        if len(arms) < 2:
            raise ValueError("needs two arms or more: a control and what is compared with it")
        if len(set(arms)) < len(arms):
            raise ValueError("must not have an arm twice")
        if self.expected_split is not None and len(self.expected_split) != len(arms):
            raise ValueError(f"expected_split needs a part for each of the {len(arms)} arms")
        return self


def names_of_arms(body: ExperimentBody) -> list[str]:
    """The control first. Not a property of the body: it has a field of that name."""
    return body.values if body.property is not None else [group.name for group in body.groups]


class ExperimentChange(Query):
    """The new end of an experiment. Nothing else can be changed: its verdict holds for what was fixed at its start."""

    end: Timestamp | None = Field(description="ISO 8601, after the start; null: it goes on.")

    @model_validator(mode="before")
    @classmethod
    def _only_the_end(cls, body: Any) -> Any:
        fixed = sorted(body.keys() & (ExperimentBody.model_fields.keys() - {"end"})) if isinstance(body, dict) else []
        if fixed:
            raise ValueError(
                f"only end can be changed, not {', '.join(fixed)}: what is compared was fixed when the experiment was "
                "created, so that looking at it cannot change its verdict; create another experiment"
            )
        return body


ExperimentState = Literal["planned", "running", "ended"]


class ExperimentScoreShape(Shape):
    """A score by which arms are judged."""

    name: str
    label: str | None
    direction: Direction
    smallest_effect: float


class ExperimentGuardrailShape(Shape):
    """A metric that must not get worse."""

    metric: Metric
    margin: float


class ExperimentArmShape(Shape):
    """One group of requests."""

    name: str
    filter: FilterTree = Field(description="Requests of the arm, among those that take part.")
    part: float = Field(description="Part of the planned split, in any unit.")


class ExperimentRecord(Shape):
    """An experiment."""

    name: str
    property: str | None = Field(description="Property whose values are the arms; null: they are groups by filter.")
    arms: list[ExperimentArmShape] = Field(description="The control first.")
    filter: FilterTree = Field(description="Requests that take part.")
    unit: ScoreUnit
    scores: list[ExperimentScoreShape]
    guardrails: list[ExperimentGuardrailShape]
    cluster_by: str | None
    tuned_at: float
    cycle_days: int | None = Field(description="Days after which the traffic repeats itself; null: at most a week.")
    start: Iso
    end: Iso | None = Field(description="null: it goes on.")
    state: ExperimentState = Field(description="By start and end.")
    created_at: Iso
    updated_at: Iso


class ExperimentAnswer(Answer[ExperimentRecord]):
    """An experiment."""


class ExperimentsAnswer(Answer[list[ExperimentRecord]]):
    """All experiments of the project, the latest start first."""
