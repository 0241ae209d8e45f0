"""What is asked of each group, one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import OTHERS, Grouping, Keys, placed, statement
from store.sql import Sql

LABELS_MOST = 50  # of one score; the rarer ones are only counted


class GroupIndex(NamedTuple):
    """Which group: its place among the top ones, or OTHERS, and the number of its bucket (0 without buckets)."""

    place: int
    bucket: int


@dataclass(frozen=True, slots=True)
class Basics:
    n: int
    ratings: int
    mean: float | None
    variance: float | None  # None: fewer than two
    min: float | None
    max: float | None
    sum: float | None
    sampled: int  # how many have a probability
    whole: bool  # all are 0 or 1
    metrics: tuple[tuple[float | None, int], ...]  # sum and count of each
    quantiles: list[float] | None


NOTHING = Basics(0, 0, None, None, None, None, None, 0, True, (), None)


class Robust(NamedTuple):
    mean: float
    weight: float
    clusters: int
    squares: float
    effective_n: float


class Label(NamedTuple):
    label: str
    ratings: int
    sum: float  # over the requests, of the label's part of their ratings
    squares: float
    whole: bool


def basics(
    snapshot: Snapshot,
    parts: dict[str, Sql],
    grouping: Grouping,
    series: ScoreSeries,
    quantiles: Sequence[float],
    limit: int,
) -> tuple[list[Keys], dict[GroupIndex, Basics]]:
    """The keys of the top groups by n, and every group's numbers; what is beyond the top under OTHERS."""
    names = _names(grouping)
    found = snapshot.rows(
        statement(parts | _aggregated(grouping, series, quantiles, limit), _top_and_others(grouping, names))
    )
    order: dict[Keys, int] = {}
    groups: dict[GroupIndex, Basics] = {}
    for others, _, *row in sorted(found, key=lambda row: (row[0], -row[1], [str(key) for key in row[2:]])):
        keys, at, values = tuple(row[: len(names)]), row[len(names)], row[len(names) + 1 :]
        place = OTHERS if others else order.setdefault(keys, len(order))
        groups[GroupIndex(place, int(at or 0))] = read_basics(values, len(grouping.metrics))
    return list(order), groups


def of_values(series: ScoreSeries) -> str:
    """The aggregates of `rows` that `Basics` begins with. What is known without counting is not counted: each of these
    takes some milliseconds for a million."""
    ratings = "sum(ratings)" if series.averaged else "count(*)"
    values = "NULL AS mean, NULL AS variance, NULL AS low, NULL AS high, NULL AS total"  # of labels: v is 1
    whole = "TRUE"
    if series.type != "label":
        values = "sum(v) / count(*) AS mean, var_samp(v) AS variance, min(v) AS low, max(v) AS high, sum(v) AS total"
    if series.type == "number":
        whole = "FALSE"  # who asks is told by the type
    elif series.averaged:
        whole = "coalesce(bool_and(v = 0 OR v = 1), TRUE)"
    return f"count(*) AS n, {ratings} AS ratings, {values}, count(p) AS sampled, {whole} AS whole"


def _aggregated(grouping: Grouping, series: ScoreSeries, quantiles: Sequence[float], limit: int) -> dict[str, Sql]:
    names = _names(grouping)
    by = [*names, "bucket"] if grouping.buckets else names
    metrics = "".join(
        f", sum({column}) AS s{at}, count({column}) AS c{at}" for at, column in enumerate(grouping.metrics)
    )
    exact = ", quantile_cont(v, ?) AS q" if quantiles else ", NULL AS q"
    columns = by if grouping.buckets else [*by, "0 AS bucket"]
    aggregated = Sql(
        f"SELECT {', '.join(columns)}, {of_values(series)}{metrics}{exact} FROM rows"
        + (f" GROUP BY {', '.join(by)}" if by else ""),
        (list(quantiles),) if quantiles else (),
    )
    if not names:
        return {"agg": aggregated}
    keys = ", ".join(names)
    counted = (
        f"SELECT {keys}, sum(n) AS n FROM agg GROUP BY {keys}" if grouping.buckets else f"SELECT {keys}, n FROM agg"
    )
    ordered = ", ".join(f"{name} NULLS LAST" for name in names)
    top = Sql(f"SELECT * FROM ({counted}) ORDER BY n DESC, {ordered} LIMIT ?", (limit,))
    return {"agg": aggregated, "top": top}


