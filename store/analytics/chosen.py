"""The Requests that a question is about, and their buckets of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from store.analytics.asking import Ask
from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.score_rows import Selection
from store.filter import Condition
from store.filter.conditions import all_of

_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the mirror's moments are UTC without a zone


def chosen(selection: Selection, *more: Condition) -> Condition:
    """FROM and WHERE: the Requests of a selection, as r, for which all else holds as well."""
    conditions = [Condition("r.project = ? AND r.is_last", (selection.project,)), selection.filter]
    if selection.start is not None:
        conditions.append(Condition("r.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Condition("r.started_at < ?", (selection.end,)))
    where = all_of([*conditions, *more])
    return Condition(f"FROM request r WHERE {where.sql}", where.parameters)


def buckets_within(ask: Ask, selection: Selection, unit: BucketUnit, zone: tzinfo) -> Buckets:
    """Of the time that is asked about, as far as there are requests."""
    asked = "SELECT min(started_at), max(started_at) FROM request WHERE project = ?"
    ((first, last),) = ask(Condition(asked, (selection.project,)))
    first, last = first or _ANY_DAY, last or _ANY_DAY
    start, end = selection.start or first, selection.end or last
    return Buckets(unit, zone, min(max(first, start), last), max(min(last, end), first))


@dataclass(frozen=True, slots=True)
class Timing:
    """Buckets in a zone whose clocks are never changed."""

    unit: BucketUnit
    zone: tzinfo

    @property
    def buckets(self) -> Buckets:
        return Buckets(self.unit, self.zone, _ANY_DAY, _ANY_DAY)

    def all_of(self, ask: Ask, first: datetime, last: datetime) -> list[int]:
        """The numbers of all buckets from one moment to another, both included."""
        number = self.buckets.number_of("t.moment")
        asked = f"SELECT {number.sql} FROM (VALUES (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP))) t(moment)"  # noqa: S608
        (low,), (high,) = sorted(ask(Condition(asked, (*number.parameters, first, last))))
        return list(range(int(low), int(high) + 1))
