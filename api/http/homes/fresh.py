"""`AllFresh`: what all nodes have logged and stored, for answers that must lack nothing of it, such as a verdict."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from store.analytics import QueryTooSlow, Replica
from store.base import StoreUnavailable

if TYPE_CHECKING:
    from api.http.homes.asking import NodeStores
    from api.http.homes.scores import HomedScores

log = structlog.get_logger()

# Where scores wait for a request of another node: that node copies it, they are handed over, and it copies them.
_ROUNDS = 3
_COPY_S = 10.0  # what takes longer is left out, as from every answer
_THERE_S = 15.0  # a node that hangs is not waited for longer


class AllFresh:
    def __init__(self, replica: Replica, nodes: NodeStores | None = None, scores: HomedScores | None = None) -> None:
        """`replica`, `scores`: of this node; without the others, of an installation with one node."""
        self._replica = replica
        self._nodes = nodes
        self._scores = scores

    async def fresh(self) -> int:
        """Copy everything that any node had logged or scored before the call, but for what nodes that are away have.

        Returns and raises what Replica.fresh does.
        """
        for _ in range(_ROUNDS):
            there = asyncio.gather(*map(self._copied_there, self._others()))
            fresh_to_us, have_waited = await self._copied()
            if not any(await there) and not have_waited:
                break
        await self._know_names()
        return fresh_to_us

    async def _know_names(self) -> None:
        """Of properties that only another node has seen: a query by a name that is not known finds nothing."""
        try:
            await self._replica.names_of_all()
        except (StoreUnavailable, QueryTooSlow) as error:
            log.warning("names_not_read", error=str(error))

    async def here(self, _question: None) -> bool:
        """What another node asks of this one. Returns whether scores have waited here for requests of other nodes."""
        _, have_waited = await self._copied()
        return have_waited

    async def _copied(self) -> tuple[int, bool]:
        have_waited = False
        if self._scores is not None:
            try:
                have_waited = await self._scores.hand_over()
            except StoreUnavailable as error:
                log.warning("scores_not_handed_over", error=str(error))
        return await self._replica.fresh(_COPY_S), have_waited

    def _others(self) -> list[int]:
        try:
            return [] if self._nodes is None else self._nodes.others()
        except StoreUnavailable:
            return []

    async def _copied_there(self, number: int) -> bool:
        from api.http.homes import wire  # noqa: PLC0415 - a node alone needs none of it

        assert self._nodes is not None
        try:
            async with asyncio.timeout(_THERE_S):
                return await self._nodes.ask(number, wire.FRESH, None)
        except (StoreUnavailable, TimeoutError) as error:
            log.warning("node_not_fresh", node=number, error=str(error))
            return False
