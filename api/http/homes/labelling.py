"""`HomedLabelling`: the queues of an installation with several nodes, and corrections.

Queues are rows of the owner, which every record has. Scores are where their requests are: all nodes are asked who has
rated what, since an answer without one of them would be wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from weakref import WeakValueDictionary

from api.http.homes import wire
from api.http.homes.asking import NodeStores
from store.clickhouse.nodes.homes import Homes
from store.clickhouse.nodes.shared import SharedState
from store.evaluation.labelling import (
    Correction,
    FullRating,
    Handed,
    Labelling,
    Queue,
    QueueItem,
    QueueProgress,
    QueueStep,
    RatedItem,
)


class HomedLabelling:
    """Belongs to an event loop."""

    def __init__(self, labelling: Labelling, homes: Homes, nodes: NodeStores, shared: SharedState) -> None:
        """`labelling`: of this node's own record."""
        self._labelling = labelling
        self._homes = homes
        self._nodes = nodes
        self._shared = shared
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._labelling, name)

    @property
    def changes_here(self) -> bool:
        return self._shared.is_here

    async def known_requests(self, project: int, request_ids: Collection[str]) -> set[str]:
        known = await self._labelling.known_requests(project, request_ids)
        if missing := [each for each in request_ids if each not in known]:
            question = wire.ReadKnownRequests(project, missing)
            known |= set().union(*await self._nodes.ask_all(wire.READ_KNOWN_REQUESTS, question))
        return known

    async def put_queue(self, queue: Queue) -> bool:
        await self._check_all_answer(queue.project)
        return await self._labelling.put_queue(queue)

    async def add_items(self, queue: Queue, items: Sequence[QueueItem]) -> int:
        await self._check_all_answer(queue.project)
        return await self._labelling.add_items(queue, items)

    async def items(self, queue: Queue, offset: int, limit: int) -> list[RatedItem]:
        elsewhere = await self._elsewhere([queue])
        return await self._labelling.items(queue, offset, limit, elsewhere[queue.id])

    async def hand_out(self, queue: Queue, step: QueueStep) -> Handed | None:
        """One rater after the other: what one has rated, and so no longer has before him, the next one is told of."""
        async with self._turns.setdefault(queue.id, asyncio.Lock()):
            elsewhere = await self._elsewhere([queue])
            return await self._labelling.hand_out(queue, step, elsewhere[queue.id])

    async def progress(self, queues: Sequence[Queue], rater: str | None) -> Mapping[str, QueueProgress]:
        return await self._labelling.progress(queues, rater, await self._elsewhere(queues))

    async def corrections(self, project: int, request_ids: Collection[str]) -> list[Correction]:
        parts = await self._homes.parts(project, "request", request_ids)

        async def read(number: int, ids: list[str]) -> list[Correction]:
            if number == self._homes.own:
                return await self._labelling.corrections(project, ids)
            return await self._nodes.ask(number, wire.READ_CORRECTIONS, wire.ReadCorrections(project, ids))

        found = await asyncio.gather(*(read(number, ids) for number, ids in parts.items()))
        return sorted(correction for part in found for correction in part)

    async def _check_all_answer(self, project: int) -> None:
        """Raises StoreUnavailable before something is changed whose progress could not be shown then."""
        await self._nodes.ask_all(wire.READ_RATINGS, wire.ReadRatings(project, []))

    async def _elsewhere(self, queues: Sequence[Queue]) -> dict[str, list[FullRating]]:
        """By queue, the full ratings that other nodes have. Requests that no node has any more leave the queues.

        Raises StoreUnavailable when a node is away.
        """
        if not queues:
            return {}
        items = [await self._labelling.item_ids(queue.id) for queue in queues]
        project = queues[0].project
        wanted = [(list(queue.scores), ids) for queue, ids in zip(queues, items, strict=True)]
        answers = await self._nodes.ask_all(wire.READ_RATINGS, wire.ReadRatings(project, wanted))
        if self.changes_here:
            missing = set().union(*items).difference(*(each.known for answer in answers for each in answer))
            await self._forget(project, missing)
        by_queue = [[rating for part in parts for rating in part.ratings] for parts in zip(*answers, strict=True)]
        return dict(zip([queue.id for queue in queues], by_queue or [[] for _ in queues], strict=True))

    async def _forget(self, project: int, not_elsewhere: set[str]) -> None:
        """As a record does with requests that it deletes, which the owner is not told of."""
        if gone := not_elsewhere - await self._labelling.known_requests(project, not_elsewhere):
            await self._labelling.forget_requests(project, gone)
