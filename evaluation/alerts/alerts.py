"""`Alerts`: all rules of this installation: created, changed, silenced, tested, deleted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from evaluation.alerts.judging import Judged, definition_of, moved
from evaluation.alerts.messages import DashboardLinks, message_of
from evaluation.alerts.open_alerts import EVENTS_MOST, OpenAlert, may_be_open, open_events
from evaluation.alerts.watching import Watch
from evaluation.webhooks import Webhooks
from evaluation.webhooks.receiver import DeliveryAttempt
from store.analytics import Replica
from store.base import Store
from store.evaluation.alerts import FIRING, AlertEvent, AlertRule, AlertState, ChangeWatch, Threshold
from store.evaluation.webhooks import Webhook
from store.ids import uuid7

if TYPE_CHECKING:
    from evaluation.alerts.preview import Preview


class Alerts:
    def __init__(
        self,
        store: Store,
        replica: Replica,
        webhooks: Webhooks,
        acts_here: Callable[[], bool],
        projects: Collection[int] = (),
        links: DashboardLinks = DashboardLinks(),  # noqa: B008  it cannot be changed
    ) -> None:
        """`acts_here`: whether this node evaluates the rules of all. `projects`: those that have the built-in alert."""
        self._store = store
        self._replica = replica
        self._webhooks = webhooks
        self._changing = asyncio.Lock()
        self._links = links
        self.watch = Watch(store, replica, acts_here, projects, links)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Rules are evaluated inside the block."""
        async with self.watch.running():
            yield

    async def of_project(self, project: int) -> list[tuple[AlertRule, AlertState | None]]:
        """The oldest first, with their states (None: not evaluated yet)."""
        states = await self._store.alerts.states()
        return [(rule, states.get(rule.id)) for rule in await self._store.alerts.rules() if rule.project == project]

    async def find(self, project: int, rule_id: str) -> tuple[AlertRule, AlertState | None] | None:
        """None: there is none of that id in the project."""
        return next((each for each in await self.of_project(project) if each[0].id == rule_id), None)

    async def create(self, project: int, fields: Mapping[str, Any]) -> AlertRule:
        """`fields`: those of `AlertRule` that its creator chooses. Raises Full."""
        rule = self.draft(project, fields)
        await self._store.alerts.put(rule)
        self.watch.wake()
        return rule

    def draft(self, project: int, fields: Mapping[str, Any]) -> AlertRule:
        """A rule that is not stored."""
        at_us = _now_us()
        return AlertRule(
            id=uuid7(), project=project, silenced_until_us=None, created_at_us=at_us, updated_at_us=at_us, **fields
        )

    async def change(self, rule: AlertRule, fields: Mapping[str, Any]) -> AlertRule | None:
        """Replace fields of the rule as it is stored by now. A rule that is disabled is over. None: it was deleted."""
        async with self._changing:
            found = await self.find(rule.project, rule.id)
            if found is None:
                return None
            changed = _changed(found[0], fields, _now_us())
            if found[0].enabled and not changed.enabled:
                await self._end(found[0], "the alert was disabled")
            await self._store.alerts.put(changed)
        self.watch.wake()
        return changed

    async def delete(self, rule: AlertRule) -> bool:
        """With its state and history. False: it was deleted before."""
        async with self._changing:
            found = await self.find(rule.project, rule.id)
            if found is None:
                return False
            await self._end(found[0], "the alert was deleted")
            return await self._store.alerts.delete(rule.project, rule.id)

    async def history(self, rule: AlertRule, limit: int, before: int | None) -> list[AlertEvent]:
        return await self._store.alerts.history(rule.id, limit, before)

    async def open_alerts(self, project: int) -> list[OpenAlert]:
        """Those that fire, and those that have found a change in the last week. At most EVENTS_MOST have events."""
        at_us = _now_us()
        found = []
        for number, (rule, state) in enumerate(may_be_open(await self.of_project(project), at_us)):
            history = await self.history(rule, EVENTS_MOST, None) if number < EVENTS_MOST else []
            found.append(OpenAlert(rule, state, open_events(state, history, at_us)))
        return [each for each in found if each.is_firing or each.events]

    async def preview(self, project: int, definition: Threshold | ChangeWatch, days: float) -> Preview:
        """What a rule that is not stored would have done. Raises QueryTooSlow, LabelNeeded and TooManyToWatch."""
        fields = {
            "name": "",
            "definition": definition,
            "renotify_s": None,
            "webhooks": None,
            "enabled": True,
            "base_url": "",
        }
        from evaluation.alerts.preview import preview, preview_changes  # noqa: PLC0415  as in watching.py

        rule = self.draft(project, fields)
        if isinstance(definition, ChangeWatch):
            hidden = await self._store.hidden_properties(project)
            return await preview_changes(self._replica, rule, definition, hidden, days)
        return await preview(self._replica, rule, days)

    def receivers(self, rule: AlertRule) -> list[Webhook]:
        """The enabled webhooks that get its messages."""
        return [
            webhook
            for webhook in self._webhooks.of_project(rule.project)
            if webhook.enabled
            and "alert.fired" in webhook.events
            and (rule.webhooks is None or webhook.id in rule.webhooks)
        ]

    async def test(self, rule: AlertRule, state: AlertState | None) -> list[tuple[Webhook, DeliveryAttempt]]:
        """Send each receiver a message that says it is a test, and what became of it."""
        data = message_of(rule, _sample(rule, state), self._links) | {"test": True}
        receivers = self.receivers(rule)
        attempts = await asyncio.gather(*(self._webhooks.test(each, data) for each in receivers))
        return list(zip(receivers, attempts, strict=True))

    async def _end(self, rule: AlertRule, reason: str) -> None:
        await self.watch.end(rule, partial(_ended, rule, reason))


def _changed(rule: AlertRule, fields: Mapping[str, Any], at_us: int) -> AlertRule:
    """A rule for changes that watches something else from now on is news only from now on."""
    changed = replace(rule, **fields, updated_at_us=at_us)
    before, after = rule.definition, changed.definition
    if not isinstance(after, ChangeWatch):
        return changed
    since_us = before.since_us if isinstance(before, ChangeWatch) and after.watches_same(before) else at_us
    return replace(changed, definition=replace(after, since_us=since_us))


def _ended(rule: AlertRule, reason: str, state: AlertState) -> Judged:
    return moved(rule, state, "ok", _now_us(), None, reason)


def _sample(rule: AlertRule, state: AlertState | None) -> AlertEvent:
    """An event that did not happen, with the level as its value where none is known."""
    level = rule.definition.alert if isinstance(rule.definition, Threshold) else None
    known = state if state is not None and state.value is not None else None
    at_us = _now_us()
    text = "This is a test: nothing has happened. Messages of this alert come here."
    return AlertEvent(
        rule.id,
        0,
        rule.project,
        at_us,
        "alert",
        "ok",
        sent=True,
        text=text,
        value=known.value if known else level,
        low=known.low if known else None,
        high=known.high if known else None,
        n=known.n if known else 0,
        level=level,
        definition=definition_of(rule),
    )


def shown_state(rule: AlertRule, state: AlertState | None, at_us: int) -> str:
    """One word: what a list shows. A silenced rule is still evaluated."""
    if not rule.enabled:
        return "disabled"
    if rule.silenced_until_us is not None and at_us < rule.silenced_until_us:
        return "silenced"
    return "no_data" if state is None else state.state


def is_firing(state: AlertState | None) -> bool:
    return state is not None and state.state in FIRING


def _now_us() -> int:
    return time.time_ns() // 1000
