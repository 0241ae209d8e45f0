"""Searches whole bodies for text: reads the bodies of the requests that match the rest of the filter from the record,
newest first, until enough requests are found or the time is over. The answer says which of the two."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.analytics.requests.lists import ListedRequest, ListSelection, RequestLists
from store.analytics.requests.sorting import RowPosition, Sort
from store.base import Store
from store.extract.bodies.readable import Readable, assemble
from store.filter import Leaf, Scope, leaves
from store.filter.conditions import TRUE, of_leaf
from store.filter.texts import excerpt, holds, texts_of
from store.models import Bodies, Request
from store.sql import Sql

_STEP = 100  # requests searched at a time
_STEP_BYTES = 32 << 20
_NEWEST_FIRST = Sort()


@dataclass(frozen=True, slots=True)
class Scanned:
    found: list[ListedRequest]
    requests: int  # whose bodies were searched
    complete: bool  # no request was left out because the time was over
    reached: RowPosition | None  # the last request that was searched
    excerpts: dict[str, dict[str, str]]  # request id → body, request or response → the text around its first hit


class BodySearch:
    def __init__(self, lists: RequestLists, store: Store) -> None:
        self._lists = lists
        self._store = store

    async def page(
        self, selection: ListSelection, limit: int, after: RowPosition | None, time_limit_s: float
    ) -> Scanned:
        """The newest `limit` requests after that position. A step that has begun is finished after the time limit."""
        deadline = time.monotonic() + time_limit_s
        body_leaves = list(dict.fromkeys(leaf for leaf in leaves(selection.filter) if leaf.column.body))
        candidates = replace(selection, leaf_condition=_possible)
        matches: list[ListedRequest] = []
        excerpts: dict[str, dict[str, str]] = {}
        searched = 0
        while len(matches) < limit:
            if time.monotonic() > deadline:
                return Scanned(matches, searched, complete=False, reached=after, excerpts=excerpts)
            step = await self._lists.page(candidates, _NEWEST_FIRST, _STEP, after=after)
            matches += await self._matching(selection, step, body_leaves, excerpts)
            searched += len(step)
            if len(step) < _STEP:
                break
            after = step[-1].position
        return Scanned(matches[:limit], searched, complete=True, reached=after, excerpts=excerpts)

    async def _matching(
        self,
        selection: ListSelection,
        step: Sequence[ListedRequest],
        body_leaves: Sequence[Leaf],
        excerpts: dict[str, dict[str, str]],
    ) -> list[ListedRequest]:
        """Those of the step that match; what was hit in them is added to `excerpts`."""
        if not step:
            return []
        matching_ids: dict[Leaf, list[int]] = {leaf: [] for leaf in body_leaves}
        ids = {listed.request_id: listed.id for listed in step}
        hits: dict[str, dict[str, str]] = {}
        requests = await self._store.requests(selection.project, list(ids), ids)
        bodies = await self._store.many_bodies([request.last.exchange_id for request in requests], _STEP_BYTES)
        for request in requests:
            whole = bodies.get(request.last.exchange_id) or await self._bodies(selection.project, request)
            for leaf, hit in await asyncio.to_thread(_matching_leaves, body_leaves, request, whole):
                matching_ids[leaf].append(ids[request.request_id])
                if hit and leaf.column.body:
                    hits.setdefault(request.request_id, {}).setdefault(leaf.column.body, hit)

        def leaf_condition(leaf: Leaf, scope: Scope) -> Sql:
            if leaf not in matching_ids:
                return of_leaf(leaf, scope)
            return Sql(f"{scope.alias}.id IN (SELECT unnest(?::BIGINT[]))", (matching_ids[leaf],))

        selected_ids = await self._lists.among(replace(selection, leaf_condition=leaf_condition), list(ids.values()))
        found = [listed for listed in step if listed.id in selected_ids]
        excerpts.update({listed.request_id: hits[listed.request_id] for listed in found if listed.request_id in hits})
        return found

    async def _bodies(self, project: int, request: Request) -> Bodies:
        return await self._store.bodies(project, request.last.exchange_id) or Bodies()


def _possible(leaf: Leaf, scope: Scope) -> Sql:
    """A condition that is true of every request that the leaf may match."""
    return TRUE if leaf.column.body else of_leaf(leaf, scope)


def _matching_leaves(body_leaves: Sequence[Leaf], request: Request, bodies: Bodies) -> list[tuple[Leaf, str]]:
    """Those that hold, each with the text around what it found; '' where it looks for nothing that is there."""
    readable: Readable = assemble(request.last, bodies)
    texts = {"request": texts_of(readable.request), "response": texts_of(readable.response)}
    return [
        (leaf, excerpt(leaf.tests, texts[leaf.column.body]))
        for leaf in body_leaves
        if leaf.column.body and holds(leaf.tests, texts[leaf.column.body])
    ]
