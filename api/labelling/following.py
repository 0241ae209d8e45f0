"""Queues that follow their filter: adds the requests that have come to match it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic

from api.http.auth import Caller
from api.labelling.filling import joining_items_of
from store.analytics import Replica
from store.base import Store
from store.evaluation.labelling import ITEMS_MOST, Queue

_SHARE_OF_TIME = 0.05  # that looks for one queue may take: the slower they are, the rarer
_QUEUES_AT_ONCE = 10  # of which the list of queues looks


class Following:
    """A queue is brought up to date when somebody asks for it, so that those that nobody uses cost nothing. Only where
    queues may be changed: another node that shows them leaves them as they are."""

    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica
        self._next_look_s: dict[str, float] = {}  # by queue, on the monotonic clock

    async def update_all(self, caller: Caller, queues: Sequence[Queue]) -> None:
        for queue in [each for each in queues if self._is_due(each)][:_QUEUES_AT_ONCE]:
            await self.update(caller, queue)

    async def update(self, caller: Caller, queue: Queue) -> None:
        if not self._is_due(queue):
            return
        began_s = monotonic()
        self._next_look_s[queue.id] = inf  # whoever asks meanwhile does not look, too
        try:
            await self._add_new(caller, queue)
        finally:
            self._next_look_s[queue.id] = began_s + (monotonic() - began_s) / _SHARE_OF_TIME
            self._forget_past_looks()

    async def _add_new(self, caller: Caller, queue: Queue) -> None:
        progress = (await self._store.labelling.progress([queue], None))[queue.id]
        most = min(queue.sample_most - (progress.items - progress.done), ITEMS_MOST - progress.items)
        if most > 0:
            known = await self._store.labelling.decided_ids(queue.id)
            items = await joining_items_of(self._replica, caller, queue, known, most)
            await self._store.labelling.add_items(queue, items)

    def _is_due(self, queue: Queue) -> bool:
        is_following = queue.follow_from_us is not None and self._store.labelling.changes_here
        return is_following and self._next_look_s.get(queue.id, 0.0) <= monotonic()

    def _forget_past_looks(self) -> None:
        now_s = monotonic()
        self._next_look_s = {queue: at_s for queue, at_s in self._next_look_s.items() if at_s > now_s}
