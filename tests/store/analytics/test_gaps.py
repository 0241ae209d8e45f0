"""Rows that are replaced leave gaps in DuckDB's file."""

from __future__ import annotations

from pathlib import Path

from store.analytics.replica.database import Database
from tests.store.analytics.replicas import SETTINGS

ROWS = 500_000
GAPS = ROWS // 2


def test_gaps_are_closed_at_a_start(tmp_path: Path) -> None:
    """And only then: closing them with every checkpoint takes much memory."""
    assert _places_and_rows(tmp_path / "analytics.duckdb", replace=True) == (ROWS + GAPS, ROWS)
    assert _places_and_rows(tmp_path / "analytics.duckdb", replace=False) == (ROWS, ROWS)


def _places_and_rows(path: Path, *, replace: bool) -> tuple[int, int]:
    database = Database(path, SETTINGS)
    with database.cursor() as cursor:
        if replace:
            cursor.execute("INSERT INTO property SELECT range, 1, 1, 'running' FROM range(?)", (ROWS,))
            cursor.execute("DELETE FROM property WHERE request % 2 = 0")
            cursor.execute("INSERT INTO property SELECT 2 * range, 1, 1, 'ended' FROM range(?)", (GAPS,))
            cursor.execute("CHECKPOINT")
        (found,) = cursor.execute(
            "SELECT estimated_size, (SELECT count(*) FROM property) FROM duckdb_tables() WHERE table_name = 'property'"
        ).fetchall()
    database.close()
    return found
