"""What statements for DuckDB become; that the answers are the same is in test_answers.py."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("sqlglot", reason="the extra `clickhouse` is not installed")

from store.clickhouse.translating import Translator
from store.sql import Sql

_STARTS = "WITH starts AS NOT MATERIALIZED (SELECT started_at FROM request WHERE project = ?) "


@pytest.fixture
def translator() -> Translator:
    return Translator(lambda name: f"{name}_row", lambda number: f"property {number}")


def test_first_rows_of_both_orders_are_read_together(translator: Translator) -> None:
    first, last = (f"(SELECT started_at FROM starts ORDER BY started_at{order} LIMIT 1)" for order in ("", " DESC"))
    translated = translator.translate(Sql(f"{_STARTS}SELECT {first}, {last}", (1,)))
    assert translated.text.endswith(") SELECT minOrNull(started_at), maxOrNull(started_at) FROM starts")


@pytest.mark.parametrize(
    "other",
    [
        "(SELECT started_at FROM request ORDER BY started_at LIMIT 1)",
        "(SELECT started_at FROM starts ORDER BY started_at LIMIT 2)",
        "(SELECT started_at FROM starts WHERE FALSE ORDER BY started_at LIMIT 1)",
        "(SELECT started_at FROM starts ORDER BY id LIMIT 1)",
        "1",
    ],
)
def test_other_rows_are_read_as_the_statement_says(translator: Translator, other: str) -> None:
    first = "(SELECT started_at FROM starts ORDER BY started_at LIMIT 1)"
    assert "minOrNull" not in translator.translate(Sql(f"{_STARTS}SELECT {first}, {other}", (1,))).text


def test_dialects_are_loaded_before_threads_use_them() -> None:
    """A dialect that one thread loads is seen half made by others, whose text would then be remembered."""
    loaded = (
        "import sys, store.clickhouse.translating as _;"
        " assert {'sqlglot.dialects.duckdb', 'sqlglot.dialects.clickhouse'} <= sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", loaded], check=True, timeout=60)
