"""Requests by one thing they have: a model, a user, a property's value. How many, what they cost, how long they took.

Requests without it are the group None; by names of properties, a request is in as many groups as it has properties.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from store.analytics.chosen import chosen
from store.analytics.request_numbers import AMOUNTS
from store.analytics.schema import PROPERTY_SLOTS
from store.analytics.score_rows import Ask, Selection
from store.filter import Condition
from store.filter.conditions import contains

NAMES = "property"  # group by the names of properties
COLUMNS: dict[str, str] = {
    "model": "r.model",
    "provider": "r.provider",
    "user": "r.user_id",
    "session": "r.session_id",
    "prompt": "r.prompt_id",
    "path": "r.path",
    "status": "CAST(r.status AS VARCHAR)",
} | {
    name: f"r.{name}"
    for name in (
        "outcome",
        "error",
        "method",
        "upstream",
        "served_by",
        "key_name",
        "finish_reason",
        "session_name",
        "session_path",
    )
}
_EXPRESSIONS = COLUMNS | {slot: f"r.{slot}" for slot in PROPERTY_SLOTS}
SORTABLE = ("value", *AMOUNTS)


@dataclass(frozen=True, slots=True)
class RequestGrouping:
    """`by`: NAMES, one of COLUMNS, a property's column of `request`, or a property's number (None: no request has it).
    `contains`: only values with that text, in any case. `hidden`: numbers of properties that NAMES leaves out."""

    by: str | int | None
    contains: str = ""
    sort: str = "requests"
    descending: bool = True
    limit: int = 100
    offset: int = 0
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    rows: list[dict[str, Any]]  # `value` and AMOUNTS
    count: int  # of all groups


def groups(ask: Ask, selection: Selection, grouping: RequestGrouping) -> Groups:
    """A page of them. Moments in UTC, without a zone."""
    assert grouping.sort in SORTABLE
    found = _grouped(selection, grouping)
    way = "DESC" if grouping.descending else "ASC"
    page = f"ORDER BY {grouping.sort} {way} NULLS LAST, value LIMIT {int(grouping.limit)} OFFSET {int(grouping.offset)}"
    rows = ask(
        Condition(
            f"WITH g AS MATERIALIZED ({found.sql}), page AS (SELECT *, TRUE AS there FROM g {page})"  # noqa: S608  our own
            f" SELECT n, there, {', '.join(SORTABLE)} FROM (SELECT count(*) AS n FROM g) LEFT JOIN page ON TRUE"
            f" ORDER BY {grouping.sort} {way} NULLS LAST, value",
            found.parameters,
        )
    )
    return Groups([dict(zip(SORTABLE, row, strict=True)) for _, there, *row in rows if there], int(rows[0][0]))


def _grouped(selection: Selection, grouping: RequestGrouping) -> Condition:
    value, join = _value(grouping)
    among = [contains(value, grouping.contains)] if grouping.contains else []
    of = chosen(selection, *among)
    wanted = ", ".join(f"{sql} AS {name}" for name, sql in AMOUNTS.items())
    # chosen() begins with "FROM request r": what is joined comes after it.
    source = of.sql.replace("FROM request r", f"FROM request r {join.sql}", 1)
    return Condition(
        f"SELECT {value} AS value, {wanted} {source} GROUP BY 1",
        (*join.parameters, *of.parameters),
    )


def _value(grouping: RequestGrouping) -> tuple[str, Condition]:
    """What is grouped by, and the join that it needs."""
    if grouping.by == NAMES:
        names = "JOIN property p ON p.request = r.id JOIN property_key k ON k.key = p.key AND k.project = r.project"
        left_out = "".join(f" AND p.key <> {int(key)}" for key in grouping.hidden)
        return "k.name", Condition(names + left_out)
    if isinstance(grouping.by, str):
        return _EXPRESSIONS[grouping.by], Condition("")
    if grouping.by is None:
        return "CAST(NULL AS VARCHAR)", Condition("")
    return "p.value", Condition("LEFT JOIN property p ON p.request = r.id AND p.key = ?", (grouping.by,))
