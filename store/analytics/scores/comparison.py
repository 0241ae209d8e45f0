"""Scores of two groups of requests side by side: SQL finds the values, store.statistics compares them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

import numpy as np

from store import statistics
from store.analytics.query import Columns, Snapshot
from store.analytics.scores import samples
from store.analytics.scores.groups import Basics, of_values, read_basics
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_names
from store.analytics.scores.rows import Grouping, rows, statement
from store.analytics.scores.samples import Side
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql
from store.statistics import Comparison, Interval, PairedComparison, Summary

INPUT_HASH = "input_hash"
_VALUE_MOST = 1e150  # its square is still a double


class ValuesTooLarge(ValueError):
    """The message names the score."""


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Which two groups, second against first. `pair_by`: None, "input_hash", or as a key of `Grouping`."""

    names: tuple[str, ...]
    first: Selection
    second: Selection
    cluster: str | None = None
    pair_by: str | None = None


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """One score, or one label of one. `holm_p`: the p-value, adjusted for all that were asked for in one call."""

    name: str
    type: ScoreType
    label: str | None
    first: Summary
    second: Summary
    first_interval: Interval
    second_interval: Interval
    comparison: Comparison
    holm_p: float | None
    paired: PairedComparison | None
    paired_holm_p: float | None


def compare(snapshot: Snapshot, question: ScoreComparison, properties: PropertyKeys) -> list[ScoreDifference]:
    """For each name and type that there is, and for each label. Blocks; raises ValuesTooLarge."""
    found = []
    for series in series_of_names(snapshot, question.first.project, question.names):
        found += _OneScore(snapshot, question, properties, series).compared()
    holm = statistics.holm([one.comparison.p_value for one in found])
    paired = statistics.holm([one.paired.p_value if one.paired else None for one in found])
    return [
        replace(one, holm_p=holm_p, paired_holm_p=paired_holm_p)
        for one, holm_p, paired_holm_p in zip(found, holm, paired, strict=True)
    ]


class _Counts(NamedTuple):
    of: dict[str, int]  # label → requests
    sampled: int  # how many have a probability


