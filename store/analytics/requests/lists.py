"""Lists and counts of requests: which ones, in which order. The rows themselves are the record's."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from store.analytics.replica.replica import Replica
from store.analytics.requests.sorting import RowPosition, Sort
from store.filter import Leaf, Node, Scope, compile_filter, leaves, time_bounds
from store.filter.bounds import Bounds
from store.filter.conditions import all_of, of_leaf, scored
from store.filter.conditions import negated as negation
from store.sql import Sql

_FIRST_ROWS = 20_000  # in the first stretch of time that is looked through …
_WIDER = 8  # … each of the next ones is so many times as long
_STRETCHES = 3  # … and after these comes all the rest
_FAR = 5_000  # rows to skip: further than this, stretches cost more than they save
_SPAN_FOR_S = 10.0
_SUBQUERIES = ("property", "has_property", "score", "feedback", "all_scores")


@dataclass(frozen=True, slots=True)
class ListSelection:
    """Which requests. `is_scored`, `is_cached`: None means either. `meaning`: what a leaf of the filter stands for."""

    project: int
    filter: Node
    is_scored: bool | None = None
    is_cached: bool | None = None
    meaning: Callable[[Leaf, Scope], Sql] = of_leaf


class ListedRequest(NamedTuple):
    id: int
    request_id: str
    sort_value: object

    @property
    def place(self) -> RowPosition:
        return RowPosition(self.sort_value, self.id)


class _Span(NamedTuple):
    oldest: datetime
    newest: datetime
    requests: int


class RequestLists:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._spans: dict[int, tuple[float, _Span | None]] = {}

    async def count(self, selection: ListSelection) -> int:
        where = self.where(selection)
        rows = await self._replica.rows("SELECT count(*) FROM request WHERE " + where)
        return int(rows[0][0])

    async def page(
        self, selection: ListSelection, sort: Sort, limit: int, offset: int = 0, after: RowPosition | None = None
    ) -> list[ListedRequest]:
        """`limit` requests in that order, from `offset` rows after that place on."""
        if limit == 0:
            return []
        if not sort.by_start or offset > _FAR:
            return await self._stretch(selection, sort, Bounds(), after, limit, offset)
        found: list[ListedRequest] = []
        async for stretch in self._stretches(selection, sort, after):
            found += await self._stretch(selection, sort, stretch, after, offset + limit - len(found), 0)
            if len(found) == offset + limit:
                break
        return found[offset:]

    async def place(self, project: int, sort: Sort, request_id: str) -> RowPosition | None:
        """Where a request is in that order, selected or not; None: there is none of that id."""
        join = self._join(project, sort)
        rows = await self._replica.rows(
            Sql(
                f"SELECT {sort.value}, request.id FROM request{join.text}"
                " WHERE request.project = ? AND request.is_last AND request.request_id = ?",
                (*join.parameters, project, request_id),
            )
        )
        return RowPosition(*rows[0]) if rows else None

    async def among(self, selection: ListSelection, ids: Sequence[int]) -> set[int]:
        """Those of the requests with these row ids that are selected."""
        where = self.where(selection, (min(ids), max(ids)))
        rows = await self._replica.rows(
            Sql(
                f"SELECT id FROM request WHERE id IN (SELECT unnest(?::BIGINT[])) AND {where.text}",
                (list(ids), *where.parameters),
            )
        )
        return {row_id for (row_id,) in rows}

    def where(self, selection: ListSelection, ids: tuple[int, int] | None = None) -> Sql:
        """The condition on `request`."""
        scope = self._scope(selection.project, ids)
        conditions = [
            Sql("request.project = ? AND request.is_last", (selection.project,)),
            compile_filter(selection.filter, scope, selection.meaning),
        ]
        if selection.is_scored is not None:
            conditions.append(scored(scope) if selection.is_scored else negation(scored(scope)))
        if selection.is_cached is not None:
            word = "IS NOT NULL" if selection.is_cached else "IS NULL"
            conditions.append(Sql(f"request.cache_reference_id {word}"))
        return all_of(conditions)

    def _scope(self, project: int, ids: tuple[int, int] | None) -> Scope:
        return Scope(
            project,
            lambda name: self._replica.property_key(project, name),
            ids=ids,
            column_of=lambda name: self._replica.property_column(project, name),
        )

    async def _stretch(
        self, selection: ListSelection, sort: Sort, bounds: Bounds, after: RowPosition | None, limit: int, offset: int
    ) -> list[ListedRequest]:
        """What is found in a stretch of time."""
        within = _started(bounds)
        ids = await self._ids(selection, within)
        where = all_of([within, self.where(selection, ids), sort.after(after)])
        join = self._join(selection.project, sort)
        rows = await self._replica.rows(
            Sql(
                f"SELECT request.id, request.request_id, {sort.value} AS sort_value FROM request{join.text}"
                f" WHERE {where.text} ORDER BY {sort.order} LIMIT {int(limit)} OFFSET {int(offset)}",
                (*join.parameters, *where.parameters),
            )
        )
        return [ListedRequest(*row) for row in rows]

    def _join(self, project: int, sort: Sort) -> Sql:
        return sort.join(project, self._replica.property_key(project, sort.name) if sort.name else None)

    async def _ids(self, selection: ListSelection, within: Sql) -> tuple[int, int] | None:
        """The ids there are in a stretch, so that properties and scores of others need not be looked at."""
        if within.parameters == () or not _looks_elsewhere(selection):
            return None
        rows = await self._replica.rows(
            Sql(
                f"SELECT min(id), max(id) FROM request WHERE {within.text}",
                within.parameters,
            )
        )
        low, high = rows[0]
        return None if low is None else (low, high)

    async def _stretches(
        self, selection: ListSelection, sort: Sort, after: RowPosition | None
    ) -> AsyncIterator[Bounds]:
        """Stretches of time in the order of the list, each some times as long as the one before it."""
        span = await self._span(selection.project)
        bounds = time_bounds(selection.filter)
        if isinstance(after, RowPosition) and isinstance(after.value, datetime):
            bounds = bounds.meet(Bounds(last=after.value) if sort.falls else Bounds(first=after.value))
        if span is not None:
            width = max((span.newest - span.oldest) * _FIRST_ROWS / span.requests, timedelta(minutes=1))
            for _ in range(_STRETCHES):
                edge = _edge(span, bounds, width, descending=sort.falls)
                if edge is None:
                    break
                first = Bounds(first=edge) if sort.falls else Bounds(last=edge)
                yield bounds.meet(first)
                rest = edge + timedelta(microseconds=-1 if sort.falls else 1)
                bounds = bounds.meet(Bounds(last=rest) if sort.falls else Bounds(first=rest))
                width *= _WIDER
        yield bounds

    async def _span(self, project: int) -> _Span | None:
        """From when to when there are requests, and how many, roughly: only the speed hangs on it."""
        known_at, span = self._spans.get(project, (float("-inf"), None))
        if time.monotonic() - known_at > _SPAN_FOR_S:
            rows = await self._replica.rows(
                Sql("SELECT min(started_at), max(started_at), count(*) FROM request WHERE project = ?", (project,))
            )
            span = _Span(*rows[0]) if rows[0][2] else None
            self._spans[project] = (time.monotonic(), span)
        return span


def _edge(span: _Span, bounds: Bounds, width: timedelta, *, descending: bool) -> datetime | None:
    """Where a stretch of that width ends that begins at the near end; None: it would be the last one anyway."""
    try:
        if descending:
            near = span.newest if bounds.last is None else min(bounds.last, span.newest)
            edge = near - width
            far = span.oldest if bounds.first is None else max(bounds.first, span.oldest)
            return edge if edge > far else None
        near = span.oldest if bounds.first is None else max(bounds.first, span.oldest)
        edge = near + width
        far = span.newest if bounds.last is None else min(bounds.last, span.newest)
    except OverflowError:  # somebody asked for the year 1 or 9999
        return None
    return edge if edge < far else None


def _started(bounds: Bounds) -> Sql:
    conditions = []
    if bounds.first is not None:
        conditions.append(Sql("request.started_at >= ?", (bounds.first,)))
    if bounds.last is not None:
        conditions.append(Sql("request.started_at <= ?", (bounds.last,)))
    return all_of(conditions)


def _looks_elsewhere(selection: ListSelection) -> bool:
    """Whether properties or scores have a say."""
    return selection.is_scored is not None or any(_in_subquery(leaf) for leaf in leaves(selection.filter))


def _in_subquery(leaf: Leaf) -> bool:
    return leaf.column.kind in _SUBQUERIES
