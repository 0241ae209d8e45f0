"""POST /custom/v1/log and its siblings: calls that Helicone's clients log by themselves."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.errors import BadRequest, ValidationFailed
from api.http.json_body import read_json, validated
from api.http.replies import PRIVATE
from api.intake.calls import ReportedCall, ReportedCalls
from api.intake.manual_logs_models import ManualLog
from store.extract.bodies.parsing import parse
from store.extract.headers import is_logged
from store.extract.previews import clean
from store.extract.reported.providers import by_word
from store.ids import is_request_id, uuid7
from store.intake import MANUAL_LOG, log_id_of

_HEADERS = frozenset(("request-id", "x-request-id", "openai-model", "openai-processing-ms", "openai-version"))
_HEADERS_MOST = 1_000
_OF_PATH = {"oai": "openai", "anthropic": "anthropic", "googleapis": "google"}


class ManualLogHandlers:
    def __init__(self, calls: ReportedCalls) -> None:
        self._calls = calls

    async def log(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /custom/v1/log, /oai/v1/log, /anthropic/v1/log, /googleapis/v1/log, /v1/trace/custom/v1/log"""
        value = parse(await read_json(request))
        if value is None:
            raise BadRequest("The body is not JSON")
        log = validated(value, ManualLog)
        if log.timing is not None and log.timing.started_at_us > log.timing.ended_at_us:
            raise ValidationFailed({"timing.startTime": {"message": "must not be after timing.endTime"}})
        headers = _helicone_headers(log, request)
        call, warning = _reported(log, headers, request.path, caller)
        await self._calls.write([call])
        answer = {"Helicone-Id": call.request_id, **PRIVATE}
        return web.Response(text="ok", headers=answer | ({"Helicone-Warning": warning} if warning else {}))


def _helicone_headers(log: ManualLog, request: web.Request) -> dict[str, tuple[str, str]]:
    """Lower-case name → name and value; headers of the HTTP request win over the log's `meta`."""
    headers: dict[str, tuple[str, str]] = {}
    for name, value in (*log.request.meta.items(), *request.headers.items()):
        lower = name.lower()
        if lower.startswith("helicone-") and is_logged(lower) and isinstance(value, str | int | float):
            headers[lower] = clean(name), clean(str(value))
        if len(headers) >= _HEADERS_MOST:
            break
    return headers


def _reported(
    log: ManualLog, headers: dict[str, tuple[str, str]], path: str, caller: Caller
) -> tuple[ReportedCall, str | None]:
    """The call, and the warning to send back."""
    request, response = _json(log.request.body, "providerRequest.json"), _response(log)
    wanted = headers["helicone-request-id"][1] if "helicone-request-id" in headers else None
    warning = None
    if wanted is not None and is_request_id(wanted):
        request_id, exchange_id = wanted, log_id_of(caller.project, wanted, request + b"\n" + (response or b""))
    else:
        request_id = exchange_id = uuid7()
        if wanted is not None:
            warning = f"Helicone-Request-Id was replaced, since it is not valid; this request's id is {request_id}"
    timing = log.timing
    now_us = time.time_ns() // 1000
    target_url, logged_path = _address(log.request.url, path)
    stated = {"helicone-cost": repr(log.response.cost)} if log.response.cost is not None else {}
    first_token_ms = timing.first_token_ms if timing else None
    call = ReportedCall(
        exchange_id=exchange_id,
        request_id=request_id,
        project=caller.project,
        key_name=caller.key_name,
        upstream=MANUAL_LOG,
        path=logged_path,
        target_url=target_url,
        started_at_us=timing.started_at_us if timing else now_us,
        request=request,
        response=response,
        duration_us=timing.ended_at_us - timing.started_at_us if timing else None,
        first_byte_us=None if first_token_ms is None else round(first_token_ms * 1000),
        status=None if log.response.cancelled else log.response.status,
        outcome="client_closed" if log.response.cancelled else "ok",
        served_by=by_word(log.provider or "") or _OF_PATH.get(path.split("/")[1]),
        helicone_headers=list(headers.values()),
        response_headers=_response_headers(log) | stated,
        request_omitted=_is_true(headers, "helicone-omit-request"),
        response_omitted=_is_true(headers, "helicone-omit-response"),
    )
    return call, warning


def _is_true(headers: dict[str, tuple[str, str]], name: str) -> bool:
    return name in headers and headers[name][1].lower() == "true"


def _json(value: Any, field: str) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        raise ValidationFailed({field: {"message": "must not be nested deeper than 254 levels"}}) from None


def _response(log: ManualLog) -> bytes | None:
    if log.response.text:
        return log.response.text.encode("utf-8", "replace")
    if log.response.body in (None, {}):  # beside a text, also an empty one, clients send {}
        return None
    return _json(log.response.body, "providerResponse.json")


def _response_headers(log: ManualLog) -> dict[str, str]:
    return {
        name.lower(): clean(value)[:1_000]
        for name, value in log.response.headers.items()
        if name.lower() in _HEADERS and isinstance(value, str)
    }


def _address(url: str, path: str) -> tuple[str, str]:
    """The URL without what may be a secret, and its path; of a word such as "custom-model-nopath", our own path."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "", path
    if parts.scheme not in ("http", "https") or not host:
        return clean(url.partition("?")[0])[:500], path
    name = f"[{host}]" if ":" in host else host
    authority = name if port is None else f"{name}:{port}"
    return clean(f"{parts.scheme}://{authority}{parts.path}"), clean(parts.path) or "/"
