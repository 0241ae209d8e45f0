"""Experiments and what the store answers on them → the models of the API. Pure."""

from __future__ import annotations

from math import ceil

from api.experiments.arms import own_filters, parts
from api.experiments.experiments_models import (
    ExperimentArmShape,
    ExperimentBody,
    ExperimentGuardrailShape,
    ExperimentRecord,
    ExperimentScoreShape,
    ExperimentState,
    names_of_arms,
)
from api.experiments.health import health
from api.experiments.sentences import (
    METRIC_WORDS,
    Amount,
    ArmResult,
    Types,
    arm_sentence,
    missing_sentence,
    verdict_sentence,
)
from api.experiments.verdicts_models import (
    ArmMeanShape,
    ArmVerdictShape,
    ExperimentVerdict,
    ExposureShape,
    GuardrailVerdictShape,
    MoreUnitsShape,
    ScoreVerdictShape,
)
from api.fairness.answers import fairness_shape
from api.http.base_models import rounded_near
from api.http.timestamps import iso_8601
from api.scores.answers import interval_shape, width_of
from store.analytics.experiments.judging import (
    ExperimentQuery,
    JudgedArm,
    JudgedExperiment,
    JudgedGuardrail,
    JudgedScore,
    ScoreGoal,
)
from store.evaluation.experiments import Experiment
from store.statistics import Interval, Summary
from store.statistics.sequential import Decision


def experiment_record(experiment: Experiment, now_us: int) -> ExperimentRecord:
    body = ExperimentBody.model_validate(experiment.definition)
    return ExperimentRecord(
        name=experiment.name,
        property=body.property,
        arms=[
            ExperimentArmShape(name=name, filter=tree, part=part)
            for name, tree, part in zip(names_of_arms(body), own_filters(body), parts(body), strict=True)
        ],
        filter=body.filter,
        unit=body.unit,
        scores=[ExperimentScoreShape(**each.model_dump()) for each in body.scores],
        guardrails=[ExperimentGuardrailShape(**each.model_dump()) for each in body.guardrails],
        cluster_by=body.cluster_by,
        tuned_at=body.tuned_at,
        cycle_days=body.cycle_days,
        start=iso_8601(experiment.start_us),
        end=None if experiment.end_us is None else iso_8601(experiment.end_us),
        state=_state(experiment, now_us),
        created_at=iso_8601(experiment.created_at_us),
        updated_at=iso_8601(experiment.updated_at_us),
    )


def _state(experiment: Experiment, now_us: int) -> ExperimentState:
    if now_us < experiment.start_us:
        return "planned"
    return "running" if experiment.end_us is None or now_us < experiment.end_us else "ended"


def verdict_shape(
    query: ExperimentQuery, judged: JudgedExperiment, period_us: tuple[int, int], cycle_days: int | None
) -> ExperimentVerdict:
    """`period_us`: the start of the experiment, and its end or now."""
    checks = health(query, judged, period_us, cycle_days)
    names = [query.control.name, *(arm.name for arm in query.arms)]
    return ExperimentVerdict(
        control=query.control.name,
        level=query.level,
        healthy=all(check.passed for check in checks),
        health=checks,
        arms=[_arm(query, arm, judged.types) for arm in judged.arms],
        exposures=[
            ExposureShape(day=each.day.isoformat(), requests=dict(zip(names, each.requests, strict=True)))
            for each in judged.exposures
        ],
    )


def _arm(query: ExperimentQuery, judged: JudgedArm, types: Types) -> ArmVerdictShape:
    control, arm = query.control.name, judged.arm.name
    scores = [_score(query, judged, goal, types) for goal in query.scores]
    guardrails = [_guardrail(query, arm, each) for each in judged.guardrails]
    told = [_told_score(query, arm, each) for each in judged.scores if each.goal == query.scores[0]]
    broken = [METRIC_WORDS[each.metric][0] for each in guardrails if each.state == "worse"]
    return ArmVerdictShape(
        arm=arm,
        state=judged.state,
        sentence=arm_sentence(
            arm, control, judged.state, told[0] if told else missing_sentence(query.scores[0], types), broken
        ),
        scores=[each for shapes in scores for each in shapes],
        guardrails=guardrails,
        fairness=fairness_shape(query.fairness_of(judged.arm), judged.fairness, (control, arm)),
    )


