"""What a browser, a CDN or a reverse proxy says of the caller stops here; traces and session ids are logged."""

from __future__ import annotations

import pytest

from proxy.http1.header_names import REQUEST_HEADER_NAMES
from store.extract.sessions import AGENT_HEADERS
from tests.proxy.conftest import Start
from tests.proxy.raw import get
from tests.proxy.running import Running
from tests.support import scripts
from tests.support.upstream import Upstream

STOPPED = [
    *("Cookie", "Forwarded", "Via", "X-Real-IP", "True-Client-IP", "CDN-Loop"),
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "x-forwarded-anything"),
    *("CF-Connecting-IP", "CF-Visitor", "cf-ray"),
]


def test_headers_about_the_caller_stop_here(worker: Running, upstream: Upstream) -> None:
    """All of them, in any spelling; what surrounds them crosses in its order."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", "X-First: 1", *(f"{name}: private" for name in STOPPED), "X-Last: 2"))
    (received,) = upstream.requests
    assert [header for header in received.headers if header[0] != "Host"] == [("X-First", "1"), ("X-Last", "2")]
    assert worker.log.one().outcome == "ok"
    assert b"private" not in worker.log.raw()


def test_a_setting_passes_some_of_them(start: Start, upstream: Upstream) -> None:
    """By name, in any spelling; they cross, but are not logged."""
    worker = start(proxy={"forward_client_headers": ["Cookie", "x-forwarded-for"]})
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", "COOKIE: private", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https"))
    (received,) = upstream.requests
    assert received.header("cookie") == "private"
    assert received.header("x-forwarded-for") == "192.0.2.1"
    assert received.header("x-forwarded-proto") is None
    assert worker.log.one().outcome == "ok"
    assert b"private" not in worker.log.raw()


def test_no_setting_passes_what_is_ours(start: Start, upstream: Upstream) -> None:
    """The setting opens headers about the caller only: neither our keys nor the headers of a connection."""
    worker = start(proxy={"forward_client_headers": ["Helicone-Auth", "Proxy-Authorization", "Cookie"]})
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", "Helicone-Auth: a", "Proxy-Authorization: b", "Connection: cookie", "Cookie: c"))
    assert [name for name, _ in upstream.requests[0].headers] == ["Host"]


@pytest.mark.parametrize("name", ["cf-aig-authorization", "cf-aig-metadata", "X-Cf-Anything", "Viable"])
def test_names_that_only_look_alike_cross(worker: Running, upstream: Upstream, name: str) -> None:
    """Cloudflare's AI gateway is an upstream: cf-aig-* is the caller's own word to it."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", f"{name}: 1"))
    assert upstream.requests[0].header(name) == "1"


def test_traces_cross_and_are_logged(worker: Running, upstream: Upstream) -> None:
    """All cross. traceparent names ids only and is logged; of baggage, which may hold anything, only what is known."""
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    baggage = "mail=private,session.id=s%201;private=yes, user.id = ada ,private"
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", f"traceparent: {trace}", "tracestate: a=1", f"baggage: {baggage}"))
    (received,) = upstream.requests
    assert received.header("traceparent") == trace
    assert (received.header("tracestate"), received.header("baggage")) == ("a=1", baggage)
    logged = {"traceparent": trace, "baggage": "session.id=s%201,user.id=ada"}
    assert worker.log.one().opening["request_headers"] == logged
    assert b"private" not in worker.log.raw()


def test_session_headers_of_agents_are_logged(worker: Running, upstream: Upstream) -> None:
    """Every one that a session is recognised by."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", *(f"{name}: of {name}" for name in AGENT_HEADERS)))
    assert worker.log.one().opening["request_headers"] == {name: f"of {name}" for name in AGENT_HEADERS}
    assert all(REQUEST_HEADER_NAMES[name.encode()].is_forwarded for name in AGENT_HEADERS)


def test_the_cost_that_litellm_states_is_logged(worker: Running, upstream: Upstream) -> None:
    upstream.next(scripts.answer(headers=[("x-litellm-response-cost", "0.0123")], body=b"ok"))
    assert worker.call(get()).header("x-litellm-response-cost") == "0.0123"
    assert worker.log.one().closing["response_headers"] == {"x-litellm-response-cost": "0.0123"}
