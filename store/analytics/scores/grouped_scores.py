"""One series by groups, as the first statement found it: what the three strategies turn into an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from store.analytics.query import Snapshot
from store.analytics.scores.answers import Group, LabelShare, ScoreAnswer, ScoreQuery
from store.analytics.scores.groups import GroupSummary, group_summaries
from store.analytics.scores.keys import RATING_KEYS
from store.analytics.scores.label_groups import one_row_per_request
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, Keys, request_scores
from store.analytics.scores.tables import OTHERS, GroupIndex, ScoreTables
from store.statistics import Interval


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """What a strategy adds to the summary of a group; the fields of `Group`."""

    mean: float | None = None
    interval: Interval | None = None
    histogram: list[int] | None = None
    labels: list[LabelShare] | None = None
    clusters: int | None = None
    effective_n: float | None = None


@dataclass(frozen=True)  # without slots: its properties are cached
class GroupedScores:
    query: ScoreQuery
    grouping: Grouping
    series: ScoreSeries
    largest: list[Keys]  # the keys of the groups by their index
    all_summaries: dict[GroupIndex, GroupSummary]
    others_have_variance: bool
    scores: ScoreTables = field(repr=False)  # without clusters: they may be texts, one for each request

    @cached_property
    def has_others(self) -> bool:
        """Whether there are groups beyond the limit."""
        return any(index.group == OTHERS for index in self.all_summaries)

    @cached_property
    def others_need_own_query(self) -> bool:
        """Whether the groups do not add up to OTHERS: their variances do not, and where they tell the ratings of a
        request apart, it must count once in OTHERS, with the mean of its ratings there."""
        tells_ratings_apart = not RATING_KEYS.keys().isdisjoint(self.query.keys)
        return self.has_others and (tells_ratings_apart or not self.others_have_variance)

    @cached_property
    def summaries(self) -> dict[GroupIndex, GroupSummary]:
        """Of the groups to answer, in their order: the largest first, OTHERS last."""
        indexes = sorted(index for index in self.all_summaries if index.group != OTHERS)
        if not self.others_need_own_query:
            indexes += sorted(index for index in self.all_summaries if index.group == OTHERS)
        return {index: self.all_summaries[index] for index in indexes}

    @cached_property
    def is_weighted(self) -> bool:
        """Whether requests may weigh differently, by their sampling probabilities."""
        return self.query.weighted and any(summary.sampled for summary in self.all_summaries.values())

    @cached_property
    def robust_method(self) -> str | None:
        """The name of the interval's method; None: requests weigh the same and do not depend on each other."""
        if self.query.cluster:
            return "weighted_cluster_robust" if self.is_weighted else "cluster_robust"
        return "weighted_linearised" if self.is_weighted else None

    @property
    def clustered_scores(self) -> ScoreTables:
        tables = {"request_scores": request_scores(self.query.selection, self.series, self.grouping)}
        return replace(self.scores, grouping=self.grouping, tables=tables)

    def answer(self, estimates: Mapping[GroupIndex, GroupEstimate], edges: list[float] | None = None) -> ScoreAnswer:
        groups = [self._group(index, summary, estimates[index]) for index, summary in self.summaries.items()]
        return ScoreAnswer(self.series.name, self.series.type, edges, groups)

    def _group(self, index: GroupIndex, summary: GroupSummary, estimate: GroupEstimate) -> Group:
        is_others, buckets = index.group == OTHERS, self.grouping.buckets
        keys = self.largest[index.group] if self.largest and not is_others else (None,) * len(self.grouping.keys)
        return Group(
            keys=keys,
            others=is_others,
            bucket=buckets.start(index.bucket) if buckets else None,
            n=summary.n,
            ratings=summary.ratings,
            mean=estimate.mean,
            sd=summary.sd,
            min=summary.min,
            max=summary.max,
            sum=summary.sum,
            quantiles=summary.quantiles,
            histogram=estimate.histogram,
            labels=estimate.labels,
            interval=estimate.interval,
            clusters=estimate.clusters,
            effective_n=estimate.effective_n,
            metrics=dict(zip(self.grouping.metrics, summary.metrics, strict=True)),
        )


def grouped_scores(snapshot: Snapshot, query: ScoreQuery, grouping: Grouping, series: ScoreSeries) -> GroupedScores:
    """Runs the first statement, which counts and sums."""
    if "rater" in query.keys:
        series = replace(series, several_per_request=series.several_per_rater)
    without_clusters = replace(grouping, cluster=None)
    tables = {"request_scores": request_scores(query.selection, series, without_clusters)}
    scores = ScoreTables(snapshot, without_clusters, tables)
    merged = one_row_per_request(scores) if series.type == "label" and series.several_per_request else scores
    quantiles = () if series.type == "label" else query.quantiles
    groups = group_summaries(merged, series, quantiles, query.limit)
    return GroupedScores(query, grouping, series, groups.largest, groups.summaries, groups.others_have_variance, scores)
