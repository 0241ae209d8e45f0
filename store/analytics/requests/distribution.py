"""Histograms of the amounts of sessions or users, without outliers. DuckDB makes them: callers decide how many sessions
and users there are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from store.analytics.query import Record, Snapshot
from store.sql import Sql, compose, joined, select_list, with_tables
from store.statistics import nice_edges

_BINS = 10


class AmountBin(NamedTuple):
    low: float
    high: float  # not included, except in the last bin
    n: int  # sessions or users


class Distribution(NamedTuple):
    mean: float | None  # of all known values; None: there is none
    bins: list[AmountBin]


class _Inside(NamedTuple):
    """The values of one amount that its histogram includes."""

    name: str
    low: float
    high: float
    edges: list[float]


def distributions(
    snapshot: Snapshot, amounts: Sql, names: Sequence[str], share: float, *, both_ends: bool
) -> dict[str, Distribution]:
    """Of each of the columns `names` of `amounts`, a statement with a row for each session or user and doubles.

    At most ten bins of one width around the values up to the quantile `share`, with `both_ends` also from the quantile
    1 - `share`. Values that are NULL are unknown, and left out. Without values there are no bins.
    """
    (row,) = snapshot.records(_ranges(amounts, names, share, both_ends=both_ends))
    inside = [_inside(row, name) for name in names]
    shown = [values for values in inside if values is not None]
    bins = _bins(snapshot, amounts, shown) if shown else {}
    return {name: Distribution(getattr(row, f"{name}_mean"), bins.get(name, [])) for name in names}


def _ranges(amounts: Sql, names: Sequence[str], share: float, *, both_ends: bool) -> Sql:
    """The mean of each, and the smallest and largest value that its histogram includes, and whether all are whole."""
    levels = [min(share, 1 - share), max(share, 1 - share)] if both_ends else [0.0, share]
    limits = {f"{name}_limits": f"quantile_cont({name}, {levels})" for name in names}
    means = {f"{name}_mean": f"avg({name})" for name in names}
    columns: dict[str, Sql | str] = {}
    for name in names:
        within = f"FILTER (WHERE {name} BETWEEN {name}_limits[1] AND {name}_limits[2])"
        columns |= {
            f"{name}_mean": f"any_value({name}_mean)",
            f"{name}_low": f"min({name}) {within}",
            f"{name}_high": f"max({name}) {within}",
            f"{name}_whole": f"bool_and({name} = floor({name})) {within}",
        }
    tables = {
        "amounts": amounts,
        "limits": compose("SELECT\n    {columns}\nFROM amounts", columns=select_list({**limits, **means})),
    }
    select = compose("SELECT\n    {columns}\nFROM limits\nLEFT JOIN amounts ON TRUE", columns=select_list(columns))
    return with_tables(tables, select, materialized=["amounts"])


def _inside(row: Record, name: str) -> _Inside | None:
    """None: no value is known, or both quantiles lie between two neighbouring values."""
    low, high = getattr(row, f"{name}_low"), getattr(row, f"{name}_high")
    if low is None:
        return None
    return _Inside(name, low, high, nice_edges(low, high, _BINS, whole=getattr(row, f"{name}_whole")))


def _bins(snapshot: Snapshot, amounts: Sql, shown: Sequence[_Inside]) -> dict[str, list[AmountBin]]:
    counts = [_count(values, number) for values in shown for number in range(len(values.edges) - 1)]
    select = compose("SELECT\n    {counts}\nFROM amounts", counts=joined(",\n", counts))
    (found,) = snapshot.rows(with_tables({"amounts": amounts}, select))
    numbers = iter(found)
    return {values.name: [AmountBin(*edge, next(numbers)) for edge in pairwise(values.edges)] for values in shown}


def _count(values: _Inside, number: int) -> Sql:
    """The last bin includes its upper edge."""
    low, high = values.edges[number : number + 2]
    is_last = number == len(values.edges) - 2
    below = "" if is_last else f" AND {values.name} < ?"
    return Sql(
        f"count(*) FILTER (WHERE {values.name} BETWEEN ? AND ? AND {values.name} >= ?{below})",
        (values.low, values.high, low, *([] if is_last else [high])),
    )
