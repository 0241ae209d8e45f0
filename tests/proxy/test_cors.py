"""Web pages that make calls from a browser."""

from __future__ import annotations

from hashlib import sha256

import pytest
from pydantic import ValidationError

from proxy.settings import ProxySettings
from store.settings import KeySettings
from tests.proxy.conftest import Start
from tests.proxy.raw import Answer, get, post
from tests.proxy.running import Running
from tests.support import scripts
from tests.support.upstream import Upstream

PAGE = "https://app.example.com"
KEYS = [KeySettings(name="app", sha256=sha256(b"gn-app").hexdigest())]
OURS = {"helicone-id", "helicone-status", "helicone-warning"}


def preflight(origin: str = PAGE, path: str = "/v1/chat/completions") -> bytes:
    lines = [
        f"Origin: {origin}",
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: authorization,content-type,helicone-auth",
    ]
    return get(path, *lines, method="OPTIONS")


def exposed(answer: Answer) -> set[str]:
    """What a page may read besides the headers that every page may."""
    value = answer.header("access-control-expose-headers") or ""
    return {name.strip().lower() for name in value.split(",") if name.strip()}


def test_a_preflight_is_answered_here(start: Start, upstream: Upstream) -> None:
    """Without a key, which no preflight carries; it is neither relayed nor logged, and the connection goes on."""
    worker = start(keys=KEYS, proxy={"allowed_origins": [PAGE]})
    upstream.default(scripts.answer(body=b"ok"))
    client = worker.client()
    for path in ("/v1/chat/completions", "/fake/v1/models"):
        client.send(preflight(path=path))
        answer = client.answer(b"OPTIONS")
        assert answer.status == 204
        assert answer.header("access-control-allow-origin") == PAGE
        assert answer.header("access-control-allow-methods") == "POST"
        assert answer.header("access-control-allow-headers") == "authorization,content-type,helicone-auth"
        assert answer.header("access-control-max-age") == "7200"
        assert answer.header("vary") == "Origin"
    client.send(post("/v1/chat/completions", b"{}", f"Origin: {PAGE}", "Helicone-Auth: Bearer gn-app"))
    answer = client.answer()
    assert (answer.status, answer.body) == (200, b"ok")
    assert answer.header("access-control-allow-origin") == PAGE
    assert exposed(answer) == OURS
    assert len(upstream.requests) == 1
    assert worker.log.one().outcome == "ok"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", f"{PAGE}.evil.example", f"{PAGE}:8443", "http://app.example.com", "null"]
)
def test_other_pages_get_no_word(start: Start, upstream: Upstream, origin: str) -> None:
    """Their preflights are calls like any other; nothing in an answer lets the page read it."""
    worker = start(keys=KEYS, proxy={"allowed_origins": [PAGE]})
    client = worker.client()
    client.send(preflight(origin))
    assert client.answer(b"OPTIONS").status == 401
    client.send(post("/v1/x", b"{}", f"Origin: {origin}", "Helicone-Auth: Bearer gn-app"))
    upstream.next(scripts.answer(body=b"ok"))
    assert client.answer().header("access-control-allow-origin") is None


def test_without_the_setting_preflights_cross(worker: Running, upstream: Upstream) -> None:
    """The upstream decides, as before."""
    upstream.next(scripts.answer(204, [("Access-Control-Allow-Origin", "*")]))
    answer = worker.call(preflight())
    assert (answer.status, answer.header("access-control-allow-origin")) == (204, "*")
    assert upstream.requests[0].method == "OPTIONS"
    assert worker.log.one().closing["status"] == 204


def test_any_origin(start: Start, upstream: Upstream) -> None:
    """The word is * literally: a browser then hides answers to calls with its user's cookies."""
    worker = start(proxy={"allowed_origins": ["*"]})
    upstream.next(scripts.answer(body=b"ok"))
    assert worker.call(preflight("null")).header("access-control-allow-origin") == "*"
    answer = worker.call(post("/v1/x", b"{}", "Origin: null"))
    assert answer.header("access-control-allow-origin") == "*"
    assert worker.call(preflight()).header("vary") is None


def test_our_errors_can_be_read(start: Start, upstream: Upstream) -> None:
    """A page must learn that its key is missing, that its path is wrong, or that the upstream failed."""
    worker = start(keys=KEYS, proxy={"allowed_origins": [PAGE]})
    key = "Helicone-Auth: Bearer gn-app"
    upstream.next(scripts.dropped())
    for path, line, status in (("/v1/x", "X: 1", 401), ("/nobody/v1/x", key, 404), ("/v1/x", key, 502)):
        answer = worker.call(post(path, b"{}", f"Origin: {PAGE}", line))
        assert answer.status == status
        assert answer.header_values("access-control-allow-origin") == [PAGE]
        assert answer.error["message"]


def test_a_plain_options_call_crosses(start: Start, upstream: Upstream) -> None:
    """Only with Access-Control-Request-Method it is a preflight; only for a page there is anything to allow."""
    worker = start(proxy={"allowed_origins": [PAGE]})
    upstream.default(scripts.answer(body=b"ok"))
    assert worker.call(get("/v1/x", f"Origin: {PAGE}", method="OPTIONS")).body == b"ok"
    answer = worker.call(get("/v1/x", "Access-Control-Request-Method: POST", method="OPTIONS"))
    assert (answer.body, answer.header("access-control-allow-origin")) == (b"ok", None)
    assert len(worker.log.closed(2)) == 2


def test_what_the_upstream_allows_and_exposes(start: Start, upstream: Upstream) -> None:
    """Its own list stays; of Access-Control-Allow-Origin there may be only one, and the setting's counts."""
    worker = start(proxy={"allowed_origins": [PAGE]})
    theirs = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "X-Request-Id")]
    upstream.default(scripts.answer(headers=theirs, body=b"ok"))
    answer = worker.call(post("/v1/x", b"{}", f"Origin: {PAGE}"))
    assert answer.header_values("access-control-allow-origin") == [PAGE]
    assert exposed(answer) == OURS | {"x-request-id"}


def test_an_upstream_that_is_open_to_pages_itself(worker: Running, upstream: Upstream) -> None:
    """Whoever can read its answer can read our id, without any setting."""
    upstream.default(scripts.answer(headers=[("access-control-allow-origin", "*")], body=b"ok"))
    answer = worker.call(post("/v1/x", b"{}", f"Origin: {PAGE}"))
    assert answer.header_values("access-control-allow-origin") == ["*"]
    assert exposed(answer) == OURS
    assert answer.header("helicone-id")


def test_answers_to_programs_are_as_before(worker: Running, upstream: Upstream) -> None:
    upstream.next(scripts.answer(body=b"ok"))
    answer = worker.call(post("/v1/x", b"{}"))
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    "value", ["app.example.com", "https://app.example.com/", "https://a b", "https://u@a", "", "null"]
)
def test_what_is_no_origin(value: str) -> None:
    """An entry that no browser would ever send is a mistake."""
    with pytest.raises(ValidationError, match=r"https://app\.example\.com"):
        ProxySettings(allowed_origins=[value])


def test_the_api_decides_for_its_own_paths(start: Start) -> None:
    """proxy.allowed_origins is about calls to upstreams; who may use the API is server.allowed_hosts' question."""
    worker = start(proxy={"allowed_origins": ["*"]})
    assert worker.call(preflight(path="/v1/request/query")).status == 502  # there is no api process in this test
