"""What one statement counts and sums for each group of requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from store.analytics.query import Record
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Keys
from store.analytics.scores.tables import OTHERS, GroupIndex, ScoreTables, same_keys
from store.sql import Sql, compose, select_list
from store.statistics import Summary, sample_skewness


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The requests of a group, each counted once with the mean of its ratings. None: there is no such number."""

    n: int  # requests
    ratings: int
    mean: float | None
    variance: float | None  # of the sample, divided by n - 1; None: fewer than two values
    min: float | None
    max: float | None
    sum: float | None
    cubes: float | None  # Σ value³
    sampled: int  # requests with a sampling probability
    all_zero_or_one: bool
    metrics: tuple[tuple[float | None, int], ...]  # of each metric: its sum, and how many requests have it
    quantiles: list[float] | None

    @property
    def sd(self) -> float | None:
        return None if self.variance is None else sqrt(self.variance)

    @property
    def values(self) -> Summary:
        """Without the skewness where the cubes are too large against the spread to tell it."""
        sd, skewness = self.sd, None
        if self.mean is not None and self.cubes is not None and sd and abs(self.mean) < _MEAN_MOST * sd:
            about_mean = self.cubes - 3 * self.mean * sd**2 * (self.n - 1) - self.n * self.mean**3
            skewness = sample_skewness(self.n, sd, about_mean)
        return Summary(self.n, self.mean, sd, self.min, self.max, self.sum or 0.0, skewness)


Aggregates = dict[str, Sql | str]  # by name, what is selected
_SQUARES: Aggregates = {"squares": "sum(value * value)", "variance": "NULL"}
_WELFORD: Aggregates = {"squares": "NULL", "variance": "var_samp(value)"}
_ONLY_GROUP = Sql("SELECT 1 AS requests_of_group, *\nFROM group_summaries")
_EXACT_UP_TO = 1000  # the squared mean over the variance: at most 3 of 16 digits are lost

EMPTY_GROUP = GroupSummary(0, 0, None, None, None, None, None, None, 0, True, (), None)
_MEAN_MOST = 1e4  # standard deviations; beyond it the rounding of cubes reaches the third digit of the skewness


@dataclass(frozen=True, slots=True)
class GroupSummaries:
    largest: list[Keys]  # the keys of the `limit` largest groups, largest first
    summaries: dict[GroupIndex, GroupSummary]  # of these and, without quantiles, of all others together as OTHERS
    others_have_variance: bool


def group_summaries(scores: ScoreTables, series: ScoreSeries, quantiles: Sequence[float], limit: int) -> GroupSummaries:
    grouping = scores.grouping
    names = grouping.key_columns

    def read(columns: Aggregates) -> list[Record]:
        columns = {**columns, **_metric_sums(grouping.metrics)}
        columns["quantiles"] = Sql("quantile_cont(value, ?)", (list(quantiles),)) if quantiles else "NULL"
        select = _largest_and_others(names, columns) if names else _ONLY_GROUP
        return scores.records(select, **_summary_tables(scores, columns, limit))

    rows = summary_rows(read, series)
    keys_of = [tuple([getattr(row, name) for name in names]) for row in rows]
    sizes = {keys: row.requests_of_group for keys, row in zip(keys_of, rows, strict=True) if row.requests_of_group}
    largest = sorted(sizes, key=lambda keys: (-sizes[keys], [str(key) for key in keys]))
    indexes = {keys: index for index, keys in enumerate(largest)}
    summaries: dict[GroupIndex, GroupSummary] = {}
    others_have_variance = True
    for keys, row in zip(keys_of, rows, strict=True):
        if row.requests_of_group:
            index, of_group = indexes[keys], row.quantiles
        else:
            index, of_group = OTHERS, None
            others_have_variance &= row.squares is not None or row.total is None
        summaries[GroupIndex(index, int(row.bucket or 0))] = read_summary(row, grouping.metrics, of_group)
    return GroupSummaries(largest, summaries, others_have_variance)


def summary_rows(read: Callable[[Aggregates], list[Record]], series: ScoreSeries) -> list[Record]:
    """The rows of a statement, which `read` runs, with the columns that `read_summary` needs.

    Sums of squares give the variance in a third of var_samp's time, and those of several groups add up, but digits are
    lost where the values are large against their spread. Then the statement runs once more, with var_samp.
    """
    rows = read(_value_aggregates(series, _SQUARES))
    return rows if all(map(has_exact_squares, rows)) else read(_value_aggregates(series, _WELFORD))


def has_exact_squares(row: Record) -> bool:
    """Exact enough. Of zeros and ones, the sums are exact whole numbers."""
    if row.squares is None or row.minimum == row.maximum or row.total == row.squares:
        return True
    variance = _variance(row)
    return variance is not None and (row.total / row.requests) ** 2 < _EXACT_UP_TO * variance


