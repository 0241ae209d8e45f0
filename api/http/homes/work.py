"""`AllWork`: what waits for webhooks and evaluators, and what they have counted, on all nodes.

Ids of tasks begin with the number of their node, as those of calls do.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from api.http.homes import wire
from store.base import Store, StoreUnavailable
from store.evaluation.evaluators import Spending
from store.evaluation.pipeline import Consumer, ConsumerKind, Task, TaskState

if TYPE_CHECKING:
    from api.http.homes.asking import NodeStores
    from store.clickhouse.nodes.work.counts import AwayCounts

A = TypeVar("A")

_SHIFT = 40  # as in store/sqlite/membership.py


class AllWork:
    def __init__(self, store: Store, own: int = 0, nodes: NodeStores | None = None, away: AwayCounts | None = None):
        """`store`: this node's own; without the others, of an installation with one node."""
        self._store = store
        self._own = own
        self._nodes = nodes
        self._away = away

    async def counts(self, kind: ConsumerKind) -> dict[str, dict[str, int]]:
        """See Pipeline.counts. Raises StoreUnavailable."""
        others = await self._ask_all(wire.READ_COUNTS, kind, lambda away, number: away.counts(number, kind))
        sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for counts in (await self._store.pipeline.counts(kind), *others.values()):
            for consumer, by_name in counts.items():
                sums[consumer].update(by_name)
        return {consumer: dict(by_name) for consumer, by_name in sums.items()}

    async def spent(self, now_us: int) -> dict[str, tuple[Spending, Spending]]:
        """See Evaluators.spent. Raises StoreUnavailable."""
        others = await self._ask_all(wire.READ_SPENT, now_us, lambda away, number: away.spent(number, now_us))
        sums = await self._store.evaluators.spent(now_us)
        for spent in others.values():
            for consumer, (hour, day) in spent.items():
                before = sums.get(consumer, (Spending(0, 0.0), Spending(0, 0.0)))
                sums[consumer] = _sum(before[0], hour), _sum(before[1], day)
        return sums

    async def states(self, project: int) -> dict[int, dict[str, wire.StateThere]]:
        """Number of another node → names of evaluators → their states there. Nothing of a node that is away, whose work
        the owner does."""
        return await self._ask_all(wire.READ_STATES, project, lambda _away, _number: {})

    async def tasks(self, consumer: Consumer, state: TaskState | None, limit: int, before: int | None) -> list[Task]:
        """See Pipeline.tasks; the newest first of each node. Raises StoreUnavailable."""
        question = wire.ReadTasks(consumer, state, limit)
        others = await self._ask_all(wire.READ_TASKS, question, lambda away, number: away.tasks(number, *question))
        own = await self._store.pipeline.tasks(consumer, state=state, limit=limit, before=self._before(before))
        found = [
            replace(task, id=task.id | number << _SHIFT)
            for number, tasks in {**others, self._own: own}.items()
            for task in tasks
        ]
        found = [task for task in found if before is None or task.id < before]
        return sorted(found, key=lambda task: task.id, reverse=True)[:limit]

    async def retry(
        self, consumer: Consumer, now_us: int, ids: Sequence[int] | None, from_us: int | None, to_us: int | None
    ) -> int:
        """See Pipeline.retry; another node takes up to a minute to send them. Raises StoreUnavailable if one with such
        a task is away."""
        count = 0
        for number in (self._own, *(self._nodes.others() if self._nodes else ())):
            own_ids = None if ids is None else [each - (number << _SHIFT) for each in ids if each >> _SHIFT == number]
            if own_ids == []:
                continue
            if number == self._own:
                count += await self._store.pipeline.retry(
                    consumer, now_us, task_ids=own_ids, from_us=from_us, to_us=to_us
                )
            elif self._nodes:
                question = wire.Retry(consumer, now_us, own_ids, from_us, to_us)
                count += await self._nodes.ask(number, wire.RETRY, question)
        return count

    def _before(self, before: int | None) -> int | None:
        """Of the tasks of this node, from where on the list goes on."""
        if before is None or before >> _SHIFT > self._own:
            return None
        return before - (self._own << _SHIFT) if before >> _SHIFT == self._own else 0

    async def _ask_all(
        self, call: wire.NodeCall[Any, A], question: Any, of_away: Callable[[AwayCounts, int], A]
    ) -> dict[int, A]:
        """The answers of all other nodes; of those that do not answer, what the archive knows."""
        nodes, away = self._nodes, self._away
        if nodes is None or away is None:
            return {}

        async def ask(number: int) -> A:
            try:
                return await nodes.ask(number, call, question)
            except StoreUnavailable:
                return await asyncio.to_thread(of_away, away, number)

        numbers = nodes.others()
        return dict(zip(numbers, await asyncio.gather(*map(ask, numbers)), strict=True))


def _sum(one: Spending, other: Spending) -> Spending:
    return Spending(one.calls + other.calls, one.usd + other.usd)
