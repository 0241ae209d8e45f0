"""Histograms of sessions and users: made by DuckDB, whatever their number."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from store.analytics.query import DuckDBSnapshot, Snapshot
from store.analytics.requests.distribution import AmountBin, distributions
from store.sql import Sql
from store.statistics import nice_edges


@pytest.fixture
def snapshot() -> Iterator[Snapshot]:
    with duckdb.connect(config={"threads": 1}) as connection, connection.cursor() as cursor:
        yield DuckDBSnapshot(cursor, 60)


def values(*columns: list[float | None]) -> Sql:
    names = "abc"[: len(columns)]
    lists = ", ".join(f"unnest(CAST(? AS DOUBLE[])) AS {name}" for name in names)
    return Sql(f"SELECT {lists}", tuple(columns))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("both_ends", [False, True])
def test_as_numpy_has_them(snapshot: Snapshot, seed: int, both_ends: bool) -> None:
    chance = random.Random(seed)
    share = chance.choice([0.5, 0.75, 0.95, 0.999])
    size = chance.randint(1, 200)
    whole = [float(chance.randint(0, 30)) for _ in range(size)]
    skewed: list[float | None] = [chance.choice([None, chance.lognormvariate(0, 2)]) for _ in range(size)]
    found = distributions(snapshot, values([*whole], skewed), ["a", "b"], share, both_ends=both_ends)
    for name, column in (("a", whole), ("b", [value for value in skewed if value is not None])):
        if not column:
            assert found[name] == (None, [])
            continue
        assert found[name].mean == pytest.approx(np.mean(column))
        low, high = np.quantile(column, [1 - share, share]) if both_ends else (min(column), np.quantile(column, share))
        kept = [value for value in column if low <= value <= high]
        edges = nice_edges(min(kept), max(kept), 10, whole=name == "a") if kept else []
        counts = np.histogram(kept, edges)[0] if kept else []
        assert [bin.n for bin in found[name].bins] == list(counts)
        assert [bin.low for bin in found[name].bins] == edges[:-1]


def test_values_that_are_all_equal_have_one_bin(snapshot: Snapshot) -> None:
    found = distributions(snapshot, values([3.0] * 5), ["a"], 0.75, both_ends=True)
    assert found["a"] == (3.0, [AmountBin(3.0, 4.0, 5)])


def test_their_number_takes_no_memory_of_ours(snapshot: Snapshot) -> None:
    """A million sessions are a few numbers for the process that asks."""
    million = Sql("SELECT CAST(i AS DOUBLE) AS a FROM range(1000000) t(i)")
    tracemalloc.start()
    try:
        found = distributions(snapshot, million, ["a"], 0.5, both_ends=False)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert sum(bin.n for bin in found["a"].bins) == 500_000
