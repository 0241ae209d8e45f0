"""What an experiment found, in sentences for people. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from store.analytics.experiments.judging import ScoreGoal
from store.analytics.scores.names import ScoreType
from store.statistics.sequential import Decision, State

Types = Mapping[str, set[ScoreType]]  # that the values of a score have, by its name
Amount = Literal["number", "share", "usd", "ms"]
METRIC_WORDS: dict[str, tuple[str, Amount]] = {
    "cost_usd": ("cost", "usd"),
    "latency_ms": ("latency", "ms"),
    "time_to_first_token_ms": ("time to first token", "ms"),
    "prompt_tokens": ("prompt tokens", "number"),
    "completion_tokens": ("completion tokens", "number"),
    "error_rate": ("error rate", "share"),
}
_SIMILAR = 1.2  # two counts that differ by less are told as one


class ArmResult(NamedTuple):
    """One score or metric of an arm against the control."""

    what: str  # "correct", "tone: rude", "latency"
    amount: Amount
    control: str
    arm: str
    smallest: float  # the smallest difference of interest, or the margin
    difference: float | None
    decision: Decision
    more: tuple[int, int] | None  # units of control and arm until it can be decided
    unit: str  # "request" or "session"


def verdict_sentence(judged: ArmResult) -> str:
    arm, control, smallest = judged.arm, judged.control, _amount(judged, judged.smallest)
    match judged.decision.state:
        case "better":
            return f"{arm} is better than {control}: {_found(judged)}."
        case "worse":
            return f"{arm} is worse than {control}: {_found(judged)}."
        case "no_difference_of_interest":
            return f"{arm} and {control} do not differ by as much as {smallest}: {_found(judged)}."
        case "no_worse":
            return f"{arm} is not worse than {control} by as much as {smallest}: {_found(judged)}."
    return _running(judged)


def _running(judged: ArmResult) -> str:
    if judged.difference is None:
        return f"Not decided yet: one of the arms has no values of {judged.what}."
    start = f"Not decided yet: {_found(judged)}."
    if judged.more is None:
        return f"{start} How many {judged.unit}s would decide it cannot be said."
    return f"{start} {_more(judged, *judged.more)} until this can be decided, if the difference stays as it is."


def _more(judged: ArmResult, control: int, arm: int) -> str:
    unit = judged.unit
    if max(control, arm) <= _SIMILAR * max(1, min(control, arm)):
        return f"It takes about {_rough(max(control, arm))} more {unit}s of each"
    return f"It takes about {_rough(control)} more {unit}s of {judged.control} and {_rough(arm)} of {judged.arm}"


def _found(judged: ArmResult) -> str:
    """ "latency is lower by 120 ms (90 to 150)"."""
    difference, interval = judged.difference or 0.0, judged.decision.interval
    what = f"{judged.what} is {'higher' if difference > 0 else 'lower'} by {_amount(judged, abs(difference))}"
    if not difference:
        what = f"{judged.what} is the same"
    if interval.low is None or interval.high is None:
        return f"{what}, and there is no interval yet ({interval.reason})"
    ends = (interval.low, interval.high) if difference >= 0 else (-interval.high, -interval.low)
    low, high = (_figure(judged, end) for end in ends)
    return f"{what} (at every look {low} to {high})"


def missing_sentence(goal: ScoreGoal, types: Types) -> str:
    """Of a score without a value that could be judged."""
    found, name = types.get(goal.name, set()), goal.name
    if goal.label is not None and found:
        return f"{name} has no labels, but {_list(sorted(found))}s: create another experiment without the label."
    if goal.label is None and "label" in found:
        return f"{name} has labels only: create another experiment with the label whose share is to be judged."
    return f"Too early: nobody has given the score {name} yet."


def arm_sentence(arm: str, control: str, state: State, first: ArmResult | str, broken: Sequence[str]) -> str:
    """`first`: of the first score; a sentence if it has no values. `broken`: guardrails that are worse."""
    if state == "worse" and broken:
        return f"{arm} is worse than {control} in {_list(broken)}, by more than is accepted."
    if isinstance(first, str):
        return first
    if state == "running" and first.decision.state != "running":
        return f"{verdict_sentence(first)} Its guardrails are not decided yet."
    return verdict_sentence(first)


def _amount(judged: ArmResult, value: float) -> str:
    figure = _figure(judged, value)
    return {"number": figure, "share": f"{figure} percentage points", "usd": f"{figure} USD", "ms": f"{figure} ms"}[
        judged.amount
    ]


def _figure(judged: ArmResult, value: float) -> str:
    shown = 100 * value if judged.amount == "share" else value
    text = f"{shown:.3g}"
    return f"{shown:,.0f}" if "e+" in text else f"{Decimal(text):f}"


def _rough(count: int) -> str:
    """To two digits: more would claim too much."""
    return f"{int(float(f'{count:.2g}')):,}"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
