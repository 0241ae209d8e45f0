"""Rows come out of DuckDB as they went in, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.analytics.replica.columns import columns_of, registered

KINDS = {"id": "BIGINT", "few": "INTEGER", "yes": "BOOLEAN", "part": "DOUBLE", "text": "VARCHAR", "moment": "TIMESTAMP"}
MOMENTS_US = st.integers(0, 4_000_000_000_000_000)  # until 2096
ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63) + 1, 2**63 - 1),
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.integers(0, 1),
        st.none() | st.floats(allow_nan=False),
        st.none() | st.text(st.characters(exclude_categories=["Cs"])),
        st.none() | MOMENTS_US,
    ),
    max_size=20,
)


@pytest.fixture(scope="module")
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"pandas_analyze_sample": 0}) as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in KINDS.items())
        connection.execute(f"CREATE TABLE copied ({columns})")
        yield connection


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, before=st.sampled_from([0, 3_000]))
def test_values_are_copied_exactly(cursor: duckdb.DuckDBPyConnection, rows: list[Any], before: int) -> None:
    """`before`: rows without values, more than DuckDB would look at to find out what the rest is."""
    rows = [(number, None, None, None, None, None) for number in range(before)] + rows
    cursor.execute("DELETE FROM copied")
    with registered(cursor, "given", columns_of(KINDS, rows)):
        cursor.execute("INSERT INTO copied SELECT * FROM given")
    expected = [
        (row_id, few, None if yes is None else bool(yes), part, text, None if at is None else _moment(at))
        for row_id, few, yes, part, text, at in rows
    ]
    assert cursor.execute("SELECT * FROM copied ORDER BY rowid").fetchall() == expected


def _moment(at_us: int) -> datetime:
    seconds, us = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None, microsecond=us)
