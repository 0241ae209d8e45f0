"""Lists and counts of requests: which ones, in which order. The rows themselves are in the record."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from store.analytics.query import Record
from store.analytics.replica.replica import Replica
from store.analytics.requests.sorting import RowPosition, Sort
from store.analytics.scores.names import series_of_names
from store.filter import Leaf, Node, Scope, compile_filter, leaves, time_bounds
from store.filter.bounds import Bounds
from store.filter.conditions import TRUE, all_of, negated, of_leaf, scored
from store.sql import Sql, compose

_FIRST_ROWS = 20_000  # about so many requests are in the first time slice that is searched …
_GROWTH = 8  # … each next slice is so many times as long
_SLICES = 3  # … and after so many slices the rest is searched at once
_OFFSET_MOST = 5_000  # for a larger offset, slices cost more than they save
_SPAN_VALID_S = 10.0
_SUBQUERIES = ("property", "has_property", "score", "feedback", "all_scores", "score_text", "score_texts")


@dataclass(frozen=True, slots=True)
class ListSelection:
    """Which requests."""

    project: int
    filter: Node
    is_scored: bool | None = None  # None: either
    is_cached: bool | None = None  # None: either
    leaf_condition: Callable[[Leaf, Scope], Sql] = of_leaf  # a leaf of the filter → its condition


class ListedRequest(NamedTuple):
    id: int
    request_id: str
    sort_value: object

    @property
    def position(self) -> RowPosition:
        return RowPosition(self.sort_value, self.id)


class _Span(NamedTuple):
    """The requests of a project."""

    oldest: datetime
    newest: datetime
    requests: int


class RequestLists:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._spans: dict[int, tuple[float, _Span | None]] = {}

    async def count(self, selection: ListSelection) -> int:
        (row,) = await self._records("SELECT count(*) AS requests\nFROM request\nWHERE " + self.where(selection))
        return int(row.requests)

    async def sessions(self, selection: ListSelection, limit: int) -> tuple[int, list[str]]:
        """The number of sessions of these requests, and the ids of those that began first."""
        select = compose(
            """
            SELECT session_id, count(*) OVER () AS sessions
            FROM request
            WHERE {where}
            GROUP BY session_id
            ORDER BY min(started_at), session_id
            LIMIT {limit}
            """,
            where=_all_of([Sql("session_id IS NOT NULL"), self.where(selection)]),
            limit=str(int(limit)),
        )
        rows = await self._records(select)
        return int(rows[0].sessions) if rows else 0, [row.session_id for row in rows]

    async def page(
        self, selection: ListSelection, sort: Sort, limit: int, offset: int = 0, after: RowPosition | None = None
    ) -> list[ListedRequest]:
        """`limit` requests in that order, beginning `offset` rows after that position."""
        if limit == 0:
            return []
        if not sort.by_start or offset > _OFFSET_MOST:
            return await self._requests_within(selection, sort, Bounds(), after, limit, offset)
        requests: list[ListedRequest] = []
        async for time_slice in self._time_slices(selection, sort, after):
            missing = offset + limit - len(requests)
            requests += await self._requests_within(selection, sort, time_slice, after, missing, 0)
            if len(requests) == offset + limit:
                break
        return requests[offset:]

    async def position(self, project: int, sort: Sort, request_id: str) -> RowPosition | None:
        """The position of a request in that order, selected or not; None: there is no such request."""
        select = compose(
            """
            SELECT {value} AS sort_value, request.id AS id
            FROM request
            {join}
            WHERE {where}
            """,
            value=sort.value,
            join=await self._join(project, sort),
            where=Sql("request.project = ? AND request.is_last AND request.request_id = ?", (project, request_id)),
        )
        rows = await self._records(select)
        return RowPosition(rows[0].sort_value, rows[0].id) if rows else None

    async def among(self, selection: ListSelection, ids: Sequence[int]) -> set[int]:
        """Those of the requests with these row ids that are selected."""
        listed = Sql("id IN (SELECT unnest(?::BIGINT[])) AND ", (list(ids),))
        where = listed + self.where(selection, (min(ids), max(ids)))
        return {row.id for row in await self._records("SELECT id\nFROM request\nWHERE " + where)}

    def where(self, selection: ListSelection, ids: tuple[int, int] | None = None) -> Sql:
        """The condition on `request`. `ids`: the smallest and the largest row id that can match, to search less."""
        scope = self._scope(selection.project, ids)
        conditions = [
            Sql("request.project = ?", (selection.project,)),
            Sql("request.is_last"),
            compile_filter(selection.filter, scope, selection.leaf_condition),
        ]
        if selection.is_scored is not None:
            conditions.append(scored(scope) if selection.is_scored else negated(scored(scope)))
        if selection.is_cached is not None:
            word = "IS NOT NULL" if selection.is_cached else "IS NULL"
            conditions.append(Sql(f"request.cache_reference_id {word}"))
        return _all_of(conditions)

    def _scope(self, project: int, ids: tuple[int, int] | None) -> Scope:
        return Scope(
            project,
            lambda name: self._replica.property_key(project, name),
            ids=ids,
            column_of=lambda name: self._replica.property_column(project, name),
        )

    async def _records(self, statement: Sql) -> list[Record]:
        return await self._replica.read(lambda snapshot: snapshot.records(statement))

    async def _requests_within(
        self, selection: ListSelection, sort: Sort, bounds: Bounds, after: RowPosition | None, limit: int, offset: int
    ) -> list[ListedRequest]:
        """The first requests of a time slice."""
        within = _started_within(bounds)
        ids = await self._ids_within(selection, within)
        select = compose(
            """
            SELECT
                request.id AS id,
                request.request_id AS request_id,
                {value} AS sort_value
            FROM request
            {join}
            WHERE {where}
            ORDER BY {order}
            LIMIT {limit} OFFSET {offset}
            """,
            value=sort.value,
            join=await self._join(selection.project, sort),
            where=_all_of([within, self.where(selection, ids), sort.after(after)]),
            order=sort.order,
            limit=str(int(limit)),
            offset=str(int(offset)),
        )
        return [ListedRequest(row.id, row.request_id, row.sort_value) for row in await self._records(select)]

    async def _join(self, project: int, sort: Sort) -> Sql:
        if sort.key == "scores":
            name = sort.name or ""
            found = await self._replica.read(lambda snapshot: series_of_names(snapshot, project, [name]))
            return sort.join(project, None, several_scores=len(found) != 1 or found[0].several_per_request)
        return sort.join(project, self._replica.property_key(project, sort.name) if sort.name else None)

    async def _ids_within(self, selection: ListSelection, within: Sql) -> tuple[int, int] | None:
        """The smallest and largest row id of a time slice: properties and scores of other requests can be skipped."""
        if within.parameters == () or not _needs_other_tables(selection):
            return None
        (row,) = await self._records("SELECT min(id) AS low, max(id) AS high\nFROM request\nWHERE " + within)
        return None if row.low is None else (row.low, row.high)

    async def _time_slices(
        self, selection: ListSelection, sort: Sort, after: RowPosition | None
    ) -> AsyncIterator[Bounds]:
        """Slices of time in the order of the list, each longer than the one before it."""
        span = await self._span(selection.project)
        bounds = time_bounds(selection.filter)
        if isinstance(after, RowPosition) and isinstance(after.value, datetime):
            bounds = bounds.meet(Bounds(last=after.value) if sort.falls else Bounds(first=after.value))
        if span is not None:
            length = max((span.newest - span.oldest) * _FIRST_ROWS / span.requests, timedelta(minutes=1))
            for _ in range(_SLICES):
                edge = _slice_end(span, bounds, length, descending=sort.falls)
                if edge is None:
                    break
                first = Bounds(first=edge) if sort.falls else Bounds(last=edge)
                yield bounds.meet(first)
                rest = edge + timedelta(microseconds=-1 if sort.falls else 1)
                bounds = bounds.meet(Bounds(last=rest) if sort.falls else Bounds(first=rest))
                length *= _GROWTH
        yield bounds

    async def _span(self, project: int) -> _Span | None:
        """At most ten seconds old: only the speed depends on it."""
        known_at, span = self._spans.get(project, (float("-inf"), None))
        if time.monotonic() - known_at > _SPAN_VALID_S:
            select = Sql(
                "SELECT min(started_at) AS oldest, max(started_at) AS newest, count(*) AS requests\n"
                "FROM request\n"
                "WHERE project = ?",
                (project,),
            )
            (row,) = await self._records(select)
            span = _Span(row.oldest, row.newest, row.requests) if row.requests else None
            self._spans[project] = (time.monotonic(), span)
        return span


def _slice_end(span: _Span, bounds: Bounds, length: timedelta, *, descending: bool) -> datetime | None:
    """The far end of the next slice; None: the slice would reach the end of the requests or of the bounds."""
    try:
        if descending:
            near = span.newest if bounds.last is None else min(bounds.last, span.newest)
            edge = near - length
            far = span.oldest if bounds.first is None else max(bounds.first, span.oldest)
            return edge if edge > far else None
        near = span.oldest if bounds.first is None else max(bounds.first, span.oldest)
        edge = near + length
        far = span.newest if bounds.last is None else min(bounds.last, span.newest)
    except OverflowError:  # the filter names the year 1 or 9999
        return None
    return edge if edge < far else None


def _all_of(conditions: Sequence[Sql]) -> Sql:
    return all_of(condition for condition in conditions if condition != TRUE)


def _started_within(bounds: Bounds) -> Sql:
    conditions = []
    if bounds.first is not None:
        conditions.append(Sql("request.started_at >= ?", (bounds.first,)))
    if bounds.last is not None:
        conditions.append(Sql("request.started_at <= ?", (bounds.last,)))
    return all_of(conditions)


def _needs_other_tables(selection: ListSelection) -> bool:
    """Whether the condition asks for properties or scores."""
    return selection.is_scored is not None or any(leaf.column.kind in _SUBQUERIES for leaf in leaves(selection.filter))
