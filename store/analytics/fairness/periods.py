"""When each group ran, and the time they share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from store.analytics.fairness.scored import ScoredGroups
from store.analytics.query import Snapshot
from store.analytics.selection import Selection
from store.sql import compose

_PRECISION = timedelta(microseconds=1)  # of timestamps
_NEVER = datetime(1970, 1, 1)
_STARTED_AT = {"started_at": "started_at"}


@dataclass(frozen=True, slots=True)
class Period:
    """UTC without a zone; both None: the group is empty."""

    start: datetime | None  # when the earliest unit started
    end: datetime | None  # … and the latest one
    units: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Both ends are included."""

    start: datetime
    end: datetime
    first_units: int
    second_units: int


@dataclass(frozen=True, slots=True)
class Periods:
    first: Period
    second: Period
    overlap: Overlap | None  # None: no time is common to both

    def units(self, *, within_overlap: bool) -> tuple[int, int]:
        """Of each group."""
        if not within_overlap:
            return self.first.units, self.second.units
        return (self.overlap.first_units, self.overlap.second_units) if self.overlap else (0, 0)


def periods_of(snapshot: Snapshot, groups: ScoredGroups) -> Periods:
    first, second = (_period(snapshot, groups, selection) for selection in groups.selections)
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return Periods(first, second, None)
    start, end = max(first.start, second.start), min(first.end, second.end)
    if start > end:
        return Periods(first, second, None)
    inside = (
        period.units - _outside(snapshot, groups, selection, start, end)
        for period, selection in zip((first, second), groups.selections, strict=True)
    )
    return Periods(first, second, Overlap(start, end, *inside))


def within_overlap(groups: ScoredGroups, overlap: Overlap | None) -> ScoredGroups:
    """Both groups restricted to the time they share; empty if there is none."""
    start, end = (overlap.start, overlap.end + _PRECISION) if overlap else (_NEVER, _NEVER)
    return groups.with_selections(*(replace(selection, start=start, end=end) for selection in groups.selections))


def _period(snapshot: Snapshot, groups: ScoredGroups, selection: Selection) -> Period:
    select = compose(
        """
        SELECT
            min(started_at) AS period_start,
            max(started_at) AS period_end,
            count(*) AS units
        FROM (
            {units}
        )
        """,
        units=groups.units(selection, _STARTED_AT),
    )
    (row,) = snapshot.records(select)
    return Period(row.period_start, row.period_end, int(row.units))


def _outside(snapshot: Snapshot, groups: ScoredGroups, selection: Selection, start: datetime, end: datetime) -> int:
    """How many units of the group lie outside of the common time. These are few as a rule and found by their
    timestamps, while counting those inside reads all rows again."""
    count = 0
    for beyond in (replace(selection, end=start), replace(selection, start=end + _PRECISION)):
        units = groups.units(beyond, _STARTED_AT)
        ((found,),) = snapshot.rows(compose("SELECT count(*)\nFROM (\n    {units}\n)", units=units))
        count += int(found)
    return count
