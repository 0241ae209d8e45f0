"""Whether the verdict of an experiment can be relied on: read it first. Pure."""

from __future__ import annotations

from api.experiments.sentences import METRIC_WORDS
from api.experiments.verdicts_models import Check, HealthCheckShape
from api.fairness.warnings import mix_difference, ran, ran_at_different_times, sample_ratio_mismatch
from store.analytics.experiments.judging import ExperimentQuery, JudgedArm, JudgedExperiment, JudgedGuardrail
from store.analytics.fairness.counts import SharedValues
from store.analytics.fairness.fairness import MISMATCH_P
from store.statistics import proportions
from store.timestamps import to_us

DAY_US = 86_400_000_000
_DAYS_LEAST = 7
_CYCLES_LEAST = 2
_SHARED = 0.01  # of an arm's units; with more of sessions or users in both arms, the arms are not separate
_NO_REQUESTS = "There is nothing to check yet: one of the arms has no requests."
_CAUSES = {
    "cost_usd": ": a request has no cost if its model has no price",
    "time_to_first_token_ms": ": only streams have it",
}
_NOTHING_YET = "There is nothing to check yet: one of the arms has no scores."


def health(
    query: ExperimentQuery, judged: JudgedExperiment, period_us: tuple[int, int], cycle_days: int | None
) -> list[HealthCheckShape]:
    """`period_us`: the start of the experiment, and its end or now."""
    unit = query.control.selection.unit
    totals = [sum(counts) for counts in zip(*(day.requests for day in judged.exposures), strict=True)]
    checks = [_duration(judged.arms, period_us, cycle_days)]
    for place, arm in enumerate(judged.arms, 1):
        checks += [
            _sample_size(query, arm, unit),
            _sample_ratio(query, arm),
            _in_both(query, arm),
            _same_time(query, arm),
            *_mix(query, arm),
        ]
        if arm.guardrails:
            checks.append(_unknown_values(query, arm, (totals[0], totals[place]) if totals else (0, 0)))
    return checks


def _check(check: Check, arm: JudgedArm | None, problem: str | None, fine: str) -> HealthCheckShape:
    return HealthCheckShape(
        check=check, arm=arm and arm.arm.name, passed=problem is None, message=problem if problem is not None else fine
    )


def _duration(arms: list[JudgedArm], period_us: tuple[int, int], cycle_days: int | None) -> HealthCheckShape:
    """At least a week, and two cycles of the traffic."""
    days = _ran_us(arms, period_us) / DAY_US
    has_scores = any(sum(arm.fairness.units) for arm in arms)
    found = f"The experiment has {f'scores from {days:.1f} days' if has_scores else 'no scores yet'}"
    problem = None
    if days < _DAYS_LEAST:
        problem = f"{found}: traffic of weekdays differs from that of weekends, so let it run for a week at least."
    if cycle_days is not None and days < _CYCLES_LEAST * cycle_days and _CYCLES_LEAST * cycle_days >= _DAYS_LEAST:
        problem = (
            f"{found}: the traffic repeats itself after {cycle_days} days, so let it run for "
            f"{_CYCLES_LEAST * cycle_days} days at least."
        )
    return _check("duration", None, problem, f"The experiment has scores from {days:.0f} days, which is long enough.")


def _ran_us(arms: list[JudgedArm], period_us: tuple[int, int]) -> int:
    """For how long there have been scores. Up to a day without any, at either end of the experiment, counts."""
    periods = [each for arm in arms for each in (arm.fairness.periods.first, arm.fairness.periods.second)]
    first = [to_us(each.start) for each in periods if each.start is not None]
    last = [to_us(each.end) for each in periods if each.end is not None]
    if not first or not last:
        return 0
    start, end = min(first), max(last)
    start = period_us[0] if start - period_us[0] < DAY_US else start
    end = period_us[1] if period_us[1] - end < DAY_US else end
    return max(0, end - start)


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
    """Of all requests, which tells whether the arms were assigned as planned, and of those with scores."""
    ratio, planned = arm.fairness.sample_ratio, query.fairness_of(arm.arm)
    problem = next(sample_ratio_mismatch(planned, arm.assigned, ", scored or not,"), None)
    if problem is None:
        problem = next(sample_ratio_mismatch(planned, ratio, " with scores"), None)
        problem = problem and f"{problem} All {arm.assigned.unit}s together, scored or not, fit it."
    p_values = [each.test.p_value for each in (arm.assigned, ratio) if each and each.test.p_value is not None]
    fine = "There is nothing to check yet: neither arm has requests."
    if p_values:
        fine = f"The sizes of the arms fit the planned split (p = {min(p_values):.2g})."
    return _check("sample_ratio", arm, problem, fine)


