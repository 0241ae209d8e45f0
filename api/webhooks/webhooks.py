"""/v1/webhooks: events that are sent to other servers."""

from __future__ import annotations

from collections.abc import Sequence
from time import time_ns
from typing import Any

from aiohttp import web
from yarl import URL

from api.http.auth import Caller
from api.http.errors import Forbidden, NotFound, ValidationFailed
from api.http.homes.work import AllWork
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.parameters import number
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from api.requests.signed_urls import base_url_of
from api.webhooks.destination import check_addresses, check_destination
from api.webhooks.webhooks_models import (
    ALERT_EVENTS,
    DeliveriesAnswer,
    DeliveryCounts,
    DeliveryRow,
    NothingAnswer,
    PropertyFilter,
    ResendBody,
    Resent,
    ResentAnswer,
    WebhookAnswer,
    WebhookBody,
    WebhookChange,
    WebhookConfig,
    WebhookRow,
    WebhooksAnswer,
    WebhookTest,
    WebhookTestAnswer,
)
from evaluation.settings import SmtpSettings
from evaluation.webhooks import AllowedHosts, TooManyWebhooks, Webhooks
from evaluation.webhooks.message import message_id
from evaluation.webhooks.signing import hmac_key, whsec
from evaluation.webhooks.webhooks import consumer_of
from store.evaluation.pipeline import EventKind, Task, TaskState
from store.evaluation.webhooks import Webhook, WebhookFormat
from store.timestamps import to_us

_STATES: dict[str, TaskState | None] = {"": None, "waiting": "waiting", "failed": "failed"}
_LIST_MOST = 1_000


