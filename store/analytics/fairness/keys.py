"""Which keys of the requests are compared: model, user and properties, but for those that define the groups."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from store.analytics.query import Snapshot
from store.analytics.scores.keys import PROPERTY
from store.analytics.selection import PropertyKeys
from store.filter import Branch, Leaf, Node, leaves
from store.filter.conditions import EMPTY, NULL
from store.sql import Sql, compose, select_list

PROPERTIES_MOST = 10
_NEWEST = 4_000  # requests that tell which properties are used, and how
_VALUES_LEAST = 1_000  # among them that tell a property with an identifier for each request
_IDENTIFIER = 0.5  # different values for each request that has one
_MODELS = ("{r}.model", "{r}.model_asked", "{r}.model_answered", "{r}.model_override")


class MixKey(NamedTuple):
    """A key whose values are counted in both groups."""

    name: str  # "model", "user" or "property.<Name>"
    column: str  # of `request` and `score`


def defining_keys(first: Node, second: Node) -> list[str]:
    """Those by which the filters of two groups differ, so that their values must differ too: "model", "user" and
    "property.<Name>". What both filters ask alike defines neither group."""
    of_first, of_second = _conditions(first), _conditions(second)
    spelled = of_second.names | of_first.names
    empty: set[Leaf] = set()
    differing = (key for key in spelled if of_first.leaves.get(key, empty) != of_second.leaves.get(key, empty))
    return sorted(spelled[key] for key in differing)


def exclude_each_other(first: Node, second: Node) -> bool:
    """Whether no request can be in both groups, as each asks for another value of the same property. There may be none
    in both even so."""
    one, other = _values(first), _values(second)
    return any(one[key] != other[key] for key in one.keys() & other.keys())


def _values(node: Node) -> dict[str, str]:
    """By case-folded name of a property, the value that every request of the group has."""
    if isinstance(node, Branch):
        parts = node.nodes if node.operator == "and" else ()
        return {key: value for each in parts for key, value in _values(each).items()}
    if node.column.kind != "property" or node.key is None:
        return {}
    values = [str(value) for operator, value in node.tests if operator == "equals" and value not in (NULL, EMPTY, "")]
    return {node.key.casefold(): value for value in values}


def mix_keys(snapshot: Snapshot, project: int, properties: PropertyKeys, defined_by: frozenset[str]) -> list[MixKey]:
    """Model and user, and the properties that most of the project's newest requests have: at most PROPERTIES_MOST, each
    with a column of its own. Those with another value for nearly every request are left out: they identify requests,
    and counting them takes as long as everything else."""
    keys = [MixKey("model", "model"), MixKey("user", "user_id"), *_properties(snapshot, project, properties)]
    return [key for key in keys if key.name.casefold() not in defined_by]


class _Conditions(NamedTuple):
    """Both by case-folded key."""

    names: dict[str, str]  # as the filter spells them
    leaves: dict[str, set[Leaf]]


def _conditions(node: Node) -> _Conditions:
    conditions = _Conditions({}, {})
    for leaf in leaves(node):
        for key in _keys_of(leaf):
            conditions.names.setdefault(key.casefold(), key)
            conditions.leaves.setdefault(key.casefold(), set()).add(replace(leaf, key=leaf.key and leaf.key.casefold()))
    return conditions


def _keys_of(leaf: Leaf) -> list[str]:
    column = leaf.column
    if column.kind == "property":
        return [PROPERTY + (leaf.key or "")]
    if column.kind == "has_property":
        return [PROPERTY + str(name) for _, name in leaf.tests]
    if column.sql in _MODELS:
        return ["model"]
    return ["user"] if column.group == "user" or column.sql == "{r}.user_id" else []


def _properties(snapshot: Snapshot, project: int, properties: PropertyKeys) -> list[MixKey]:
    names = snapshot.records(Sql("SELECT name\nFROM property_key\nWHERE project = ?\nORDER BY name_folded", (project,)))
    columns = properties.columns(row.name for row in names)
    keys = [MixKey(PROPERTY + name, column) for name, column in columns.items()]
    if not keys:
        return []
    counts = {f"used_{key.column}": f"count({key.column})" for key in keys}
    distinct = {f"distinct_{key.column}": f"count(DISTINCT {key.column})" for key in keys}
    select = compose(
        """
        SELECT
            {columns}
        FROM request
        WHERE project = {project}
            AND is_last
            AND started_at >= (
                SELECT min(started_at)
                FROM (
                    SELECT started_at
                    FROM request
                    WHERE project = {project} AND is_last
                    ORDER BY started_at DESC
                    LIMIT {newest}
                )
            )
        """,
        columns=select_list(counts | distinct),
        project=Sql("?", (project,)),
        newest=str(_NEWEST),
    )
    (row,) = snapshot.records(select)
    used = {key: int(getattr(row, f"used_{key.column}")) for key in keys}
    values = {key: int(getattr(row, f"distinct_{key.column}")) for key in keys}
    compared = [key for key in keys if used[key] < _VALUES_LEAST or values[key] < _IDENTIFIER * used[key]]
    return sorted(compared, key=lambda key: -used[key])[:PROPERTIES_MOST]
