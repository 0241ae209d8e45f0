"""Scores of two groups of requests side by side: SQL finds the values, store.statistics compares them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.score_rows import (
    Grouping,
    ScoreType,
    Selection,
    Series,
    all_series,
    rows,
    statement,
    unit,
)
from store.filter import Condition
from store.statistics import Comparison, Interval, Paired, Sample, Summary

INPUT_HASH = "input_hash"
_LABELS_MOST = 20
_VALUE_MOST = 1e150  # its square is still a double

Columns = dict[str, NDArray[Any]]


class ValuesTooLarge(ValueError):
    """The message names the score."""


class Asking(NamedTuple):
    """All statements of one question see the same state."""

    rows: Callable[[Condition], list[tuple[Any, ...]]]
    columns: Callable[[Condition], Columns]


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Which two groups, second against first. `pair_by`: None, "input_hash", or as a key of `Grouping`."""

    names: tuple[str, ...]
    first: Selection
    second: Selection
    cluster: str | None = None
    pair_by: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
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
    paired: Paired | None
    paired_holm_p: float | None


class _Side(NamedTuple):
    values: NDArray[np.float64]
    weights: NDArray[np.float64] | None
    clusters: NDArray[Any] | None


def compare(asking: Asking, question: ScoreComparison, key_of: Callable[[str], int | None]) -> list[Compared]:
    """For each name and type that there is, and for each label. Blocks; raises ValuesTooLarge."""
    found = []
    for series in all_series(asking.rows, question.first.project, question.names, by_rater=False):
        found += _OneScore(asking, question, key_of, series).compared()
    holm = statistics.holm([one.comparison.p_value for one in found])
    paired = statistics.holm([one.paired.p_value if one.paired else None for one in found])
    return [
        replace(one, holm_p=holm_p, paired_holm_p=paired_holm_p)
        for one, holm_p, paired_holm_p in zip(found, holm, paired, strict=True)
    ]


class _OneScore:
    def __init__(
        self, asking: Asking, question: ScoreComparison, key_of: Callable[[str], int | None], series: Series
    ) -> None:
        self._asking = asking
        self._question = question
        self._key_of = key_of
        self._series = series

    def compared(self) -> list[Compared]:
        sides = [self._units(selection) for selection in (self._question.first, self._question.second)]
        if self._series.type != "label":
            return [self._compared(None, [_side(side, side["v"]) for side in sides])]
        return [self._compared(label, [_label_side(side, label) for side in sides]) for label in _labels(sides)]

    def _units(self, selection: Selection) -> Columns:
        """v, p and, where asked for, the clusters of the side's requests; of labels also request and label."""
        grouping = Grouping(self._key_of, cluster=self._question.cluster)
        label = ", request, label" if self._series.type == "label" else ""
        # Only whether two are the same counts, and numbers are compared far faster than texts.
        cluster = ", hash(cluster) AS cluster" if self._question.cluster else ""
        parts = {"unit": unit(selection, self._series, grouping), "rows": rows(selection, grouping)}
        found = self._asking.columns(statement(parts, Condition(f"SELECT v, p{label}{cluster} FROM rows")))
        if np.any(np.abs(found["v"]) > _VALUE_MOST):
            raise ValuesTooLarge(
                f"{self._series.name!r} has values beyond {_VALUE_MOST:g}, whose squares no double holds"
            )
        return {name: np.asarray(column) if name != "p" else column for name, column in found.items()}

    def _compared(self, label: str | None, sides: list[_Side]) -> Compared:
        first, second = sides
        clustered, weighted = self._question.cluster is not None, any(side.weights is not None for side in sides)
        is_share = self._series.type != "number" and all(_whole(side.values) for side in sides)
        if clustered or weighted:
            method = _method(clustered=clustered, weighted=weighted)
            comparison = statistics.robust(_sample(first), _sample(second, len(first.values)), method)
            intervals = [self._robust_interval(side, method) for side in sides]
        elif is_share:
            true = [int(side.values.sum()) for side in sides]
            comparison = statistics.proportions(true[0], len(first.values), true[1], len(second.values))
            intervals = statistics.shares(true, [len(side.values) for side in sides])
        else:
            comparison = statistics.welch(first.values, second.values)
            intervals = [_t(statistics.summary(side.values)) for side in sides]
        paired = self._paired(label) if self._question.pair_by else None
        return Compared(
            self._series.name,
            self._series.type,
            label,
            _summary(first),
            _summary(second),
            intervals[0],
            intervals[1],
            comparison,
            None,
            paired,
            None,
        )

    def _robust_interval(self, side: _Side, method: str) -> Interval:
        if not len(side.values):
            return statistics.no_interval(method, "there are no values")
        sample = _sample(side)
        mean, squares, count = statistics.cluster_squares(sample.values, sample.weights, sample.clusters)
        bounds = None if self._series.type == "number" else (0.0, 1.0)
        return statistics.linearised([mean], [sample.weights.sum()], [squares], [count], method, bounds)[0]

    def _paired(self, label: str | None) -> Paired:
        """What occurs in both groups, by its mean where it occurs several times."""
        assert self._question.pair_by is not None
        value = Condition("v") if label is None else Condition("CASE WHEN label = ? THEN v ELSE 0 END", (label,))
        means = {}
        for side, selection in (("first", self._question.first), ("second", self._question.second)):
            by_hash = self._question.pair_by == INPUT_HASH
            grouping = Grouping(
                self._key_of,
                () if by_hash else (self._question.pair_by,),
                metrics=(INPUT_HASH,) if by_hash else (),
            )
            key = INPUT_HASH if by_hash else "k0"
            requests = statement(
                {"unit": unit(selection, self._series, grouping), "rows": rows(selection, grouping)},
                Condition(
                    f"SELECT {key} AS key, sum({value.sql}) AS v FROM rows GROUP BY request, key", value.parameters
                ),
            )
            means[side] = Condition(
                f"SELECT key, avg(v) AS v FROM ({requests.sql}) WHERE key IS NOT NULL GROUP BY key",
                requests.parameters,
            )
        both = Condition(
            "SELECT first.v AS first, second.v AS second FROM first JOIN second ON first.key = second.key"
            " ORDER BY first.key"  # resampling must not depend on the order in which threads find them
        )
        found = self._asking.columns(statement(means, both))
        return statistics.paired(np.asarray(found["first"], np.float64), np.asarray(found["second"], np.float64))


