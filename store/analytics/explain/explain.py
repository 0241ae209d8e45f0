"""What explains the change between two groups: SQL reads the values and keys, store.statistics divides the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.explain.keys import LeftOut, keys_of
from store.analytics.explain.rows import EVALUATOR, Measured, rows_of
from store.analytics.explain.values import Values, code_of, count_rows, frequent_values
from store.analytics.measures import MEASURES, Measure
from store.analytics.query import Columns, Snapshot
from store.analytics.requests.scored_sessions import MIXED
from store.analytics.scores.keys import VERSION
from store.analytics.scores.names import ScoreType, series_of_names
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, joined, select_list, with_tables
from store.statistics import Comparison, Contributions, Interval, Sample, ValueChange

ROWS_MOST = 2_000_000  # of both groups; 150 MB
_NO_METHOD = "weighted_linearised"  # names it where rows weigh differently
_OF_CLUSTERS = {False: "cluster_robust", True: "weighted_cluster_robust"}


class TooManyToExplain(ValueError):
    """The message says what to ask instead."""


class LabelNeeded(ValueError):
    """A score of labels has no mean: one label must be named."""


@dataclass(frozen=True, slots=True)
class ChangeToExplain:
    """Which change is explained: of a score by its name, or of one of MEASURES. Changes are second minus first."""

    score: str | None
    metric: str | None
    label: str | None
    first: Selection
    second: Selection
    cluster: str | None = None  # a key of `Grouping`


class NamedEvaluator(NamedTuple):
    name: str
    version: str | None


class ExplainedValue(NamedTuple):
    key: str
    value: str | None  # None: no value, or `others`; an evaluator with its version
    evaluator: NamedEvaluator | None  # None: not an evaluator, or several
    others: bool  # all values beyond the frequent ones
    change: ValueChange
    holm_p: float | None  # of the excess, corrected over all values of the explanation


@dataclass(frozen=True, slots=True)
class Explanation:
    type: ScoreType | None  # None: of a metric
    label: str | None
    n: tuple[int, int]  # requests or sessions
    means: tuple[float | None, float | None]
    intervals: tuple[Interval, Interval]
    comparison: Comparison
    keys: list[str]  # that were examined
    left_out: list[LeftOut]
    values: list[ExplainedValue]  # those that carry most beyond their share of the change first


def explain(snapshot: Snapshot, query: ChangeToExplain, properties: PropertyKeys) -> list[Explanation]:
    """One for each type of the score's values. Blocks; raises TooManyToExplain and LabelNeeded."""
    if query.metric is not None:
        return [explain_measure(snapshot, query, MEASURES[query.metric], properties)]
    assert query.score is not None
    found = series_of_names(snapshot, query.first.project, [query.score])
    wanted = [series for series in found if (series.type == "label") == (query.label is not None)]
    if found and not wanted and query.label is None:
        raise LabelNeeded(f"the values of {query.score!r} are labels: name the label whose share is explained")
    return [_explain(snapshot, query, Measured(each, query.label, None), properties) for each in wanted]


def explain_measure(
    snapshot: Snapshot, query: ChangeToExplain, measure: Measure, properties: PropertyKeys
) -> Explanation:
    """Of what is measured of requests, whatever the query names. Blocks; raises TooManyToExplain."""
    return _explain(snapshot, query, Measured(None, None, measure), properties)


class _Side(NamedTuple):
    rows: Contributions
    codes: list[NDArray[Any]]  # by key


def _explain(snapshot: Snapshot, query: ChangeToExplain, subject: Measured, properties: PropertyKeys) -> Explanation:
    selections = query.first, query.second
    keys, left_out = keys_of(snapshot, subject, selections, properties)
    tables = [rows_of(subject, selection, keys, query.cluster, properties) for selection in selections]
    columns = [f"key_{number}" for number, _ in enumerate(keys, 1)]
    either = joined("\nUNION ALL\n", tables)
    _check_count(snapshot, subject, query, properties)
    values = frequent_values(snapshot, either, columns)
    first, second = _numbered(*(_side(snapshot, table, columns, values, query.cluster) for table in tables))
    changes = _changes(first, second, keys, values)
    examined = {each.key for each in changes}
    left_out = [*left_out, *(LeftOut(key, "one_value") for key in keys if key not in examined)]
    samples = _samples(subject, first.rows, second.rows)
    clustered, weighted = query.cluster is not None, not all(each.has_equal_weights for each in samples)
    method = _OF_CLUSTERS[weighted] if clustered else _NO_METHOD
    comparison = statistics.compare_samples(*samples, method)
    means = [float(np.average(side.values, weights=side.weights)) if len(side.values) else None for side in samples]
    return Explanation(
        subject.series.type if subject.series else None,
        subject.label,
        (len(first.rows.values), len(second.rows.values)),
        (means[0], means[1]),
        (statistics.sample_interval(samples[0], method), statistics.sample_interval(samples[1], method)),
        comparison,
        [key for key in keys if key in examined],
        left_out,
        _ordered(changes, comparison.difference or 0.0),
    )


