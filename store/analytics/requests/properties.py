"""Properties: their names, their values, and what the requests that have them sum up to. A request without the property
is in none of the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from store.analytics.query import Snapshot
from store.analytics.requests.metrics import by_bucket
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection
from store.filter.conditions import contains
from store.sql import Sql

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


def names(snapshot: Snapshot, project: int) -> dict[str, str]:
    """Folded → as first sent, of all that a request has, in the order of the alphabet."""
    found = snapshot.rows(
        Sql(
            "SELECT name_folded, name FROM property_key WHERE project = ?"
            " AND key IN (SELECT DISTINCT key FROM property WHERE project = ?) ORDER BY name_folded",
            (project, project),
        )
    )
    return dict(found)


def values(snapshot: Snapshot, project: int, key: Key, text: str) -> list[str]:
    """The first 25 in the order of the alphabet that contain the text, in any case."""
    of = _with(Selection(project), key, contains(key.value, text))
    found = snapshot.rows(Sql(f"SELECT DISTINCT {key.value} {of.text} ORDER BY 1 LIMIT {_VALUES_MOST}", of.parameters))
    return [value for (value,) in found]


def top(snapshot: Snapshot, selection: Selection, key: Key, amount: Amount) -> list[tuple[str | None, float]]:
    """The ten values with most of it, and all others as None."""
    of = _with(selection, key)
    found = snapshot.rows(
        Sql(
            f"WITH v AS MATERIALIZED (SELECT {key.value} AS value, {_AMOUNTS[amount]} AS amount {of.text} GROUP BY 1),"
            f" top AS MATERIALIZED (SELECT value, amount FROM v ORDER BY amount DESC, value LIMIT {_TOP})"
            " SELECT value, amount FROM top UNION ALL SELECT NULL, sum(amount) FROM v"
            " ANTI JOIN top ON v.value = top.value HAVING count(*) > 0",
            of.parameters,
        )
    )
    return sorted(found, key=lambda row: (row[0] is None, -row[1], row[0]))


def over_time(
    snapshot: Snapshot, selection: Selection, key: Key, timing: FixedBuckets
) -> list[tuple[datetime, str, dict[str, Any]]]:
    """(start of the bucket, value, `cost` and `count`), where there is any request. Raises TooManyRows."""
    found = by_bucket(snapshot, _with(selection, key), timing, [key.value], list(_AMOUNTS.values()))
    return [
        (timing.buckets.start(number), value, dict(zip(_AMOUNTS, amounts, strict=True)))
        for number, value, *amounts in found
    ]


def _with(selection: Selection, key: Key, *more: Sql) -> Sql:
    """The requests that have it, as r. The key is a number of ours: see store/filter."""
    if key.column is not None:
        return selected(selection, *more, Sql(f"{key.value} IS NOT NULL"))
    of = selected(selection, *more)
    joined = f"FROM request r JOIN property p ON p.request = r.id AND p.key = {int(key.number)}"
    return Sql(of.text.replace("FROM request r", joined, 1), of.parameters)
