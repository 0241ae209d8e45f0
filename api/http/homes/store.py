"""`HomedStore`: the store of an installation with several nodes, for what is about many ids at once.

Everything else is asked of this node's own record: calls about one id were passed on to its home before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

import structlog

from api.http.homes import wire
from api.http.homes.asking import NodeStores
from api.http.homes.labelling import HomedLabelling
from api.http.homes.scores import HomedScores
from store.base import (
    NO_ROWS,
    IdempotencyKey,
    Known,
    LinkedStep,
    ScoreReceipt,
    SessionOfSteps,
    Store,
    StoreUnavailable,
)
from store.clickhouse.nodes.homes import ANY_PROJECT, Homes
from store.evaluation.evaluators import Evaluators
from store.models import Bodies, NewScore, Request, Score, ScoreSelection

log = structlog.get_logger()

_ONE_BODY_BYTES = 1 << 30


class AwayRecords(Protocol):
    """What is known elsewhere of the records of nodes that are away (store/clickhouse/nodes/away.py)."""

    async def requests(self, number: int, project: int, any_ids: Sequence[str]) -> list[Request]: ...

    async def bodies(self, number: int, project: int, exchange_id: str) -> Bodies | None: ...

    async def scores_of(self, number: int, project: int, target_kind: str, target_id: str) -> list[Score]: ...

    async def steps(self, number: int, project: int, session_id: str, limit: int) -> list[LinkedStep]: ...


class HomedStore:
    def __init__(
        self,
        store: Store,
        homes: Homes,
        nodes: NodeStores,
        away: AwayRecords,
        scores: HomedScores,
        evaluators: Evaluators,
        labelling: HomedLabelling,
    ) -> None:
        """`store`: this node's own."""
        self.labelling = labelling
        self._store = store
        self.evaluators = evaluators
        self._away = away
        self._homes = homes
        self._nodes = nodes
        self._scores = scores

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def keep_scores(
        self,
        project: int,
        scores: Sequence[NewScore],
        *,
        partly: bool = False,
        idempotency: IdempotencyKey | None = None,
    ) -> ScoreReceipt:
        return await self._scores.keep(project, scores, partly=partly, idempotency=idempotency)

    async def request(self, project: int, any_id: str) -> Request | None:
        """Also for a call that could not be passed on to the request's home, which is away."""
        here = await self._store.request(project, any_id)
        return here or next(iter(await self.requests(project, [any_id])), None)

    async def requests(self, project: int, any_ids: Sequence[str], rows: Mapping[str, int] = NO_ROWS) -> list[Request]:
        parts = await self._homes.parts(project, "request", any_ids, rows)

        async def read(number: int, ids: list[str]) -> list[Request]:
            if number == self._homes.own:
                return await self._store.requests(project, ids)
            try:
                there = await self._nodes.ask(number, wire.READ_REQUESTS, wire.ReadRequests(project, ids))
            except StoreUnavailable as error:
                log.warning("requests_of_a_node_that_is_away", node=number, requests=len(ids), error=str(error))
                there = await self._away.requests(number, project, ids)
            self._homes.remember_exchanges([request.last.exchange_id for request in there], number)
            return there

        order = {each: place for place, each in enumerate(any_ids)}
        found = await asyncio.gather(*(read(number, ids) for number, ids in parts.items()))
        return sorted(chain.from_iterable(found), key=lambda request: _place(request, order))

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        here = await self._store.bodies(project, exchange_id)
        return here or (await self._bodies([exchange_id], _ONE_BODY_BYTES, project)).get(exchange_id)

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        """Each home reads up to the limit by itself; what is beyond it for all together is left out afterwards, as are
        those of homes that are away."""
        return await self._bodies(exchange_ids, limit_bytes)

    async def _bodies(
        self, exchange_ids: Sequence[str], limit_bytes: int, of_project: int | None = None
    ) -> dict[str, Bodies | None]:
        """`of_project`: then bodies of homes that are away are looked for elsewhere, and StoreUnavailable is raised
        when they are not found."""
        parts = await self._homes.parts(ANY_PROJECT, "exchange", exchange_ids)

        async def read(number: int, ids: list[str]) -> dict[str, Bodies | None]:
            if number == self._homes.own:
                return await self._store.many_bodies(ids, limit_bytes)
            try:
                answer = await self._nodes.ask(number, wire.READ_BODIES, wire.ReadBodies(ids, limit_bytes))
            except StoreUnavailable:
                if of_project is None:
                    return dict.fromkeys(ids)
                found = {each: await self._away.bodies(number, of_project, each) for each in ids}
                if None in found.values():
                    raise
                return found
            return wire.from_wire(answer)

        found: dict[str, Bodies | None] = {}
        for part in await asyncio.gather(*(read(number, ids) for number, ids in parts.items())):
            found |= part
        return _bounded({each: found[each] for each in exchange_ids if each in found}, limit_bytes)

    async def scores_of(self, project: int, target_kind: Known, target_id: str) -> list[Score]:
        """With those of the home, if the call could not be passed on because it is away."""
        here = await self._store.scores_of(project, target_kind, target_id)
        home = (await self._homes.of(project, target_kind, [target_id])).get(target_id, self._homes.own)
        if home == self._homes.own:
            return here
        return [*await self._away.scores_of(home, project, target_kind, target_id), *here]

    async def steps(self, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        question = wire.ReadSteps(project, session_id, limit)

        async def read(number: int) -> list[LinkedStep]:
            try:
                return await self._nodes.ask(number, wire.READ_STEPS, question)
            except StoreUnavailable as error:
                log.warning("steps_of_a_node_that_is_away", node=number, error=str(error))
                return await self._away.steps(number, project, session_id, limit)

        others = await asyncio.gather(*map(read, self._nodes.others()))
        steps = [*await self._store.steps(project, session_id, limit), *chain(*others)]
        return sorted(steps, key=lambda each: each.step.started_at_us)[:limit]

    async def sessions_of_steps(
        self, project: int, start_us: int | None, end_us: int | None, limit: int
    ) -> list[SessionOfSteps]:
        question = wire.ReadSessionsOfSteps(project, start_us, end_us, limit)
        others = await self._nodes.ask_all(wire.READ_SESSIONS_OF_STEPS, question)
        found: dict[str, SessionOfSteps] = {}
        for each in (
            *await self._store.sessions_of_steps(project, start_us, end_us, limit),
            *chain.from_iterable(others),
        ):
            known = found.get(each.session_id)
            found[each.session_id] = each if known is None else _joined(known, each)
        return sorted(found.values(), key=lambda each: each.ended_at_us, reverse=True)[:limit]

    async def count_scores(self, project: int, selection: ScoreSelection) -> int:
        counts = await self._nodes.ask_all(wire.COUNT_SCORES, wire.CountScores(project, selection))
        return sum(counts) + await self._store.count_scores(project, selection)

    async def delete_scores(self, project: int, selection: ScoreSelection, expected: int) -> int:
        """Deletes on every node those that it counted, if their sum is `expected`."""
        numbers = self._nodes.others()
        question = wire.CountScores(project, selection)
        counts = await asyncio.gather(*(self._nodes.ask(number, wire.COUNT_SCORES, question) for number in numbers))
        here = await self._store.count_scores(project, selection)
        if (selected := sum(counts) + here) != expected:
            return selected
        await self._store.delete_scores(project, selection, here)
        for number, count in zip(numbers, counts, strict=True):
            await self._nodes.ask(number, wire.DELETE_SCORES, wire.DeleteScores(project, selection, count))
        return selected


def _place(request: Request, order: Mapping[str, int]) -> int:
    """Where the first of its ids stands among those that were asked for."""
    ids = {request.request_id, *(id for each in request.attempts for id in (each.exchange_id, each.upstream_id) if id)}
    return min((order[each] for each in ids if each in order), default=len(order))


def _bounded(bodies: dict[str, Bodies | None], limit_bytes: int) -> dict[str, Bodies | None]:
    """None from the first one on that does not fit."""
    left_bytes = limit_bytes
    for name, each in bodies.items():
        left_bytes -= len(each.request or b"") + len(each.response or b"") if each else 0
        if left_bytes < 0:
            bodies[name] = None
    return bodies


def _joined(one: SessionOfSteps, other: SessionOfSteps) -> SessionOfSteps:
    """A session that has steps on two nodes."""
    first = min(one, other, key=lambda each: each.started_at_us)
    return first._replace(
        ended_at_us=max(one.ended_at_us, other.ended_at_us),
        steps=one.steps + other.steps,
        errors=one.errors + other.errors,
    )