class _OneScore:
    def __init__(
        self, snapshot: Snapshot, question: ScoreComparison, properties: PropertyKeys, series: ScoreSeries
    ) -> None:
        self._snapshot = snapshot
        self._question = question
        self._properties = properties
        self._series = series
        self._selections = (question.first, question.second)

    def compared(self) -> list[ScoreDifference]:
        """Counts and sums are enough where requests weigh the same and do not depend on each other."""
        is_label, plain = self._series.type == "label", self._question.cluster is None
        if plain and not is_label:
            sides = [self._moments(selection) for selection in self._selections]
            if not any(side.sampled for side in sides):
                return [self._of_moments(sides)]
        if plain and is_label and not self._series.averaged:
            counts = [self._counts(selection) for selection in self._selections]
            if not any(side.sampled for side in counts):
                return self._of_counts(counts)
        return self._of_values()

    # From counts and sums

    def _moments(self, selection: Selection) -> Basics:
        select = f"SELECT {of_values(self._series)}, NULL FROM rows"
        (row,) = self._snapshot.rows(self._statement(selection, Grouping(self._properties), select))
        side = read_basics(row)
        self._check(side.min, side.max)
        return side

    def _of_moments(self, sides: list[Basics]) -> ScoreDifference:
        summaries = [summary_of(side) for side in sides]
        if self._series.type == "boolean" and all(side.whole for side in sides):
            return self._shares(None, summaries)
        comparison = statistics.welch_of(*summaries)
        return self._compared(None, summaries, [samples.t_interval(of) for of in summaries], comparison)

    def _counts(self, selection: Selection) -> _Counts:
        select = "SELECT label, count(*), count(p) FROM rows GROUP BY 1"
        found = self._snapshot.rows(self._statement(selection, Grouping(self._properties), select))
        return _Counts({label: int(n) for label, n, _ in found}, sum(int(sampled) for *_, sampled in found))

    def _of_counts(self, sides: list[_Counts]) -> list[ScoreDifference]:
        totals = Counter(sides[0].of) + Counter(sides[1].of)
        return [
            self._shares(label, [statistics.share_summary(of.get(label, 0), sum(of.values())) for of, _ in sides])
            for label in samples.most_frequent(totals)
        ]

    def _shares(self, label: str | None, summaries: list[Summary]) -> ScoreDifference:
        first, second = summaries
        comparison = statistics.proportions(round(first.sum), first.n, round(second.sum), second.n)
        intervals = statistics.shares([round(of.sum) for of in summaries], [of.n for of in summaries])
        return self._compared(label, summaries, intervals, comparison)

    # From the values themselves

    def _of_values(self) -> list[ScoreDifference]:
        sides = [self._values(selection) for selection in self._selections]
        if self._series.type != "label":
            return [self._of_samples(None, [samples.side_of(side, side["v"]) for side in sides])]
        return [
            self._of_samples(label, [samples.label_side_of(side, label) for side in sides])
            for label in samples.labels_of(sides)
        ]

    def _values(self, selection: Selection) -> Columns:
        """v, p and, where asked for, the clusters of the side's requests; of labels also request and label."""
        label = ", request, label" if self._series.type == "label" else ""
        # Only whether two are the same counts, and numbers are compared far faster than texts.
        cluster = ", hash(cluster) AS cluster" if self._question.cluster else ""
        grouping = Grouping(self._properties, cluster=self._question.cluster)
        found = self._snapshot.columns(self._statement(selection, grouping, f"SELECT v, p{label}{cluster} FROM rows"))
        if len(found["v"]):
            self._check(float(found["v"].min()), float(found["v"].max()))
        return {name: np.asarray(column) if name != "p" else column for name, column in found.items()}

    def _of_samples(self, label: str | None, sides: list[Side]) -> ScoreDifference:
        first, second = sides
        summaries = [samples.summary(side) for side in sides]
        clustered, weighted = self._question.cluster is not None, any(side.weights is not None for side in sides)
        if not (clustered or weighted):
            if samples.are_shares(sides):
                return self._shares(label, summaries)
            comparison = statistics.welch_of(*summaries)
            return self._compared(label, summaries, [samples.t_interval(of) for of in summaries], comparison)
        method = samples.method(clustered=clustered, weighted=weighted)
        bounds = None if self._series.type == "number" else (0.0, 1.0)
        comparison = statistics.robust(samples.sample(first), samples.sample(second, len(first.values)), method)
        intervals = [samples.robust_interval(side, method, bounds) for side in sides]
        return self._compared(label, summaries, intervals, comparison)

    # Both

    def _compared(
        self, label: str | None, summaries: list[Summary], intervals: list[Interval], comparison: Comparison
    ) -> ScoreDifference:
        paired = self._paired(label) if self._question.pair_by else None
        series = self._series
        first, second = summaries
        one, two = intervals
        return ScoreDifference(series.name, series.type, label, first, second, one, two, comparison, None, paired, None)

    def _statement(self, selection: Selection, grouping: Grouping, select: str) -> Sql:
        return statement({"rows": rows(selection, self._series, grouping)}, Sql(select))

    def _check(self, low: float | None, high: float | None) -> None:
        if max(abs(low or 0.0), abs(high or 0.0)) > _VALUE_MOST:
            raise ValuesTooLarge(
                f"{self._series.name!r} has values beyond {_VALUE_MOST:g}, whose squares no double holds"
            )

    def _paired(self, label: str | None) -> PairedComparison:
        """What occurs in both groups, by its mean where it occurs several times."""
        assert self._question.pair_by is not None
        value = Sql("v") if label is None else Sql("CASE WHEN label = ? THEN v ELSE 0 END", (label,))
        means = {}
        for side, selection in (("first", self._question.first), ("second", self._question.second)):
            by_hash = self._question.pair_by == INPUT_HASH
            grouping = Grouping(
                self._properties,
                () if by_hash else (self._question.pair_by,),
                metrics=(INPUT_HASH,) if by_hash else (),
            )
            key = INPUT_HASH if by_hash else "k0"
            of_requests = f"SELECT {key} AS key, sum({value.text}) AS v FROM rows GROUP BY request, key"
            if self._series.type != "label":  # a row for each request
                of_requests = f"SELECT {key} AS key, v FROM rows"
            requests = statement({"rows": rows(selection, self._series, grouping)}, Sql(of_requests, value.parameters))
            means[side] = Sql(
                f"SELECT key, avg(v) AS v FROM ({requests.text}) WHERE key IS NOT NULL GROUP BY key",
                requests.parameters,
            )
        both = Sql(
            "SELECT first.v AS first, second.v AS second FROM first JOIN second ON first.key = second.key"
            " ORDER BY first.key"  # resampling must not depend on the order in which threads find them
        )
        found = self._snapshot.columns(statement(means, both))
        return statistics.paired(np.asarray(found["first"], np.float64), np.asarray(found["second"], np.float64))


def summary_of(side: Basics) -> Summary:
    sd = None if side.variance is None else sqrt(side.variance)
    return Summary(side.n, side.mean, sd, side.min, side.max, side.sum or 0.0)
