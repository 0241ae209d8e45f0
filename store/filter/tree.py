"""A filter as a typed tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.filter.columns import Column
from store.filter.values import Value


@dataclass(frozen=True, slots=True)
class Leaf:
    """All tests hold for one column. On scores, all of them hold for one and the same score."""

    column: Column
    key: str | None  # the name inside a map; None: the column is not a map
    tests: tuple[tuple[str, Value], ...]  # (operator, value)


@dataclass(frozen=True, slots=True)
class Branch:
    """An `and` without nodes is true."""

    operator: Literal["and", "or"]
    nodes: tuple[Node, ...]


Node = Leaf | Branch
ALL = Branch("and", ())


def both(*nodes: Node) -> Node:
    """All nodes hold; nested `and`s become one."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, Branch) and node.operator == "and" else [node]
    return flat[0] if len(flat) == 1 else Branch("and", tuple(flat))


def leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    else:
        for each in node.nodes:
            yield from leaves(each)
