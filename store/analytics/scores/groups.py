"""What one statement counts and sums for each group of requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from store.analytics.query import Record
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, Keys
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
_SQUARES = "(sum(value * value) - sum(value) * sum(value) / count(*)) / nullif(count(*) - 1, 0)"
# Exact enough: at most 3 of 16 digits are lost. Of zeros and ones, the sums are exact whole numbers.
_OF_SQUARES: Aggregates = {
    "variance": f"CASE WHEN min(value) < max(value) THEN greatest({_SQUARES}, 0) WHEN count(*) > 1 THEN 0 END",
    "is_exact": f"""coalesce(
    min(value) = max(value)
    OR sum(value) = sum(value * value)
    OR (isfinite({_SQUARES}) AND (sum(value) / count(*)) ** 2 < 1000 * {_SQUARES}),
    TRUE
)""",
}
_WELFORD: Aggregates = {"variance": "var_samp(value)", "is_exact": "TRUE"}

EMPTY_GROUP = GroupSummary(0, 0, None, None, None, None, None, None, 0, True, (), None)
_MEAN_MOST = 1e4  # standard deviations; beyond it the rounding of cubes reaches the third digit of the skewness


def group_summaries(
    scores: ScoreTables, series: ScoreSeries, quantiles: Sequence[float], limit: int
) -> tuple[list[Keys], dict[GroupIndex, GroupSummary]]:
    """The keys of the `limit` largest groups, largest first, and the summary of every group.

    All groups beyond the limit are one group, OTHERS; its quantiles are None (see `quantiles_of_others`).
    """
    grouping = scores.grouping
    names = grouping.key_columns
    select = _largest_and_others(grouping)
    rows = summary_rows(
        lambda columns: scores.records(select, **_summary_tables(scores, columns, quantiles, limit)), series
    )
    keys_of = [tuple([getattr(row, name) for name in names]) for row in rows]
    sizes = {keys: row.requests_of_group for keys, row in zip(keys_of, rows, strict=True) if not row.is_others}
    largest = sorted(sizes, key=lambda keys: (-sizes[keys], [str(key) for key in keys]))
    indexes = {keys: index for index, keys in enumerate(largest)}
    summaries: dict[GroupIndex, GroupSummary] = {}
    for keys, row in zip(keys_of, rows, strict=True):
        group = OTHERS if row.is_others else indexes[keys]
        summaries[GroupIndex(group, int(row.bucket or 0))] = read_summary(row, grouping.metrics, row.quantiles)
    return largest, summaries


def summary_rows(read: Callable[[Aggregates], list[Record]], series: ScoreSeries) -> list[Record]:
    """The rows of a statement, which `read` runs, with the columns that `read_summary` needs.

    Sums of squares give the variance in a third of var_samp's time, but with fewer digits where the values are large
    against their spread. Then the statement runs once more, with var_samp.
    """
    rows = read(_value_aggregates(series, _OF_SQUARES))
    return rows if all(row.is_exact for row in rows) else read(_value_aggregates(series, _WELFORD))


def _value_aggregates(series: ScoreSeries, variance: Aggregates) -> Aggregates:
    """What is known without counting is not counted: each of these takes some milliseconds per million rows."""
    columns: dict[str, Sql | str] = {
        "requests": "count(*)",
        "ratings": "sum(ratings)" if series.several_per_request else "count(*)",
    }
    if series.type == "label":  # the value is always 1
        columns |= dict.fromkeys(("mean", "variance", "minimum", "maximum", "total", "cubes"), "NULL")
        columns["is_exact"] = "TRUE"
    else:
        columns |= {
            "mean": "sum(value) / count(*)",
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
        _finite(row.mean),
        _finite(row.variance),
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


def _summary_tables(scores: ScoreTables, columns: Aggregates, quantiles: Sequence[float], limit: int) -> dict[str, Sql]:
    grouping = scores.grouping
    names = grouping.key_columns
    group_by = [*names, "bucket"] if grouping.buckets else names
    for metric in grouping.metrics:
        columns |= {f"{metric}_sum": f"sum({metric})", f"{metric}_count": f"count({metric})"}
    columns["quantiles"] = Sql("quantile_cont(value, ?)", (list(quantiles),)) if quantiles else "NULL"
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


def _largest_and_others(grouping: Grouping) -> Sql:
    names = grouping.key_columns
    if not names:
        return Sql("SELECT FALSE AS is_others, 0 AS requests_of_group, *\nFROM group_summaries")
    return compose(
        """
        SELECT
            FALSE AS is_others,
            largest.requests_of_group,
            group_summaries.*
        FROM group_summaries
        JOIN largest
            ON {same_keys}
        UNION ALL BY NAME
        SELECT
            TRUE AS is_others,
            0 AS requests_of_group,
            others.bucket,
            {others}
        FROM (
            SELECT
                *,
                sum(total) OVER (PARTITION BY bucket) / sum(requests) OVER (PARTITION BY bucket) AS mean_of_all
            FROM group_summaries
            ANTI JOIN largest
                ON {same_keys}
        ) AS others
        GROUP BY others.bucket
        """,
        same_keys=same_keys(names, "group_summaries", "largest"),
        others=select_list(_merged(grouping.metrics)),
    )


def _merged(metrics: Sequence[str]) -> dict[str, str]:
    """The columns of one group from those of the several groups in the table `others`."""
    sums = [f"{metric}_{what}" for metric in metrics for what in ("sum", "count")]
    return {
        "requests": "sum(others.requests)",
        "ratings": "sum(others.ratings)",
        "mean": "any_value(others.mean_of_all)",
        # The variance of all values from those of the groups: within the groups, and between their means.
        "variance": (
            "(\n"
            "    sum((others.requests - 1) * coalesce(others.variance, 0))\n"
            "    + sum(others.requests * (others.mean - others.mean_of_all) ** 2)\n"
            ") / nullif(sum(others.requests) - 1, 0)"
        ),
        "is_exact": "bool_and(others.is_exact)",
        "minimum": "min(others.minimum)",
        "maximum": "max(others.maximum)",
        "total": "sum(others.total)",
        "cubes": "sum(others.cubes)",
        "sampled": "sum(others.sampled)",
        "all_zero_or_one": "bool_and(others.all_zero_or_one)",
    } | {name: f"sum(others.{name})" for name in sums}
