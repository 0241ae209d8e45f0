"""Statements for what needs the values themselves: histograms, and the quantiles of OTHERS."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.scores.rows import Keys
from store.analytics.scores.tables import OTHERS, GroupIndex, ScoreTables, grouped_rows
from store.sql import Sql, compose, joined


def quantiles_of_others(
    scores: ScoreTables, largest: Sequence[Keys], quantiles: Sequence[float]
) -> dict[GroupIndex, list[float]]:
    """The quantiles of OTHERS, which cannot be computed from those of its groups."""
    select = compose(
        """
        SELECT
            {bucket},
            {quantiles} AS quantiles
        FROM numbered
        WHERE group_index = {others}
        GROUP BY 1
        """,
        bucket=scores.bucket,
        quantiles=Sql("quantile_cont(value, ?)", (list(quantiles),)),
        others=str(OTHERS),
    )
    rows = scores.numbered(largest).records(select)
    return {GroupIndex(OTHERS, int(row.bucket)): row.quantiles for row in rows}


def histograms(
    scores: ScoreTables, largest: Sequence[Keys], edges: Sequence[float], *, has_others: bool
) -> dict[GroupIndex, list[int]]:
    """Requests below the first edge, in each bin, and above the last edge. A bin includes its lower edge, the last one
    both."""
    bins = len(edges) - 1
    grouped = grouped_rows(scores, largest, has_others=has_others)
    whens = [Sql(f"WHEN value < ? THEN {number}", (edge,)) for number, edge in enumerate(edges)]
    select = compose(
        """
        SELECT
            {names}
            {bucket},
            CASE
                {whens}
                ELSE {above}
            END AS histogram_bin,
            count(*) AS requests
        FROM {table}
        GROUP BY ALL
        """,
        names="\n".join(f"{name}," for name in grouped.columns),
        bucket=scores.bucket,
        whens=joined("\n", [*whens, Sql(f"WHEN value = ? THEN {bins}", (edges[-1],))]),
        above=str(bins + 1),
        table=grouped.table,
    )
    counts: dict[GroupIndex, list[int]] = {}
    for row in grouped.scores.records(select):
        counts.setdefault(grouped.index_of(row), [0] * (bins + 2))[row.histogram_bin] = row.requests
    return counts
