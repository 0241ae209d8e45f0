"""Decides on DuckDB's own parse tree what a caller's statement may contain. Pure.

A tree is dicts and lists, as `json_serialize_sql` returns it. Kinds of nodes, tables and functions are checked against
lists of what is allowed; anything unknown is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.analytics.sql.functions import FUNCTIONS, TABLE_FUNCTIONS

Tree = dict[str, Any]
Names = frozenset[str]

_QUERIES = frozenset(("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"))
_TABLES = frozenset(
    ("BASE_TABLE", "EMPTY", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "TABLE_FUNCTION", "PIVOT", "COLUMN_DATA")
)
_MODIFIERS = frozenset(("ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"))
_ORDERS = frozenset(("ORDER_DEFAULT", "ASCENDING", "DESCENDING"))
_KNOWN = _QUERIES | _TABLES | _MODIFIERS | _ORDERS
_EXPRESSIONS = frozenset(
    (
        "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION",
        "LAMBDA", "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW",
    )
)  # fmt: skip


class StatementNotAllowed(Exception):
    """The statement contains something that is not allowed. The message says what."""


def check(query: Tree, views: Names, taken: Names) -> None:
    """Raises StatementNotAllowed unless the query only reads these views and its own common table expressions.

    `taken`: the names of everything in the database. No table expression may have such a name, because it could mean
    one thing here and another to DuckDB. Raises RecursionError for a tree that is nested too deeply.
    """
    _node(query, views, taken)


def _node(node: Any, tables: Names, taken: Names) -> None:
    if isinstance(node, list):
        for item in node:
            _node(item, tables, taken)
    elif isinstance(node, dict):
        tables = _with_table_expressions(node, tables, taken)
        _check_node(node, tables)
        _check_children(node, tables, taken)


def _check_children(node: Tree, tables: Names, taken: Names) -> None:
    for name, below in node.items():
        if node.get("type") == "TABLE_FUNCTION" and name == "function":
            _check_function(below, TABLE_FUNCTIONS, "used as a table")
            _check_children(below, tables, taken)
        elif name != "cte_map":
            _node(below, _visible_in(node, name, tables, taken), taken)


def _with_table_expressions(node: Tree, tables: Names, taken: Names) -> Names:
    """The tables that the node may name, with its own table expressions (WITH …). Each sees those before it."""
    for expression in _table_expressions(node):
        name = _name(expression["key"], taken)
        _node({key: value for key, value in expression["value"].items() if key != "aliases"}, tables, taken)
        tables |= {name}
    return tables


def _table_expressions(node: Tree) -> Iterator[Tree]:
    yield from (node.get("cte_map") or {}).get("map", ())


def _visible_in(node: Tree, name: str, tables: Names, taken: Names) -> Names:
    """A recursive table expression is visible in its recursive half, the older form of one in what follows it."""
    if node.get("type") == "RECURSIVE_CTE_NODE" and name == "right":
        return tables | {_name(node["cte_name"], taken)}
    if node.get("type") == "CTE_NODE" and name == "child":
        return tables | {_name(node["cte_name"], taken)}
    return tables


def _name(name: str, taken: Names) -> str:
    folded = name.lower()
    if folded in taken:
        raise StatementNotAllowed(f"a table expression cannot be called {name!r}: use another name")
    return folded


def _check_node(node: Tree, tables: Names) -> None:
    kind, expression = node.get("type"), node.get("class")
    if expression is not None:
        if expression not in _EXPRESSIONS:
            raise StatementNotAllowed(f"{expression} is not allowed")
    elif isinstance(kind, str) and kind not in _KNOWN:
        raise StatementNotAllowed(f"{_words(kind)} is not allowed")
    if kind == "BASE_TABLE":
        _check_table(node, tables)
    if "function_name" in node:
        _check_function(node, FUNCTIONS, "used")


def _check_table(node: Tree, tables: Names) -> None:
    path = _path(node)
    if len(path) != 1 or path[0].lower() not in tables or node.get("at_clause"):
        raise StatementNotAllowed(f"there is no table {'.'.join(path)!r}")


def _check_function(node: Tree, allowed: Names, how: str) -> None:
    path, name = _path(node), str(node.get("function_name", ""))
    if path != [name] or name.lower() not in allowed:
        raise StatementNotAllowed(f"the function {'.'.join(path)!r} cannot be {how}")


def _path(node: Tree) -> list[str]:
    return [str(part) for part in node.get("qualified_name", {}).get("path", ())]


def _words(kind: str) -> str:
    return {"SHOW_REF": "SHOW, DESCRIBE or SUMMARIZE"}.get(kind, kind)
