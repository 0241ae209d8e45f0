"""The budget of a run: reserved before a logged call is sent again, settled after."""

from __future__ import annotations

import asyncio
from typing import NamedTuple


class RunBudgetReached(Exception):
    """What comes next does not fit any more; the message says which limit it is."""


class Amount(NamedTuple):
    calls: int
    usd: float


class RunBudget:
    """Belongs to an event loop. `spent`: by earlier parts of the run."""

    def __init__(self, usd: float | None, calls: int | None, spent: Amount) -> None:
        self._usd = usd
        self._calls = calls
        self._reserved = Amount(0, 0.0)
        self._changed = asyncio.Condition()
        self.spent = spent

    async def reserve(self, amount: Amount) -> None:
        """Waits where it would fit if calls that run cost less than they may. Raises RunBudgetReached."""
        async with self._changed:
            while reached := self._reached(amount):
                if self._reserved.calls == 0:
                    raise RunBudgetReached(reached)
                await self._changed.wait()
            self._reserved = Amount(self._reserved.calls + amount.calls, self._reserved.usd + amount.usd)

    async def settle(self, reserved: Amount, spent: Amount) -> None:
        async with self._changed:
            self._reserved = Amount(self._reserved.calls - reserved.calls, max(0.0, self._reserved.usd - reserved.usd))
            self.spent = Amount(self.spent.calls + spent.calls, self.spent.usd + spent.usd)
            self._changed.notify_all()

    def _reached(self, amount: Amount) -> str | None:
        calls = self.spent.calls + self._reserved.calls + amount.calls
        usd = self.spent.usd + self._reserved.usd + amount.usd
        if self._calls is not None and calls > self._calls:
            return f"the budget of {self._calls} calls"
        return f"the budget of {self._usd:g} USD" if self._usd is not None and usd > self._usd else None
