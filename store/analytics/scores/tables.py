"""The common table expressions of a query, and the numbers of its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from store.analytics.query import Record, Snapshot
from store.analytics.scores.rows import Grouping, Keys
from store.sql import Sql, all_true, compose, with_tables

OTHERS = -1  # all groups beyond the limit, as one


class GroupIndex(NamedTuple):
    """Which group of an answer."""

    group: int  # its index among the largest groups, or OTHERS
    bucket: int  # the number of its bucket of time; 0 without buckets


@dataclass(frozen=True, slots=True)
class ScoreTables:
    """What all statements on one series have in common."""

    snapshot: Snapshot
    grouping: Grouping
    tables: Mapping[str, Sql]  # common table expressions; the last one is `request_scores` (rows.py)

    def records(self, select: Sql, **more: Sql) -> list[Record]:
        return self.snapshot.records(with_tables({**self.tables, **more}, select))

    def with_tables(self, **more: Sql) -> ScoreTables:
        return replace(self, tables={**self.tables, **more})

    @property
    def bucket(self) -> str:
        return "bucket" if self.grouping.buckets else "0 AS bucket"

    def numbered(self, largest: Sequence[Keys]) -> ScoreTables:
        """With the table `numbered`: `request_scores` with the `group_index` of each row's group in `largest`."""
        names = self.grouping.key_columns
        if not names:
            return self.with_tables(numbered=Sql("SELECT *, 0 AS group_index\nFROM request_scores"))
        placeholders = ", CAST(? AS VARCHAR)" * len(names)
        values = Sql(
            ",\n".join(f"({index}{placeholders})" for index, _ in enumerate(largest)),
            tuple(key for keys in largest for key in keys),
        )
        numbered = compose(
            """
            SELECT
                request_scores.*,
                coalesce(largest.group_index, {others}) AS group_index
            FROM request_scores
            LEFT JOIN (
                VALUES
                    {values}
            ) AS largest(group_index, {names})
                ON {same_keys}
            """,
            others=str(OTHERS),
            values=values,
            names=", ".join(names),
            same_keys=same_keys(names, "request_scores", "largest"),
        )
        return self.with_tables(numbered=numbered)


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """How rows are told apart by their groups."""

    table: str  # of `scores`
    columns: list[str]  # of the table, that say which group a row is in
    scores: ScoreTables
    indexes: Mapping[Keys, int]

    def index_of(self, row: Record) -> GroupIndex:
        """Of a row with these columns and `bucket`."""
        if self.table == "numbered":
            return GroupIndex(int(row.group_index), int(row.bucket))
        return GroupIndex(self.indexes.get(tuple(getattr(row, name) for name in self.columns), 0), int(row.bucket))


def grouped_rows(scores: ScoreTables, largest: Sequence[Keys], *, has_others: bool) -> GroupedRows:
    """Without OTHERS groups are recognised by their keys, which is cheaper."""
    if has_others:
        return GroupedRows("numbered", ["group_index"], scores.numbered(largest), {})
    indexes = {keys: index for index, keys in enumerate(largest)}
    return GroupedRows("request_scores", scores.grouping.key_columns, scores, indexes)


def same_keys(names: Sequence[str], left: str, right: str) -> Sql:
    """The condition that joins two tables by the columns of keys, NULL being a key like any other."""
    return all_true(f"{left}.{name} IS NOT DISTINCT FROM {right}.{name}" for name in names)
