"""Properties: their names, their values, and the costs and counts of the requests that have them. A request without the
property is in none of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from store.analytics.query import Snapshot
from store.analytics.requests.metrics import by_bucket
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection
from store.filter.columns import sum_of_known
from store.filter.conditions import contains
from store.sql import Sql, compose, joined, select_list, with_tables

Amount = Literal["cost", "count"]

_AMOUNTS: dict[Amount, str] = {"cost": sum_of_known("r.cost_usd"), "count": "count(*)"}
OF_NAMES = ("distinct_values", "examples")  # columns of `groups_of_names`: of the values that a property has
_VALUES_MOST = 25
_EXAMPLES_MOST = 3
_EXAMPLES = f"list_transform(min_by(value, row(-requests, value), {_EXAMPLES_MOST}), lambda value: left(value, 100))"
_NAMES_MOST = 10_000
_TOP = 10


class Key(NamedTuple):
    """A property."""

    number: int  # `property.key`
    column: str | None  # of `request`, with its values; None: only the table `property` has them

    @property
    def value(self) -> str:
        return "p.value" if self.column is None else f"r.{self.column}"


class NamedProperty(NamedTuple):
    key: int  # `property.key`
    name: str
    column: str | None  # of `request`, with its values; None: only the table `property` has them


def names(snapshot: Snapshot, project: int) -> dict[str, str]:
    """Case-folded name → name as first sent, of the properties that a request has: the first 10,000 in alphabetical
    order."""
    select = f"""\
SELECT name_folded, name
FROM property_key
WHERE project = ?
AND key IN (SELECT DISTINCT key FROM property WHERE project = ?)
ORDER BY name_folded
LIMIT {_NAMES_MOST}"""
    return {row.name_folded: row.name for row in snapshot.records(Sql(select, (project, project)))}


def names_by_key(snapshot: Snapshot, project: int) -> dict[int, str]:
    """The names of all properties that a request of the project has, or had, by `property.key`."""
    rows = snapshot.records(Sql("SELECT key, name\nFROM property_key\nWHERE project = ?\nORDER BY key", (project,)))
    return {int(row.key): row.name for row in rows}


def groups_of_names(selection: Selection, properties: Sequence[NamedProperty], amounts: Mapping[str, Sql | str]) -> Sql:
    """A row for each of the properties that a request has: its name as `value`, amounts, `models_asked`, OF_NAMES.

    Columns of `request` are read one by one: joining a million requests with their properties takes three times as
    long.
    """
    parts = [_of_column(selection, each.name, each.column, amounts) for each in properties if each.column is not None]
    keys = [each.key for each in properties if each.column is None]
    if keys or not parts:
        parts.append(_of_joined(selection, keys, amounts))
    return joined("\nUNION ALL\n", parts)


def having_any(properties: Sequence[NamedProperty]) -> Sql:
    """The condition on requests that have at least one of the properties."""
    conditions = [Sql(f"r.{each.column} IS NOT NULL") for each in properties if each.column is not None]
    keys = [each.key for each in properties if each.column is None]
    if keys:
        conditions.append("r.id IN (SELECT p.request FROM property AS p WHERE " + _one_of(keys) + ")")
    return "(" + joined(" OR ", conditions or [Sql("FALSE")]) + ")"


def _of_column(selection: Selection, name: str, column: str, amounts: Mapping[str, Sql | str]) -> Sql:
    """No row if no request has the property."""
    return compose(
        """
        SELECT
            {name} AS value,
            amounts.*,
            NULL AS models_asked,
            counted.*
        FROM (
            SELECT
                {amounts}
            {source}
        ) AS amounts
        CROSS JOIN (
            SELECT
                max(distinct_values) AS distinct_values,
                {examples} AS examples
            FROM (
                SELECT *, count(*) OVER () AS distinct_values
                FROM (
                    SELECT r.{column} AS value, count(*) AS requests
                    {source}
                    GROUP BY 1
                )
                ORDER BY requests DESC, value
                LIMIT {examples_most}
            )
        ) AS counted
        WHERE counted.distinct_values > 0
        """,
        name=Sql("CAST(? AS VARCHAR)", (name,)),
        amounts=select_list(amounts),
        source=selected(selection, Sql(f"r.{column} IS NOT NULL")),
        examples=_EXAMPLES,
        examples_most=str(_EXAMPLES_MOST),
        column=column,
    )


def _of_joined(selection: Selection, keys: Sequence[int], amounts: Mapping[str, Sql | str]) -> Sql:
    join = "JOIN property AS p ON p.request = r.id AND " + _one_of(keys)
    of_values = compose(
        """
        JOIN (
            SELECT
                key,
                count(*) AS distinct_values,
                {examples} AS examples
            FROM (
                SELECT p.key, p.value, count(*) AS requests
                {source}
                GROUP BY 1, 2
            )
            GROUP BY key
        ) AS counted ON counted.key = p.key
        """,
        examples=_EXAMPLES,
        source=selected(selection, join=join),
    )
    return compose(
        """
        SELECT
            k.name AS value,
            {amounts},
            NULL AS models_asked,
            any_value(counted.distinct_values) AS distinct_values,
            any_value(counted.examples) AS examples
        {source}
        GROUP BY k.name
        """,
        amounts=select_list(amounts),
        source=selected(selection, join=join + "\nJOIN property_key AS k ON k.key = p.key\n" + of_values),
    )


def _one_of(keys: Sequence[int]) -> Sql:
    return Sql("p.key IN (SELECT unnest(CAST(? AS BIGINT[])))", (list(keys),))


def values(snapshot: Snapshot, project: int, key: Key, text: str) -> list[str]:
    """The first 25 values in alphabetical order that contain the text, in any case."""
    select = compose(
        """
        SELECT DISTINCT {value} AS value
        {source}
        ORDER BY value
        LIMIT {limit}
        """,
        value=key.value,
        source=_having(key, Selection(project), contains(key.value, text)),
        limit=str(_VALUES_MOST),
    )
    return [row.value for row in snapshot.records(select)]


def top(snapshot: Snapshot, selection: Selection, key: Key, amount: Amount) -> list[tuple[str | None, float | None]]:
    """The ten values with the highest cost or count, and all other values together as None."""
    amounts = compose(
        """
        SELECT
            {value} AS value,
            {amount} AS amount
        {source}
        GROUP BY 1
        """,
        value=key.value,
        amount=_AMOUNTS[amount],
        source=_having(key, selection),
    )
    highest = compose(
        """
        SELECT value, amount
        FROM amounts
        ORDER BY amount DESC NULLS LAST, value
        LIMIT {limit}
        """,
        limit=str(_TOP),
    )
    select = Sql("""\
