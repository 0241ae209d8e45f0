"""Who may call, where the call goes, by what id it is known, and what is never written down."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from proxy.helicone_headers import choose_request_id
from store.settings import KeySettings
from tests.proxy.conftest import Start
from tests.proxy.raw import get, post
from tests.proxy.running import Running
from tests.support import scripts
from tests.support.upstream import Upstream

KEYS = [
    KeySettings(name="app", sha256=sha256(b"gn-app").hexdigest(), project=7),
    KeySettings(name="reader", sha256=sha256(b"gn-reader").hexdigest(), scopes=frozenset({"read"})),
]
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


# Keys


@pytest.mark.parametrize(
    "lines", [[], ["Helicone-Auth: Bearer wrong"], ["Helicone-Auth:"], ["Authorization: Bearer gn-app"]]
)
def test_without_a_known_key(start: Start, upstream: Upstream, lines: list[str]) -> None:
    """401 in OpenAI's shape that says how to send one; the upstream isn't asked and the connection goes on."""
    worker = start(keys=KEYS)
    client = worker.client()
    for _ in range(2):
        client.send(post("/v1/chat/completions", b"{}", *lines))
        answer = client.answer()
        assert answer.status == 401
        assert answer.error["type"] == "authentication_error"
        assert "Helicone-Auth" in answer.error["message"]
    assert upstream.requests == []


def test_with_a_key(start: Start, upstream: Upstream) -> None:
    """The call is its project's; the provider's own key crosses, ours does not."""
    worker = start(keys=KEYS)
    upstream.default(scripts.answer(body=b"ok"))
    answer = worker.call(get("/v1/x", "helicone-auth: bearer gn-app", "Authorization: Bearer sk-provider"))
    assert answer.body == b"ok"
    assert upstream.requests[0].header("authorization") == "Bearer sk-provider"
    assert upstream.requests[0].header("helicone-auth") is None
    opening = worker.log.one().opening
    assert (opening["project"], opening["key_name"]) == (7, "app")


def test_a_key_that_may_only_read(start: Start, upstream: Upstream) -> None:
    """403 that names the scope."""
    worker = start(keys=KEYS)
    answer = worker.call(get("/v1/x", "Helicone-Auth: Bearer gn-reader"))
    assert answer.status == 403
    assert "proxy" in answer.error["message"]
    assert upstream.requests == []


def test_without_keys_the_door_is_open(worker: Running, upstream: Upstream) -> None:
    """Everybody is project 1."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get("/v1/x", "Helicone-Auth: Bearer whatever"))
    opening = worker.log.one().opening
    assert (opening["project"], opening["key_name"]) == (1, None)


# Ids


@pytest.mark.parametrize(
    "asked", ["a", "A.b_c:d~e@f+g=h-1", "x" * 128, "0197f6a0-0000-7000-8000-000000000000", "...", "-"]
)
def test_the_callers_own_id(worker: Running, upstream: Upstream, asked: str) -> None:
    """It is taken as it is, and given back before the answer's body."""
    upstream.next(scripts.answer(body=b"ok"))
    answer = worker.call(get("/v1/x", f"Helicone-Request-Id: {asked}"))
    assert answer.header_values("helicone-id") == [asked]
    assert answer.header("helicone-warning") is None
    logged = worker.log.one()
    assert logged.opening["request_id"] == logged.closing["request_id"] == asked
    assert UUID7.fullmatch(logged.opening["exchange_id"])


@pytest.mark.parametrize(
    "asked", ["", ".", "..", "x" * 129, "a b", "a/b", "a%20", "a?b", "ä", "a#", "a,b", "a;b", '"a"']
)
def test_an_id_that_would_not_survive_a_url(worker: Running, upstream: Upstream, asked: str) -> None:
    """It is replaced, and the answer says so and by what."""
    upstream.next(scripts.answer(body=b"ok"))
    answer = worker.call(get("/v1/x", f"Helicone-Request-Id: {asked}"))
    given = answer.header("helicone-id") or ""
    assert UUID7.fullmatch(given)
    assert given in (answer.header("helicone-warning") or "")
    assert worker.log.one().opening["request_id"] == given


