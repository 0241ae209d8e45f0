"""JSON → tree, or where it is wrong and why. Pure.

    node := "all" | {} | leaf | {"left": node, "operator": "and" | "or", "right": node}
    leaf := {"<table>": {"<column>": {"<operator>": <value>}}}      maps: {"properties": {"<name>": {"<operator>": …}}}

Helicone silently ignores all but the first column of a table and the first operator of a column; here all count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from store.filter.columns import MAPS, TABLES, Column
from store.filter.tree import ALL, Branch, Leaf, Node, both
from store.filter.values import OPERATORS, InvalidFilterValue, Value, text, value_for

T = TypeVar("T")

MAX_DEPTH = 32  # changes between "and" and "or" on the way down; a chain of one operator is one level, however long
MAX_LEAVES = 500
_NAME_CHARACTERS = 100  # of an unknown name are compared with the known ones
_BRANCH = ("left", "operator", "right")


class BadFilter(ValueError):
    """The message says what would be right; `path` says where: the names on the way, joined by dots."""

    def __init__(self, path: str, message: str, value: object = None) -> None:
        super().__init__(message)
        self.path = path
        self.value = value


def parse(raw: object, path: str = "filter", tables: Collection[str] = tuple(TABLES)) -> Node:
    """`path`: the name of the filter in error paths; `tables`: those that it may name. Raises BadFilter."""
    return _Parser(tables).node(raw, path, 0)


class _Parser:
    def __init__(self, tables: Collection[str]) -> None:
        self._tables = {name: TABLES[name] for name in tables}
        self._leaves = 0

    def node(self, raw: object, path: str, depth: int) -> Node:
        if raw == "all":
            return ALL
        if not isinstance(raw, dict):
            raise BadFilter(path, 'must be "all", {}, a leaf or {"left", "operator", "right"}', raw)
        if depth > MAX_DEPTH:
            raise BadFilter(path, f'must not nest "and" and "or" in each other more than {MAX_DEPTH} times')
        if not raw.keys() & _BRANCH:
            return both(*self._leaf(raw, path))
        operator = _operator(raw, path)
        return _joined(operator, [self.node(node, where, depth + 1) for node, where in _chain(raw, path, operator)])

    def _leaf(self, raw: dict[str, Any], path: str) -> Iterable[Node]:
        for table, columns in raw.items():
            known = _known(table, self._tables, f"{path}.{table}", "table")
            if isinstance(known, Column):
                yield from self._column(known, columns, f"{path}.{table}")
                continue
            for name, tests in _object(columns, f"{path}.{table}").items():
                where = f"{path}.{table}.{name}"
                yield from self._column(_known(name, known, where, "column"), tests, where)

    def _column(self, column: Column, raw: object, path: str) -> Iterable[Node]:
        if column.kind not in MAPS:
            yield self._tests(column, None, raw, path)
            return
        for key, tests in _object(raw, path).items():
            yield self._tests(column, _key(key, path), tests, f"{path}.{key}")

    def _tests(self, column: Column, key: str | None, raw: object, path: str) -> Node:
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            raise BadFilter(path, f"must have at most {MAX_LEAVES} conditions")
        tests: list[tuple[str, Value]] = []
        for operator, value in _object(raw, path).items():
            where = f"{path}.{operator}"
            _known(operator, dict.fromkeys(OPERATORS[column.kind]), where, "operator")
            try:
                tests.append((operator, value_for(column.kind, operator, value)))
            except InvalidFilterValue as error:
                raise BadFilter(where, str(error), value) from None
        return Leaf(column, key, tuple(tests)) if tests else ALL


def _operator(raw: dict[str, Any], path: str) -> str:
    if raw.keys() != set(_BRANCH):
        raise BadFilter(path, 'must have exactly "left", "operator" and "right"', sorted(raw)[:10])
    if raw["operator"] not in ("and", "or"):
        raise BadFilter(f"{path}.operator", 'must be "and" or "or"', raw["operator"])
    return str(raw["operator"])


def _chain(raw: dict[str, Any], path: str, operator: str) -> list[tuple[object, str]]:
    """The operands of a chain of one operator, with their paths; not recursive, since chains can be long."""
    operands: list[tuple[object, str]] = []
    waiting: list[tuple[object, str]] = [(raw, path)]
    while waiting:
        node, where = waiting.pop()
        if isinstance(node, dict) and node.keys() & _BRANCH and _operator(node, where) == operator:
            waiting += [(node["right"], f"{where}.right"), (node["left"], f"{where}.left")]
        else:
            operands.append((node, where))
        if len(operands) > MAX_LEAVES:
            raise BadFilter(path, f"must have at most {MAX_LEAVES} conditions")
    return operands


def _joined(operator: str, nodes: list[Node]) -> Node:
    if operator == "and":
        return both(*nodes)
    return ALL if ALL in nodes else Branch("or", tuple(nodes))


def _object(raw: object, path: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadFilter(path, "must be an object", raw)
    return raw


def _key(key: str, path: str) -> str:
    try:
        return text(key)
    except InvalidFilterValue as error:
        raise BadFilter(path, f"a name in it {error}") from None


def _known(name: str, known: Mapping[str, T], path: str, what: str) -> T:
    if name not in known:
        near = get_close_matches(name[:_NAME_CHARACTERS], known, n=3)
        hint = f"did you mean {' or '.join(near)}? Use" if near else "use"
        raise BadFilter(path, f"unknown {what}; {hint} one of {', '.join(sorted(known))}", name)
    return known[name]