def _score(query: ExperimentQuery, judged: JudgedArm, goal: ScoreGoal, types: Types) -> list[ScoreVerdictShape]:
    """Of each type that the score's values have."""
    found = [each for each in judged.scores if each.goal == goal]
    if not found:
        return [_without_scores(goal, types)]
    shapes = []
    for each in found:
        difference, comparison = each.difference, each.difference.comparison
        told = _told_score(query, judged.arm.name, each)
        shapes.append(
            ScoreVerdictShape(
                name=goal.name,
                type=difference.type,
                label=goal.label,
                direction=goal.direction,
                smallest_effect=goal.smallest,
                control=_side(difference.first, difference.first_interval),
                arm=_side(difference.second, difference.second_interval),
                difference=rounded_near(comparison.difference, width_of(comparison.interval)),
                interval=interval_shape(comparison.interval),
                always_valid_interval=interval_shape(each.decision.interval),
                state=each.decision.state,
                more_units=_more_shape(told),
                sentence=verdict_sentence(told),
            )
        )
    return shapes


def _without_scores(goal: ScoreGoal, types: Types) -> ScoreVerdictShape:
    return ScoreVerdictShape(
        name=goal.name,
        type=None,
        label=goal.label,
        direction=goal.direction,
        smallest_effect=goal.smallest,
        control=None,
        arm=None,
        difference=None,
        interval=None,
        always_valid_interval=None,
        state="running",
        more_units=None,
        sentence=missing_sentence(goal, types),
    )


def _guardrail(query: ExperimentQuery, arm: str, judged: JudgedGuardrail) -> GuardrailVerdictShape:
    difference, comparison = judged.difference, judged.difference.comparison
    what, amount = METRIC_WORDS[difference.name]
    margin = judged.guardrail.margin
    told = ArmResult(
        what,
        amount,
        query.control.name,
        arm,
        margin,
        comparison.difference,
        judged.decision,
        _more(judged.decision, difference.first.summary, difference.second.summary),
        "request",
    )
    return GuardrailVerdictShape(
        metric=difference.name,
        margin=margin,
        control=_side(difference.first.summary, difference.first.interval),
        arm=_side(difference.second.summary, difference.second.interval),
        difference=rounded_near(comparison.difference, width_of(comparison.interval)),
        interval=interval_shape(comparison.interval),
        always_valid_interval=interval_shape(judged.decision.interval),
        state=judged.decision.state,
        more_units=_more_shape(told),
        sentence=verdict_sentence(told),
    )


def _told_score(query: ExperimentQuery, arm: str, judged: JudgedScore) -> ArmResult:
    difference, goal = judged.difference, judged.goal
    amount: Amount = "number" if difference.type == "number" else "share"
    return ArmResult(
        goal.name if goal.label is None else f"{goal.name}: {goal.label}",
        amount,
        query.control.name,
        arm,
        goal.smallest,
        difference.comparison.difference,
        judged.decision,
        _more(judged.decision, difference.first, difference.second),
        query.control.selection.unit,
    )


def _more(decision: Decision, first: Summary, second: Summary) -> tuple[int, int] | None:
    """Units of both sides that are still needed."""
    if decision.growth is None:
        return None
    more = decision.growth - 1
    return max(1, ceil(more * first.n)), max(1, ceil(more * second.n))


def _more_shape(told: ArmResult) -> MoreUnitsShape | None:
    return None if told.more is None else MoreUnitsShape(control=told.more[0], arm=told.more[1])


def _side(summary: Summary, interval: Interval) -> ArmMeanShape:
    return ArmMeanShape(
        n=summary.n, mean=rounded_near(summary.mean, summary.sd), sd=summary.sd, interval=interval_shape(interval)
    )