@pytest.mark.parametrize(
    ("header", "warned"),
    [
        ("Helicone-Cache-Enabled: true", True),
        ("Helicone-Retry-Enabled: TRUE", True),
        ("Helicone-RateLimit-Policy: 10;w=60", True),
        ("Helicone-Cache-Enabled: false", False),
        ("Helicone-Property-Cache-Enabled: true", False),
    ],
)
def test_what_is_asked_in_vain_is_said(worker: Running, upstream: Upstream, header: str, warned: bool) -> None:
    """A client that counts on a cache or on retries has to know that there are none."""
    upstream.next(scripts.answer(body=b"ok"), scripts.answer(body=b"ok"))
    client = worker.client()
    for _ in range(2):  # the second head is known already
        client.send(get("/v1/x", header))
        answer = client.answer()
        assert (answer.status, answer.body) == (200, b"ok")
        name = header.partition(":")[0].lower()
        assert (answer.header("helicone-warning") or "").startswith(f"{name} was ignored") == warned


def test_no_line_break_gets_into_an_id() -> None:
    """A pattern's `$` would let a last newline through."""
    given, warning = choose_request_id(b"abc\n", "assigned")
    assert warning
    assert given == "assigned"


def test_the_same_id_again_is_another_exchange(worker: Running, upstream: Upstream) -> None:
    """SDKs retry under the same id: each try has its own exchange_id."""
    upstream.next(scripts.answer(500, body=b"{}"), scripts.answer(body=b"ok"))
    for _ in range(2):
        worker.call(post("/v1/x", b"{}", "Helicone-Request-Id: same"))
    first, second = worker.log.closed(2)
    assert first.opening["request_id"] == second.opening["request_id"] == "same"
    assert first.opening["exchange_id"] < second.opening["exchange_id"]


def test_our_errors_carry_the_id_too(start: Start) -> None:
    """A call that failed has an id to ask for."""
    worker = start("http://no-such-host.invalid")
    assert worker.call(get("/v1/x", "Helicone-Request-Id: mine")).header("helicone-id") == "mine"


# Where it goes


def test_named_upstreams(start: Start, upstream: Upstream) -> None:
    """The prefix goes, the base URL's own path comes; what follows crosses as sent."""
    worker = start(upstreams={"other": f"{upstream.base_url}/base/path"})
    upstream.default(scripts.answer(body=b"ok"))
    for sent, got in {
        "/other/v1/x?a=b%20c": "/base/path/v1/x?a=b%20c",
        "/other/../x//y": "/base/path/../x//y",
        "/other": "/base/path/",
        "/other?a=b": "/base/path/?a=b",
        "/fake/v1/request/1": "/v1/request/1",
        "/v1/%72equest": "/v1/%72equest",
        "/v1/x?b=/other/": "/v1/x?b=/other/",
    }.items():
        assert worker.call(get(sent)).body == b"ok"
        assert upstream.requests[-1].target == got


def test_a_base_url_that_ends_in_v1(start: Start, upstream: Upstream) -> None:
    """/v1 of the call is not doubled, neither below the upstream's name nor at the default upstream; the log has the
    path as the client sent it, and the URL that was called."""
    url = f"{upstream.base_url}/v1"
    worker = start(url, upstreams={"named": url})
    upstream.default(scripts.answer(body=b"ok"))
    paths = ["/v1/chat/completions", "/named/v1/chat/completions", "/named/chat/completions"]
    for path in paths:
        assert worker.call(post(path, b"{}")).body == b"ok"
    assert [received.target for received in upstream.requests] == ["/v1/chat/completions"] * 3
    openings = [logged.opening for logged in worker.log.closed(3)]
    assert [opening["path"] for opening in openings] == paths
    assert {opening["target_url"] for opening in openings} == {f"{url}/chat/completions"}


def test_unknown_upstreams(start: Start, upstream: Upstream) -> None:
    """404 that lists the known ones; a path of any length and kind."""
    worker = start(upstreams={"other": upstream.base_url})
    for path in ("/nobody/v1/x", "//v1/x", "/V1/x", "/OTHER/v1/x", "/" + "n" * 5000, "/v1x", "/%6fther/x", "/;/x"):
        answer = worker.call(get(path))
        assert answer.status == 404
        assert "/fake/" in answer.error["message"]
        assert "/other/" in answer.error["message"]
    assert upstream.requests == []


