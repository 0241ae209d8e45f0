"""How often each value occurs in two groups of requests or sessions: one pass over each group counts all keys.

Values are counted by their hashes, which is far faster than by their texts. The texts of the most frequent values are
read once it is known that their shares differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.analytics.fairness.scored import SIDES, ScoredGroups
from store.analytics.query import Record, Snapshot
from store.sql import Sql, compose, with_tables

VALUES_MOST = 10  # of a key, the most frequent ones in both groups together
_NO_VALUE = "hash(CAST(NULL AS VARCHAR))"


class ValueCount(NamedTuple):
    value_hash: int
    first: int  # units
    second: int


class SharedValues(NamedTuple):
    """Values of a key, such as sessions, that occur in both groups. Units without a value are left out."""

    first: int  # different values
    second: int
    both: int
    first_units: int  # with a value that occurs in both groups
    second_units: int


@dataclass(frozen=True, slots=True)
class KeyCounts:
    """The values of one key in both groups. A missing value counts as one of them."""

    largest: list[ValueCount]
    shared: SharedValues
    without: tuple[int, int]  # units of each group that have no value


def count_values(snapshot: Snapshot, groups: ScoredGroups, columns: Sequence[str]) -> dict[str, KeyCounts]:
    """By column. A column is left out if the groups are empty."""
    keys = [f"key_{number}" for number, _ in enumerate(columns)]
    tables = {
        side: _counts(groups.units(selection, dict(zip(keys, columns, strict=True)), hashed=True), keys)
        for side, selection in zip(SIDES, groups.selections, strict=True)
    }
    tables["counts"] = compose(
        """
        SELECT
            coalesce(first.key, second.key) AS key,
            coalesce(first.value_hash, second.value_hash) AS value_hash,
            coalesce(first.value_hash, second.value_hash) <> {no_value} AS has_value,
            coalesce(first.units, 0) AS first_units,
            coalesce(second.units, 0) AS second_units
        FROM first
        FULL JOIN second
            ON first.key = second.key AND first.value_hash = second.value_hash
        """,
        no_value=_NO_VALUE,
    )
    # Of equally frequent values those with the larger hashes are taken: the same question gets the same answer.
    select = compose(
        """
        SELECT
            key,
            max_by(
                struct_pack(v := value_hash, a := first_units, b := second_units),
                struct_pack(n := first_units + second_units, v := value_hash),
                {most}
            ) AS largest,
            count(*) FILTER (has_value AND first_units > 0) AS first,
            count(*) FILTER (has_value AND second_units > 0) AS second,
            count(*) FILTER (has_value AND first_units > 0 AND second_units > 0) AS both,
            coalesce(sum(first_units) FILTER (has_value AND second_units > 0), 0) AS first_units,
            coalesce(sum(second_units) FILTER (has_value AND first_units > 0), 0) AS second_units,
            coalesce(sum(first_units) FILTER (NOT has_value), 0) AS first_without,
            coalesce(sum(second_units) FILTER (NOT has_value), 0) AS second_without
        FROM counts
        GROUP BY key
        """,
        most=str(VALUES_MOST),
    )
    found = {int(row.key): _key_counts(row) for row in snapshot.records(with_tables(tables, select))}
    # grouping_id has a bit for each key, the last key's lowest, which is 0 for the key that the rows are grouped by.
    everything = 2 ** len(keys) - 1
    numbers = {everything - 2 ** (len(keys) - 1 - number): column for number, column in enumerate(columns)}
    return {numbers[key]: counts for key, counts in found.items()}


def texts_of(
    snapshot: Snapshot, groups: ScoredGroups, hashes: Mapping[str, Sequence[int]]
) -> dict[str, dict[int, str | None]]:
    """Column → hash → the value with this hash. `hashes`: of values that occur."""
    return {column: _texts(snapshot, groups, column, of_column) for column, of_column in hashes.items()}


def units_in_both(snapshot: Snapshot, groups: ScoredGroups) -> int:
    ((count,),) = snapshot.rows(groups.in_both())
    return int(count)


def _counts(units: Sql, keys: Sequence[str]) -> Sql:
    return compose(
        """
        SELECT
            grouping_id({keys}) AS key,
            coalesce({keys}) AS value_hash,
            count(*) AS units
        FROM (
            {units}
        )
        GROUP BY GROUPING SETS ({sets})
        """,
        keys=", ".join(keys),
        units=units,
        sets=", ".join(f"({key})" for key in keys),
    )


def _key_counts(row: Record) -> KeyCounts:
    largest = [ValueCount(int(each["v"]), int(each["a"]), int(each["b"])) for each in row.largest]
    counts = (row.first, row.second, row.both, row.first_units, row.second_units)
    return KeyCounts(largest, SharedValues(*map(int, counts)), (int(row.first_without), int(row.second_without)))


def _texts(snapshot: Snapshot, groups: ScoredGroups, column: str, hashes: Sequence[int]) -> dict[int, str | None]:
    tables = {
        side: groups.units(selection, {"value": column})
        for side, selection in zip(SIDES, groups.selections, strict=True)
    }
    wanted = Sql("hash(value) IN (SELECT unnest(CAST(? AS UBIGINT[])))", (list(hashes),))
    select = compose(
        """
        SELECT
            hash(value) AS value_hash,
            any_value(value) AS value
        FROM (
            SELECT value FROM first
            UNION ALL
            SELECT value FROM second
        )
        WHERE {wanted}
        GROUP BY value_hash
        """,
        wanted=wanted,
    )
    return {int(row.value_hash): row.value for row in snapshot.records(with_tables(tables, select))}
