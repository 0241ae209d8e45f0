"""AlertEvaluations of rules, one after the other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from evaluation.alerts.changes import ChangeSearch, judge_changes, told_of
from evaluation.alerts.everything import EverythingSearch
from evaluation.alerts.judging import Judged, judge
from evaluation.alerts.measuring import Measuring
from store.analytics import QueryTooLarge, QueryTooSlow, Rebuilding, Replica
from store.analytics.changes.finding import TooManyToWatch
from store.analytics.changes.question import WatchedSeries
from store.analytics.explain.explain import LabelNeeded
from store.base import Store, StoreUnavailable
from store.evaluation.alerts import HISTORY_MOST, AlertRule, AlertState, ChangeWatch
from store.filter import BadFilter

EVALUATE_S = 10.0  # for one query; a rule that needs more is not evaluated, and says so
_STALE_S = 60.0  # an older state of the replica is not judged: what is missing may be what matters


class _Stale(RuntimeError):
    """The replica lags behind so far that an evaluation would be about the past."""


NOT_EVALUATED = (
    *(QueryTooLarge, QueryTooSlow, Rebuilding, StoreUnavailable, BadFilter, LabelNeeded, TooManyToWatch),
    _Stale,
)


class AlertEvaluations:
    """Keeps what was read for rules that watch everything."""

    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica
        self._everything: dict[str, EverythingSearch] = {}  # by rule

    async def evaluate(self, rule: AlertRule, before: AlertState | None, now_us: int) -> list[Judged]:
        """Raises one of NOT_EVALUATED."""
        fresh_to_us = await self._replica.fresh()
        behind_s = (now_us - fresh_to_us) / 1e6
        if behind_s > _STALE_S:
            raise _Stale(f"calls and scores of the last {behind_s:.0f} s are not in the analytics tables yet")
        if isinstance(rule.definition, ChangeWatch):
            return await self._changes(rule, rule.definition, before, min(now_us, fresh_to_us))
        measuring = Measuring(self._replica, rule.project, rule.definition)
        found = await self._replica.read(lambda snapshot: measuring.at(snapshot, now_us), EVALUATE_S)
        return [judge(await self._as_silenced_now(rule), before, found, now_us)]

    def keep_only(self, rule_ids: Collection[str]) -> None:
        """Forget what was read for other rules."""
        self._everything = {rule_id: each for rule_id, each in self._everything.items() if rule_id in rule_ids}

    async def _changes(
        self, rule: AlertRule, watched: ChangeWatch, before: AlertState | None, now_us: int
    ) -> list[Judged]:
        search = ChangeSearch(self._replica, rule, watched, await self._store.hidden_properties(rule.project))
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
        rule = await self._as_silenced_now(rule)
        return list(judge_changes(rule, before, found, search.question(now_us), known, now_us))

    async def _as_silenced_now(self, rule: AlertRule) -> AlertRule:
        """Whoever has silenced it while it was being read gets no message any more."""
        stored = {each.id: each for each in await self._store.alerts.rules()}
        silenced_until_us = stored.get(rule.id, rule).silenced_until_us
        return replace(rule, silenced_until_us=silenced_until_us)

    def _everything_of(self, rule: AlertRule, search: ChangeSearch) -> EverythingSearch:
        """What was read for it before, unless it watches something else now."""
        known = self._everything.get(rule.id)
        if known is None or known.watched != search.watched:
            known = self._everything[rule.id] = EverythingSearch(search)
        return known