def _side(found: Columns, values: NDArray[Any]) -> _Side:
    return _Side(np.asarray(values, np.float64), _weights(found["p"]), found.get("cluster"))


def _label_side(found: Columns, label: str) -> _Side:
    """Of each request, how much of it that label is."""
    requests, first, place = np.unique(found["request"], return_index=True, return_inverse=True)
    part = np.asarray(found["v"], np.float64) * (found["label"] == label)
    side = _side(found, np.bincount(place.ravel(), weights=part, minlength=len(requests)))
    return _Side(
        side.values,
        None if side.weights is None else side.weights[first],
        None if side.clusters is None else side.clusters[first],
    )


def _labels(sides: list[Columns]) -> list[str]:
    """The most frequent ones of both sides."""
    labels, counts = np.unique(np.concatenate([side["label"] for side in sides]).astype(str), return_counts=True)
    order = sorted(zip(-counts, labels, strict=True))[:_LABELS_MOST]
    return sorted(str(label) for _, label in order)


def _weights(probabilities: NDArray[Any]) -> NDArray[np.float64] | None:
    """One by the probability of having been sampled, 1 where none was given; None where none was given at all."""
    given = ~np.ma.getmaskarray(probabilities)
    if not given.any():
        return None
    filled = np.ma.filled(probabilities.astype(np.float64), 1.0)
    return 1 / np.where(filled > 0, filled, 1.0)


def _sample(side: _Side, first_cluster: int = 0) -> Sample:
    """Without clusters every request is one of its own, numbered from `first_cluster`."""
    n = len(side.values)
    clusters = np.arange(first_cluster, first_cluster + n) if side.clusters is None else side.clusters
    return Sample(side.values, np.ones(n) if side.weights is None else side.weights, clusters)


def _summary(side: _Side) -> Summary:
    plain = statistics.summary(side.values)
    if side.weights is None or plain.mean is None:
        return plain
    return replace(plain, mean=float(np.average(side.values, weights=side.weights)))


def _t(of: Summary) -> Interval:
    nan = float("nan")
    return statistics.means([of.n], [nan if of.mean is None else of.mean], [nan if of.sd is None else of.sd])[0]


def _whole(values: NDArray[np.float64]) -> bool:
    return bool(np.isin(values, (0.0, 1.0)).all())


def _method(*, clustered: bool, weighted: bool) -> str:
    if clustered:
        return "weighted_cluster_robust" if weighted else "cluster_robust"
    return "weighted_linearised"
