"""Scores in an installation with several nodes: each is stored on the home of its request or session.

A score whose request no node has shown yet, or whose home is away, waits on the node that received it. `hand_over`
takes it to its home later. A score has one id from the start, and a home that has that id already stores nothing:
however often a score is sent, it is stored once.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from uuid import NAMESPACE_OID, uuid5

import structlog

from api.http.homes import wire
from api.http.homes.keys import HomedKeys
from store.base import (
    AmbiguousTarget,
    DoesNotFit,
    IdempotencyKey,
    Known,
    Rejected,
    ScoreReceipt,
    ScoreStamp,
    Store,
    StoreUnavailable,
    WaitingScore,
)
from store.clickhouse.nodes.homes import Homes
from store.definitions import as_defined, misfit
from store.ids import uuid7s
from store.models import NewScore

log = structlog.get_logger()

_NEWEST = (1 << 62, 1 << 62)
_STEP = 2_000  # waiting scores that are looked up at once
_KINDS: tuple[Known, ...] = ("request", "session")  # of targets
LOOK_EVERY_S = 1.0


class Ask(Protocol):
    async def __call__(self, number: int, call: wire.NodeCall[Any, ScoreReceipt], question: Any, /) -> ScoreReceipt: ...


class HomedScores:
    def __init__(self, store: Store, homes: Homes, ask: Ask, keys: HomedKeys) -> None:
        """`store`: this node's own."""
        self._store = store
        self._homes = homes
        self._ask = ask
        self._keys = keys
        self._reached = _NEWEST  # waiting scores from there on were looked at

    async def keep(
        self, project: int, scores: Sequence[NewScore], *, partly: bool, idempotency: IdempotencyKey | None
    ) -> ScoreReceipt:
        """See Store.keep_scores. What each node stores is stored whole or not at all; see docs/nodes.md."""
        if idempotency is None:
            return await self._keep(project, scores, partly, None)
        earlier, nodes = await self._keys.claim(project, idempotency)
        if earlier:
            return earlier
        try:
            receipt = await self._keep(project, scores, partly, idempotency)
        except (AmbiguousTarget, DoesNotFit, Rejected):
            await self._keys.release(project, idempotency, nodes)
            raise
        await self._keys.remember(project, idempotency, nodes, receipt)
        return receipt

    async def _keep(
        self, project: int, scores: Sequence[NewScore], partly: bool, idempotency: IdempotencyKey | None
    ) -> ScoreReceipt:
        parts, unknown = await self._parts(project, scores)
        if not parts.keys() - {self._homes.own} and idempotency is None:
            receipt = await self._store.keep_scores(project, scores, partly=partly)
            return _with_accepted(receipt, unknown)
        if not partly:
            await self._check(project, scores)
        stamps = _stamps(project, scores, idempotency)
        receipts, away = await self._keep_elsewhere(project, scores, stamps, parts, partly)
        if here := sorted([*parts.get(self._homes.own, ()), *away]):
            chosen = [scores[index] for index in here], [stamps[index] for index in here]
            receipts.append((here, await self._store.take_scores(project, *chosen, partly=partly)))
        return _with_accepted(_put_together(len(scores), receipts, stamps), {*unknown, *away})

    async def hand_over(self) -> bool:
        """Take waiting scores to homes that ClickHouse knows by now: the newest, and in turn all others. Returns
        whether there were any. Raises StoreUnavailable."""
        if not (await self._store.stats()).waiting_scores:
            return False
        newest = await self._store.waiting_scores(_NEWEST, _STEP)
        older = await self._store.waiting_scores(self._reached, _STEP) if len(newest) == _STEP else []
        self._reached = older[-1].place if older else _NEWEST
        by_project: defaultdict[int, dict[str, WaitingScore]] = defaultdict(dict)
        for each in (*newest, *older):
            by_project[each.project][each.stamp.score_id] = each
        for project, some in by_project.items():
            await self._hand_over(project, [*some.values()])
        return True

    async def _hand_over(self, project: int, waiting: Sequence[WaitingScore]) -> None:
        waiting = waiting[::-1]  # the oldest first, as they were recorded
        homes = await self._homes.of(project, "request", {each.sent.target_id for each in waiting})
        parts: defaultdict[int, list[WaitingScore]] = defaultdict(list)
        for each in waiting:
            number = homes.get(each.sent.target_id, self._homes.own)
            if number != self._homes.own:
                parts[number].append(each)
        for number, some in parts.items():
            question = wire.TakeScores(project, [each.sent for each in some], [each.stamp for each in some], True)
            try:
                receipt = await self._ask(number, wire.TAKE_SCORES, question)
            except (StoreUnavailable, Rejected) as error:
                log.warning("scores_not_handed_over", node=number, scores=len(some), error=str(error))
                continue
            await self._store.hand_over([score_id for score_id in receipt.score_ids if score_id])

    async def _parts(self, project: int, scores: Sequence[NewScore]) -> tuple[dict[int, list[int]], set[int]]:
        """Number of a node → indices of the scores that belong there. What ClickHouse does not know, or cannot say
        now, belongs here; with the indices of the latter."""
        parts: defaultdict[int, list[int]] = defaultdict(list)
        unknown: set[int] = set()
        for what in _KINDS:
            indices = {index: score.target_id for index, score in enumerate(scores) if score.target_kind == what}
            homes = await self._known(project, what, {*indices.values()}) if indices else {}
            for index, target_id in indices.items():
                parts[self._homes.own if homes is None else homes.get(target_id, self._homes.own)].append(index)
            if homes is None:
                unknown |= indices.keys()
        return parts, unknown

    async def _known(self, project: int, what: Known, ids: set[str]) -> Mapping[str, int] | None:
        """None: ClickHouse cannot say it now."""
        try:
            return await self._homes.of(project, what, ids)
        except StoreUnavailable as error:
            log.warning("homes_unknown", error=str(error))
            return None

    async def _check(self, project: int, scores: Sequence[NewScore]) -> None:
        """Raises DoesNotFit, before any node has stored something."""
        definitions = {each.name: each for each in await self._store.score_definitions(project) if each.enforce}
        misfits = {
            index: message
            for index, score in enumerate(scores)
            if (definition := definitions.get(score.name))
            and (message := misfit(definition, as_defined(definition, score)))
        }
        if misfits:
            raise DoesNotFit(misfits)

    async def _keep_elsewhere(
        self,
        project: int,
        scores: Sequence[NewScore],
        stamps: Sequence[ScoreStamp],
        parts: dict[int, list[int]],
        partly: bool,
    ) -> tuple[list[tuple[list[int], ScoreReceipt]], list[int]]:
        """Each home stores its part. Also the indices of those whose home is away: they wait on this node."""

        async def keep(number: int) -> tuple[list[int], ScoreReceipt] | None:
            indices = parts[number]
            some = [scores[index] for index in indices], [stamps[index] for index in indices]
            try:
                return indices, await self._ask(number, wire.TAKE_SCORES, wire.TakeScores(project, *some, partly))
            except DoesNotFit as error:
                raise DoesNotFit({indices[place]: reason for place, reason in error.misfits.items()}) from error
            except StoreUnavailable as error:
                if any(score.target_kind != "request" for score in some[0]):
                    raise
                log.warning("scores_wait_for_home", node=number, scores=len(indices), error=str(error))
                return None

        numbers = [number for number in parts if number != self._homes.own]
        kept = await asyncio.gather(*map(keep, numbers))
        away = [index for number, part in zip(numbers, kept, strict=True) if part is None for index in parts[number]]
        return [part for part in kept if part is not None], away


