"""What happened, in sentences. Pure."""

from __future__ import annotations

from store.evaluation.alerts import FIRING, AlertMetric, AlertRule, AlertState, ChangeWatch, LevelMetric, Threshold
from store.timestamps import from_us

_WINDOWS = {300: "5 minutes", 3_600: "hour", 86_400: "day", 604_800: "week"}


def metric_words(watched: Threshold | ChangeWatch) -> str:
    """What is watched, as the subject of a sentence."""
    if isinstance(watched, ChangeWatch):
        return _of_change(watched)
    percentile = _percentile(watched.quantile)
    words: dict[LevelMetric, str] = {
        "score_mean": f"the mean of {watched.score}",
        "label_share": f"the share of {watched.label} in {watched.score}",
        "error_rate": "the share of failed requests",
        "latency": f"the {percentile} of the latency",
        "time_to_first_token": f"the {percentile} of the time to the first token",
        "cost": "the cost",
        "requests": "the number of requests",
    }
    return words[watched.metric]


def _of_change(watched: ChangeWatch) -> str:
    words: dict[AlertMetric, str] = {
        "score_mean": f"the level of {watched.score}",
        "label_share": f"the share of {watched.label} in {watched.score}",
        "error_rate": "the share of failed requests",
        "latency": "the latency",
        "time_to_first_token": "the time to the first token",
        "cost": "the cost of a request",
        "requests": "the number of requests in an hour",
        "everything": "every score, the share of failed requests, the latency, the cost of a request and the number of "
        "requests in an hour",
    }
    by = f", also by {watched.group_by}" if watched.group_by else ""
    return f"{words[watched.metric]}{by}"


def ended_text(rule: AlertRule, reason: str) -> str:
    subject = metric_words(rule.definition)
    return f"{subject[0].upper()}{subject[1:]} is no longer watched: {reason}."


def event_text(rule: AlertRule, state: AlertState, level: float | None) -> str:
    """Two sentences: how it is now, and since when."""
    threshold = rule.threshold
    subject = metric_words(threshold)
    subject = subject[0].upper() + subject[1:]
    window = window_words(threshold.window_s)
    since = f"Since {time_words(state.since_us)}."
    if state.value is None or state.state == "no_data":
        wanted = f"fewer than {threshold.minimum_n} " if state.n else "no "
        return f"{subject} is not known: in the last {window} there were {wanted}requests to judge it by. {since}"
    measured = f"{subject} was {value_words(state.value, threshold)}{_interval(state, threshold)} in the last {window}"
    measured += f" (n = {state.n:,})"
    if level is None:
        return f"{measured}. {since}"
    shown = f"the {'alert' if level == threshold.alert else 'warning'} level of {value_words(level, threshold)}"
    side = threshold.direction if state.state in FIRING else f"no longer {threshold.direction}"
    return f"{measured}, {side} {shown}. {since}"


def window_words(window_s: int) -> str:
    if window_s in _WINDOWS:
        return _WINDOWS[window_s]
    for size_s, name in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if window_s % size_s == 0:
            return f"{window_s // size_s} {name}"
    return f"{window_s} seconds"


def time_words(at_us: int) -> str:
    return f"{from_us(at_us):%Y-%m-%d %H:%M} UTC"


def value_words(value: float, threshold: Threshold) -> str:
    """With the unit."""
    match threshold.metric:
        case "error_rate" | "label_share":
            return f"{value * 100:.3g} %"
        case "latency" | "time_to_first_token":
            return f"{value:,.0f} ms"
        case "cost":
            return f"{value:,.4g} USD"
        case "requests":
            return f"{value:,.0f}"
    return f"{value:.4g}"


def _interval(state: AlertState, threshold: Threshold) -> str:
    if state.low is None or state.high is None:
        return ""
    return f" [95 %: {value_words(state.low, threshold)} to {value_words(state.high, threshold)}]"


def _percentile(quantile: float | None) -> str:
    at = round((quantile or 0.5) * 100, 2)
    return "median" if at == 50 else f"{at:g}th percentile"
