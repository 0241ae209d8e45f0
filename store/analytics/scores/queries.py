"""Scores by groups, and how sure their means are: SQL counts and sums, store.statistics judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

from store import statistics
from store.analytics.query import Snapshot
from store.analytics.requests.selected import buckets_within
from store.analytics.scores import groups as groups_sql
from store.analytics.scores.answers import Group, LabelShare, ScoreAnswer, ScoreQuery
from store.analytics.scores.groups import Basics, GroupIndex, Label, Robust
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_names
from store.analytics.scores.rows import METRICS, OTHERS, RATING_KEYS, Grouping, Keys, rows
from store.analytics.selection import PropertyKeys
from store.sql import Sql
from store.statistics import Interval

GROUPS_MOST = 20_000  # of one score in one answer


class TooManyGroups(ValueError):
    """The message says what to ask instead."""


def answer(snapshot: Snapshot, question: ScoreQuery, properties: PropertyKeys) -> list[ScoreAnswer]:
    """For each name and type that there is; a name that was never scored is left out. Blocks; raises TooManyGroups."""
    found = series_of_names(snapshot, question.selection.project, question.names)
    return answer_series(snapshot, question, properties, found)


def answer_series(
    snapshot: Snapshot, question: ScoreQuery, properties: PropertyKeys, found: Sequence[ScoreSeries]
) -> list[ScoreAnswer]:
    """The same where it is known what there is."""
    grouping = Grouping(
        properties,
        question.keys,
        question.bucket and buckets_within(snapshot, question.selection, question.bucket, question.zone),
        question.cluster,
        tuple(column for name in question.metrics for column in METRICS[name]),
    )
    answers = [_OneScore(snapshot, question, grouping, series).answer() for series in found]
    if not question.total:
        return answers
    if question.keys or question.bucket:
        question, grouping = replace(question, keys=(), bucket=None), replace(grouping, keys=(), buckets=None)
        totals = [_OneScore(snapshot, question, grouping, series).answer() for series in found]
    else:
        totals = answers
    return [replace(one, total=total.groups[0]) for one, total in zip(answers, totals, strict=True)]


class _OneScore:
    """The statements for one score, one after the other."""

    def __init__(self, snapshot: Snapshot, question: ScoreQuery, grouping: Grouping, series: ScoreSeries) -> None:
        self._snapshot = snapshot
        self._question = question
        self._grouping = grouping
        self._whole = series
        self._series = replace(series, averaged=series.averaged_by_rater) if "rater" in question.keys else series
        # Clusters only where they are needed: they may be texts, one for each request.
        self._plain = replace(grouping, cluster=None)
        self._parts = self._parts_of(self._plain)

    def _parts_of(self, grouping: Grouping) -> dict[str, Sql]:
        return {"rows": rows(self._question.selection, self._series, grouping)}

    def answer(self) -> ScoreAnswer:
        question, series = self._question, self._series
        is_label = series.type == "label"
        parts = groups_sql.collapsed(self._parts) if is_label and series.averaged else self._parts
        wanted = () if is_label else question.quantiles
        top, basics = groups_sql.basics(self._snapshot, parts, self._plain, series, wanted, question.limit)
        if not basics:
            return ScoreAnswer(series.name, series.type, list(question.edges) or None, [])
        if len(basics) > GROUPS_MOST:
            raise TooManyGroups(
                f"{len(basics)} groups, {GROUPS_MOST} at most: ask for longer buckets or a shorter time"
            )
        others = any(place.place == OTHERS for place in basics)
        apart = others and not RATING_KEYS.keys().isdisjoint(question.keys)
        if wanted and others and not apart:
            of_others = groups_sql.quantiles_of_others(self._snapshot, parts, self._plain, top, wanted)
            basics |= {place: replace(basics[place], quantiles=values) for place, values in of_others.items()}
        sampled = question.weighted and any(one.sampled for one in basics.values())
        robust = self._robust(top, None) if (sampled or question.cluster) and not is_label else {}
        edges = None if is_label else self._edges(basics)
        histograms = (
            groups_sql.histograms(self._snapshot, parts, self._plain, top, edges, others=others) if edges else {}
        )
        if apart:
            basics = {place: one for place, one in basics.items() if place.place != OTHERS}
        shares = self._labels(top, basics, sampled=sampled) if is_label else {}
        places = sorted(basics, key=lambda place: (place.place == OTHERS, place))
        intervals = self._intervals(places, basics, robust, sampled=sampled) if not is_label else {}
        groups = [
            self._group(place, top, basics[place], robust.get(place), intervals.get(place), histograms, shares, sampled)
            for place in places
        ]
        return ScoreAnswer(series.name, series.type, edges, groups + (self._others(top, edges) if apart else []))

    def _others(self, top: Sequence[Keys], edges: Sequence[float] | None) -> list[Group]:
        """All groups beyond the top ones, where these tell the ratings of a request apart: it counts once in them, with
        the mean of its ratings there."""
        question = replace(self._question, keys=(), edges=tuple(edges or ()), bins=0)
        grouping = replace(self._grouping, keys=(), beyond=(self._grouping.keys, tuple(top)))
        found = _OneScore(self._snapshot, question, grouping, self._whole).answer().groups
        keys = (None,) * len(self._grouping.keys)
        return [replace(one, keys=keys, others=True, histogram=self._drawn(one.histogram)) for one in found]

    def _drawn(self, histogram: list[int] | None) -> list[int] | None:
        """Nice edges lie around all values, but for what rounding does to an edge."""
        if histogram is None or self._question.edges:
            return histogram
        below, first, *middle, above = histogram
        counts = [first + below, *middle]
        counts[-1] += above
        return [0, *counts, 0]

    def _robust(self, top: Sequence[Keys], label: str | None) -> dict[GroupIndex, Robust]:
        parts = self._parts_of(self._grouping)
        if label is not None:
            parts = groups_sql.as_indicator(parts, label)
        return groups_sql.robust(self._snapshot, parts, self._grouping, top)

    def _edges(self, basics: dict[GroupIndex, Basics]) -> list[float] | None:
        lows = [one.min for one in basics.values() if one.min is not None]
        highs = [one.max for one in basics.values() if one.max is not None]
        if self._question.edges:
            return list(self._question.edges)
        if not (self._question.bins and lows):
            return None
        whole = all(low.is_integer() for low in (*lows, *highs)) and not self._series.averaged
        return statistics.nice_edges(min(lows), max(highs), self._question.bins, whole=whole)

    def _intervals(
        self,
        places: Sequence[GroupIndex],
        basics: dict[GroupIndex, Basics],
        robust: dict[GroupIndex, Robust],
        *,
        sampled: bool,
    ) -> dict[GroupIndex, Interval]:
        if self._question.cluster or sampled:
            bounds = (0.0, 1.0) if self._series.type == "boolean" else None
            return _linearised(places, robust, self._method(sampled=sampled), bounds)
        found = plain_intervals(self._series.type, [basics[place] for place in places])
        return dict(zip(places, found, strict=True))

    def _method(self, *, sampled: bool) -> str:
        if self._question.cluster:
            return "weighted_cluster_robust" if sampled else "cluster_robust"
        return "weighted_linearised"

    def _labels(
        self, top: Sequence[Keys], basics: dict[GroupIndex, Basics], *, sampled: bool
    ) -> dict[GroupIndex, list[LabelShare]]:
        found, kept = groups_sql.labels(self._snapshot, self._parts, self._plain, top)
        found = {place: labels for place, labels in found.items() if place in basics}
        if self._question.cluster or sampled:
            return self._robust_labels(top, found, kept, self._method(sampled=sampled))
        ordered = [(place, label) for place, labels in found.items() for label in _ordered(labels)]
        shares: dict[GroupIndex, list[LabelShare]] = {}
        of_all = _shares([label for _, label in ordered], [basics[place].n for place, _ in ordered])
        for (place, _), share in zip(ordered, of_all, strict=True):
            shares.setdefault(place, []).append(share)
        return shares

    def _robust_labels(
        self, top: Sequence[Keys], found: dict[GroupIndex, list[Label]], kept: Sequence[str], method: str
    ) -> dict[GroupIndex, list[LabelShare]]:
        shares: dict[GroupIndex, list[LabelShare]] = {}
        for name in kept:
            robust = self._robust(top, name)
            intervals = _linearised(list(robust), robust, method, (0.0, 1.0))
            for place, labels in found.items():
                for label in labels:
                    if label.label == name:
                        share = LabelShare(name, label.ratings, robust[place].mean, intervals[place])
                        shares.setdefault(place, []).append(share)
        return {place: sorted(of, key=lambda one: (-one.share, one.label)) for place, of in shares.items()}

    def _group(
        self,
        place: GroupIndex,
        top: Sequence[Keys],
        one: Basics,
        robust: Robust | None,
        interval: Interval | None,
        histograms: dict[GroupIndex, list[int]],
        shares: dict[GroupIndex, list[LabelShare]],
        sampled: bool,
    ) -> Group:
        is_label = self._series.type == "label"
        others = place.place == OTHERS
        buckets = self._grouping.buckets
        return Group(
            (None,) * len(self._grouping.keys) if others else (top[place.place] if top else ()),
            others,
            buckets.start(place.bucket) if buckets else None,
            one.n,
            one.ratings,
            None if is_label else (robust.mean if robust else one.mean),
            None if is_label or one.variance is None else sqrt(one.variance),
            None if is_label else one.min,
            None if is_label else one.max,
            None if is_label else one.sum,
            one.quantiles,
            self._drawn(histograms.get(place)),
            shares.get(place, []) if is_label else None,
            interval,
            robust.clusters if robust and self._question.cluster else None,
            robust.effective_n if robust and sampled else None,
            dict(zip(self._grouping.metrics, one.metrics, strict=True)),
        )


def plain_intervals(score_type: ScoreType, of: Sequence[Basics]) -> list[Interval]:
    """Of means of numbers or booleans whose requests all count the same and have nothing to do with one another."""
    if score_type == "boolean" and all(one.whole for one in of):
        return statistics.shares([int(one.sum or 0) for one in of], [one.n for one in of])
    nan = float("nan")
    found = statistics.means(
        [one.n for one in of],
        [nan if one.mean is None else one.mean for one in of],
        [nan if one.variance is None else sqrt(one.variance) for one in of],
    )
    return [_bounded(interval, (0.0, 1.0) if score_type == "boolean" else None) for interval in found]


def _linearised(
    places: Sequence[GroupIndex], robust: dict[GroupIndex, Robust], method: str, bounds: tuple[float, float] | None
) -> dict[GroupIndex, Interval]:
    nothing = Robust(float("nan"), 0.0, 0, 0.0, 0.0)
    of = [robust.get(place, nothing) for place in places]
    found = statistics.linearised(
        [one.mean for one in of],
        [one.weight for one in of],
        [one.squares for one in of],
        [one.clusters for one in of],
        method,
        bounds,
    )
    return dict(zip(places, found, strict=True))


def _shares(labels: Sequence[Label], n: Sequence[int]) -> list[LabelShare]:
    """Wilson's where each request has the label or not; t where requests have it in parts."""
    whole = statistics.shares(
        [round(label.sum) if label.whole else 0 for label in labels],
        [of if label.whole else 0 for label, of in zip(labels, n, strict=True)],
    )
    return [
        LabelShare(label.label, label.ratings, label.sum / of, interval if label.whole else _of_parts(label, of))
        for label, of, interval in zip(labels, n, whole, strict=True)
    ]


def _of_parts(label: Label, n: int) -> Interval:
    share = label.sum / n
    variance = max(0.0, label.squares - n * share**2) / (n - 1) if n > 1 else float("nan")
    return _bounded(statistics.means([n], [share], [sqrt(variance)])[0], (0.0, 1.0))


def _ordered(labels: list[Label]) -> list[Label]:
    return sorted(labels, key=lambda one: (-one.sum, one.label))


def _bounded(interval: Interval, bounds: tuple[float, float] | None) -> Interval:
    if bounds is None or interval.low is None or interval.high is None:
        return interval
    return replace(interval, low=max(interval.low, bounds[0]), high=min(interval.high, bounds[1]))