def _variance(row: Record) -> float | None:
    """Of the sample; None: fewer than two values, or a sum that overflowed."""
    if row.squares is None:
        return _finite(row.variance)
    if row.requests < 2:
        return None
    if row.minimum == row.maximum:
        return 0.0
    about_mean = row.squares - row.total * (row.total / row.requests)
    return max(about_mean, 0.0) / (row.requests - 1) if isfinite(about_mean) else None


def _value_aggregates(series: ScoreSeries, variance: Aggregates) -> Aggregates:
    """What is known without counting is not counted: each of these takes some milliseconds per million rows."""
    columns: dict[str, Sql | str] = {
        "requests": "count(*)",
        "ratings": "sum(ratings)" if series.several_per_request else "count(*)",
    }
    if series.type == "label":  # the value is always 1
        columns |= dict.fromkeys(("squares", "variance", "minimum", "maximum", "total", "cubes"), "NULL")
    else:
        columns |= {
            **variance,
            "minimum": "min(value)",
            "maximum": "max(value)",
            "total": "sum(value)",
            "cubes": "sum(value * value * value)",
        }
    all_zero_or_one = "TRUE"
    if series.type == "number":
        all_zero_or_one = "FALSE"  # only booleans are treated as shares
    elif series.type == "boolean" and series.several_per_request:
        all_zero_or_one = "coalesce(bool_and(value = 0 OR value = 1), TRUE)"
    return columns | {"sampled": "count(probability)", "all_zero_or_one": all_zero_or_one}


def read_summary(row: Record, metrics: Sequence[str] = (), quantiles: list[float] | None = None) -> GroupSummary:
    return GroupSummary(
        int(row.requests),
        int(row.ratings or 0),
        None if row.total is None else _finite(row.total / row.requests),
        _variance(row),
        row.minimum,
        row.maximum,
        _finite(row.total),
        _finite(row.cubes),
        int(row.sampled),
        bool(row.all_zero_or_one),
        tuple((getattr(row, f"{metric}_sum"), int(getattr(row, f"{metric}_count") or 0)) for metric in metrics),
        quantiles,
    )


def _finite(value: float | None) -> float | None:
    """None where the sum of values near the largest double, or of their squares, overflowed."""
    return value if value is not None and isfinite(value) else None


def _metric_sums(metrics: Sequence[str]) -> dict[str, str]:
    return {f"{metric}_{what}": f"{what}({metric})" for metric in metrics for what in ("sum", "count")}


def _summary_tables(scores: ScoreTables, columns: Aggregates, limit: int) -> dict[str, Sql]:
    grouping = scores.grouping
    names = grouping.key_columns
    group_by = [*names, "bucket"] if grouping.buckets else names
    summaries = compose(
        """
        SELECT
            {keys}
            {bucket},
            {columns}
        FROM request_scores
        {group_by}
        """,
        keys="\n".join(f"{name}," for name in names),
        bucket=scores.bucket,
        columns=select_list(columns),
        group_by=f"GROUP BY {', '.join(group_by)}" if group_by else "",
    )
    if not names:
        return {"group_summaries": summaries}
    largest = compose(
        """
        SELECT {keys}, {requests} AS requests_of_group
        FROM group_summaries
        {group_by}
        ORDER BY requests_of_group DESC, {order}
        LIMIT {limit}
        """,
        keys=", ".join(names),
        requests="sum(requests)" if grouping.buckets else "requests",
        group_by=f"GROUP BY {', '.join(names)}" if grouping.buckets else "",
        order=", ".join(f"{name} NULLS LAST" for name in names),
        limit=Sql("?", (limit,)),
    )
    return {"group_summaries": summaries, "largest": largest}


def _largest_and_others(names: Sequence[str], columns: Aggregates) -> Sql:
    """One row for each of the largest groups, and one without `requests_of_group` for all others; by bucket."""
    keys = ", ".join(f"largest.{name}" for name in names)
    return compose(
        """
        SELECT
            {keys},
            largest.requests_of_group,
            group_summaries.bucket,
            {columns}
        FROM group_summaries
        LEFT JOIN largest
            ON {same_keys}
        GROUP BY {keys}, largest.requests_of_group, group_summaries.bucket
        """,
        keys=keys,
        same_keys=same_keys(names, "group_summaries", "largest"),
        columns=select_list({name: f"{_MERGED.get(name, 'sum')}({name})" for name in columns}),
    )


# What merges a column of several groups, where it is not their sum. The last two mean nothing for merged groups.
_MERGED = {
    "minimum": "min",
    "maximum": "max",
    "all_zero_or_one": "bool_and",
    "variance": "any_value",
    "quantiles": "any_value",
}
