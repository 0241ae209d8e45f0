"""The answer of GET /v1/experiments/{name}/verdict."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.comparisons.pairs_models import AlwaysValid
from api.fairness.fairness_models import FairnessShape
from api.http.base_models import Fresh, Rounded, Shape
from api.scores.queries_models import IntervalShape, Metric
from store.models import Direction
from store.statistics.sequential import State

Check = Literal["duration", "sample_size", "sample_ratio", "in_both", "same_time", "mix", "unknown_values"]


class HealthCheckShape(Shape):
    """One condition under which a verdict can be relied on."""

    check: Check
    arm: str | None = Field(description="The arm that was compared with the control; null: all of them.")
    passed: bool
    message: str = Field(description="What was found, in a sentence.")


class ArmMeanShape(Shape):
    """A score or metric in one arm."""

    n: int = Field(description="Requests with a value, or sessions if these are the unit.")
    mean: float | None
    sd: Rounded | None
    interval: IntervalShape


class MoreUnitsShape(Shape):
    """About how many more units each side needs until it can be decided, if difference and spread stay as they are."""

    control: int
    arm: int


class VerdictShape(Shape):
    """A score or metric of an arm against the control."""

    control: ArmMeanShape | None = Field(description="null: nobody has given the score yet.")
    arm: ArmMeanShape | None = Field(description="null: nobody has given the score yet.")
    difference: float | None = Field(description="Mean of the arm minus that of the control.")
    interval: IntervalShape | None = Field(description="95 % interval, for one look at a size fixed before.")
    always_valid_interval: AlwaysValid | None = Field(
        description="Interval of the difference that holds at all looks together, for all arms together in 95 %."
    )
    state: State
    more_units: MoreUnitsShape | None = Field(
        description="null: it is decided, or it cannot be said how many would decide it."
    )
    sentence: str


class ScoreVerdictShape(VerdictShape):
    """A score of an arm against the control."""

    name: str
    type: Literal["number", "boolean", "label"] | None = Field(description="null: nobody has given the score yet.")
    label: str | None
    direction: Direction
    smallest_effect: float


class GuardrailVerdictShape(VerdictShape):
    """A metric of an arm against the control; it may rise by the margin."""

    metric: Metric
    margin: float


class ArmVerdictShape(Shape):
    """An arm against the control."""

    arm: str
    state: State = Field(
        description="By the first score and the guardrails: worse if one of them is, running if one of them is."
    )
    sentence: str
    scores: list[ScoreVerdictShape]
    guardrails: list[GuardrailVerdictShape]
    fairness: FairnessShape


class ExposureShape(Shape):
    """Requests of one day."""

    day: str = Field(description="Date in UTC.")
    requests: dict[str, int] = Field(description="Arm → requests, scored or not.")


class ExperimentVerdict(Shape):
    """What an experiment says so far."""

    control: str
    level: Rounded = Field(description="False alarms of each arm's comparisons at most: 0.05 / number of other arms.")
    healthy: bool = Field(description="Whether all checks passed.")
    health: list[HealthCheckShape]
    arms: list[ArmVerdictShape] = Field(description="All arms but the control.")
    exposures: list[ExposureShape] = Field(description="Each day from the first to the last one with requests.")


class VerdictAnswer(Fresh[ExperimentVerdict]):
    """What an experiment says so far; it may be looked at as often as one likes."""