@pytest.mark.parametrize("name", ["Helicone-Target-URL", "Helicone-OpenAI-Api-Base"])
def test_a_target_of_the_callers_own(start: Start, upstream: Upstream, name: str) -> None:
    """Where the setting lists it, whole path kept."""
    worker = start("http://no-such-host.invalid", proxy={"allowed_targets": [f"127.0.0.1:{upstream.port}"]})
    upstream.next(scripts.answer(body=b"ok"))
    answer = worker.call(post("/v1/x?limit=1", b"body", f"{name}: {upstream.base_url}"))
    assert answer.body == b"ok"
    (received,) = upstream.requests
    assert (received.target, received.body) == ("/v1/x?limit=1", b"body")
    assert received.header("host") == f"127.0.0.1:{upstream.port}"
    assert worker.log.one().opening["target_url"] == f"{upstream.base_url}/v1/x?limit=1"


@pytest.mark.parametrize(
    "url",
    [
        *("https://api.example.com", "http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://0.0.0.0"),
        *(
            "http://169.254.169.254",
            "http://127.0.0.1.:1",
            "http://2130706433:1",
            "http://0x7f000001:1",
            "http://127.1:1",
        ),
        *("http://allowed.example@127.0.0.1:1", "http://[::ffff:127.0.0.1]:1", "http://[::]:1", "http://10.1.2.3"),
    ],
)
def test_targets_nobody_listed(start: Start, upstream: Upstream, url: str) -> None:
    """403 that names the setting."""
    worker = start(proxy={"allowed_targets": ["allowed.example"]})
    answer = worker.call(get("/v1/x", f"Helicone-Target-URL: {url}"))
    assert answer.status == 403
    assert "proxy.allowed_targets" in answer.error["message"]
    assert upstream.requests == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "0",
        "[::127.0.0.1]",
    ],
)
def test_a_wildcard_opens_no_private_address(start: Start, upstream: Upstream, host: str) -> None:
    """`*` means every public host: neither an address nor a name that leads back to this machine, however written."""
    worker = start("http://no-such-host.invalid", proxy={"allowed_targets": ["*"]})
    answer = worker.call(get("/v1/x", f"Helicone-Target-URL: http://{host}:{upstream.port}"))
    assert answer.status == 403
    assert "proxy.allowed_targets" in answer.error["message"]
    assert upstream.requests == []


@pytest.mark.parametrize("url", ["ftp://a", "//a", "a", "https://", "http://a:b", "http://a:99999", "http://[a"])
def test_targets_that_are_none(worker: Running, upstream: Upstream, url: str) -> None:
    """400, or 403 where it could be one."""
    answer = worker.call(get("/v1/x", f"Helicone-Target-URL: {url}"))
    assert answer.status in (400, 403)
    assert "Helicone-Target-URL" in answer.error["message"]
    assert upstream.requests == []


@pytest.mark.parametrize("host", ["a..b", "b" * 64 + ".example", "\xfc.example", ".example", "exa mple"])
def test_targets_that_cannot_be_names(start: Start, host: str) -> None:
    """An error at once, whatever DNS and TLS think of the name."""
    worker = start(proxy={"allowed_targets": ["*"]}, timeouts={"first_byte_s": 60})
    for scheme in ("http", "https"):
        assert worker.call(get("/v1/x", f"Helicone-Target-URL: {scheme}://{host}")).status in (400, 403, 502)


# What is kept


SECRETS = ["Authorization", "X-Api-Key", "Api-Key", "Cookie", "Helicone-Auth", "X-Goog-Api-Key", "Proxy-Authorization"]


