"""Translates statements. Values stay parameters: `?` becomes `{p1:Type}`.

Parsing takes some ten milliseconds, so what a text becomes is remembered, for each combination of types that its values
have had.

The dialects are imported here, before there are threads: sqlglot, if it has to import one by its name, shows it to
other threads before it is complete, and what they wrote with it would be remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import sqlglot
from sqlglot.dialects.clickhouse import ClickHouse
from sqlglot.dialects.duckdb import DuckDB

from store.clickhouse.translating.extremes import read_extremes_together
from store.clickhouse.translating.functions import in_clickhouse
from store.clickhouse.translating.tables import compute_once, read_tables
from store.clickhouse.translating.values import Parameters, bound_values, kind_of
from store.sql import Sql

_TEMPLATES_MOST = 2_000  # texts; some kilobytes each
_MARK = re.compile(r"'(?:[^']|'')*'|\?")


class Translated(NamedTuple):
    """A statement for ClickHouse, and the values of its `{name:Type}`."""

    text: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Template:
    text: str
    patterns: frozenset[int]  # which values are patterns of LIKE


class Translator:
    """Thread-safe."""

    def __init__(self, table: Callable[[str], str], property_name: Callable[[int], str]) -> None:
        """`table`: "request" → the name of the table that has its rows. `property_name`: n → the case-folded name of
        the property whose column is px<n>."""
        names = {name: table(name) for name in ("request", "score", "property_key")}
        self._template = lru_cache(_TEMPLATES_MOST)(lambda text, kinds: _template(text, kinds, names, property_name))

    def translate(self, statement: Sql) -> Translated:
        template = self._template(statement.text, tuple(kind_of(value) for value in statement.parameters))
        values = bound_values(statement.parameters, template.patterns)
        return Translated(template.text, values)


def _template(
    text: str, kinds: tuple[str, ...], tables: Mapping[str, str], property_name: Callable[[int], str]
) -> _Template:
    parameters = Parameters(kinds)
    tree = sqlglot.parse_one(_numbered(text), read=DuckDB)
    read_extremes_together(tree)
    compute_once(tree)
    read_tables(tree, tables, property_name)
    for node in reversed(list(tree.dfs())):  # the inner ones first
        translated = in_clickhouse(node, parameters)
        if translated is not node and node.parent:
            node.replace(translated)
    return _Template(tree.sql(ClickHouse), frozenset(parameters.patterns))


def _numbered(text: str) -> str:
    """The text with $1, $2 … in place of its question marks."""
    number = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal number
        if match.group() != "?":
            return match.group()
        number += 1
        return f"${number}"

    return _MARK.sub(replaced, text)
