"""How often each value occurs in two groups of requests or sessions: one pass over both groups counts all keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.analytics.each_key import EachKey
from store.analytics.fairness.scored import ScoredGroups
from store.analytics.query import Record, Snapshot
from store.analytics.selection import Selection
from store.sql import Sql, compose, with_tables

VALUES_MOST = 10  # of a key, the most frequent ones in both groups together


class ValueCount(NamedTuple):
    value: str | None
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
    units: tuple[int, int]  # of each group


def count_values(snapshot: Snapshot, groups: ScoredGroups, columns: Sequence[str]) -> dict[str, KeyCounts]:
    """By column. A column is left out if the groups are empty."""
    each_key = EachKey([f"key_{number}" for number, _ in enumerate(columns)])
    units = groups.units_of_either(dict(zip(each_key.columns, columns, strict=True)))
    # Of equally frequent values the first ones in alphabetical order are taken: the same question gets the same answer.
    select = compose(
        """
        SELECT
            key,
            min_by(
                row(value, first_units, second_units),
                row(-(first_units + second_units), coalesce(value, '')),
                {most}
            ) AS largest,
            count_if(has_value AND first_units > 0) AS first,
            count_if(has_value AND second_units > 0) AS second,
            count_if(has_value AND first_units > 0 AND second_units > 0) AS both,
            sum(CASE WHEN has_value AND second_units > 0 THEN first_units ELSE 0 END) AS first_units,
            sum(CASE WHEN has_value AND first_units > 0 THEN second_units ELSE 0 END) AS second_units,
            sum(CASE WHEN has_value THEN 0 ELSE first_units END) AS first_without,
            sum(CASE WHEN has_value THEN 0 ELSE second_units END) AS second_without,
            sum(first_units) AS first_all,
            sum(second_units) AS second_all
        FROM counts
        GROUP BY key
        """,
        most=str(VALUES_MOST),
    )
    rows = snapshot.records(with_tables({"counts": _counts(units, each_key)}, select))
    return {columns[each_key.number(row.key)]: _key_counts(row) for row in rows}


def count_units(snapshot: Snapshot, groups: ScoredGroups, selection: Selection) -> int:
    ((count,),) = snapshot.rows(groups.count(selection))
    return int(count)


def units_in_both(snapshot: Snapshot, groups: ScoredGroups) -> int:
    ((count,),) = snapshot.rows(groups.in_both())
    return int(count)


def _counts(units: Sql, each_key: EachKey) -> Sql:
    """How many units of each group have each value of each key."""
    # count_if takes a quarter less time than count(*) FILTER (WHERE …).
    return compose(
        """
        SELECT
            {key} AS key,
            {value} AS value,
            {value} IS NOT NULL AS has_value,
            count_if(in_first) AS first_units,
            count_if(in_second) AS second_units
        FROM (
            {units}
        )
        GROUP BY GROUPING SETS ({sets})
        """,
        key=each_key.key,
        value=each_key.value,
        units=units,
        sets=each_key.sets(),
    )


def _key_counts(row: Record) -> KeyCounts:
    largest = [ValueCount(*each) for each in row.largest]
    counts = (row.first, row.second, row.both, row.first_units, row.second_units)
    without, units = (int(row.first_without), int(row.second_without)), (int(row.first_all), int(row.second_all))
    return KeyCounts(largest, SharedValues(*map(int, counts)), without, units)
