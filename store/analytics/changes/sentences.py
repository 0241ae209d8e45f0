"""A change in words. Pure."""

from __future__ import annotations

from datetime import datetime

from store.analytics.changes.question import Cause, ChangeQuestion, FoundChange
from store.analytics.explain.rows import EVALUATOR
from store.analytics.scores.keys import PROPERTY

_METRICS = {
    "latency_ms": "Latency",
    "time_to_first_token_ms": "Time to the first token",
    "cost_usd": "Cost per request",
    "prompt_tokens": "Prompt tokens",
    "completion_tokens": "Completion tokens",
    "error_rate": "The error rate",
    "volume": "The number of requests per hour",
}


def sentence(question: ChangeQuestion, change: FoundChange, value: str | None, *, as_share: bool) -> str:
    """`as_share`: means are shares, shown in percent."""
    verb = "rose" if change.difference > 0 else "fell"
    size = _size(change, as_share=as_share)
    before, after = (_number(mean, as_share=as_share) for mean in (change.before, change.after))
    words = [
        f"{_name(question, value)} {verb} by {size}, from {before} to {after}, {_when(change)}.",
        f"It was found at {_time(change.found_at)}, after {_evidence(change)}.",
    ]
    if change.causes:
        words.append(f"Likely cause: {_cause(change.causes[0])}.")
    return " ".join(words)


def _name(question: ChangeQuestion, value: str | None) -> str:
    name = _METRICS[question.metric] if question.metric else f"The score {question.score}"
    if question.label is not None:
        name = f"The share of {question.label} in the score {question.score}"
    return name if value is None else f"{name} of {(question.group_by or '').removeprefix(PROPERTY)} {value}"


def _size(change: FoundChange, *, as_share: bool) -> str:
    if change.ratio is not None and change.low < 1 < change.high:
        low, high = ((each - 1) * 100 for each in (change.low, change.high))
        return f"{abs(change.ratio - 1):.0%} (95 % interval {low:+.0f} to {high:+.0f} %)"
    if change.ratio is not None:
        ends = sorted(abs(each - 1) * 100 for each in (change.low, change.high))
        return f"{abs(change.ratio - 1):.0%} (95 % interval {ends[0]:.0f} to {ends[1]:.0f} %)"
    scale, unit = (100, " points") if as_share else (1, "")
    low, high = sorted((change.low * scale, change.high * scale))
    if change.difference < 0:
        low, high = -high, -low
    return f"{abs(change.difference) * scale:.3g}{unit} (95 % interval {low:.3g} to {high:.3g})"


def _number(mean: float, *, as_share: bool) -> str:
    return f"{mean:.1%}".replace("%", " %") if as_share else f"{mean:,.4g}"


def _when(change: FoundChange) -> str:
    at = f"at {_time(change.at)} UTC"
    if change.earliest == change.latest:
        return at
    return f"{at} (95 % interval {_time(change.earliest)} to {_time(change.latest)})"


def _evidence(change: FoundChange) -> str:
    """Of a number of requests, which may be none at all, the hours."""
    if not change.measures_volume:
        return f"{change.values_until_found:,} value{'s' if change.values_until_found != 1 else ''}"
    hours = round((change.found_at - change.at).total_seconds() / 3600)
    return f"{hours:,} hour{'s' if hours != 1 else ''}"


def _cause(cause: Cause) -> str:
    name, of = _named(cause), "scores" if cause.key == EVALUATOR else "requests"
    if cause.kind == "new_value":
        return f"{name}, first seen at {_time(cause.first_at)}, in {cause.share_after:.0%} of the {of} since"
    if cause.kind == "mix":
        return f"{name} went from {cause.share_before:.0%} to {cause.share_after:.0%} of the {of}"
    return f"{of} with {name} changed more than the others"


def _named(cause: Cause) -> str:
    """As in "model gpt-4o", "prompt fingerprint 5f3a", "no Plan"."""
    is_property = cause.key.startswith(PROPERTY)
    key = cause.key.removeprefix(PROPERTY) if is_property else cause.key.replace("_", " ")
    return f"no {key}" if cause.value is None else f"{key} {cause.value}"


def _time(timestamp: datetime | None) -> str:
    return "" if timestamp is None else f"{timestamp:%Y-%m-%d %H:%M}"
