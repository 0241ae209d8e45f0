"""`judge`: the arms of an experiment against its control, by intervals that hold at every look."""

from __future__ import annotations

from dataclasses import dataclass

from store.analytics.comparisons.differences import ScoreComparison, ScoreDifference
from store.analytics.comparisons.metrics import MetricDifference
from store.analytics.experiments.exposures import DayExposure, assigned, exposures
from store.analytics.fairness.fairness import Fairness, FairnessQuery, SampleRatio, compare_fairly
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreType, series_of_names
from store.analytics.selection import PropertyKeys, Selection
from store.statistics import split_test
from store.statistics.sequential import LEVEL, Decision, Direction, State, guardrail, verdict


@dataclass(frozen=True, slots=True)
class ScoreGoal:
    name: str
    label: str | None  # whose share is judged; None: the score's numbers or booleans
    direction: Direction
    smallest: float  # the smallest difference of interest, above 0


@dataclass(frozen=True, slots=True)
class Guardrail:
    metric: str  # one of MEASURES, of which lower values are better
    margin: float  # by how much the mean may rise, above 0


@dataclass(frozen=True, slots=True)
class Arm:
    name: str
    selection: Selection
    part: float  # of the planned split, in any unit
    defined_by: tuple[str, ...] = ()  # keys in which it may differ from the control (fairness/keys.py)


@dataclass(frozen=True, slots=True)
class ExperimentQuery:
    control: Arm
    arms: tuple[Arm, ...]  # the others, at least one
    scores: tuple[ScoreGoal, ...]  # the first one decides
    guardrails: tuple[Guardrail, ...]
    cluster: str | None
    tuned_at: float

    @property
    def level(self) -> float:
        """Of each comparison with the control: Bonferroni's, so that all arms together have false alarms in 5 %."""
        return LEVEL / len(self.arms)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the scores."""
        return tuple(dict.fromkeys(goal.name for goal in self.scores))

    def fairness_of(self, arm: Arm) -> FairnessQuery:
        split = (self.control.part, arm.part)
        return FairnessQuery(arm.defined_by, self.cluster, split, within_overlap=False)


@dataclass(frozen=True, slots=True)
class JudgedScore:
    goal: ScoreGoal
    difference: ScoreDifference
    decision: Decision


@dataclass(frozen=True, slots=True)
class JudgedGuardrail:
    guardrail: Guardrail
    difference: MetricDifference
    decision: Decision


@dataclass(frozen=True, slots=True)
class JudgedArm:
    arm: Arm
    scores: list[JudgedScore]  # in the order of the goals; those that nobody has given yet are missing
    guardrails: list[JudgedGuardrail]
    fairness: Fairness
    assigned: SampleRatio  # of all its requests and the control's, scored or not
    state: State


@dataclass(frozen=True, slots=True)
class JudgedExperiment:
    arms: list[JudgedArm]
    exposures: list[DayExposure]  # the control's first
    types: dict[str, set[ScoreType]]  # that the values of a score have anywhere in the project


def judge(snapshot: Snapshot, query: ExperimentQuery, properties: PropertyKeys) -> JudgedExperiment:
    """Blocks; raises ValuesTooLarge and TooManyRows."""
    selections = [query.control.selection, *(arm.selection for arm in query.arms)]
    unit = query.fairness_of(query.arms[0]).ratio_unit(query.control.selection.unit)
    of_control, *others = assigned(snapshot, selections, unit)
    ratios = [
        SampleRatio(unit, (of_control, count), split_test((of_control, count), (query.control.part, arm.part)))
        for arm, count in zip(query.arms, others, strict=True)
    ]
    types: dict[str, set[ScoreType]] = {}
    for series in series_of_names(snapshot, query.control.selection.project, query.names):
        types.setdefault(series.name, set()).add(series.type)
    return JudgedExperiment(
        [_judge_arm(snapshot, query, arm, ratio, properties) for arm, ratio in zip(query.arms, ratios, strict=True)],
        exposures(snapshot, selections),
        types,
    )


def _judge_arm(
    snapshot: Snapshot, query: ExperimentQuery, arm: Arm, ratio: SampleRatio, properties: PropertyKeys
) -> JudgedArm:
    comparison = ScoreComparison(
        query.names,
        query.control.selection,
        arm.selection,
        query.cluster,
        metrics=tuple(dict.fromkeys(each.metric for each in query.guardrails)),
        compared_labels={
            name: tuple(goal.label for goal in query.scores if goal.name == name and goal.label is not None)
            for name in query.names
        },
    )
    compared, fairness = compare_fairly(snapshot, comparison, query.fairness_of(arm), properties)
    assert fairness is not None
    scores = [
        JudgedScore(goal, each, verdict(each.comparison, goal.direction, goal.smallest, query.tuned_at, query.level))
        for goal in query.scores
        for each in compared.scores
        if (each.name, each.label) == (goal.name, goal.label)
    ]
    metrics = {each.name: each for each in compared.metrics}
    guardrails = [
        JudgedGuardrail(
            each,
            metrics[each.metric],
            guardrail(metrics[each.metric].comparison, each.margin, query.tuned_at, query.level),
        )
        for each in query.guardrails
    ]
    first = [each.decision.state for each in scores if each.goal == query.scores[0]]
    state = arm_state(first, [each.decision.state for each in guardrails])
    return JudgedArm(arm, scores, guardrails, fairness, ratio, state)


def arm_state(first_score: list[State], guardrails: list[State]) -> State:
    """What the first score and the guardrails say together. `first_score`: of each type that its values have."""
    if "worse" in first_score or "worse" in guardrails:
        return "worse"
    if not first_score or "running" in first_score or "running" in guardrails:
        return "running"
    return first_score[0] if len(set(first_score)) == 1 else "running"
