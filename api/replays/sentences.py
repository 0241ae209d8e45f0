"""A verdict in words. Pure."""

from __future__ import annotations

from store.statistics.noninferiority import PairedDecision

_MEANS = {
    "better": "The candidate is better",
    "not_worse": "The candidate is not worse",
    "worse": "The candidate is worse",
    "not_enough": "There is not enough to decide",
}


def sentence(decision: PairedDecision, score: str, margin: float, doubt: str | None, *, is_preference: bool) -> str:
    """`margin`: the loss that is acceptable; `doubt`: see `RunResult`."""
    interval = decision.interval
    said = _MEANS[decision.state]
    if decision.difference is None or interval.low is None or interval.high is None:
        return f"{said}: {interval.reason or 'there is no interval'} ({_pairs(decision.pairs)})."
    what = "net share of preferences" if is_preference else f"difference of {score}"
    limits = f"{_number(interval.low)} to {_number(interval.high)}"
    found = (
        f"{said}: over {_pairs(decision.pairs)}, the {what} is {_number(decision.difference)} (95 % interval {limits}),"
        f" with a margin of {margin:g}"
    )
    if doubt is not None:
        return f"{found}, but {doubt}."
    if decision.needed is not None:
        return f"{found}. About {decision.needed:,} pairs would decide it."
    return f"{found}."


def _pairs(count: int) -> str:
    return f"{count:,} pair" if count == 1 else f"{count:,} pairs"


def _number(value: float) -> str:
    shown = f"{value:+.3g}"
    return "0" if float(shown) == 0 else shown
