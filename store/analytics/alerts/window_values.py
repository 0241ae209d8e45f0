"""The value of a metric in a window of time, with its 95 % interval."""

from __future__ import annotations

from store.analytics.query import Snapshot
from store.analytics.requests.metrics import AMOUNTS, numbers
from store.analytics.requests.selected import selected
from store.analytics.scores.answers import Group, ScoreQuery
from store.analytics.scores.queries import answer
from store.analytics.selection import PropertyKeys, Selection
from store.evaluation.alerts import Threshold, WindowValue
from store.sql import Sql, compose
from store.statistics import Interval, quantile_ranks, shares
from store.statistics.intervals import ALL_EQUAL

_COLUMNS = {"latency": "r.latency_ms", "time_to_first_token": "r.time_to_first_token_ms"}
_ENDED = Sql("r.outcome IS NOT NULL")  # a call that has not ended yet may still fail


def window_value(
    snapshot: Snapshot, threshold: Threshold, selection: Selection, properties: PropertyKeys
) -> WindowValue:
    """`selection`: the window's requests that match the filter. Blocks."""
    match threshold.metric:
        case "score_mean" | "label_share":
            return _of_scores(snapshot, threshold, selection, properties)
        case "error_rate":
            counts = numbers(snapshot, selection, {name: AMOUNTS[name] for name in ("requests", "errors")}, _ENDED)
            return _share(round(counts["errors"] or 0), round(counts["requests"] or 0))
        case "latency" | "time_to_first_token":
            return _quantile(snapshot, selection, _COLUMNS[threshold.metric], threshold.quantile or 0.5)
        case "cost":
            columns = {"cost": AMOUNTS["cost"], "known": "count(r.cost_usd)", "requests": AMOUNTS["requests"]}
            sums = numbers(snapshot, selection, columns)
            # Without requests nothing was spent; of requests without a price, the cost is not known.
            return WindowValue(sums["cost"] if sums["requests"] else 0.0, round(sums["known"] or 0))
        case "requests":
            count = round(numbers(snapshot, selection, {"requests": AMOUNTS["requests"]})["requests"] or 0)
            return WindowValue(count, count)


def _of_scores(snapshot: Snapshot, threshold: Threshold, selection: Selection, properties: PropertyKeys) -> WindowValue:
    """Of a name that has numbers and booleans, the kind that more requests of the window have."""
    query = ScoreQuery((threshold.score or "",), selection, cluster=threshold.cluster_by)
    of_labels = threshold.metric == "label_share"
    answers = answer(snapshot, query, properties)
    groups = [each.groups[0] for each in answers if each.groups and (each.type == "label") == of_labels]
    group = max(groups, key=lambda each: each.n, default=None)
    if group is None:
        return WindowValue(None, 0, has_interval=True)
    return _of_label(group, threshold.label or "") if of_labels else _with_interval(group.mean, group.n, group.interval)


def _of_label(group: Group, wanted: str) -> WindowValue:
    for label in group.labels or ():
        if label.label == wanted:
            return _with_interval(label.share, group.n, label.interval)
    return _share(0, group.n)


def _share(count: int, n: int) -> WindowValue:
    return _with_interval(count / n if n else None, n, shares([count], [n])[0])


def _with_interval(value: float | None, n: int, interval: Interval | None) -> WindowValue:
    """Values that are all equal have no interval, and are as certain as they can be."""
    if interval is None:
        return WindowValue(value, n, has_interval=True)
    if interval.reason == ALL_EQUAL:
        return WindowValue(value, n, value, value, has_interval=True)
    return WindowValue(value, n, interval.low, interval.high, has_interval=True)


def _quantile(snapshot: Snapshot, selection: Selection, column: str, at: float) -> WindowValue:
    """Between two of the values, whatever their distribution is; see `quantile_ranks`."""
    known = Sql(f"{column} IS NOT NULL")
    n = round(numbers(snapshot, selection, {"n": "count(*)"}, known)["n"] or 0)
    if not n:
        return WindowValue(None, 0, has_interval=True)
    ranks = quantile_ranks(n, at)
    # The k-th of n values is their quantile (k - 1) / (n - 1).
    parts = [at, *((0.0 if rank is None else (rank - 1) / max(1, n - 1)) for rank in ranks)]
    select = compose(
        "SELECT {quantiles} AS quantiles\n{source}",
        quantiles=f"quantile_cont({column}, [{', '.join(map(repr, parts))}])",
        source=selected(selection, known),
    )
    (row,) = snapshot.records(select)
    value, *ends = row.quantiles
    low, high = (None if rank is None else end for rank, end in zip(ranks, ends, strict=True))
    return WindowValue(value, n, low, high, has_interval=True)
