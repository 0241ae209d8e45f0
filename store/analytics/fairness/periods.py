"""When each group ran, and the time they share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from store.analytics.fairness.counts import count_units
from store.analytics.fairness.scored import ScoredGroups
from store.analytics.query import Snapshot
from store.analytics.scores.selected import FLAGS
from store.analytics.selection import Selection
from store.sql import compose

_Ends = tuple[datetime | None, datetime | None]  # when the earliest and the latest unit of a group started

_PRECISION = timedelta(microseconds=1)  # of timestamps
_NEVER = datetime(1970, 1, 1)
_SELECTED = """\
SELECT {columns}
FROM (
    {scores}
)"""


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

    @property
    def units(self) -> tuple[int, int]:
        """Of each group."""
        return self.first.units, self.second.units


def periods_of(snapshot: Snapshot, groups: ScoredGroups, units: tuple[int, int]) -> Periods:
    """`units`: of each group."""
    read = _ends_together if snapshot.reading_is_dear else _ends_of_each
    first, second = (
        Period(start, end, of_group) for (start, end), of_group in zip(read(snapshot, groups), units, strict=True)
    )
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return Periods(first, second, None)
    start, end = max(first.start, second.start), min(first.end, second.end)
    if start > end:
        return Periods(first, second, None)
    inside = (
        period.units - _outside(snapshot, groups, selection, period, (start, end))
        for period, selection in zip((first, second), groups.selections, strict=True)
    )
    return Periods(first, second, Overlap(start, end, *inside))


def restricted_to_overlap(snapshot: Snapshot, groups: ScoredGroups) -> tuple[ScoredGroups, Periods]:
    """Both groups in the time they share, empty if there is none; and when they ran before that."""
    first, second = (count_units(snapshot, groups, selection) for selection in groups.selections)
    periods = periods_of(snapshot, groups, (first, second))
    overlap = periods.overlap
    start, end = (overlap.start, overlap.end + _PRECISION) if overlap else (_NEVER, _NEVER)
    restricted = (replace(selection, start=start, end=end) for selection in groups.selections)
    return groups.with_selections(*restricted), periods


def _ends_together(snapshot: Snapshot, groups: ScoredGroups) -> list[_Ends]:
    columns = (f"{end}(started_at) FILTER ({flag})" for flag in FLAGS for end in ("min", "max"))
    select = compose(_SELECTED, columns=",\n".join(columns), scores=groups.scores_of_either())
    ((first_start, first_end, second_start, second_end),) = snapshot.rows(select)
    return [(first_start, first_end), (second_start, second_end)]


def _ends_of_each(snapshot: Snapshot, groups: ScoredGroups) -> list[_Ends]:
    return [_ends(snapshot, groups, selection) for selection in groups.selections]


def _ends(snapshot: Snapshot, groups: ScoredGroups, selection: Selection) -> _Ends:
    """DuckDB finds the first row of an order by the ranges of values that it knows of the parts of `score`, in a sixth
    of the time in which it reads all timestamps. It knows none of sessions, whose table it makes for every reading.
    """
    scores = groups.scores(selection)
    if selection.unit == "session":
        ends = compose(_SELECTED, columns="min(started_at), max(started_at)", scores=scores)
        ((start, end),) = snapshot.rows(ends)
        return start, end
    rows = compose(_SELECTED, columns="started_at", scores=scores)
    select = compose(
        """
        WITH selected AS NOT MATERIALIZED (
            {rows}
        )
        SELECT
            (
                SELECT started_at
                FROM selected
                ORDER BY started_at
                LIMIT 1
            ),
            (
                SELECT started_at
                FROM selected
                ORDER BY started_at DESC
                LIMIT 1
            )
        """,
        rows=rows,
    )
    ((start, end),) = snapshot.rows(select)
    return start, end


def _outside(
    snapshot: Snapshot, groups: ScoredGroups, selection: Selection, period: Period, common: tuple[datetime, datetime]
) -> int:
    """How many units of the group lie outside of the common time. These are few as a rule and found by their
    timestamps, while counting those inside reads all rows again."""
    start, end = common
    count = 0
    if period.start != start:
        count += count_units(snapshot, groups, replace(selection, end=start))
    if period.end != end:
        count += count_units(snapshot, groups, replace(selection, start=end + _PRECISION))
    return count
