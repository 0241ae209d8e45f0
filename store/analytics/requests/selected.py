"""The requests that a query is about, and their buckets of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.query import Snapshot
from store.analytics.selection import EVERYTHING, Selection
from store.sql import Sql, all_true, compose

_ANY_DAY = datetime(2000, 1, 1)
_NO_JOIN = Sql("")
_SPAN = "SELECT min(started_at) AS first, max(started_at) AS last\nFROM request\nWHERE project = ?"
_SPAN_WITH_SCORES = """\
SELECT min(started_at) AS first, max(started_at) AS last
FROM (
    SELECT started_at FROM request WHERE project = ?
    UNION ALL
    SELECT recorded_at FROM score WHERE project = ? AND target_kind = 'session'
)"""


def selected(selection: Selection, *conditions: Sql, join: Sql = _NO_JOIN) -> Sql:
    """`FROM request AS r … WHERE …`: the requests of a selection that meet all the conditions. `join` comes after the
    table."""
    where = [Sql("r.project = ?", (selection.project,)), Sql("r.is_last")]
    if selection.filter != EVERYTHING:
        where.append(selection.filter)
    if selection.start is not None:
        where.append(Sql("r.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        where.append(Sql("r.started_at < ?", (selection.end,)))
    return compose(
        """
        FROM request AS r
        {join}
        WHERE {where}
        """,
        join=join,
        where=all_true([*where, *conditions]),
    )


def buckets_within(snapshot: Snapshot, selection: Selection, unit: BucketUnit, zone: tzinfo) -> Buckets:
    """Buckets for the time of the selection, as far as the project has requests or sessions in it."""
    statement = Sql(_SPAN, (selection.project,))
    if selection.unit == "session":  # a session without a known request has the time of its first score
        statement = Sql(_SPAN_WITH_SCORES, (selection.project, selection.project))
    (span,) = snapshot.records(statement)
    first, last = span.first or _ANY_DAY, span.last or _ANY_DAY
    start, end = selection.start or first, selection.end or last
    return Buckets(unit, zone, min(max(first, start), last), max(min(last, end), first))


@dataclass(frozen=True, slots=True)
class FixedBuckets:
    """Buckets in a zone with one offset from UTC, for any time."""

    unit: BucketUnit
    zone: tzinfo

    @property
    def buckets(self) -> Buckets:
        return Buckets(self.unit, self.zone, _ANY_DAY, _ANY_DAY)

    def numbers_between(self, snapshot: Snapshot, first: datetime, last: datetime) -> list[int]:
        """The numbers of all buckets from one timestamp to another, both included."""
        select = compose(
            """
            SELECT {number} AS number
            FROM (VALUES {timestamps}) AS ends(timestamp)
            ORDER BY number
            """,
            number=self.buckets.number_of("ends.timestamp"),
            timestamps=Sql("(CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP))", (first, last)),
        )
        low, high = snapshot.records(select)
        return list(range(int(low.number), int(high.number) + 1))