def _check_count(snapshot: Snapshot, subject: Measured, query: ChangeToExplain, properties: PropertyKeys) -> None:
    tables = [rows_of(subject, selection, (), None, properties) for selection in (query.first, query.second)]
    count = sum(count_rows(snapshot, table) for table in tables)
    if count > ROWS_MOST:
        raise TooManyToExplain(f"{count:,} values, of at most {ROWS_MOST:,}: narrow the filter or the time range")


def _side(snapshot: Snapshot, table: Sql, names: list[str], values: list[Values], cluster: str | None) -> _Side:
    columns: dict[str, Sql | str] = {"value": "CAST(value AS DOUBLE)", "probability": "probability"}
    columns |= {name: code_of(name, of_key) for name, of_key in zip(names, values, strict=True)}
    if cluster:
        columns["cluster"] = "cluster"
    # In a fixed order: the last digits of sums must not depend on the order in which threads find the rows.
    select = compose(
        """
        SELECT
            {columns}
        FROM one_side
        ORDER BY request
        """,
        columns=select_list(columns),
    )
    arrays = snapshot.columns(with_tables({"one_side": table}, select))
    rows = Contributions(
        np.asarray(arrays["value"], np.float64),
        _weights(arrays["probability"]),
        np.asarray(arrays["cluster"]) if cluster else None,
    )
    return _Side(rows, [np.asarray(arrays[name]) for name in names])


def _numbered(first: _Side, second: _Side) -> tuple[_Side, _Side]:
    if first.rows.clusters is None or second.rows.clusters is None:
        return first, second
    one, two = statistics.cluster_numbers(first.rows.clusters, second.rows.clusters)
    return (
        first._replace(rows=first.rows._replace(clusters=one)),
        second._replace(rows=second.rows._replace(clusters=two)),
    )


def _weights(probabilities: Columns | Any) -> NDArray[np.float64]:
    """The inverse of each sampling probability; 1 where none was given."""
    filled = np.ma.filled(np.ma.asarray(probabilities).astype(np.float64), 1.0)
    filled = np.where(np.isfinite(filled) & (filled > 0), filled, 1.0)
    return np.asarray(1 / filled, np.float64)


def _samples(subject: Measured, first: Contributions, second: Contributions) -> tuple[Sample, Sample]:
    one, two = (
        Sample(side.values, side.weights, side.clusters, len(side.values), subject.is_share) for side in (first, second)
    )
    return one, two


def _changes(first: _Side, second: _Side, keys: tuple[str, ...], values: list[Values]) -> list[ExplainedValue]:
    """Of every key with two values or more; none if a group is empty."""
    if not (len(first.rows.values) and len(second.rows.values)):
        return []
    changes: list[ExplainedValue] = []
    groups = statistics.ClusteredGroups((first.rows, second.rows))
    for key, of_key, one, other in zip(keys, values, first.codes, second.codes, strict=True):
        present = np.flatnonzero(sum(np.bincount(codes, minlength=len(of_key) + 1) for codes in (one, other)))
        if len(present) < 2:
            continue
        place = np.zeros(len(of_key) + 1, np.intp)
        place[present] = np.arange(len(present))
        for code, change in zip(
            present, statistics.decompose(groups, (place[one], place[other]), len(present)), strict=True
        ):
            others = int(code) == len(of_key)
            value, evaluator = _named(key, None if others else of_key[code])
            changes.append(ExplainedValue(key, value, evaluator, others, change, None))
    return changes


def _named(key: str, value: str | None) -> tuple[str | None, NamedEvaluator | None]:
    if key != EVALUATOR or value is None:
        return value, None
    name, separator, version = value.partition(VERSION)
    words = f"{name} {version}" if separator else name
    return words, None if value == MIXED else NamedEvaluator(name, version if separator else None)


def _ordered(changes: list[ExplainedValue], difference: float) -> list[ExplainedValue]:
    """With corrected p-values. Values that carry more of the change than their share come first, those that work
    against it last."""
    adjusted = statistics.holm([each.change.excess.p_value for each in changes])
    direction = -1.0 if difference < 0 else 1.0
    corrected = [each._replace(holm_p=p) for each, p in zip(changes, adjusted, strict=True)]
    return sorted(corrected, key=lambda each: -direction * each.change.excess.amount)
