"""The Requests that a question is about, and their buckets of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.query import Snapshot
from store.analytics.selection import Selection
from store.filter.conditions import all_of
from store.sql import Sql

_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the replica's moments are UTC without a zone


def selected(selection: Selection, *more: Sql) -> Sql:
    """FROM and WHERE: the Requests of a selection, as r, for which all else holds as well."""
    conditions = [Sql("r.project = ? AND r.is_last", (selection.project,)), selection.filter]
    if selection.start is not None:
        conditions.append(Sql("r.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Sql("r.started_at < ?", (selection.end,)))
    where = all_of([*conditions, *more])
    return Sql(f"FROM request r WHERE {where.text}", where.parameters)


def buckets_within(snapshot: Snapshot, selection: Selection, unit: BucketUnit, zone: tzinfo) -> Buckets:
    """Of the time that is asked about, as far as there are requests."""
    asked = "SELECT min(started_at), max(started_at) FROM request WHERE project = ?"
    ((first, last),) = snapshot.rows(Sql(asked, (selection.project,)))
    first, last = first or _ANY_DAY, last or _ANY_DAY
    start, end = selection.start or first, selection.end or last
    return Buckets(unit, zone, min(max(first, start), last), max(min(last, end), first))


@dataclass(frozen=True, slots=True)
class FixedBuckets:
    """Buckets in a zone whose clocks are never changed."""

    unit: BucketUnit
    zone: tzinfo

    @property
    def buckets(self) -> Buckets:
        return Buckets(self.unit, self.zone, _ANY_DAY, _ANY_DAY)

    def all_of(self, snapshot: Snapshot, first: datetime, last: datetime) -> list[int]:
        """The numbers of all buckets from one moment to another, both included."""
        number = self.buckets.number_of("t.moment")
        asked = f"SELECT {number.text} FROM (VALUES (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP))) t(moment)"
        (low,), (high,) = sorted(snapshot.rows(Sql(asked, (*number.parameters, first, last))))
        return list(range(int(low), int(high) + 1))
