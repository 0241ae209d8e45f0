"""What a statement of a caller may contain, decided on DuckDB's own parse tree. Pure.

A tree is dicts and lists, as `json_serialize_sql` gives it. Whatever it contains must be known here: kinds of nodes,
tables and functions are lists of what is allowed.
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
        "LAMBDA", "LAMBDA_REF", "OPERATOR", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW",
    )
)  # fmt: skip


class StatementNotAllowed(Exception):
    """The statement contains something that it may not. The message says what, and what it may."""


def check(query: Tree, views: Names, taken: Names) -> None:
    """Raises NotAllowed unless the query reads nothing but those views and what it defines itself.

    `taken`: names of everything that the database has; no part of a query may be called so, lest a name mean one thing
    here and another to DuckDB. Raises RecursionError for a tree too deep.
    """
    _node(query, views, taken)


def _node(node: Any, tables: Names, taken: Names) -> None:
    if isinstance(node, list):
        for item in node:
            _node(item, tables, taken)
    elif isinstance(node, dict):
        tables = _with_parts(node, tables, taken)
        _look_at(node, tables)
        _below(node, tables, taken)


def _below(node: Tree, tables: Names, taken: Names) -> None:
    for name, below in node.items():
        if node.get("type") == "TABLE_FUNCTION" and name == "function":
            _look_at_function(below, TABLE_FUNCTIONS, "used as a table")
            _below(below, tables, taken)
        elif name != "cte_map":
            _node(below, _seen_by(node, name, tables, taken), taken)


def _with_parts(node: Tree, tables: Names, taken: Names) -> Names:
    """The tables that the node may name, with the parts (WITH …) that it defines. Each sees those before it."""
    for part in _parts(node):
        name = _name(part["key"], taken)
        _node({key: value for key, value in part["value"].items() if key != "aliases"}, tables, taken)
        tables |= {name}
    return tables


def _parts(node: Tree) -> Iterator[Tree]:
    yield from (node.get("cte_map") or {}).get("map", ())


def _seen_by(node: Tree, name: str, tables: Names, taken: Names) -> Names:
    """A recursive part is seen by the half of it that repeats; the older form of a part by what follows it."""
    if node.get("type") == "RECURSIVE_CTE_NODE" and name == "right":
        return tables | {_name(node["cte_name"], taken)}
    if node.get("type") == "CTE_NODE" and name == "child":
        return tables | {_name(node["cte_name"], taken)}
    return tables


def _name(name: str, taken: Names) -> str:
    folded = name.lower()
    if folded in taken:
        raise StatementNotAllowed(f"a part of a query can't be called {name!r} here: use another name")
    return folded


def _look_at(node: Tree, tables: Names) -> None:
    kind, expression = node.get("type"), node.get("class")
    if expression is not None:
        if expression not in _EXPRESSIONS:
            raise StatementNotAllowed(f"{expression} is not possible here")
    elif isinstance(kind, str) and kind not in _KNOWN:
        raise StatementNotAllowed(f"{_words(kind)} is not possible here")
    if kind == "BASE_TABLE":
        _look_at_table(node, tables)
    if "function_name" in node:
        _look_at_function(node, FUNCTIONS, "used")


def _look_at_table(node: Tree, tables: Names) -> None:
    path = _path(node)
    if len(path) != 1 or path[0].lower() not in tables or node.get("at_clause"):
        raise StatementNotAllowed(f"there is no table {'.'.join(path)!r} here")


def _look_at_function(node: Tree, allowed: Names, how: str) -> None:
    path, name = _path(node), str(node.get("function_name", ""))
    if path != [name] or name.lower() not in allowed:
        raise StatementNotAllowed(f"the function {'.'.join(path)!r} can't be {how} here")


def _path(node: Tree) -> list[str]:
    return [str(part) for part in node.get("qualified_name", {}).get("path", ())]


def _words(kind: str) -> str:
    return {"SHOW_REF": "SHOW, DESCRIBE or SUMMARIZE"}.get(kind, kind)
