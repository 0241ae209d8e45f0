"""Taking a request in: who may call, where the call goes, by what id it is known."""

from __future__ import annotations

import time

import orjson

from proxy.call_log import Budget, CallLog, NoCallLog
from proxy.client import ClientConnection
from proxy.errors import SUCCESS, MissingKey, Overloaded, ScopeMissing
from proxy.exchange import Exchange, ForwardPlan, WorkerContext
from proxy.helicone_headers import HeliconeHeaders, joined, path_to_keep, request_id
from proxy.http1.heads import RequestHead
from proxy.routing import Route, Router
from proxy.stream_usage import applies
from proxy.targets import Origin, Targets, target_at
from proxy.upload import outgoing
from store.ids import uuid7
from store.keys import Keys
from store.settings import KeySettings
from store.spool.frames import OpeningHeader
from store.spool.writer import SpoolWriter

_ALIVE = orjson.dumps({"status": "ok"})
_WEBSOCKET = b"Connection: Upgrade\r\nUpgrade: websocket\r\n"


class Admission:
    def __init__(
        self,
        terms: WorkerContext,
        keys: Keys,
        router: Router,
        targets: Targets,
        api_socket: str,
        writer: SpoolWriter,
        budget: Budget,
        node: str,
    ) -> None:
        self.terms = terms
        self.connections: set[ClientConnection] = set()
        self._keys = keys
        self._router = router
        self._targets = targets
        self._api = target_at("api", Origin(False, "api", 80, unix_path=api_socket))
        self._writer = writer
        self.budget = budget
        self._node = node

    def plan(self, head: RequestHead) -> ForwardPlan | bytes:
        """How to carry calls with that head, or the whole answer when it is our own. Raises ProxyError."""
        way = self._router.route(head.method.decode("latin-1"), head.target.decode("latin-1"))
        if way.place == "live":
            return _alive(head)
        if way.place == "api":
            return self._to_api(head)
        return self._to_upstream(head, way)

    def begin(self, client: ClientConnection, plan: ForwardPlan, length: int | None) -> Exchange:
        """One of those calls. Raises Overloaded."""
        if len(self.connections) > self.terms.proxy.max_connections:
            raise Overloaded("Too many connections; the setting proxy.max_connections bounds them")
        if plan.opening is None:
            return Exchange(client, plan, length, NoCallLog(), self.terms)
        exchange_id = uuid7()
        known_as, warning = request_id(plan.asked_id, exchange_id)
        opening = plan.opening.copy()
        opening["exchange_id"] = exchange_id
        opening["request_id"] = known_as
        opening["started_at_us"] = time.time_ns() // 1000
        record = CallLog(opening, self._writer, self.budget)
        return Exchange(client, plan, length, record, self.terms, _our_headers(known_as, warning))

    def _to_upstream(self, head: RequestHead, way: Route) -> ForwardPlan:
        asked = HeliconeHeaders(head.headers.ours)
        key = self._authenticate(asked)
        target, path = self._targets.find(way, asked.target)
        kept_path = path_to_keep(way.sent)
        opening: OpeningHeader = {
            "exchange_id": "",  # these two and the moment are the call's own
            "request_id": "",
            "project": key.project if key else 1,
            "key_name": key.name if key else None,
            "node": self._node,
            "started_at_us": 0,
            "method": head.method.decode("latin-1"),
            "path": kept_path,
            "upstream": target.name,
            "target_url": target.url + (kept_path if path is way.sent else path_to_keep(path)),
            "request_headers": head.headers.kept,
            "helicone_headers": asked.kept,
            "request_omitted": asked.omit_request,
            "response_omitted": asked.omit_response,
            "request_size_bytes": None,
            "request_truncated": False,
        }
        lines = joined(head.headers.crossing) + (_WEBSOCKET if head.websocket else b"")
        going = outgoing(head.method, path.encode("latin-1"), target.host, lines, chunked=head.chunked)
        return ForwardPlan(head, target, going, opening, asked.request_id, self._is_usage_wanted(head, way, asked))

    def _is_usage_wanted(self, head: RequestHead, way: Route, asked: HeliconeHeaders) -> bool:
        wanted = asked.stream_usage or self.terms.proxy.stream_usage == "always"
        return wanted and applies(head.method, way.sent, head.headers.kept.get("content-type", ""))

    def _to_api(self, head: RequestHead) -> ForwardPlan:
        lines = joined(head.headers.crossing) + b"".join(
            b"%b: %b\r\n" % (name.lower, value) for name, value in head.headers.ours
        )
        going = outgoing(head.method, head.target, head.host, lines, chunked=head.chunked)
        return ForwardPlan(head, self._api, going, None, None, usage_wanted=False)

    def _authenticate(self, asked: HeliconeHeaders) -> KeySettings | None:
        if self._keys.open:
            return None
        key = self._keys.find(asked.auth.decode("latin-1") if asked.auth else None)
        if key is None:
            what = "is not known here" if asked.auth else "is missing"
            raise MissingKey(
                f"The key of this proxy {what}: send it as 'Helicone-Auth: Bearer <key>' beside the provider's own "
                "key; 'gnomon keys new' makes one"
            )
        if "proxy" not in key.scopes:
            raise ScopeMissing(f"The key '{key.name}' may not make calls: it lacks the scope 'proxy'")
        return key


def _our_headers(known_as: str, warning: str | None) -> bytes:
    lines = f"Helicone-Id: {known_as}\r\n"
    if warning:
        lines += f"Helicone-Warning: {warning}\r\n"
    return SUCCESS + lines.encode()


def _alive(head: RequestHead) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        len(_ALIVE),
        b"" if head.method == b"HEAD" else _ALIVE,
    )
