"""`Watch`: evaluates each rule when it is due, on the one node that acts for all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import structlog

from evaluation.alerts.built_in import built_in_alert
from evaluation.alerts.changes import ChangeSearch, judge_changes, told_of
from evaluation.alerts.everything import EverythingSearch
from evaluation.alerts.judging import Judged, judge
from evaluation.alerts.measuring import Measuring
from evaluation.alerts.messages import message_of
from evaluation.feed.waiting import set_within
from store.analytics import QueryTooLarge, QueryTooSlow, Rebuilding, Replica
from store.analytics.changes.finding import TooManyToWatch
from store.analytics.changes.question import WatchedSeries
from store.analytics.explain.explain import LabelNeeded
from store.base import Store, StoreUnavailable
from store.evaluation.alerts import HISTORY_MOST, AlertRule, AlertState, ChangeWatch, Threshold
from store.filter import BadFilter

log = structlog.get_logger()

EVALUATE_S = 10.0  # for one query; a rule that needs more is not evaluated, and says so
LOOK_EVERY_S = 5.0  # for rules that are due
_STALE_S = 60.0  # an older state of the replica is not judged: what is missing may be what matters
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
        self, store: Store, replica: Replica, acts_here: Callable[[], bool], projects: Collection[int] = ()
    ) -> None:
        """`acts_here`: whether this node evaluates the rules of all. `projects`: those that have the built-in alert."""
        self._store = store
        self._projects = projects
        self._replica = replica
        self._acts_here = acts_here
        self._wake = asyncio.Event()
        self._not_before_s: dict[str, float] = {}  # by rule, on the monotonic clock
        self._evaluating = asyncio.Lock()
        self._everything: dict[str, EverythingSearch] = {}  # by rule

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
            self._forget_others(rules)
            for rule in rules:
                if self._acts_here() and self._is_due(rule, states.get(rule.id), now_us):
                    await self._evaluate(rule, states.get(rule.id), now_us)

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
        if state is None or state.evaluated_at_us is None or rule.updated_at_us > state.evaluated_at_us:
            return True
        is_time = now_us >= state.evaluated_at_us + every_s(rule.definition) * 1_000_000
        return is_time and self._not_before_s.get(rule.id, 0.0) <= time.monotonic()

    async def _evaluate(self, rule: AlertRule, before: AlertState | None, now_us: int) -> None:
        try:
            all_judged = await self._judged(rule, before, now_us)
        except _NOT_EVALUATED as error:
            log.warning("alert_not_evaluated", rule=rule.id, project=rule.project, error=str(error))
            state = before or AlertState(rule.id, rule.project, "no_data", now_us)
            all_judged = [Judged(replace(state, evaluated_at_us=now_us, error=str(error)), None)]
        for judged in all_judged:
            await self._save(rule, judged)

    async def _judged(self, rule: AlertRule, before: AlertState | None, now_us: int) -> list[Judged]:
        fresh_to_us = await self._replica.fresh()
        behind_s = (now_us - fresh_to_us) / 1e6
        if behind_s > _STALE_S:
            raise _Stale(f"calls and scores of the last {behind_s:.0f} s are not in the analytics tables yet")
        began_s = time.monotonic()
        try:
            if isinstance(rule.definition, ChangeWatch):
                return await self._changes(rule, rule.definition, before, min(now_us, fresh_to_us))
            measuring = Measuring(self._replica, rule.project, rule.definition)
            found = await self._replica.read(lambda snapshot: measuring.at(snapshot, now_us), EVALUATE_S)
            return [judge(rule, before, found, now_us)]
        finally:
            took_s = time.monotonic() - began_s
            self._not_before_s[rule.id] = began_s + took_s / _SHARE_OF_TIME if took_s > _SLOW_S else 0.0

    async def _changes(
        self, rule: AlertRule, watched: ChangeWatch, before: AlertState | None, now_us: int
    ) -> list[Judged]:
        hidden = await self._store.hidden_properties(rule.project)
        search = ChangeSearch(self._replica, rule, watched, hidden)
        known = await self._store.alerts.history(rule.id, HISTORY_MOST)
        found: list[WatchedSeries] | None
        if watched.is_of_everything:
            everything, told = self._everything_of(rule, search), told_of(rule, known)
            found = await self._replica.read(lambda snapshot: everything.found(snapshot, now_us, told))
        else:
            found = await self._replica.read(lambda snapshot: search.found(snapshot, now_us))
        if found is None:
            state = before or AlertState(rule.id, rule.project, "no_data", now_us)
            return [Judged(replace(state, evaluated_at_us=now_us, error=None), None)]
        return list(judge_changes(rule, before, found, search.question(now_us), known, now_us))

    def _everything_of(self, rule: AlertRule, search: ChangeSearch) -> EverythingSearch:
        """What was read for it before, unless it watches something else now."""
        known = self._everything.get(rule.id)
        if known is None or known.watched != search.watched:
            known = self._everything[rule.id] = EverythingSearch(search)
        return known

    def _forget_others(self, rules: list[AlertRule]) -> None:
        """Where this node no longer acts, all of them."""
        kept = {rule.id for rule in rules if rule.enabled} if self._acts_here() else set[str]()
        self._everything = {rule_id: each for rule_id, each in self._everything.items() if rule_id in kept}

    async def _save(self, rule: AlertRule, judged: Judged) -> None:
        message = message_of(rule, judged.event) if judged.event is not None and judged.event.sent else None
        await self._store.alerts.save(judged.state, judged.event, message)


class _Stale(RuntimeError):
    """The replica lags behind so far that an evaluation would be about the past."""


_NOT_EVALUATED = (
    *(QueryTooLarge, QueryTooSlow, Rebuilding, StoreUnavailable, BadFilter, LabelNeeded, TooManyToWatch),
    _Stale,
)
