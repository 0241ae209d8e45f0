"""`Sender`: a `Delivery` for each webhook that is enabled. None of them waits for another."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from functools import cached_property

import certifi
from yarl import URL

from evaluation.settings import SmtpSettings
from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.delivery import CONNECTIONS, Delivery
from evaluation.webhooks.mail import MailReceiver
from evaluation.webhooks.message import UrlOf
from evaluation.webhooks.receiver import TIMEOUT_S, Receiver
from store.base import Store
from store.evaluation.webhooks import Webhook


class Sender:
    def __init__(self, store: Store, allowed: AllowedHosts, url_of: UrlOf, smtp: SmtpSettings | None = None) -> None:
        self._smtp = smtp or SmtpSettings()
        self._store = store
        self._allowed = allowed
        self._url_of = url_of
        self._running: dict[str, tuple[Delivery, AsyncExitStack]] = {}

    def for_tasks_of(self, store: Store) -> Sender:
        """Another sender, of tasks that are elsewhere."""
        return Sender(store, self._allowed, self._url_of, self._smtp)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made on first use: it takes some twenty milliseconds, and most servers have no webhooks."""
        context = ssl.create_default_context()  # the system's store, or SSL_CERT_FILE
        context.load_verify_locations(certifi.where())
        return context

    def wake(self, webhook_id: str) -> None:
        """It has new tasks, or some are due earlier."""
        if running := self._running.get(webhook_id):
            running[0].wake()

    async def send(self, webhooks: Iterable[Webhook], on_gone: Callable[[str], None]) -> None:
        """From now on send for these webhooks, and no others."""
        wanted = {webhook.id: webhook for webhook in webhooks}
        ended = [
            webhook_id
            for webhook_id, (delivery, _) in self._running.items()
            if webhook_id not in wanted or wanted[webhook_id].destination != delivery.webhook.destination
        ]
        stacks = [self._running.pop(webhook_id)[1] for webhook_id in ended]
        await asyncio.gather(*(stack.aclose() for stack in stacks))
        for webhook in wanted.values():
            if running := self._running.get(webhook.id):
                running[0].webhook = webhook
            else:
                await self._start(webhook, on_gone)

    async def stop(self) -> None:
        await self.send((), lambda _: None)

    def receiver(self, webhook: Webhook, timeout_s: float = TIMEOUT_S) -> Receiver | MailReceiver:
        """The caller closes it."""
        if webhook.format == "email":
            return MailReceiver(self._smtp, self._tls, timeout_s)
        return Receiver(URL(webhook.destination).host or "", self._allowed, CONNECTIONS, self._tls, timeout_s)

    async def _start(self, webhook: Webhook, on_gone: Callable[[str], None]) -> None:
        delivery = Delivery(webhook, self._store, self.receiver(webhook), self._url_of, on_gone)
        stack = AsyncExitStack()
        await stack.enter_async_context(delivery.running())
        self._running[webhook.id] = delivery, stack