def _top_and_others(grouping: Grouping, names: list[str]) -> Sql:
    sums = [f"{letter}{at}" for at in range(len(grouping.metrics)) for letter in "sc"]
    columns = ["n", "ratings", "mean", "variance", "low", "high", "total", "sampled", "whole", *sums, "q"]
    if not names:
        return Sql(f"SELECT FALSE, 0, bucket, {', '.join(columns)} FROM agg")
    same = " AND ".join(f"agg.{name} IS NOT DISTINCT FROM top.{name}" for name in names)
    top = ", ".join([f"agg.{name}" for name in [*names, "bucket", *columns]])
    # Spreads of groups → the spread of all of them: within the groups, and between their means.
    spread = "(sum((n - 1) * coalesce(variance, 0)) + sum(n * (mean - centre) ** 2)) / nullif(sum(n) - 1, 0)"
    others = [
        "sum(n)",
        "sum(ratings)",
        "any_value(centre)",
        spread,
        "min(low)",
        "max(high)",
        "sum(total)",
        "sum(sampled)",
        "bool_and(whole)",
        *(f"sum({name})" for name in sums),
        "NULL",
    ]
    return Sql(
        f"SELECT FALSE, top.n, {top} FROM agg JOIN top ON {same}"
        f" UNION ALL SELECT TRUE, 0, {', '.join(['NULL'] * len(names))}, bucket, {', '.join(others)}"
        " FROM (SELECT *, sum(total) OVER (PARTITION BY bucket) / sum(n) OVER (PARTITION BY bucket) AS centre"
        f" FROM agg ANTI JOIN top ON {same}) GROUP BY bucket"
    )


def read_basics(values: Sequence[Any], metrics: int = 0) -> Basics:
    """Of the columns of `of_values`, sums and counts of the metrics, and the quantiles."""
    n, ratings, mean, variance, low, high, total, sampled, whole, *rest = values
    sums = [(rest[2 * at], int(rest[2 * at + 1] or 0)) for at in range(metrics)]
    return Basics(
        int(n),
        int(ratings or 0),
        _finite(mean),
        _finite(variance),
        low,
        high,
        _finite(total),
        int(sampled),
        bool(whole),
        tuple(sums),
        rest[-1],
    )


def _finite(value: float | None) -> float | None:
    """Sums of values near the largest double, and of their squares, are none."""
    return value if value is not None and isfinite(value) else None


def quantiles_of_others(
    snapshot: Snapshot, parts: dict[str, Sql], grouping: Grouping, top: Sequence[Keys], at: Sequence[float]
) -> dict[GroupIndex, list[float]]:
    """Quantiles can't be put together from those of groups."""
    last = Sql(
        f"SELECT {_bucket(grouping)}, quantile_cont(v, ?) FROM placed WHERE place = {OTHERS} GROUP BY 1", (list(at),)
    )
    found = snapshot.rows(statement({**parts, "placed": placed(grouping, top)}, last))
    return {GroupIndex(OTHERS, int(bucket)): values for bucket, values in found}


def histograms(
    snapshot: Snapshot,
    parts: dict[str, Sql],
    grouping: Grouping,
    top: Sequence[Keys],
    edges: Sequence[float],
    *,
    others: bool,
) -> dict[GroupIndex, list[int]]:
    """Counts: below the first edge, in each bin, above the last. A bin has its lower edge, the last has both. `others`:
    there are groups beyond the top; where there are none, groups are known by their keys, which is cheaper."""
    bins = len(edges) - 1
    ladder = " ".join(f"WHEN v < ? THEN {at}" for at in range(len(edges)))
    names = ["place"] if others else _names(grouping)
    last = Sql(
        f"SELECT {', '.join([*names, _bucket(grouping)])}, CASE {ladder} WHEN v = ? THEN {bins} ELSE {bins + 1} END,"
        f" count(*) FROM {'placed' if others else 'rows'} GROUP BY ALL",
        (*edges, edges[-1]),
    )
    place_of = {keys: place for place, keys in enumerate(top)}
    found: dict[GroupIndex, list[int]] = {}
    for *keys, bucket, where, count in snapshot.rows(
        statement(parts | ({"placed": placed(grouping, top)} if others else {}), last)
    ):
        place = int(keys[0]) if others else place_of.get(tuple(keys), 0)
        found.setdefault(GroupIndex(place, int(bucket)), [0] * (bins + 2))[where] = count
    return found


