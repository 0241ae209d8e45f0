"""The lowest and highest value of a column, which statements ask for as the first row of each order.

DuckDB finds such a row without reading the others; ClickHouse sorts all of them, once for each order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlglot import exp


class _Extreme(NamedTuple):
    column: exp.Column
    table: exp.Table
    is_highest: bool


def read_extremes_together(tree: exp.Expr) -> None:
    """Changes the tree: `SELECT (SELECT c FROM t ORDER BY c LIMIT 1), (SELECT c FROM t ORDER BY c DESC LIMIT 1)` is now
    `SELECT min(c), max(c) FROM t`."""
    for select in list(tree.find_all(exp.Select)):
        found = list(map(_extreme, select.expressions))
        first = found[0] if found else None
        if first and not select.args.get("from_") and all(each and each.table == first.table for each in found):
            aggregates = [
                exp.Max(this=each.column.copy()) if each.is_highest else exp.Min(this=each.column.copy())
                for each in _known(found)
            ]
            select.set("expressions", aggregates)
            select.set("from_", exp.From(this=first.table.copy()))


def _known(found: list[_Extreme | None]) -> Iterator[_Extreme]:
    return (each for each in found if each)


def _extreme(expression: exp.Expr) -> _Extreme | None:
    """None: the expression is something else."""
    query = expression.this if isinstance(expression, exp.Subquery) else None
    if not isinstance(query, exp.Select) or set(_clauses(query)) != {"expressions", "from_", "order", "limit"}:
        return None
    column, table, order = query.expressions[0], query.args["from_"].this, query.args["order"].expressions
    is_first_row = query.args["limit"].expression == exp.Literal.number(1)
    if len(query.expressions) == len(order) == 1 and order[0].this == column and is_first_row:
        return _Extreme(column, table, bool(order[0].args.get("desc"))) if isinstance(table, exp.Table) else None
    return None


def _clauses(query: exp.Select) -> Iterator[str]:
    return (name for name, value in query.args.items() if value)
