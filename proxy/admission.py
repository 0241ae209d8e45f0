"""Admission: who may call, where the call goes, and its ids."""

from __future__ import annotations

import time

import orjson

from proxy.call_log import CallLog, NoCallLog
from proxy.capture.bounded import Budget
from proxy.cors import Cors
from proxy.errors import SUCCESS, CallNotAllowed, MissingKey, Overloaded
from proxy.exchange import Exchange, WorkerContext
from proxy.helicone_headers import HeliconeHeaders, choose_request_id, loggable_path
from proxy.http1.heads import RequestHead, header_block, helicone_block
from proxy.plan import ForwardPlan, OwnAnswer
from proxy.routing import Route, Router
from proxy.sides import ClientSide, OpenConnection
from proxy.stream_usage import may_be_streamed_chat
from proxy.upload import outgoing
from proxy.upstream.targets import Origin, Targets, target_at
from store.extract import tracing
from store.ids import uuid7
from store.keys import Keys
from store.settings import KeySettings
from store.spool.frames import OpeningHeader
from store.spool.writer import SpoolWriter

_ALIVE = orjson.dumps({"status": "ok"})
_WEBSOCKET = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"


class Admission:
    """Turns the heads of requests into plans, and calls into exchanges. One per worker."""

    def __init__(
        self,
        context: WorkerContext,
        keys: Keys,
        router: Router,
        targets: Targets,
        api_socket: str,
        writer: SpoolWriter,
        budget: Budget,
        node: str,
    ) -> None:
        self.context = context
        self.connections: set[OpenConnection] = set()
        self._keys = keys
        self._router = router
        self._targets = targets
        self._api = target_at("api", Origin(False, "api", 80, unix_path=api_socket))
        self._writer = writer
        self.budget = budget
        self._node = node
        self._cors = Cors(context.proxy.allowed_origins)
        self._passed_names = {name.lower() for name in context.proxy.forward_client_headers}

    def plan(self, head: RequestHead) -> ForwardPlan | OwnAnswer:
        """What to do with calls that have this head. The result holds for all of them. Raises ProxyError."""
        route = self._router.find_route(head.method.decode("latin-1"), head.target.decode("latin-1"))
        if route.kind == "live":
            return OwnAnswer(_alive(head))
        if route.kind == "api":
            return self._to_api(head)
        preflight = self._cors.preflight_answer(head)  # before the key is looked for: a preflight has none
        return self._to_upstream(head, route) if preflight is None else OwnAnswer(preflight)

    def answer_headers(self, head: RequestHead) -> bytes:
        """The header lines that every answer to this request gets, also a refusal."""
        return self._cors.answer_headers(head)

    def admit(self, client: ClientSide, plan: ForwardPlan, length: int | None) -> Exchange:
        """The exchange of one call, which has its ids and its start time now. The client's connection starts it.
        `length`: its Content-Length. Raises Overloaded."""
        if len(self.connections) > self.context.proxy.max_connections:
            raise Overloaded(
                "Too many connections: the setting proxy.max_connections allows "
                f"{self.context.proxy.max_connections} per worker"
            )
        if plan.opening is None:
            return Exchange(client, plan, length, NoCallLog(), self.context)
        exchange_id = uuid7()
        request_id, warning = choose_request_id(plan.wanted_id, exchange_id)
        opening = plan.opening.copy()
        opening["exchange_id"] = exchange_id
        opening["request_id"] = request_id
        opening["started_at_us"] = time.time_ns() // 1000
        call_log = CallLog(opening, self._writer, self.budget)
        return Exchange(client, plan, length, call_log, self.context, _added_headers(request_id, warning, plan))

    def _to_upstream(self, head: RequestHead, route: Route) -> ForwardPlan:
        helicone = HeliconeHeaders(head.headers.helicone)
        key = self._authenticate(helicone)
        target, path = self._targets.find(route, helicone.target)
        logged_path = loggable_path(route.sent)
        opening: OpeningHeader = {
            "exchange_id": "",  # `admit` fills in the ids and the start time of each call
            "request_id": "",
            "project": key.project if key else 1,
            "key_name": key.name if key else None,
            "node": self._node,
            "started_at_us": 0,
            "method": head.method.decode("latin-1"),
            "path": logged_path,
            "upstream": target.name,
            "target_url": target.url + (logged_path if path is route.sent else loggable_path(path)),
            "request_headers": tracing.loggable(head.headers.logged),
            "helicone_headers": helicone.logged,
            "request_omitted": helicone.omit_request,
            "response_omitted": helicone.omit_response,
            "request_size_bytes": None,
            "request_truncated": False,
            "request_gap_offset": None,
        }
        lines = header_block(self._forwarded(head)) + (_WEBSOCKET if head.websocket else b"")
        request = outgoing(head.method, path.encode("latin-1"), target.host, lines, chunked=head.chunked)
        usage_wanted = self._is_usage_wanted(head, route, helicone)
        answer_headers = self._cors.answer_headers(head) + helicone.warnings
        return ForwardPlan(head, target, request, opening, helicone.request_id, usage_wanted, answer_headers)

    def _forwarded(self, head: RequestHead) -> list[bytes]:
        headers = head.headers
        if not headers.stopped or not self._passed_names:
            return headers.forwarded
        return headers.forwarded + [line for name, line in headers.stopped if name.lower_text in self._passed_names]

    def _is_usage_wanted(self, head: RequestHead, route: Route, helicone: HeliconeHeaders) -> bool:
        wanted = helicone.stream_usage or self.context.proxy.stream_usage == "always"
        return wanted and may_be_streamed_chat(head.method, route.sent, head.headers.logged.get("content-type", ""))

    def _to_api(self, head: RequestHead) -> ForwardPlan:
        headers = head.headers
        lines = header_block(headers.forwarded + [line for _, line in headers.stopped]) + helicone_block(headers)
        request = outgoing(head.method, head.target, head.host, lines, chunked=head.chunked)
        repeatable = self._router.is_repeatable(head.method.decode("latin-1"), head.target.decode("latin-1"), lines)
        return ForwardPlan(head, self._api, request, None, None, usage_wanted=False, repeatable=repeatable)

    def _authenticate(self, helicone: HeliconeHeaders) -> KeySettings | None:
        if self._keys.open:
            return None
        key = self._keys.find(helicone.auth.decode("latin-1") if helicone.auth else None)
        if key is None:
            fault = "Unknown" if helicone.auth else "Missing"
            raise MissingKey(
                f"{fault} Gnomon key: send 'Helicone-Auth: Bearer <key>' in addition to the provider's own key; "
                "'gnomon keys new' makes one for the setting auth.key"
            )
        if "proxy" not in key.scopes:
            raise CallNotAllowed(f"The key '{key.name}' cannot make calls: auth.key.scopes lacks \"proxy\"")
        return key


def _added_headers(request_id: str, warning: str | None, plan: ForwardPlan) -> bytes:
    lines = b"%bHelicone-Id: %b\r\n%b" % (SUCCESS, request_id.encode(), plan.answer_headers)
    return lines + b"Helicone-Warning: %b\r\n" % warning.encode() if warning else lines


def _alive(head: RequestHead) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        len(_ALIVE),
        b"" if head.method == b"HEAD" else _ALIVE,
    )
