"""Whether the verdict of an experiment can be relied on: read it first. Pure."""

from __future__ import annotations

from api.experiments.verdicts_models import Check, HealthCheckShape
from api.fairness.warnings import mix_difference, ran, ran_at_different_times, sample_ratio_mismatch
from store.analytics.experiments.judging import ExperimentQuery, JudgedArm
from store.analytics.fairness.counts import SharedValues

WEEK_US = 7 * 86_400_000_000
_SHARED = 0.01  # of an arm's units; with more of sessions or users in both arms, the arms are not separate


def health(query: ExperimentQuery, arms: list[JudgedArm], ran_us: int, unit: str) -> list[HealthCheckShape]:
    """`ran_us`: for how long it has run."""
    checks = [_duration(ran_us)]
    for arm in arms:
        checks += [
            _sample_size(query, arm, unit),
            _sample_ratio(query, arm),
            _in_both(query, arm),
            _same_time(query, arm),
            *_mix(query, arm),
        ]
    return checks


def _check(check: Check, arm: JudgedArm | None, problem: str | None, fine: str) -> HealthCheckShape:
    return HealthCheckShape(
        check=check, arm=arm and arm.arm.name, passed=problem is None, message=problem if problem is not None else fine
    )


def _duration(ran_us: int) -> HealthCheckShape:
    days = max(0.0, ran_us / (WEEK_US / 7))
    problem = (
        f"The experiment has run for {days:.1f} days: traffic of weekdays differs from that of weekends, "
        "so let it run for a week at least."
        if ran_us < WEEK_US
        else None
    )
    return _check("duration", None, problem, f"The experiment has run for {days:.0f} days, which is a week or more.")


def _sample_size(query: ExperimentQuery, arm: JudgedArm, unit: str) -> HealthCheckShape:
    first = [each for each in arm.scores if each.goal == query.scores[0]]
    reasons = [each.decision.interval.reason for each in first if each.decision.interval.low is None]
    problem = None
    if not first:
        problem = f"No {unit} has the score {query.scores[0].name} yet."
    elif reasons:
        problem = f"There is no verdict on {query.scores[0].name} yet: {reasons[0]}."
    return _check("sample_size", arm, problem, f"Both arms have enough {unit}s for a verdict.")


def _sample_ratio(query: ExperimentQuery, arm: JudgedArm) -> HealthCheckShape:
    ratio = arm.fairness.sample_ratio
    problem = next(sample_ratio_mismatch(query.fairness_of(arm.arm), ratio), None)
    fine = "The sizes of the arms fit the planned split."
    if ratio is not None and ratio.test.p_value is not None:
        fine = f"The sizes of the arms fit the planned split (p = {ratio.test.p_value:.2g})."
    return _check("sample_ratio", arm, problem, fine)


def _in_both(query: ExperimentQuery, arm: JudgedArm) -> HealthCheckShape:
    fairness = arm.fairness
    found = [f"{fairness.units_in_both:,} {fairness.unit}s"] if fairness.units_in_both else []
    shared = [("sessions", fairness.sessions), ("users", fairness.users)]
    found += [
        f"{each.both:,} {what}"
        for what, each in shared
        if each is not None and _matters(each, fairness.units) and (what, query.cluster) != ("sessions", "user")
    ]
    problem = None
    if found:
        problem = (
            f"{' and '.join(found)} have calls in both arms: what they met in one arm may change the other. "
            "Assign each session or user to one arm for good."
        )
    return _check("in_both", arm, problem, "No session or user is in both arms, or hardly any.")


def _matters(shared: SharedValues, units: tuple[int, int]) -> bool:
    return all(units) and max(shared.first_units / units[0], shared.second_units / units[1]) > _SHARED


def _same_time(query: ExperimentQuery, arm: JudgedArm) -> HealthCheckShape:
    periods, problem = arm.fairness.periods, None
    if all(periods.units) and ran_at_different_times(periods):
        times = " and ".join(ran(periods, (query.control.name, arm.arm.name)))
        problem = f"The arms ran at different times, {times}: what else changed in between is part of the difference."
    return _check("same_time", arm, problem, "The arms ran at the same time.")


def _mix(query: ExperimentQuery, arm: JudgedArm) -> list[HealthCheckShape]:
    names = (query.control.name, arm.arm.name)
    differing = arm.fairness.mix.differing if all(arm.fairness.units) else []
    found = [_check("mix", arm, mix_difference(each, arm.fairness.unit, names), "") for each in differing]
    return found or [_check("mix", arm, None, "The arms have the same mix of models and properties.")]
