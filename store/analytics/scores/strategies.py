"""The three ways to answer a query on scores: plain, robust and labels. `strategy` chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from store import statistics
from store.analytics.scores.answers import LabelShare, ScoreAnswer
from store.analytics.scores.grouped_scores import GroupedScores, GroupEstimate
from store.analytics.scores.groups import GroupSummary
from store.analytics.scores.histograms import histograms, quantiles_of_others
from store.analytics.scores.label_groups import LabelSummary, label_indicator, label_summaries
from store.analytics.scores.names import ScoreType
from store.analytics.scores.tables import GroupIndex
from store.analytics.scores.weighted_groups import WeightedSummary, weighted_summaries
from store.statistics import Interval

_NAN = float("nan")


def strategy(grouped: GroupedScores) -> Callable[[GroupedScores], ScoreAnswer]:
    if grouped.series.type == "label":
        return answer_labels
    return answer_robust if grouped.robust_method else answer_plain


def answer_plain(grouped: GroupedScores) -> ScoreAnswer:
    """Numbers and booleans whose requests weigh the same and do not depend on each other: t or Wilson intervals."""
    summaries = grouped.summaries
    intervals = plain_intervals(grouped.series.type, list(summaries.values()))
    estimates = {
        index: GroupEstimate(summary.mean, interval)
        for (index, summary), interval in zip(summaries.items(), intervals, strict=True)
    }
    return _answer_numbers(grouped, estimates)


def answer_robust(grouped: GroupedScores) -> ScoreAnswer:
    """Numbers and booleans with sampling probabilities or clusters: weighted means, intervals by linearisation."""
    method = grouped.robust_method
    assert method is not None
    bounds = (0.0, 1.0) if grouped.series.type == "boolean" else None
    weighted = weighted_summaries(grouped.clustered_scores, grouped.largest)
    intervals = _linearised(list(grouped.summaries), weighted, method, bounds)
    estimates = {
        index: GroupEstimate(
            weighted[index].mean if index in weighted else summary.mean,
            intervals[index],
            clusters=weighted[index].clusters if index in weighted and grouped.query.cluster else None,
            effective_n=weighted[index].effective_n if index in weighted and grouped.is_weighted else None,
        )
        for index, summary in grouped.summaries.items()
    }
    return _answer_numbers(grouped, estimates)


def answer_labels(grouped: GroupedScores) -> ScoreAnswer:
    """The share of each label, in place of a mean."""
    labels, most_frequent = label_summaries(grouped.scores, grouped.largest)
    labels = {index: of_group for index, of_group in labels.items() if index in grouped.summaries}
    if grouped.robust_method:
        shares = _robust_shares(grouped, labels, most_frequent, grouped.robust_method)
    else:
        shares = _plain_shares(grouped, labels)
    return grouped.answer({index: GroupEstimate(labels=shares.get(index, [])) for index in grouped.summaries})


# Numbers


def _answer_numbers(grouped: GroupedScores, estimates: Mapping[GroupIndex, GroupEstimate]) -> ScoreAnswer:
    """With histograms, and with the quantiles that the first statement could not give."""
    quantiles = grouped.query.quantiles
    if quantiles and grouped.has_others and not grouped.others_need_own_query:
        of_others = quantiles_of_others(grouped.scores, grouped.largest, quantiles)
        summaries = grouped.all_summaries
        with_quantiles = {index: replace(summaries[index], quantiles=values) for index, values in of_others.items()}
        grouped = replace(grouped, all_summaries=summaries | with_quantiles)
    edges = histogram_edges(grouped)
    if not edges:
        return grouped.answer(estimates, edges)
    counts = histograms(grouped.scores, grouped.largest, edges, has_others=grouped.has_others)
    has_own_edges = bool(grouped.query.edges)
    with_histograms = {
        index: replace(estimate, histogram=shown_histogram(counts.get(index), has_own_edges=has_own_edges))
        for index, estimate in estimates.items()
    }
    return grouped.answer(with_histograms, edges)


def histogram_edges(grouped: GroupedScores) -> list[float] | None:
    """Those of the query, else nice ones around all values, as far as there are any."""
    query, summaries = grouped.query, grouped.all_summaries.values()
    if query.edges:
        return list(query.edges)
    lows = [summary.min for summary in summaries if summary.min is not None]
    highs = [summary.max for summary in summaries if summary.max is not None]
    if not (query.bins and lows):
        return None
    whole = all(value.is_integer() for value in (*lows, *highs)) and not grouped.series.several_per_request
    return statistics.nice_edges(min(lows), max(highs), query.bins, whole=whole)


def shown_histogram(counts: list[int] | None, *, has_own_edges: bool) -> list[int] | None:
    """Nice edges lie around all values, except for the rounding of an edge: what is beyond it belongs to the bin beside
    it."""
    if counts is None or has_own_edges:
        return counts
    below, first, *middle, above = counts
    inside = [first + below, *middle]
    inside[-1] += above
    return [0, *inside, 0]


def plain_intervals(score_type: ScoreType, summaries: Sequence[GroupSummary]) -> list[Interval]:
    """Of the means of numbers or booleans whose requests weigh the same and do not depend on each other."""
    if score_type == "boolean" and all(summary.all_zero_or_one for summary in summaries):
        return statistics.shares([int(summary.sum or 0) for summary in summaries], [summary.n for summary in summaries])
    intervals = statistics.means(
        [summary.n for summary in summaries],
        [_NAN if summary.mean is None else summary.mean for summary in summaries],
        [_NAN if summary.variance is None else sqrt(summary.variance) for summary in summaries],
    )
    return [_bounded(interval, (0.0, 1.0) if score_type == "boolean" else None) for interval in intervals]


def _linearised(
    indexes: Sequence[GroupIndex],
    summaries: Mapping[GroupIndex, WeightedSummary],
    method: str,
    bounds: tuple[float, float] | None,
) -> dict[GroupIndex, Interval]:
    no_values = WeightedSummary(_NAN, 0.0, 0, 0.0, 0.0)
    groups = [summaries.get(index, no_values) for index in indexes]
    intervals = statistics.linearised(
        [group.mean for group in groups],
        [group.weight for group in groups],
        [group.squared_residuals for group in groups],
        [group.clusters for group in groups],
        method,
        bounds,
    )
    return dict(zip(indexes, intervals, strict=True))


# Labels


def _plain_shares(
    grouped: GroupedScores, labels: Mapping[GroupIndex, list[LabelSummary]]
) -> dict[GroupIndex, list[LabelShare]]:
    """Wilson intervals where each request has the label or not; t intervals where requests have it in part."""
    ordered = [
        (index, label)
        for index, of_group in labels.items()
        for label in sorted(of_group, key=lambda label: (-label.shares, label.label))
    ]
    requests = [grouped.summaries[index].n for index, _ in ordered]
    wilson = statistics.shares(
        [round(label.shares) if label.is_undivided else 0 for _, label in ordered],
        [n if label.is_undivided else 0 for (_, label), n in zip(ordered, requests, strict=True)],
    )
    shares: dict[GroupIndex, list[LabelShare]] = {}
    for (index, label), n, wilson_interval in zip(ordered, requests, wilson, strict=True):
        interval = wilson_interval if label.is_undivided else _divided_interval(label, n)
        shares.setdefault(index, []).append(LabelShare(label.label, label.ratings, label.shares / n, interval))
    return shares


def _divided_interval(label: LabelSummary, requests: int) -> Interval:
    share = label.shares / requests
    squares = max(0.0, label.squared_shares - requests * share**2)
    sd = sqrt(squares / (requests - 1) if requests > 1 else _NAN)
    return _bounded(statistics.means([requests], [share], [sd])[0], (0.0, 1.0))


def _robust_shares(
    grouped: GroupedScores,
    labels: Mapping[GroupIndex, list[LabelSummary]],
    most_frequent: Sequence[str],
    method: str,
) -> dict[GroupIndex, list[LabelShare]]:
    """A statement for each label."""
    summaries = {(index, label.label): label for index, of_group in labels.items() for label in of_group}
    scores = grouped.clustered_scores
    shares: dict[GroupIndex, list[LabelShare]] = {}
    for name in most_frequent:
        weighted = weighted_summaries(label_indicator(scores, name), grouped.largest)
        intervals = _linearised(list(weighted), weighted, method, (0.0, 1.0))
        for index in labels:
            label = summaries.get((index, name))
            if label:
                share = LabelShare(name, label.ratings, weighted[index].mean, intervals[index])
                shares.setdefault(index, []).append(share)
    return {
        index: sorted(of_group, key=lambda label: (-label.share, label.label)) for index, of_group in shares.items()
    }


def _bounded(interval: Interval, bounds: tuple[float, float] | None) -> Interval:
    if bounds is None or interval.low is None or interval.high is None:
        return interval
    return replace(interval, low=max(interval.low, bounds[0]), high=min(interval.high, bounds[1]))
