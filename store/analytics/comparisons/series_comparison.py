"""One series of a score in two groups: SQL finds counts, sums or values, store.statistics compares them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from store import statistics
from store.analytics.comparisons import samples
from store.analytics.comparisons.differences import ScoreComparison, ScoreDifference, ValuesTooLarge
from store.analytics.comparisons.pairs import paired_means
from store.analytics.comparisons.samples import SideValues
from store.analytics.comparisons.totals import SIDE, are_apart, labelled_totals
from store.analytics.query import Columns, Record, Snapshot
from store.analytics.scores.groups import EMPTY_GROUP, Aggregates, GroupSummary, read_summary, summary_rows
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, request_scores, request_scores_of_either
from store.analytics.scores.selected import FLAGS
from store.analytics.scores.strategies import plain_intervals
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, select_list, with_tables
from store.statistics import ClusterTotals, Comparison, Interval, PairedComparison, Summary

_VALUE_MOST = 1e150  # its square is still a double


class _LabelCounts(NamedTuple):
    requests: dict[str, int]  # by label
    sampled: int  # requests with a sampling probability


class SeriesComparison:
    def __init__(
        self, snapshot: Snapshot, query: ScoreComparison, properties: PropertyKeys, series: ScoreSeries
    ) -> None:
        self._snapshot = snapshot
        self._query = query
        self._properties = properties
        self._series = series
        self._selections = (query.first, query.second)

    def differences(self) -> list[ScoreDifference]:
        """Counts and sums are enough where requests weigh the same and do not depend on each other."""
        is_label = self._series.type == "label"
        if self._query.cluster is None and not is_label:
            summaries = self._summaries()
            if not any(side.sampled for side in summaries):
                return [self._of_summaries(summaries)]
        if self._query.cluster is None and is_label and not self._series.several_per_request:
            counts = self._label_counts()
            if not any(side.sampled for side in counts):
                return self._of_label_counts(counts)
        return self._of_values()

    # From counts and sums

    def _summaries(self) -> list[GroupSummary]:
        together = None
        if self._snapshot.reading_is_dear and not self._series.several_per_request:
            together = self._summaries_together()
        return together or [self._summary(selection) for selection in self._selections]

    def _summaries_together(self) -> list[GroupSummary] | None:
        """In one statement. None: requests are in both groups."""
        rows = request_scores_of_either(self._selections, self._series, Grouping(self._properties))

        def read(columns: Aggregates) -> list[Record]:
            select = compose(
                """
                SELECT
                    {flags},
                    {columns}
                FROM request_scores
                GROUP BY {flags}
                """,
                flags=", ".join(FLAGS),
                columns=select_list(columns),
            )
            return self._snapshot.records(with_tables({"request_scores": rows}, select))

        found = summary_rows(read, self._series)
        if any(row.in_first and row.in_second for row in found):
            return None
        sides = ([row for row in found if getattr(row, flag)] for flag in FLAGS)
        return [self._read(*side) if side else EMPTY_GROUP for side in sides]

    def _summary(self, selection: Selection) -> GroupSummary:
        def read(columns: Aggregates) -> list[Record]:
            select = compose(
                """
                SELECT
                    {columns}
                FROM request_scores
                """,
                columns=select_list(columns),
            )
            return self._snapshot.records(self._statement(selection, Grouping(self._properties), select))

        return self._read(*summary_rows(read, self._series))

    def _read(self, row: Record) -> GroupSummary:
        side = read_summary(row)
        self._check_size(side.min, side.max)
        return side

    def _of_summaries(self, sides: list[GroupSummary]) -> ScoreDifference:
        summaries = [side.values for side in sides]
        intervals = plain_intervals(self._series.type, sides)
        if self._series.type != "boolean":
            return self._difference(None, summaries, intervals, statistics.welch_of(*summaries))
        undivided = all(side.all_zero_or_one for side in sides)
        ratings = [side.ratings for side in sides]
        comparison = statistics.compare_shares(summaries[0], summaries[1], *ratings, undivided=undivided)
        return self._difference(None, summaries, intervals, comparison)

    def _label_counts(self) -> list[_LabelCounts]:
        """Of each group, in one statement where no request can be in both."""
        grouping = Grouping(self._properties)
        if self._series.several_per_request or not are_apart(self._selections):
            tables = [request_scores(selection, self._series, grouping) for selection in self._selections]
            return [self._counts_of(table, "0")[0] for table in tables]
        return self._counts_of(request_scores_of_either(self._selections, self._series, grouping), SIDE)

    def _counts_of(self, request_scores: Sql, side: str) -> list[_LabelCounts]:
        """By `side`, an expression that is 0 or 1."""
        select = compose(
            """
            SELECT
                {side} AS side,
                label,
                count(*) AS requests,
                count(probability) AS sampled
            FROM request_scores
            GROUP BY 1, 2
            """,
            side=side,
        )
        rows = self._snapshot.records(with_tables({"request_scores": request_scores}, select))
        return [
            _LabelCounts(
                {row.label: int(row.requests) for row in rows if row.side == number},
                sum(int(row.sampled) for row in rows if row.side == number),
            )
            for number, _ in enumerate(self._selections)
        ]

    def _of_label_counts(self, sides: list[_LabelCounts]) -> list[ScoreDifference]:
        return [
            self._of_shares(
                label,
                [statistics.share_summary(side.requests.get(label, 0), sum(side.requests.values())) for side in sides],
            )
            for label in self._labels(sides)
        ]

    def _labels(self, sides: list[_LabelCounts]) -> list[str]:
        """Those whose shares are compared, whether a request has them or not."""
        if self._query.compared_labels is not None:
            return list(self._query.compared_labels.get(self._series.name, ()))
        return samples.most_frequent(Counter(sides[0].requests) + Counter(sides[1].requests))

    def _of_shares(self, label: str | None, summaries: list[Summary]) -> ScoreDifference:
        first, second = summaries
        comparison = statistics.proportions(round(first.sum), first.n, round(second.sum), second.n)
        intervals = statistics.shares([round(side.sum) for side in summaries], [side.n for side in summaries])
        return self._difference(label, summaries, intervals, comparison)

    # From the values themselves

    def _of_values(self) -> list[ScoreDifference]:
        labels: list[str] = []
        if self._series.type == "label":
            labels = self._labels(self._label_counts())
            if not labels:
                return []
        if self._query.cluster:
            of = self._snapshot, self._selections, self._series, self._query.cluster, self._properties
            totals = labelled_totals(*of, labels)
            if totals is not None:
                return [self._of_groups(label, groups) for label, groups in totals]
        sides = [self._values(selection, labels) for selection in self._selections]
        if self._query.cluster:  # once, not for every label
            numbers = statistics.cluster_numbers(*(side["cluster"] for side in sides))
            sides = [side | {"cluster": each} for side, each in zip(sides, numbers, strict=True)]
        if self._series.type != "label":
            return [self._of_samples(None, [samples.number_side(side, side["value"]) for side in sides])]
        return [
            self._of_samples(label, [samples.label_side(side, place) for side in sides])
            for place, label in enumerate(labels, 1)
        ]

    def _of_groups(self, label: str | None, groups: tuple[ClusterTotals, ClusterTotals]) -> ScoreDifference:
        for group in groups:
            self._check_size(group.summary.min, group.summary.max)
        method = samples.method(clustered=True, weighted=False)
        intervals = [statistics.sample_interval(group, method) for group in groups]
        comparison = statistics.compare_samples(*groups, method)
        return self._difference(label, [group.summary for group in groups], intervals, comparison)

    def _values(self, selection: Selection, labels: list[str]) -> Columns:
        """The values and probabilities of the side's requests, and as far as they are needed their clusters; of labels
        also the label's place among `labels`, from 1 (0: none of them); the request, if it may have several."""
        columns: dict[str, Sql | str] = {"value": "value", "probability": "probability"}
        if self._series.type == "label":
            # A number for each row: making a text of Python's of each would take ten times as long.
            columns["label"] = Sql("CAST(list_position(CAST(? AS VARCHAR[]), label) AS UTINYINT)", (labels,))
        if self._series.several_per_request:
            columns |= {"request": "request", "ratings": "ratings"}
        if self._query.cluster:
            columns["cluster"] = "cluster"
        select = compose(
            """
            SELECT
                {columns}
            FROM request_scores
            """,
            columns=select_list(columns),
        )
        grouping = Grouping(self._properties, cluster=self._query.cluster)
        arrays = self._snapshot.columns(self._statement(selection, grouping, select))
        if len(arrays["value"]):
            self._check_size(float(arrays["value"].min()), float(arrays["value"].max()))
        return {name: np.asarray(array) if name != "probability" else array for name, array in arrays.items()}

    def _of_samples(self, label: str | None, sides: list[SideValues]) -> ScoreDifference:
        summaries = [samples.summary(side) for side in sides]
        weighted = any(side.weights is not None for side in sides)
        method = samples.method(clustered=self._query.cluster is not None, weighted=weighted)
        rows = [samples.sample(side, is_share=self._series.type != "number") for side in sides]
        comparison = statistics.compare_samples(rows[0], rows[1], method)
        intervals = [statistics.sample_interval(sample, method) for sample in rows]
        return self._difference(label, summaries, intervals, comparison)

    # Both

    def _difference(
        self, label: str | None, summaries: list[Summary], intervals: list[Interval], comparison: Comparison
    ) -> ScoreDifference:
        first, second = summaries
        first_interval, second_interval = intervals
        paired = self._paired(label) if self._query.pair_by else None
        return ScoreDifference(
            self._series.name,
            self._series.type,
            label,
            first,
            second,
            first_interval,
            second_interval,
            comparison,
            holm_p=None,
            paired=paired,
            paired_holm_p=None,
        )

    def _statement(self, selection: Selection, grouping: Grouping, select: Sql) -> Sql:
        return with_tables({"request_scores": request_scores(selection, self._series, grouping)}, select)

    def _check_size(self, low: float | None, high: float | None) -> None:
        if max(abs(low or 0.0), abs(high or 0.0)) > _VALUE_MOST:
            raise ValuesTooLarge(
                f"{self._series.name!r} has values above {_VALUE_MOST:g}; their squares overflow a double"
            )

    def _paired(self, label: str | None) -> PairedComparison:
        assert self._query.pair_by is not None
        grouping = Grouping(self._properties, (self._query.pair_by,), mixed=None)
        first, second = (request_scores(selection, self._series, grouping) for selection in self._selections)
        means = paired_means(self._snapshot, first, second, self._series, label)
        return statistics.paired(*means, are_shares=self._series.type != "number")
