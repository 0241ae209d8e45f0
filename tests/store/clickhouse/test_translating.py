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


def test_the_value_of_a_property_is_compared_as_it_is_stored(translator: Translator) -> None:
    translated = translator.translate(Sql("SELECT s.px1 FROM score AS s WHERE s.px1 = ? AND s.px2 IS NULL", ("v1",)))
    path = 's."property_values.p{}.:`String`"'
    one, two = (path.format(f"property {number}".encode().hex().upper()) for number in (1, 2))
    assert translated.text == (
        f"SELECT substring({one}, 2) FROM score_row AS s WHERE {one} = concat('=', {{p1: String}}) AND {two} IS NULL"
    )


def test_rows_of_values_are_one_select(translator: Translator) -> None:
    values = "(VALUES (0, CAST(? AS VARCHAR)), (1, CAST(? AS VARCHAR))) AS largest(place, name)"
    translated = translator.translate(Sql(f"SELECT name FROM {values}", ("a", None)))
    assert "arrayJoin([tuple(0, {p1: String}), tuple(1, {p2: Nullable(String)})])" in translated.text
    assert "UNION" not in translated.text


def test_dialects_are_loaded_before_threads_use_them() -> None:
    """A dialect that one thread loads is seen half made by others, whose text would then be remembered."""
    loaded = (
        "import sys, store.clickhouse.translating as _;"
        " assert {'sqlglot.dialects.duckdb', 'sqlglot.dialects.clickhouse'} <= sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", loaded], check=True, timeout=60)
