"""`Webhooks`: all webhooks of this server: created, changed, running."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from evaluation.feed import Feed, Listener
from evaluation.webhooks.delivery import CONTENT
from evaluation.webhooks.message import message_id
from evaluation.webhooks.payload import body_of_test
from evaluation.webhooks.receiver import DeliveryAttempt
from evaluation.webhooks.sender import Sender
from evaluation.webhooks.signing import new_secret, secrets_in_force, signed_headers
from store.base import Store, StoreUnavailable
from store.evaluation.pipeline import Consumer
from store.evaluation.webhooks import Webhook
from store.filter import BadFilter, Branch, Node, parse
from store.ids import uuid7

log = structlog.get_logger()

WEBHOOKS_MOST = 100  # of a project: each has connections of its own
TEST_TIMEOUT_S = 10.0  # as in Helicone
_RETRY_S = 2.0  # while the store is not available at the start
GONE = "the receiver answered 410 Gone"


class TooManyWebhooks(ValueError):
    """The project has as many webhooks as it may have."""


class Webhooks:
    def __init__(self, store: Store, feed: Feed, sender: Sender) -> None:
        self._store = store
        self._feed = feed
        self._sender = sender
        self._others: list[Sender] = []  # of messages of nodes that are away
        self._webhooks: dict[str, Webhook] = {}
        self._changing = asyncio.Lock()
        self._disabling: set[asyncio.Task[None]] = set()
        self._has_started = False
        self._stopping = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Inside the block the enabled webhooks hear of calls and scores, and their messages are sent."""
        starting = None if await self._started() else asyncio.create_task(self._start_later())
        try:
            yield
        finally:
            if starting:
                starting.cancel()
                await asyncio.wait([starting])
            self._stopping = True
            await self._sender.stop()
            if self._disabling:
                await asyncio.wait(self._disabling)

    @asynccontextmanager
    async def sending_for(self, store: Store) -> AsyncIterator[None]:
        """Inside the block, messages of another node are sent, too: those of the tasks in `store`."""
        sender = self._sender.for_tasks_of(store)
        async with self._changing:
            self._others.append(sender)
            await self._apply()
        try:
            yield
        finally:
            self._others.remove(sender)
            await sender.stop()

    def of_project(self, project: int) -> list[Webhook]:
        """The oldest first. Raises StoreUnavailable while the webhooks have not been read."""
        self._check_started()
        return [webhook for webhook in self._webhooks.values() if webhook.project == project]

    def find(self, project: int, webhook_id: str) -> Webhook | None:
        """None: there is none of that id in the project. Raises StoreUnavailable as `of_project`."""
        self._check_started()
        webhook = self._webhooks.get(webhook_id)
        return webhook if webhook and webhook.project == project else None

    async def create(self, project: int, fields: Mapping[str, Any]) -> Webhook:
        """`fields`: those of `Webhook` that its creator chooses. Raises TooManyWebhooks."""
        at_us = _now_us()
        webhook = Webhook(
            id=uuid7(),
            project=project,
            created_at_us=at_us,
            updated_at_us=at_us,
            disabled_reason=None,
            secret=new_secret(),
            **fields,
        )
        async with self._changing:
            if len(self.of_project(project)) >= WEBHOOKS_MOST:
                raise TooManyWebhooks(f"the project has {WEBHOOKS_MOST} webhooks; delete one first")
            await self._put(webhook)
        return webhook

    async def change(
        self, project: int, webhook_id: str, fields: Mapping[str, Any], *, rotate: bool = False
    ) -> Webhook | None:
        """Replace fields, and the secret if `rotate`. None: there is none of that id in the project."""
        async with self._changing:
            webhook = self.find(project, webhook_id)
            if webhook is None:
                return None
            at_us = _now_us()
            if rotate:
                webhook = replace(webhook, secret=new_secret(), previous_secret=webhook.secret, rotated_at_us=at_us)
            reason = None if "enabled" in fields else webhook.disabled_reason
            webhook = replace(webhook, **fields, updated_at_us=at_us, disabled_reason=reason)
            await self._put(webhook)
        return webhook

    async def delete(self, project: int, webhook_id: str) -> bool:
        """With the messages that wait. False: there is none of that id in the project."""
        async with self._changing:
            if self.find(project, webhook_id) is None:
                return False
            del self._webhooks[webhook_id]
            await self._apply()  # from here on it gets no tasks, and settles none
            await self._store.webhooks.delete(webhook_id)
        return True

    async def test(self, webhook: Webhook, alert: Mapping[str, Any] | None = None) -> DeliveryAttempt:
        """Send a made-up call, or the data of an alert, signed as a real message."""
        receiver = self._sender.receiver(webhook, TEST_TIMEOUT_S)
        try:
            at_us = _now_us()
            body = body_of_test(webhook, at_us, alert)
            headers = CONTENT | signed_headers(secrets_in_force(webhook, at_us), message_id(uuid7()), at_us, body)
            return await receiver.post(webhook.destination, headers, body)
        finally:
            await receiver.close()

    def wake(self, webhook: Webhook) -> None:
        """Messages that have failed are to be sent again."""
        self._sender.wake(webhook.id)

    def _check_started(self) -> None:
        if not self._has_started:
            raise StoreUnavailable("the webhooks could not be read yet")

    async def read_again(self) -> None:
        """Take over what the store has: something else than these methods changed it."""
        async with self._changing:
            self._webhooks = {webhook.id: webhook for webhook in await self._store.webhooks.all()}
            await self._apply()

    async def _started(self) -> bool:
        """False: the store is not available."""
        try:
            await self.read_again()
        except StoreUnavailable as error:
            log.error("webhooks_not_started", error=str(error), again_in_s=_RETRY_S)
            return False
        self._has_started = True
        return True

    async def _start_later(self) -> None:
        """Meanwhile the store writes events for the webhooks that it knows, so none is lost."""
        while not self._has_started:
            await asyncio.sleep(_RETRY_S)
            await self._started()

    async def _put(self, webhook: Webhook) -> None:
        await self._store.webhooks.put(webhook)
        self._webhooks[webhook.id] = webhook
        await self._apply()

    async def _apply(self) -> None:
        if self._stopping:
            return
        enabled = [webhook for webhook in self._webhooks.values() if webhook.enabled]
        listeners = [self._listener(webhook) for webhook in enabled]
        await self._feed.listen("webhook", [listener for listener in listeners if listener])
        for sender in (self._sender, *self._others):
            await sender.send(enabled, self._on_gone)

    def _listener(self, webhook: Webhook) -> Listener | None:
        try:
            node = filter_of(webhook.filter, webhook.property_filters)
        except BadFilter as error:  # a later version may know less than the one that stored it
            log.error("webhook_filter_unknown", webhook=webhook.id, error=f"{error.path}: {error}")
            return None
        return Listener(
            consumer_of(webhook),
            webhook.project,
            frozenset(webhook.events),
            partial(self._sender.wake, webhook.id),
            node,
            webhook.sample_rate / 100,
        )

    def _on_gone(self, webhook_id: str) -> None:
        task = asyncio.create_task(self._disable(webhook_id))
        self._disabling.add(task)
        task.add_done_callback(self._disabling.discard)

    async def _disable(self, webhook_id: str) -> None:
        async with self._changing:
            webhook = self._webhooks.get(webhook_id)
            if webhook and webhook.enabled:
                log.warning("webhook_disabled", webhook=webhook_id, reason=GONE)
                await self._put(replace(webhook, enabled=False, disabled_reason=GONE, updated_at_us=_now_us()))


def filter_of(tree: Any, property_filters: Sequence[tuple[str, str]]) -> Node:
    """The tree, and each of the properties. Raises BadFilter."""
    node = parse(tree)
    for key, value in property_filters:
        leaf = {"request_response_rmt": {"properties": {key: {"equals": value}}}}
        node = Branch("and", (node, parse(leaf, "config.propertyFilters")))
    return node


def consumer_of(webhook: Webhook) -> Consumer:
    return Consumer("webhook", webhook.id)


def _now_us() -> int:
    return time.time_ns() // 1000
