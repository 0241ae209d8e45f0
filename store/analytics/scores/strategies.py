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
from store.analytics.scores.label_groups import DIGITS, LabelSummary, label_indicator, label_summaries
from store.analytics.scores.names import ScoreType
from store.analytics.scores.tables import GroupIndex
from store.analytics.scores.weighted_groups import cluster_sums
from store.statistics import ClusterSums, Interval, Summary


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
    """Numbers and booleans with sampling probabilities or clusters: weighted means, and cluster-robust intervals. Each
    group decides for itself: equal weights without common clusters are the plain method."""
    method = grouped.robust_method
    assert method is not None
    sums = cluster_sums(grouped.clustered_scores, grouped.largest)
    estimates = {}
    for index, summary in grouped.summaries.items():
        of_group = sums.get(index)
        if of_group is None:
            estimates[index] = GroupEstimate(summary.mean, plain_intervals(grouped.series.type, [summary])[0])
            continue
        estimates[index] = GroupEstimate(
            of_group.mean,
            _robust_interval(grouped, summary, of_group, method),
            clusters=of_group.clusters if grouped.query.cluster else None,
            effective_n=of_group.effective_n if grouped.is_weighted else None,
        )
    return _answer_numbers(grouped, estimates)


def _robust_interval(grouped: GroupedScores, summary: GroupSummary, sums: ClusterSums, method: str) -> Interval:
    if sums.are_plain:
        return plain_intervals(grouped.series.type, [summary])[0]
    ratings = summary.ratings if grouped.series.type == "boolean" else None
    return statistics.cluster_interval(
        sums, summary.values, method, ratings, clustered=grouped.query.cluster is not None
    )


def answer_labels(grouped: GroupedScores) -> ScoreAnswer:
    """The share of each label, in place of a mean."""
    labels, most_frequent = label_summaries(grouped.scores, grouped.largest, has_others=grouped.has_others)
    labels = {index: of_group for index, of_group in labels.items() if index in grouped.summaries}
    robust = grouped.robust_method is not None
    shares = _robust_shares(grouped, labels, most_frequent) if robust else _plain_shares(grouped, labels)
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
    """Of the means of numbers or booleans whose requests weigh the same and do not depend on each other. The method is
    chosen for each group alone."""
    if score_type != "boolean":
        return statistics.means([summary.values for summary in summaries])
    return [
        statistics.share_interval(summary.values, summary.ratings, undivided=summary.all_zero_or_one)
        for summary in summaries
    ]


# Labels


def _plain_shares(
    grouped: GroupedScores, labels: Mapping[GroupIndex, list[LabelSummary]]
) -> dict[GroupIndex, list[LabelShare]]:
    shares: dict[GroupIndex, list[LabelShare]] = {}
    for index, of_group in labels.items():
        summary = grouped.summaries[index]
        shares[index] = [
            LabelShare(label.label, label.ratings, label.shares / summary.n, _label_interval(label, summary))
            for label in sorted(of_group, key=lambda label: (-round(label.shares, DIGITS), label.label))
        ]
    return shares


def _label_interval(label: LabelSummary, summary: GroupSummary) -> Interval:
    """Of requests that count the same: `summary` is that of their group."""
    n, share = summary.n, label.shares / summary.n
    sd = sqrt(max(0.0, label.squared_shares - n * share**2) / (n - 1)) if n > 1 else None
    values = Summary(n, share, sd, 0.0, 1.0, label.shares)
    return statistics.share_interval(values, summary.ratings, undivided=label.is_undivided)


def _robust_shares(
    grouped: GroupedScores, labels: Mapping[GroupIndex, list[LabelSummary]], most_frequent: Sequence[str]
) -> dict[GroupIndex, list[LabelShare]]:
    """A statement for each label."""
    of_groups = {(index, label.label): label for index, of_group in labels.items() for label in of_group}
    clustered = grouped.query.cluster is not None
    shares: dict[GroupIndex, list[LabelShare]] = {}
    for name in most_frequent:
        sums = cluster_sums(label_indicator(grouped.clustered_scores, name), grouped.largest)
        for index in labels:
            label, summary = of_groups.get((index, name)), grouped.summaries[index]
            if label is None:
                continue
            of_group = sums[index]
            if of_group.are_plain:
                interval = _label_interval(label, summary)
            else:
                interval = statistics.cluster_interval(
                    of_group, summary.values, "", summary.ratings, clustered=clustered
                )
            shares.setdefault(index, []).append(LabelShare(name, label.ratings, of_group.mean, interval))
    return {
        index: sorted(of_group, key=lambda label: (-round(label.share, DIGITS), label.label))
        for index, of_group in shares.items()
    }
