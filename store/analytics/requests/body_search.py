"""Text in whole bodies: the record's bodies of whatever the rest of the filter lets through, newest first, until enough
is found or the time is up. The answer says which."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.analytics.requests.lists import ListedRequest, ListSelection, RequestLists
from store.analytics.requests.sorting import RowPosition, Sort
from store.base import Store
from store.extract import Readable, assemble
from store.filter import Leaf, Scope, leaves
from store.filter.conditions import TRUE, of_leaf
from store.filter.texts import holds, texts_of
from store.models import Bodies, Request
from store.sql import Sql

_STEP = 100  # requests looked at in one go
_STEP_BYTES = 32 << 20
_NEWEST_FIRST = Sort()


@dataclass(frozen=True, slots=True)
class Scanned:
    """`complete`: nothing that would have been found was left out for want of time. Otherwise `reached` is the place
    up to which everything was looked at."""

    found: list[ListedRequest]
    requests: int  # whose bodies were looked at
    complete: bool
    reached: RowPosition | None


class BodySearch:
    def __init__(self, lists: RequestLists, store: Store) -> None:
        self._lists = lists
        self._store = store

    async def page(
        self, selection: ListSelection, limit: int, after: RowPosition | None, time_limit_s: float
    ) -> Scanned:
        """The newest `limit` requests after that place. A step that has begun is finished, so it may take longer."""
        deadline = time.monotonic() + time_limit_s
        sought = list(dict.fromkeys(leaf for leaf in leaves(selection.filter) if leaf.column.body))
        candidates = replace(selection, meaning=_without_bodies)
        found: list[ListedRequest] = []
        looked_at = 0
        while len(found) < limit:
            if time.monotonic() > deadline:
                return Scanned(found, looked_at, complete=False, reached=after)
            step = await self._lists.page(candidates, _NEWEST_FIRST, _STEP, after=after)
            found += await self._matching(selection, step, sought)
            looked_at += len(step)
            if len(step) < _STEP:
                break
            after = step[-1].place
        return Scanned(found[:limit], looked_at, complete=True, reached=after)

    async def _matching(
        self, selection: ListSelection, step: Sequence[ListedRequest], sought: Sequence[Leaf]
    ) -> list[ListedRequest]:
        if not step:
            return []
        having: dict[Leaf, list[int]] = {leaf: [] for leaf in sought}
        ids = {one.request_id: one.id for one in step}
        requests = await self._store.requests(selection.project, list(ids))
        bodies = await self._store.many_bodies([one.last.exchange_id for one in requests], _STEP_BYTES)
        for request in requests:
            whole = bodies.get(request.last.exchange_id) or await self._bodies(selection.project, request)
            for leaf in await asyncio.to_thread(_holding, sought, request, whole):
                having[leaf].append(ids[request.request_id])

        def as_found(leaf: Leaf, scope: Scope) -> Sql:
            if leaf not in having:
                return of_leaf(leaf, scope)
            return Sql(f"{scope.alias}.id IN (SELECT unnest(?::BIGINT[]))", (having[leaf],))

        kept = await self._lists.among(replace(selection, meaning=as_found), list(ids.values()))
        return [one for one in step if one.id in kept]

    async def _bodies(self, project: int, request: Request) -> Bodies:
        return await self._store.bodies(project, request.last.exchange_id) or Bodies()


def _without_bodies(leaf: Leaf, scope: Scope) -> Sql:
    """What holds wherever the leaf may hold."""
    return TRUE if leaf.column.body else of_leaf(leaf, scope)


def _holding(sought: Sequence[Leaf], request: Request, bodies: Bodies) -> list[Leaf]:
    readable: Readable = assemble(request.last, bodies)
    texts = {"request": texts_of(readable.request), "response": texts_of(readable.response)}
    return [leaf for leaf in sought if leaf.column.body and holds(leaf.tests, texts[leaf.column.body])]