class WebhookHandlers:
    def __init__(self, webhooks: Webhooks, work: AllWork, allowed: AllowedHosts, smtp: SmtpSettings) -> None:
        self._webhooks = webhooks
        self._smtp = smtp
        self._work = work
        self._allowed = allowed

    async def create(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/webhooks"""
        _check_may_read(caller)
        body = await read_model(request, WebhookBody)
        fields = self._fields(body, body.format) | {"base_url": base_url_of(request), "format": body.format}
        try:
            webhook = await self._webhooks.create(caller.project, fields)
        except TooManyWebhooks as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        return await self._reply(caller, webhook)

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/webhooks"""
        counts = await self._work.counts("webhook")
        rows = [_row(webhook, counts, caller) for webhook in self._webhooks.of_project(caller.project)]
        return model_reply(WebhooksAnswer(data=rows))

    async def change(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/webhooks/{webhook_id}: absent fields stay as they are."""
        _check_may_read(caller)
        body = await read_model(request, WebhookChange)
        webhook = self._find(request, caller)
        fields = self._fields(body, webhook.format)
        changed = await self._webhooks.change(caller.project, webhook.id, fields, rotate=body.rotate_secret)
        if changed is None:
            raise _unknown()
        return await self._reply(caller, changed)

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/webhooks/{webhook_id}: status 201, as in Helicone."""
        if not await self._webhooks.delete(caller.project, request.match_info["webhook_id"]):
            raise _unknown()
        return model_reply(NothingAnswer(), status=201)

    async def test(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/webhooks/{webhook_id}/test"""
        attempt = await self._webhooks.test(self._find(request, caller))
        message = "The receiver accepted the test" if attempt.error is None else f"The test failed: {attempt.error}"
        return model_reply(WebhookTestAnswer(data=WebhookTest(success=attempt.error is None, message=message)))

    async def deliveries(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/webhooks/{webhook_id}/deliveries"""
        webhook = self._find(request, caller)
        state = request.query.get("state", "")
        if state not in _STATES:
            raise invalid("state", "must be waiting or failed", state)
        limit, before = number(request, "limit", 1, _LIST_MOST), number(request, "before")
        tasks = await self._work.tasks(consumer_of(webhook), _STATES[state], limit or 100, before)
        return model_reply(DeliveriesAnswer(data=[_delivery(task) for task in tasks]))

    async def resend(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/webhooks/{webhook_id}/resend"""
        body = await read_model(request, ResendBody)
        webhook = self._find(request, caller)
        count = await self._work.retry(
            consumer_of(webhook),
            time_ns() // 1000,
            body.ids,
            None if body.start is None else to_us(body.start),
            None if body.end is None else to_us(body.end),
        )
        self._webhooks.wake(webhook)
        return model_reply(ResentAnswer(data=Resent(resent=count)))

    def _find(self, request: web.Request, caller: Caller) -> Webhook:
        webhook = self._webhooks.find(caller.project, request.match_info["webhook_id"])
        if webhook is None:
            raise _unknown()
        return webhook

    def _fields(self, body: WebhookBody | WebhookChange, form: WebhookFormat) -> dict[str, Any]:
        """The fields of `Webhook` that the body has. Raises ValidationFailed."""
        fields: dict[str, Any] = {"include_data": body.includeData, "enabled": body.enabled}
        if body.destination is not None:
            try:
                fields["destination"] = self._checked(body.destination, form)
            except ValueError as error:
                raise ValidationFailed({"requestBody.destination": {"message": str(error)}}) from error
        if body.events is not None:
            fields["events"] = _events(body.events, form)
        if body.filter is not None:
            filter_of(body.filter)
            fields["filter"] = body.filter
        if body.config is not None:
            fields["sample_rate"] = body.config.sampleRate
            fields["property_filters"] = tuple((each.key, each.value) for each in body.config.propertyFilters)
        return {name: value for name, value in fields.items() if value is not None}

    def _checked(self, destination: str, form: WebhookFormat) -> str:
        """Raises ValueError."""
        if form == "email":
            return check_addresses(destination, self._smtp)
        return check_destination(destination, self._allowed)

    async def _reply(self, caller: Caller, webhook: Webhook) -> web.Response:
        return model_reply(WebhookAnswer(data=_row(webhook, await self._work.counts("webhook"), caller)))


def _events(events: Sequence[EventKind], form: WebhookFormat) -> tuple[EventKind, ...]:
    """Raises ValidationFailed."""
    others = sorted(set(events) - ALERT_EVENTS)
    if form != "json" and others:
        message = f"must have only alert.fired and alert.resolved where the format is {form}"
        raise ValidationFailed({"requestBody.events": {"message": message, "value": others}})
    return tuple(dict.fromkeys(events))


def _check_may_read(caller: Caller) -> None:
    """Deliveries show what only keys with the scope `read` may see."""
    if "read" not in caller.scopes:
        raise Forbidden("Webhooks send logged calls, so a key that changes them needs the scope 'read' too")


def _row(webhook: Webhook, counts: dict[str, dict[str, int]], caller: Caller) -> WebhookRow:
    may_change = {"read", "score"} <= caller.scopes
    config = WebhookConfig(
        sampleRate=webhook.sample_rate,
        propertyFilters=[PropertyFilter(key=key, value=value) for key, value in webhook.property_filters],
    )
    of_webhook = counts.get(webhook.id, {})
    return WebhookRow(
        id=webhook.id,
        created_at=iso_8601(webhook.created_at_us),
        updated_at=iso_8601(webhook.updated_at_us),
        destination=shown_destination(webhook),
        format=webhook.format,
        config=config,
        includeData=webhook.include_data,
        events=[*webhook.events],
        filter=webhook.filter,
        enabled=webhook.enabled,
        disabled_reason=webhook.disabled_reason,
        hmac_key=hmac_key(webhook.secret) if may_change else None,
        secret=whsec(webhook.secret) if may_change else None,
        rotated_at=None if webhook.rotated_at_us is None else iso_8601(webhook.rotated_at_us),
        deliveries=DeliveryCounts(**{name: of_webhook.get(name, 0) for name in DeliveryCounts.model_fields}),
    )


def _delivery(task: Task) -> DeliveryRow:
    return DeliveryRow(
        id=task.id,
        message_id=message_id(task.subject),
        event=task.kind,
        state=task.state,
        request_id=task.request_id,
        session_id=task.session_id,
        score_id=task.subject if task.kind == "score.added" else None,
        created_at=iso_8601(task.created_at_us),
        attempts=task.attempts,
        error=task.error,
        next_attempt_at=iso_8601(task.due_at_us) if task.state == "waiting" else None,
    )


def shown_destination(webhook: Webhook) -> str:
    """Whoever has the URL of an incoming webhook can write to its channel: of that, only the host."""
    if webhook.format != "slack":
        return webhook.destination
    url = URL(webhook.destination)
    return f"{url.origin()}/…"


def _unknown() -> NotFound:
    return NotFound("Webhook not found")
