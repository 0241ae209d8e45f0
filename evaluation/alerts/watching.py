"""`Watch`: evaluates each rule when it is due, on the one node that acts for all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from evaluation.alerts.built_in import built_in_alert, built_in_id
from evaluation.alerts.judging import Judged
from evaluation.alerts.messages import DashboardLinks, message_of
from evaluation.feed.waiting import set_within
from store.analytics import Replica
from store.base import Store, StoreUnavailable
from store.evaluation.alerts import AlertRule, AlertState, ChangeWatch, Threshold

if TYPE_CHECKING:
    from evaluation.alerts.evaluating import AlertEvaluations

log = structlog.get_logger()

LOOK_EVERY_S = 5.0  # for rules that are due
_SHARE_OF_TIME = 0.05  # that one rule may take: the slower its query, the rarer
_SLOW_S = 1.0  # faster ones are rarer anyway
_EVERY_S = (30, 900)


def every_s(watched: Threshold | ChangeWatch) -> int:
    """From one evaluation to the next: a tenth of the window, between half a minute and a quarter of an hour. Changes
    are found in whole hours."""
    shortest_s, longest_s = _EVERY_S
    if isinstance(watched, ChangeWatch):
        return longest_s
    return max(shortest_s, min(longest_s, watched.window_s // 10))


class Watch:
    """Belongs to an event loop."""

    def __init__(
        self,
        store: Store,
        replica: Replica,
        acts_here: Callable[[], bool],
        projects: Collection[int] = (),
        links: DashboardLinks = DashboardLinks(),  # noqa: B008  it cannot be changed
    ) -> None:
        """`acts_here`: whether this node evaluates the rules of all. `projects`: those that have the built-in alert."""
        self._store = store
        self._projects = projects
        self._replica = replica
        self._acts_here = acts_here
        self._links = links
        self._wake = asyncio.Event()
        self._not_before_s: dict[str, float] = {}  # by rule, on the monotonic clock
        self._evaluating = asyncio.Lock()
        self._evaluations: AlertEvaluations | None = None  # from the first one on

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Every project has its built-in alert from here on."""
        with suppress(StoreUnavailable):  # then a moment later
            await self._add_built_in(time.time_ns() // 1000)
        task = asyncio.create_task(self._look_forever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    def wake(self) -> None:
        """A rule was created or changed."""
        self._wake.set()

    async def look(self, now_us: int) -> None:
        """Evaluate the rules that are due. Raises StoreUnavailable."""
        async with self._evaluating:
            await self._add_built_in(now_us)
            states, rules = await self._store.alerts.states(), await self._store.alerts.rules()
            if self._evaluations is not None:
                self._evaluations.keep_only({rule.id for rule in rules if rule.enabled and self._acts_here()})
        for rule in rules:
            if self._is_due(rule, states.get(rule.id), now_us):
                await self._evaluate_as_stored(rule.id, now_us)

    async def _evaluate_as_stored(self, rule_id: str, now_us: int) -> None:
        """Other evaluations may have taken a while: since then, the rule may have been changed or deleted."""
        async with self._evaluating:
            rule = next((each for each in await self._store.alerts.rules() if each.id == rule_id), None)
            state = (await self._store.alerts.states()).get(rule_id)
            if rule is not None and self._acts_here() and self._is_due(rule, state, now_us):
                await self._evaluate(rule, state, now_us)

    async def end(self, rule: AlertRule, judged_end: Callable[[AlertState], Judged]) -> None:
        """Store how the state of a rule ends that is not evaluated any more."""
        async with self._evaluating:
            state = (await self._store.alerts.states()).get(rule.id)
            if state is not None:
                await self._save(rule, judged_end(state))

    async def _add_built_in(self, now_us: int) -> None:
        """Who has deleted it does not get it again."""
        if self._acts_here():
            for project in set(self._projects) - await self._store.alerts.built_in():
                await self._store.alerts.put_built_in(built_in_alert(project, now_us))

    async def _look_forever(self) -> None:
        while True:
            self._wake.clear()
            try:
                await self.look(time.time_ns() // 1000)
            except StoreUnavailable as error:
                log.warning("alerts_not_evaluated", error=str(error))
            except Exception:
                log.exception("alerts_not_evaluated")
            await set_within(self._wake, LOOK_EVERY_S)

    def _is_due(self, rule: AlertRule, state: AlertState | None, now_us: int) -> bool:
        if not rule.enabled:
            return False
        if state is None or state.evaluated_at_us is None:
            # Nobody waits for the first result of the built-in one, and a first start has nothing to judge.
            waits_s = every_s(rule.definition) if rule.id == built_in_id(rule.project) else 0
            return now_us >= rule.updated_at_us + waits_s * 1_000_000
        if rule.updated_at_us > state.evaluated_at_us:
            return True
        is_time = now_us >= state.evaluated_at_us + every_s(rule.definition) * 1_000_000
        return is_time and self._not_before_s.get(rule.id, 0.0) <= time.monotonic()

    async def _evaluate(self, rule: AlertRule, before: AlertState | None, now_us: int) -> None:
        from evaluation.alerts import evaluating  # noqa: PLC0415  it loads all statistics, which a start does not need

        if self._evaluations is None:
            self._evaluations = evaluating.AlertEvaluations(self._store, self._replica)
        began_s = time.monotonic()
        try:
            all_judged = await self._evaluations.evaluate(rule, before, now_us)
        except evaluating.NOT_EVALUATED as error:
            log.warning("alert_not_evaluated", rule=rule.id, project=rule.project, error=str(error))
            state = before or AlertState(rule.id, rule.project, "no_data", now_us)
            all_judged = [Judged(replace(state, evaluated_at_us=now_us, error=str(error)), None)]
        took_s = time.monotonic() - began_s
        self._not_before_s[rule.id] = began_s + took_s / _SHARE_OF_TIME if took_s > _SLOW_S else 0.0
        for judged in all_judged:
            await self._save(rule, judged)

    async def _save(self, rule: AlertRule, judged: Judged) -> None:
        event = judged.event
        message = message_of(rule, event, self._links) if event is not None and event.sent else None
        await self._store.alerts.save(judged.state, event, message)
