"""/v1/alerts: rules that watch a metric."""

from __future__ import annotations

from time import time_ns
from typing import Any

from aiohttp import web

from api.alerts.alerts_models import (
    AlertAnswer,
    AlertBody,
    AlertHistoryAnswer,
    AlertPreviewAnswer,
    AlertPreviewQuery,
    AlertsAnswer,
    AlertTestAnswer,
    AlertThreshold,
    AlertWatched,
    OpenAlertsAnswer,
    SilenceBody,
)
from api.alerts.answers import alert_row, event_row, open_row, preview_shape, tested_row
from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Forbidden, NotFound, ValidationFailed
from api.http.json_body import read_model
from api.http.parameters import number
from api.http.replies import model_reply
from api.queries.filters import filter_of
from api.requests.signed_urls import base_url_of
from evaluation.alerts import Alerts
from evaluation.webhooks import Webhooks
from store.analytics.changes.finding import TooManyToWatch
from store.analytics.explain.explain import LabelNeeded
from store.base import Full
from store.evaluation.alerts import AlertRule, AlertState, ChangeWatch, Threshold
from store.timestamps import to_us

_HISTORY_MOST = 1_000


class AlertHandlers:
    def __init__(self, alerts: Alerts, webhooks: Webhooks) -> None:
        self._alerts = alerts
        self._webhooks = webhooks

    async def create(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/alerts"""
        _check_may_read(caller)
        body = await read_model(request, AlertBody)
        fields = self._fields(body, caller) | {"base_url": base_url_of(request)}
        try:
            rule = await self._alerts.create(caller.project, fields)
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        return _reply(rule, None)

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/alerts"""
        now_us = _now_us()
        found = await self._alerts.of_project(caller.project)
        return model_reply(AlertsAnswer(data=[alert_row(rule, state, now_us) for rule, state in found]))

    async def open_alerts(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/alerts/open"""
        found = await self._alerts.open_alerts(caller.project)
        return model_reply(OpenAlertsAnswer(data=[open_row(each) for each in found]))

    async def replace(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/alerts/{alert_id}: absent fields get their defaults."""
        _check_may_read(caller)
        body = await read_model(request, AlertBody)
        fields = self._fields(body, caller)
        rule, state = await self._find(request, caller)
        fields["base_url"] = rule.base_url or base_url_of(request)
        return _reply(await self._change(rule, fields), state)

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/alerts/{alert_id}"""
        rule, _ = await self._find(request, caller)
        if not await self._alerts.delete(rule):
            raise _unknown()
        return model_reply(DeletedAnswer())

    async def silence(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/alerts/{alert_id}/silence"""
        body = await read_model(request, SilenceBody)
        rule, state = await self._find(request, caller)
        until_us = None if body.until is None else to_us(body.until)
        return _reply(await self._change(rule, {"silenced_until_us": until_us}), state)

    async def test(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/alerts/{alert_id}/test"""
        rule, state = await self._find(request, caller)
        tested = await self._alerts.test(rule, state)
        return model_reply(AlertTestAnswer(data=[tested_row(*each) for each in tested]))

    async def history(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/alerts/{alert_id}/history"""
        limit, before = number(request, "limit", 1, _HISTORY_MOST), number(request, "before")
        rule, _ = await self._find(request, caller)
        events = await self._alerts.history(rule, limit or 100, before)
        return model_reply(AlertHistoryAnswer(data=[event_row(event) for event in events]))

    async def preview(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/alerts/preview"""
        query = await read_model(request, AlertPreviewQuery)
        definition = _definition(query)
        try:
            found = await self._alerts.preview(caller.project, definition, query.days)
        except LabelNeeded as error:
            raise ValidationFailed({"requestBody.label": {"message": str(error)}}) from error
        except TooManyToWatch as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        return model_reply(AlertPreviewAnswer(data=preview_shape(definition, found)))

    def _fields(self, body: AlertBody, caller: Caller) -> dict[str, Any]:
        """The fields of `AlertRule` that the body has. Raises ValidationFailed."""
        known = {webhook.id for webhook in self._webhooks.of_project(caller.project)}
        for index, each in enumerate(body.webhooks or ()):
            if each not in known:
                message = "is not the id of a webhook; GET /v1/webhooks lists them"
                raise ValidationFailed({f"requestBody.webhooks[{index}]": {"message": message, "value": each}})
        return {
            "name": body.name,
            "definition": _definition(body),
            "webhooks": None if body.webhooks is None else tuple(dict.fromkeys(body.webhooks)),
            "renotify_s": body.renotify_s,
            "enabled": body.enabled,
        }

    async def _change(self, rule: AlertRule, fields: dict[str, Any]) -> AlertRule:
        changed = await self._alerts.change(rule, fields)
        if changed is None:
            raise _unknown()
        return changed

    async def _find(self, request: web.Request, caller: Caller) -> tuple[AlertRule, AlertState | None]:
        found = await self._alerts.find(caller.project, request.match_info["alert_id"])
        if found is None:
            raise _unknown()
        return found


def _definition(body: AlertWatched) -> Threshold | ChangeWatch:
    """Raises ValidationFailed."""
    filter_of(body.filter)
    if body.kind == "change":
        rate = 1.0 if body.false_alarms_per_quarter is None else body.false_alarms_per_quarter
        return ChangeWatch(body.metric, body.score, body.label, body.filter, body.group_by, rate)
    values = {name: getattr(body, name) for name in AlertThreshold.model_fields}
    if body.metric in ("latency", "time_to_first_token") and body.quantile is None:
        values["quantile"] = 0.95
    return Threshold(**values)


def _check_may_read(caller: Caller) -> None:
    """Messages show what only keys with the scope `read` may see."""
    if "read" not in caller.scopes:
        raise Forbidden("Alerts send what they have found, so a key that changes them needs the scope 'read' too")


def _reply(rule: AlertRule, state: AlertState | None) -> web.Response:
    return model_reply(AlertAnswer(data=alert_row(rule, state, _now_us())))


def _now_us() -> int:
    return time_ns() // 1000


def _unknown() -> NotFound:
    return NotFound("There is no alert with this id; GET /v1/alerts lists them")
