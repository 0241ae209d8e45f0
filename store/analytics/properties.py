"""Properties: their names, their values, and what the requests that have them sum up to. A request without the property
is in none of the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from store.analytics.asking import Ask
from store.analytics.chosen import Timing, chosen
from store.analytics.request_numbers import by_bucket
from store.analytics.score_rows import Selection
from store.filter import Condition
from store.filter.conditions import contains

Amount = Literal["cost", "count"]

_AMOUNTS: dict[Amount, str] = {"cost": "coalesce(sum(r.cost_usd), 0)", "count": "count(*)"}
_VALUES_MOST = 25
_TOP = 10


class Key(NamedTuple):
    """`column`: where rows of `request` have its values; None: they stand in `property` only."""

    number: int
    column: str | None

    @property
    def value(self) -> str:
        return "p.value" if self.column is None else f"r.{self.column}"


def names(ask: Ask, project: int) -> dict[str, str]:
    """Folded → as first sent, of all that a request has, in the order of the alphabet."""
    found = ask(
        Condition(
            "SELECT name_folded, name FROM property_key WHERE project = ?"
            " AND key IN (SELECT DISTINCT key FROM property WHERE project = ?) ORDER BY name_folded",
            (project, project),
        )
    )
    return dict(found)


def values(ask: Ask, project: int, key: Key, text: str) -> list[str]:
    """The first 25 in the order of the alphabet that contain the text, in any case."""
    of = _with(Selection(project), key, contains(key.value, text))
    found = ask(Condition(f"SELECT DISTINCT {key.value} {of.sql} ORDER BY 1 LIMIT {_VALUES_MOST}", of.parameters))
    return [value for (value,) in found]


def top(ask: Ask, selection: Selection, key: Key, amount: Amount) -> list[tuple[str | None, float]]:
    """The ten values with most of it, and all others as None."""
    of = _with(selection, key)
    found = ask(
        Condition(
            f"WITH v AS MATERIALIZED (SELECT {key.value} AS value, {_AMOUNTS[amount]} AS amount {of.sql} GROUP BY 1),"  # noqa: S608
            f" top AS MATERIALIZED (SELECT value, amount FROM v ORDER BY amount DESC, value LIMIT {_TOP})"
            " SELECT value, amount FROM top UNION ALL SELECT NULL, sum(amount) FROM v"
            " ANTI JOIN top ON v.value = top.value HAVING count(*) > 0",
            of.parameters,
        )
    )
    return sorted(found, key=lambda row: (row[0] is None, -row[1], row[0]))


def over_time(ask: Ask, selection: Selection, key: Key, timing: Timing) -> list[tuple[datetime, str, dict[str, Any]]]:
    """(start of the bucket, value, `cost` and `count`), where there is any request. Raises TooManyRows."""
    found = by_bucket(ask, _with(selection, key), timing, [key.value], list(_AMOUNTS.values()))
    return [
        (timing.buckets.start(number), value, dict(zip(_AMOUNTS, amounts, strict=True)))
        for number, value, *amounts in found
    ]


def _with(selection: Selection, key: Key, *more: Condition) -> Condition:
    """The requests that have it, as r. The key is a number of ours: see store/filter."""
    if key.column is not None:
        return chosen(selection, *more, Condition(f"{key.value} IS NOT NULL"))
    of = chosen(selection, *more)
    joined = f"FROM request r JOIN property p ON p.request = r.id AND p.key = {int(key.number)}"
    return Condition(of.sql.replace("FROM request r", joined, 1), of.parameters)