def test_no_secret_is_written_down(worker: Running, upstream: Upstream) -> None:
    """Neither of the client, wherever it puts it, nor of the upstream."""
    upstream.next(scripts.answer(headers=[("Set-Cookie", "topsecret"), ("X-Internal", "topsecret")], body=b"ok"))
    lines = [f"{name}: topsecret" for name in SECRETS]
    path = "/v1beta/models?key=topsecret&access_token=topsecret&alt=sse&topsecret&%6bey=topsecret"
    client = worker.client()
    client.send(
        post(
            f"/fake{path}",
            b"{}",
            *lines,
            *("Helicone-OpenAI-Api-Key: topsecret", "Helicone-Posthog-Key: topsecret", "Helicone-Jwt: topsecret"),
            *("Helicone-Fallbacks: [topsecret]", "X-Anything: topsecret"),
            *("Helicone-Secret: topsecret", "Helicone-Foo-Token: topsecret", "Helicone-: topsecret"),
            *("Helicone-Authorization: topsecret", "Helicone-Target-Urls: topsecret", "Helicone-Propertyx: topsecret"),
        )
    )
    assert client.answer().body == b"ok"
    assert upstream.requests[0].target == path  # it does cross
    assert upstream.requests[0].header("authorization") == "topsecret"
    opening = worker.log.one().opening
    assert opening["path"] == "/fake/v1beta/models?key=***&access_token=***&alt=sse&***&%6bey=***"
    assert b"topsecret" not in worker.log.raw()
    assert "topsecret" not in worker.said


def test_no_secret_of_a_failed_call_either(start: Start) -> None:
    """Errors are logged too."""
    worker = start("http://no-such-host.invalid", proxy={"allowed_targets": ["*"]})
    worker.call(get("/v1/x?key=topsecret", "Authorization: Bearer topsecret"))
    target = "Helicone-Target-URL: http://user:topsecret@no-such-host.invalid/?key=topsecret"
    worker.call(get("/v1/x", target, "Helicone-Auth: Bearer topsecret"))
    assert len(worker.log.closed(1)) >= 1
    assert b"topsecret" not in worker.log.raw()
    assert "topsecret" not in worker.said


@pytest.mark.parametrize("value", ["true", "TRUE", "True"])
def test_omitted_bodies_never_reach_the_disk(worker: Running, upstream: Upstream, value: str) -> None:
    """Helicone-Omit-Request and -Response: sizes are known, contents are not."""
    upstream.next(scripts.answer(body=b"private answer"))
    answer = worker.call(
        post("/v1/x", b"private question", f"Helicone-Omit-Request: {value}", f"Helicone-Omit-Response: {value}")
    )
    assert answer.body == b"private answer"
    assert upstream.requests[0].body == b"private question"
    logged = worker.log.one()
    assert logged.opening["request_omitted"] is True
    assert logged.opening["response_omitted"] is True
    assert (logged.opening["request_size_bytes"], logged.closing["response_size_bytes"]) == (16, 14)
    assert b"private" not in worker.log.raw()


def test_properties_are_kept_as_sent(worker: Running, upstream: Upstream) -> None:
    """In their order, in UTF-8, repeated or not; none of them crosses."""
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(
        b"GET /v1/x HTTP/1.1\r\nHost: a\r\n"
        + "Helicone-Property-Stadt: Köln\r\nhelicone-property-STADT: Bonn\r\nHelicone-Session-Id: s\r\n\r\n".encode()
    )
    client.answer()
    assert worker.log.one().opening["helicone_headers"] == [
        ["Helicone-Property-Stadt", "Köln"],
        ["helicone-property-STADT", "Bonn"],
        ["Helicone-Session-Id", "s"],
    ]
    assert not [name for name, _ in upstream.requests[0].headers if name.lower().startswith("helicone")]


def test_odd_bytes_in_headers_are_still_logged(worker: Running, upstream: Upstream) -> None:
    """Bytes that are no UTF-8 must not keep a call out of the log."""
    upstream.next(scripts.raw(b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe\r\nContent-Length: 2\r\n\r\nok", then="keep"))
    client = worker.client()
    client.send(b"GET /v1/x HTTP/1.1\r\nHost: a\r\nHelicone-Property-A: \xff\xed\xa0\x80\r\nUser-Agent: \x80\r\n\r\n")
    assert client.answer().body == b"ok"
    assert worker.log.one().outcome == "ok"


def test_files_are_for_their_owner_only(worker: Running, upstream: Upstream) -> None:
    """0600 each, and 0700 the folder."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get())
    worker.log.one()
    assert worker.log.directory.stat().st_mode & 0o777 == 0o700
    for path in worker.log.directory.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path