def robust(
    snapshot: Snapshot, parts: dict[str, Sql], grouping: Grouping, top: Sequence[Keys]
) -> dict[GroupIndex, Robust]:
    """What `store.statistics.linearised` needs: weights are one by the probability of having been sampled (1 where none
    was given), clusters those of the grouping, else the requests."""
    bucket = _bucket(grouping)
    cluster = "cluster" if grouping.cluster else "request"
    weight = "coalesce(1 / nullif(p, 0), 1)"
    clusters = Sql(
        f"SELECT place, {bucket} AS b, {cluster}, sum({weight}) AS w, sum({weight} * v) AS t, sum({weight} ** 2) AS w2"
        " FROM placed GROUP BY ALL"
    )
    centres = Sql(
        "SELECT place, b, sum(t) / sum(w) AS mean, sum(w) AS weight, count(*) AS clusters, sum(w2) AS w2 FROM c"
        " GROUP BY ALL"
    )
    last = Sql(
        "SELECT m.place, m.b, m.mean, m.weight, m.clusters, sum((c.t - m.mean * c.w) ** 2), m.weight ** 2 / m.w2"
        " FROM c JOIN m ON c.place = m.place AND c.b = m.b GROUP BY ALL"
    )
    whole = {**parts, "placed": placed(grouping, top), "c": clusters, "m": centres}
    return {GroupIndex(place, int(at)): Robust(*values) for place, at, *values in snapshot.rows(statement(whole, last))}


def labels(
    snapshot: Snapshot, parts: dict[str, Sql], grouping: Grouping, top: Sequence[Keys]
) -> tuple[dict[GroupIndex, list[Label]], list[str]]:
    """Each group's labels, and the LABELS_MOST that are most frequent over all groups, the most frequent first."""
    last = Sql(
        f"SELECT place, {_bucket(grouping)}, label, sum(ratings), sum(v), sum(v * v), bool_and(v = 1) FROM placed"
        " GROUP BY ALL"
    )
    found = snapshot.rows(statement({**parts, "placed": placed(grouping, top)}, last))
    totals: dict[str, float] = {}
    for row in found:
        totals[row[2]] = totals.get(row[2], 0) + row[4]
    kept = sorted(totals, key=lambda label: (-totals[label], label))[:LABELS_MOST]
    groups: dict[GroupIndex, list[Label]] = {}
    for place, bucket, label, *values in found:
        if label in set(kept):
            groups.setdefault(GroupIndex(place, int(bucket)), []).append(Label(label, int(values[0]), *values[1:]))
    return groups, kept


def collapsed(parts: dict[str, Sql]) -> dict[str, Sql]:
    """The parts with rows of labels put together to one for each request; v is 1."""
    return _one_row_each(parts, Sql("1.0"))


def as_indicator(parts: dict[str, Sql], label: str) -> dict[str, Sql]:
    """The same; v is how much of the request's ratings that label is, 0 to 1."""
    return _one_row_each(parts, Sql("coalesce(sum(v) FILTER (label = ?), 0)", (label,)))


def _one_row_each(parts: dict[str, Sql], value: Sql) -> dict[str, Sql]:
    put_together = Sql(
        "SELECT * EXCLUDE (v, label, ratings, p), sum(ratings) AS ratings, max(p) AS p,"
        f" {value.text} AS v FROM ratings GROUP BY ALL",
        value.parameters,
    )
    return {"ratings": parts["rows"], "rows": put_together}


def _names(grouping: Grouping) -> list[str]:
    return [f"k{at}" for at in range(len(grouping.keys))]


def _bucket(grouping: Grouping) -> str:
    return "bucket" if grouping.buckets else "0"
