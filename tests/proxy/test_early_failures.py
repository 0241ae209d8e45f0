"""Calls that are answered before their request has arrived: the rest of it is still logged.

SDKs send head and body in two packets. An upstream can fail, or answer the head alone, in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.proxy.conftest import Start
from tests.proxy.log import Logged
from tests.proxy.raw import Raw, get, post
from tests.proxy.running import Running
from tests.proxy.test_upstream_troubles import unused_port
from tests.support import scripts
from tests.support.upstream import Call, Upstream

BODY = b'{"model":"gpt-4o-mini","messages":[]}'
HEAD = get("/v1/chat/completions", f"Content-Length: {len(BODY)}", method="POST")


@pytest.fixture
def dead(start: Start) -> Running:
    """A worker whose upstream is a closed port."""
    return start(f"http://127.0.0.1:{unused_port()}")


def send_in_two(client: Raw, gap_s: float) -> None:
    client.send(HEAD)
    time.sleep(gap_s)  # as a client would that sends its body in a second packet
    client.send(BODY)


def check_whole(logged: Logged) -> None:
    """The log has the request as if it had come in one packet."""
    if logged.opening["request_size_bytes"] is None:
        assert (logged.request["request_complete"], logged.request["request_truncated"]) == (True, False)
    assert logged.request_body == BODY


@pytest.mark.parametrize("gap_s", [0.0, 0.0005, 0.005, 0.1])
def test_nobody_listens(dead: Running, gap_s: float) -> None:
    for _ in range(5):
        client = dead.client()
        send_in_two(client, gap_s)
        answer = client.answer()
        assert answer.status == 502
        assert answer.header("connection") == "keep-alive" or client.ended()
    for logged in dead.log.closed(5):
        assert (logged.outcome, logged.closing["status"]) == ("upstream_unreachable", 502)
        check_whole(logged)


@pytest.mark.parametrize("gap_s", [0.0, 0.0005, 0.005, 0.1])
def test_an_answer_to_the_head_alone(worker: Running, upstream: Upstream, gap_s: float) -> None:
    for _ in range(5):
        upstream.next(scripts.early_answer(401, b'{"error":{"message":"no key"}}'))
        client = worker.client()
        send_in_two(client, gap_s)
        assert client.answer().status == 401
    for logged in worker.log.closed(5):
        assert (logged.outcome, logged.closing["status"]) == ("ok", 401)
        assert logged.body == b'{"error":{"message":"no key"}}'
        check_whole(logged)


def test_a_chunked_request(dead: Running) -> None:
    client = dead.client()
    client.send(get("/v1/x", "Transfer-Encoding: chunked", method="POST") + b"3\r\nabc\r\n")
    assert client.answer().status == 502
    client.send(b"3\r\ndef\r\n0\r\n\r\n")
    logged = dead.log.one()
    assert (logged.request_body, logged.request["request_complete"]) == (b"abcdef", True)


def test_the_client_does_not_wait(dead: Running) -> None:
    """It has its answer while the log still waits for the body, and the latency is that of the answer."""
    client = dead.client()
    client.send(HEAD)
    answer = client.answer()
    assert (answer.status, answer.header("connection")) == (502, "close")
    assert not dead.log.all()[0].is_closed
    client.send(BODY)
    logged = dead.log.one()
    check_whole(logged)
    assert client.ended()


def test_a_body_that_does_not_come(dead: Running) -> None:
    """The log waits for a second, and for a tick of the worker's clock."""
    client = dead.client()
    client.send(HEAD + BODY[:5])
    assert client.answer().status == 502
    started = time.monotonic()
    logged = dead.log.one()
    assert 0.5 < time.monotonic() - started < 10
    assert logged.closing["duration_us"] < 500_000
    assert (logged.outcome, logged.request_body) == ("upstream_unreachable", BODY[:5])
    assert (logged.request["request_complete"], logged.request["request_truncated"]) == (False, True)
    assert client.ended()


def leaves(client: Raw) -> None:
    client.close()


def resets(client: Raw) -> None:
    client.reset()


def sends_nonsense(client: Raw) -> None:
    client.send(b"no chunk\r\n")


@pytest.mark.parametrize("ends", [leaves, resets, sends_nonsense])
def test_how_the_waiting_can_end(start: Start, ends: Callable[[Raw], None]) -> None:
    """The call has ended as the client was told."""
    worker = start(f"http://127.0.0.1:{unused_port()}")
    client = worker.client()
    client.send(get("/v1/x", "Transfer-Encoding: chunked", method="POST") + b"3\r\nabc\r\n")
    assert client.answer().status == 502
    ends(client)
    logged = worker.log.one()
    assert (logged.outcome, logged.request_body) == ("upstream_unreachable", b"abc")
    assert not logged.request["request_complete"]


def test_the_worker_stops_meanwhile(dead: Running) -> None:
    client = dead.client()
    client.send(HEAD)
    assert client.answer().status == 502
    dead.stop()
    assert dead.log.one().outcome == "upstream_unreachable"


def test_no_more_is_read_than_is_logged(start: Start) -> None:
    """Beyond capture_limit_bytes the call ends at once."""
    worker = start(f"http://127.0.0.1:{unused_port()}", proxy={"capture_limit_bytes": 16_000})
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 1000000", method="POST"))
    assert client.answer().status == 502
    client.send(b"q" * 20_000)
    logged = worker.log.one()
    assert (logged.request_body, logged.request["request_complete"]) == (b"q" * 16_000, False)


def test_a_close_delimited_answer_ends(worker: Running, upstream: Upstream) -> None:
    """Its end is the end of the connection, which does not wait for the request."""

    async def script(call: Call) -> None:
        await call.send(b"HTTP/1.1 401 No\r\n\r\nno key")
        call.cut()

    upstream.next(script)
    client = worker.client()
    client.send(HEAD)
    assert client.answer().body == b"no key"
    client.send(BODY)
    check_whole(worker.log.one())


def test_omitted_requests_have_their_model(dead: Running) -> None:
    client = dead.client()
    head = get("/v1/chat/completions", f"Content-Length: {len(BODY)}", "Helicone-Omit-Request: true", method="POST")
    client.send(head)
    assert client.answer().status == 502
    client.send(BODY)
    logged = dead.log.one()
    assert logged.closing["extracted"]["row"]["model_asked"] == "gpt-4o-mini"
    assert b"messages" not in dead.log.raw()


def test_a_complete_request_is_not_affected(dead: Running) -> None:
    """The closing frame precedes the answer, and the connection takes another call."""
    client = dead.client()
    for count in (1, 2):
        client.send(post("/v1/x", BODY))
        assert client.answer().header("connection") == "keep-alive"
        assert len(dead.log.closed(count)) == count
