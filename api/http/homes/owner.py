"""`OwnerLedger`: budgets of evaluators hold for the whole installation, since the owner keeps one ledger of them."""

from __future__ import annotations

from api.http.homes import wire
from api.http.homes.asking import NodeStores
from store.base import StoreUnavailable
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.nodes.shared import SharedState
from store.evaluation.evaluators import BudgetReached, Evaluators

_NO_OWNER = "no node is the owner just now, who keeps the budgets of evaluators; another one follows within ten seconds"


class OwnerLedger:
    def __init__(self, evaluators: Evaluators, owner: Owner, shared: SharedState, nodes: NodeStores) -> None:
        """`evaluators`: of this node's record."""
        self._evaluators = evaluators
        self._owner = owner
        self._shared = shared
        self._nodes = nodes

    async def reserve(self, question: wire.Reserve) -> BudgetReached | None:
        """Ask the owner. Raises StoreUnavailable: none answers, and nothing may be spent."""
        if self._shared.is_here:
            return await self.reserve_here(question)
        return await self._nodes.ask(self._number(), wire.RESERVE, question)

    async def refund(self, question: wire.Refund) -> None:
        """Raises StoreUnavailable. Never sent again: twice given back is more than there was."""
        if self._shared.is_here:
            await self.refund_here(question)
        else:
            await self._nodes.ask(self._number(), wire.REFUND, question)

    async def reserve_here(self, question: wire.Reserve) -> BudgetReached | None:
        """As the owner. Returns when ClickHouse has it, so that the next owner goes on from there. Raises
        StoreUnavailable: this node is not the owner, or ClickHouse does not answer; nothing is reserved."""
        self._check_is_here()
        reached = await self._evaluators.reserve_for_all(*question)
        if reached is None:
            try:
                await self._shared.confirm()
            except StoreUnavailable:
                hour = question.now_us // wire.HOUR_US
                await self._evaluators.refund_for_all(question.consumer, hour, question.calls, question.usd)
                raise
        return reached

    async def refund_here(self, question: wire.Refund) -> None:
        """As the owner. Raises StoreUnavailable. The look of each second copies it to ClickHouse."""
        self._check_is_here()
        await self._evaluators.refund_for_all(*question)

    def _check_is_here(self) -> None:
        if not self._shared.is_here:
            raise StoreUnavailable(_NO_OWNER)

    def _number(self) -> int:
        if (known := self._owner.node) is None:
            raise StoreUnavailable(_NO_OWNER)
        return known.node.number
