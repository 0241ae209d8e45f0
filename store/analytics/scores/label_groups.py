"""The labels of each group, and rows of labels turned into one row for each request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.analytics.scores.rows import Keys
from store.analytics.scores.tables import GroupIndex, ScoreTables, grouped_rows
from store.sql import Sql, compose

LABELS_MOST = 50  # of one score; the rarer ones are only counted
DIGITS = 9  # of shares that are ordered: in the last ones their sums depend on the order in which rows are found


class LabelSummary(NamedTuple):
    """One label in one group. A request with several ratings has the label in part: its share of the ratings."""

    label: str
    ratings: int
    shares: float  # Σ of the requests' shares
    squared_shares: float  # Σ of their squares
    is_undivided: bool  # all shares are 1


def label_summaries(
    scores: ScoreTables, largest: Sequence[Keys], *, has_others: bool
) -> tuple[dict[GroupIndex, list[LabelSummary]], list[str]]:
    """Each group's labels, and the LABELS_MOST most frequent labels of all groups, the most frequent first. Other
    labels are left out of both."""
    grouped = grouped_rows(scores, largest, has_others=has_others)
    select = compose(
        """
        SELECT
            {names}
            {bucket},
            label,
            sum(ratings) AS ratings,
            sum(value) AS shares,
            sum(value * value) AS squared_shares,
            bool_and(value = 1) AS is_undivided
        FROM {table}
        GROUP BY ALL
        """,
        names="\n".join(f"{name}," for name in grouped.columns),
        bucket=scores.bucket,
        table=grouped.table,
    )
    rows = grouped.scores.records(select)
    totals: dict[str, float] = {}
    for row in rows:
        totals[row.label] = totals.get(row.label, 0) + row.shares
    most_frequent = sorted(totals, key=lambda label: (-round(totals[label], DIGITS), label))[:LABELS_MOST]
    included = set(most_frequent)
    groups: dict[GroupIndex, list[LabelSummary]] = {}
    for row in rows:
        if row.label in included:
            label = LabelSummary(row.label, int(row.ratings), row.shares, row.squared_shares, row.is_undivided)
            groups.setdefault(grouped.index_of(row), []).append(label)
    return groups, most_frequent


def one_row_per_request(scores: ScoreTables) -> ScoreTables:
    """The labels of each request put together; the value is 1."""
    return _merged(scores, Sql("1e0"))


def label_indicator(scores: ScoreTables, label: str) -> ScoreTables:
    """One row per request; the value is the label's share of the request's ratings, 0 to 1."""
    return _merged(scores, Sql("coalesce(sum(value) FILTER (label = ?), 0)", (label,)))


def _merged(scores: ScoreTables, value: Sql) -> ScoreTables:
    merged = compose(
        """
        SELECT
            * EXCLUDE (value, label, ratings, probability),
            sum(ratings) AS ratings,
            max(probability) AS probability,
            {value} AS value
        FROM label_scores
        GROUP BY ALL
        """,
        value=value,
    )
    return ScoreTables(
        scores.snapshot, scores.grouping, {"label_scores": scores.tables["request_scores"], "request_scores": merged}
    )