def _stamps(project: int, scores: Sequence[NewScore], idempotency: IdempotencyKey | None) -> list[ScoreStamp]:
    """With a key, the same call gets the same ids on every node."""
    at_us = time.time_ns() // 1000
    if idempotency is None:
        return [ScoreStamp(score_id, at_us) for score_id in uuid7s(len(scores))]
    call = f"{project}\n{idempotency.key}\n{idempotency.step}\n{idempotency.body_hash.hex()}"
    return [ScoreStamp(str(uuid5(NAMESPACE_OID, f"{call}\n{index}")), at_us) for index in range(len(scores))]


def _with_accepted(receipt: ScoreReceipt, indices: Collection[int]) -> ScoreReceipt:
    """`indices`: scores whose home could not be reached or looked up. One whose request is here does not wait."""
    return replace(receipt, accepted=sorted(index for index in indices if receipt.waiting[index]))


def _put_together(
    count: int, receipts: Sequence[tuple[list[int], ScoreReceipt]], stamps: Sequence[ScoreStamp]
) -> ScoreReceipt:
    """The receipts of the nodes as one, in the order in which the scores were sent."""
    whole = ScoreReceipt([None] * count, [None] * count, [False] * count, {}, {}, stamps[0].recorded_at_us)
    for indices, part in receipts:
        for place, index in enumerate(indices):
            whole.score_ids[index] = part.score_ids[place]
            whole.request_ids[index] = part.request_ids[place]
            whole.waiting[index] = part.waiting[place]
        whole.refused.update({indices[place]: reason for place, reason in part.refused.items()})
        for name, labels in part.labels_among_numbers.items():
            whole.labels_among_numbers[name] = whole.labels_among_numbers.get(name, 0) + labels
    return whole
