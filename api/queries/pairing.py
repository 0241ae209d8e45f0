"""What makes two requests a pair, where the query leaves it open. Pure."""

from __future__ import annotations

from store.analytics.selection import Unit
from store.filter import Leaf, Node
from store.filter.values import Value

_PROMPT_ID = "{r}.prompt_id"


def default_pair_by(unit: Unit, first: Node, second: Node) -> str | None:
    """`last_user_message` for requests of two prompts, else None. A session has no message of its own.

    Two prompts differ in their system messages, so that what the user says last is what their requests can share. The
    groups are two prompts if their filters demand different values of the same key, and the key is the prompt id or a
    property with "prompt" in its name.
    """
    if unit == "session":
        return None
    one, other = _prompts(first), _prompts(second)
    return "last_user_message" if any(other.get(key, value) != value for key, value in one.items()) else None


def _prompts(node: Node) -> dict[str, Value]:
    """The values of prompt keys that every selected request has."""
    nodes = (node,) if isinstance(node, Leaf) else node.nodes if node.operator == "and" else ()
    found: dict[str, Value] = {}
    for leaf in nodes:
        if not isinstance(leaf, Leaf):
            continue
        key = _prompt_key(leaf)
        for operator, value in leaf.tests:
            if key is not None and operator == "equals":
                found[key] = value
    return found


def _prompt_key(leaf: Leaf) -> str | None:
    if leaf.column.sql == _PROMPT_ID:
        return "prompt_id"
    if leaf.column.kind == "property" and leaf.key is not None:
        name = leaf.key.casefold()
        return f"property.{name}" if "prompt" in name else None
    return None