def _in_both(query: ExperimentQuery, arm: JudgedArm) -> HealthCheckShape:
    fairness = arm.fairness
    found = [_counted(fairness.units_in_both, fairness.unit)] if fairness.units_in_both else []
    shared = [("session", fairness.sessions), ("user", fairness.users)]
    found += [
        _counted(each.both, what)
        for what, each in shared
        if each is not None and _matters(each, fairness.units) and (what, query.cluster) != ("session", "user")
    ]
    problem = None
    if found:
        has = "has" if len(found) == 1 and found[0].startswith("1 ") else "have"
        problem = (
            f"{' and '.join(found)} {has} calls in both arms: what they met in one arm may change the other. "
            "Assign each session or user to one arm for good."
        )
    return _check("in_both", arm, problem, "No session or user is in both arms, or hardly any.")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _matters(shared: SharedValues, units: tuple[int, int]) -> bool:
    return all(units) and max(shared.first_units / units[0], shared.second_units / units[1]) > _SHARED


def _same_time(query: ExperimentQuery, arm: JudgedArm) -> HealthCheckShape:
    periods, problem = arm.fairness.periods, None
    if all(periods.units) and ran_at_different_times(periods):
        times = " and ".join(ran(periods, (query.control.name, arm.arm.name)))
        problem = f"The arms ran at different times, {times}: what else changed in between is part of the difference."
    return _check("same_time", arm, problem, _fine(arm, "The arms ran at the same time."))


def _mix(query: ExperimentQuery, arm: JudgedArm) -> list[HealthCheckShape]:
    names = (query.control.name, arm.arm.name)
    differing = arm.fairness.mix.differing if all(arm.fairness.units) else []
    found = [_check("mix", arm, mix_difference(each, arm.fairness.unit, names), "") for each in differing]
    return found or [_check("mix", arm, None, _fine(arm, "The arms have the same mix of models and properties."))]


def _fine(arm: JudgedArm, message: str) -> str:
    return message if all(arm.fairness.units) else _NOTHING_YET


def _unknown_values(query: ExperimentQuery, arm: JudgedArm, totals: tuple[int, int]) -> HealthCheckShape:
    """`totals`: requests of the control and of the arm. A guardrail sees those with a value only."""
    names = (query.control.name, arm.arm.name)
    found = [problem for each in arm.guardrails if (problem := _unknown(each, totals, names)) is not None]
    fine = "The metrics of the guardrails are known of as large a part of both arms."
    return _check("unknown_values", arm, " ".join(found) or None, fine if all(totals) else _NO_REQUESTS)


def _unknown(judged: JudgedGuardrail, totals: tuple[int, int], names: tuple[str, str]) -> str | None:
    metric = judged.guardrail.metric
    what, cause = METRIC_WORDS[metric][0], _CAUSES.get(metric, "")
    known = (judged.difference.first.summary.n, judged.difference.second.summary.n)
    if not all(totals):
        return None
    if not all(known):
        none = " or ".join(name for name, count in zip(names, known, strict=True) if not count)
        return f"No request of {none} has a known {what}, so the guardrail cannot be decided{cause}."
    p_value = proportions(known[0], totals[0], known[1], totals[1]).p_value
    if p_value is None or p_value >= MISMATCH_P:
        return None
    parts = [
        f"{each:,} of the {total:,} requests of {name}" for each, total, name in zip(known, totals, names, strict=True)
    ]
    return f"The {what} is known of {' and '.join(parts)} only, and the others may differ{cause}."