SELECT value, amount
FROM highest
UNION ALL
SELECT NULL AS value, sum(amounts.amount) AS amount
FROM amounts
ANTI JOIN highest ON amounts.value = highest.value
HAVING count(*) > 0""")
    tables = {"amounts": amounts, "highest": highest}
    rows = snapshot.records(with_tables(tables, select, materialized=tables))
    rows.sort(key=lambda row: (row.value is None, row.amount is None, -(row.amount or 0), row.value))
    return [(row.value, row.amount) for row in rows]


def over_time(
    snapshot: Snapshot, selection: Selection, key: Key, timing: FixedBuckets
) -> list[tuple[datetime, str, dict[str, Any]]]:
    """(start of the bucket, value, `cost` and `count`), where there is a request. Raises TooManyRows."""
    aggregates = {str(name): sql for name, sql in _AMOUNTS.items()}
    rows = by_bucket(snapshot, _having(key, selection), timing, {"value": key.value}, aggregates)
    start_of = timing.buckets.start
    return [(start_of(row.bucket), row.value, {"cost": row.cost, "count": row.count}) for row in rows]


def _having(key: Key, selection: Selection, *conditions: Sql) -> Sql:
    """FROM and WHERE: the selected requests that have the property."""
    if key.column is not None:
        return selected(selection, *conditions, Sql(f"{key.value} IS NOT NULL"))
    # The key is a number of ours, and as part of the text it lets DuckDB skip rows with other keys.
    join = Sql(f"JOIN property AS p ON p.request = r.id AND p.key = {int(key.number)}")
    return selected(selection, *conditions, join=join)
