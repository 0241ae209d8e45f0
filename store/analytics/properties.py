"""Properties: their names, their values, and what the requests that have them sum up to. A request without the property
is in none of the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from store.analytics.chosen import Timing, chosen
from store.analytics.request_numbers import by_bucket
from store.analytics.score_rows import Ask, Selection
from store.filter import Condition
from store.filter.conditions import contains

Amount = Literal["cost", "count"]

_AMOUNTS: dict[Amount, str] = {"cost": "coalesce(sum(r.cost_usd), 0)", "count": "count(*)"}
_VALUES_MOST = 25
_TOP = 10


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


def values(ask: Ask, project: int, key: int, text: str) -> list[str]:
    """The first 25 in the order of the alphabet that contain the text, in any case."""
    of = _with(Selection(project), key, contains("p.value", text))
    found = ask(Condition(f"SELECT DISTINCT p.value {of.sql} ORDER BY 1 LIMIT {_VALUES_MOST}", of.parameters))
    return [value for (value,) in found]


def top(ask: Ask, selection: Selection, key: int, amount: Amount) -> list[tuple[str | None, float]]:
    """The ten values with most of it, and all others as None."""
    of = _with(selection, key)
    found = ask(
        Condition(
            f"WITH v AS (SELECT p.value, {_AMOUNTS[amount]} AS amount {of.sql} GROUP BY 1),"  # noqa: S608
            " placed AS (SELECT *, row_number() OVER (ORDER BY amount DESC, value) AS place FROM v)"
            f" SELECT least(place, {_TOP + 1}), min(value), sum(amount) FROM placed GROUP BY 1 ORDER BY 1",
            of.parameters,
        )
    )
    return [(value if place <= _TOP else None, found_amount) for place, value, found_amount in found]


def over_time(ask: Ask, selection: Selection, key: int, timing: Timing) -> list[tuple[datetime, str, dict[str, Any]]]:
    """(start of the bucket, value, `cost` and `count`), where there is any request. Raises TooManyRows."""
    found = by_bucket(ask, _with(selection, key), timing, ["p.value"], list(_AMOUNTS.values()))
    return [
        (timing.buckets.start(number), value, dict(zip(_AMOUNTS, amounts, strict=True)))
        for number, value, *amounts in found
    ]


def _with(selection: Selection, key: int, *more: Condition) -> Condition:
    """The requests that have it, as r, with its value as p. The key is a number of ours: see store/filter."""
    of = chosen(selection, *more)
    joined = f"FROM request r JOIN property p ON p.request = r.id AND p.key = {int(key)}"
    return Condition(of.sql.replace("FROM request r", joined, 1), of.parameters)
