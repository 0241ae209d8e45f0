"""Clients that are slow, rude, confused or gone."""

from __future__ import annotations

import select
import socket
import time

import pytest

from tests.proxy.conftest import Start
from tests.proxy.raw import Broken, chunked_post, get, post
from tests.proxy.running import Running, wait_until
from tests.support import scripts
from tests.support.gate import Gate
from tests.support.upstream import Call, Upstream

SMUGGLED = {
    "two hosts": get("/v1/x", "Host: there"),
    "no host": b"GET /v1/x HTTP/1.1\r\n\r\n",
    "length and chunks": get("/v1/x", "Content-Length: 6", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\nG",
    "two lengths": get("/v1/x", "Content-Length: 6", "Content-Length: 5", method="POST") + b"123456",
    "folded": get("/v1/x", "X: 1", " 2"),
    "space before colon": get("/v1/x", "Content-Length : 5", method="POST") + b"hello",
    "absolute form": get("http://other/v1/x"),
    "connect": get("other:443", method="CONNECT"),
    "chunks in 1.0": b"POST /v1/x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "other coding": get("/v1/x", "Transfer-Encoding: gzip, chunked", method="POST") + b"0\r\n\r\n",
    "http/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
    "bare LF": b"GET /v1/x HTTP/1.1\nHost: a\n\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "noise": b"\x00\xff\xfe\r\n\r\n",
    "bad chunk size": chunked_post([], end=b"0x5\r\nhello\r\n0\r\n\r\n"),
    "chunk with bare LF": chunked_post([], end=b"5\nhello\n0\n\n"),
}


@pytest.mark.parametrize("request_bytes", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_smuggling_attempts(worker: Running, upstream: Upstream, request_bytes: bytes) -> None:
    """400 in OpenAI's shape, the connection closed, the upstream never asked, whatever follows not read."""
    client = worker.client()
    client.send(request_bytes + get("/v1/smuggled"))
    answer = client.answer()
    assert answer.status == 400
    assert answer.error["type"] == "invalid_request_error"
    assert answer.header("connection") == "close"
    assert client.ended()
    assert upstream.requests == []


def test_bad_chunks_in_mid_upload(worker: Running, upstream: Upstream) -> None:
    """Found out when the call is under way: 400, and the call is logged as refused."""
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(chunked_post([b"good"], end=b""))
    upstream.wait_requests(1)
    client.send(b"zz\r\n")
    assert client.answer().status == 400
    logged = worker.log.one()
    assert (logged.outcome, logged.request_body) == ("refused", b"good")
    upstream.wait_closed(0)


def test_a_slow_head(start: Start) -> None:
    """408, byte by byte or not; a connection that never says a word is closed without one."""
    worker = start(timeouts={"head_s": 0.2})
    client = worker.client()
    client.send(b"GET /v1/x HT")
    assert client.answer().status == 408
    assert client.ended()
    assert worker.client().ended()


@pytest.mark.parametrize("drip", [b"\r\n", b"\n", b"\r"])
def test_empty_lines_keep_no_connection_open(start: Start, upstream: Upstream, drip: bytes) -> None:
    """Empty lines before a request are ignored (RFC 9112 §2.2): they begin no head, which would have head_s again."""
    worker = start(timeouts={"head_s": 0.3, "keep_alive_s": 0.3})
    upstream.default(scripts.answer(body=b"ok"))
    fresh, kept = worker.client(), worker.client()
    kept.send(drip + get())
    assert kept.answer().body == b"ok"
    for client in (fresh, kept):
        drips = 0
        while not select.select([client.socket], [], [], 0.02)[0] and drips < 500:
            client.send(drip)
            drips += 1
        assert drips < 500  # ten seconds
        assert client.ended()


def test_an_idle_connection_is_closed(start: Start, upstream: Upstream) -> None:
    """After keep_alive_s, without a word that could be taken for an answer."""
    worker = start(timeouts={"keep_alive_s": 0.2})
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get())
    assert client.answer().body == b"ok"
    assert client.ended()


def test_a_slow_body(start: Start, upstream: Upstream) -> None:
    """408 when nothing more of it comes."""
    worker = start(timeouts={"body_s": 0.2})
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 10", method="POST") + b"half")
    assert client.answer().status == 408
    logged = worker.log.one()
    assert (logged.outcome, logged.request_body) == ("client_timeout", b"half")
    assert not logged.request["request_complete"]


def test_a_head_too_large(start: Start, upstream: Upstream) -> None:
    """431 that names the setting, whether or not its end is in sight; one just below the limit passes."""
    worker = start(proxy={"max_head_bytes": 2048})
    upstream.default(scripts.answer(body=b"ok"))
    for request in (get("/v1/x", "X: " + "a" * 3000), get("/v1/x", "X: " + "a" * 3000)[:-2]):
        client = worker.client()
        client.send(request)
        answer = client.answer()
        assert answer.status == 431
        assert "proxy.max_head_bytes" in answer.error["message"]
        assert client.ended()
    assert worker.call(get("/v1/x", "X: " + "a" * 1900)).status == 200


def test_a_body_too_large_as_declared(start: Start, upstream: Upstream) -> None:
    """413 before a byte of it is asked for."""
    worker = start(proxy={"max_body_bytes": 1000})
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 1001", "Expect: 100-continue", method="POST"))
    answer = client.answer()
    assert answer.status == 413
    assert "proxy.max_body_bytes" in answer.error["message"]
    assert upstream.requests == []


def test_a_body_too_large_as_it_comes(start: Start, upstream: Upstream) -> None:
    """413 in the middle of it, which the client can read although it is still sending; logged as refused."""
    worker = start(proxy={"max_body_bytes": 100_000})
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(chunked_post([b"a" * 50_000], end=b""))
    upstream.wait_requests(1)
    client.send(b"%x\r\n" % 200_000)
    for _ in range(12):
        client.send(b"a" * 10_000)
    assert client.answer().status == 413
    assert worker.log.one().outcome == "refused"
    upstream.wait_closed(0)


def test_a_whole_chunked_body_too_large(start: Start, upstream: Upstream) -> None:
    """Also when all of it is there at once, and then the connection may even go on."""
    worker = start(proxy={"max_body_bytes": 100})
    assert worker.call(chunked_post([b"a" * 101])).status == 413
    assert upstream.requests == []


# Clients that leave


def test_leaves_in_mid_head(worker: Running, upstream: Upstream) -> None:
    """Nothing was said, nothing is logged."""
    client = worker.client()
    client.send(b"GET /v1/x HT")
    client.close()
    upstream.next(scripts.answer(body=b"ok"))
    assert worker.call(get()).body == b"ok"
    assert len(worker.log.closed(1)) == 1


@pytest.mark.parametrize("rudely", [False, True], ids=["fin", "rst"])
def test_leaves_in_mid_upload(worker: Running, upstream: Upstream, *, rudely: bool) -> None:
    """The upstream is let go; the log has what came."""
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 10", method="POST") + b"half")
    upstream.wait_requests(1)
    client.reset() if rudely else client.close()
    logged = worker.log.one()
    assert (logged.outcome, logged.request_body, logged.closing["status"]) == ("client_closed", b"half", None)
    assert not logged.request["request_complete"]
    upstream.wait_closed(0)


@pytest.mark.parametrize("rudely", [False, True], ids=["fin", "rst"])
def test_leaves_before_the_answer(worker: Running, upstream: Upstream, *, rudely: bool) -> None:
    """The call is called off at once, so that the provider stops too."""
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(post("/v1/x", b"question"))
    upstream.wait_requests(1)
    client.reset() if rudely else client.close()
    upstream.wait_closed(0)
    logged = worker.log.one()
    assert (logged.outcome, logged.request_body) == ("client_closed", b"question")


@pytest.mark.parametrize("rudely", [False, True], ids=["fin", "rst"])
def test_leaves_in_mid_stream(worker: Running, upstream: Upstream, *, rudely: bool) -> None:
    """Logged as far as it came; the upstream is let go although it says nothing meanwhile."""
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    client = worker.client()
    client.send(get())
    gate.release()
    client.head()
    assert client.chunk() == b"one"
    client.reset() if rudely else client.close()
    upstream.wait_closed(0)
    logged = worker.log.one()
    assert (logged.outcome, logged.body, logged.closing["status"]) == ("client_closed", b"one", 200)
    gate.open()


def test_leaves_while_a_connection_is_made(start: Start) -> None:
    """An upstream that does not pick up is no longer waited for."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        worker = start(f"https://127.0.0.1:{deaf.getsockname()[1]}", timeouts={"connect_s": 3})
        client = worker.client()
        client.send(get())
        with deaf.accept()[0] as tcp:
            assert tcp.recv(1)
            client.close()
            assert worker.log.one().outcome == "client_closed"
            while tcp.recv(1 << 16):
                pass


def test_a_half_close_counts_as_gone(worker: Running, upstream: Upstream) -> None:
    """A client that will say no more is taken at its word for all of it: nobody can tell it from one that left."""
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(get())
    upstream.wait_requests(1)
    client.socket.shutdown(socket.SHUT_WR)
    upstream.wait_closed(0)
    assert worker.log.one().outcome == "client_closed"
    assert client.ended()


def test_leaves_after_done(worker: Running, upstream: Upstream) -> None:
    """OpenAI's SDKs close after `data: [DONE]`, before the last chunk: the log has all that counts."""
    gate = Gate()
    upstream.next(scripts.stream([b"data: [DONE]\n\n"], gate=gate))
    client = worker.client()
    client.send(get())
    client.head()
    gate.release()
    assert client.chunk() == b"data: [DONE]\n\n"
    client.close()
    logged = worker.log.one()
    assert (logged.outcome, logged.body) == ("client_closed", b"data: [DONE]\n\n")
    gate.open()


def test_draining_reads_on_without_the_client(start: Start, upstream: Upstream) -> None:
    """on_client_close = "drain": paid for is paid for, so the whole answer goes into the log."""
    worker = start(proxy={"on_client_close": "drain"}, timeouts={"head_s": 0.2})
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two", b"three"], gate=gate))
    client = worker.client()
    client.send(post("/v1/x", b"{}"))
    gate.release()
    client.head()
    assert client.chunk() == b"one"
    wait_until(lambda: worker.counted("connections") == 1, "the connection to be counted")
    client.close()
    wait_until(lambda: worker.counted("connections") == 0, "the worker to notice")
    gate.open()
    logged = worker.log.one()
    assert logged.body == b"onetwothree"
    assert logged.outcome in ("ok", "client_closed")


def test_draining_what_a_stuck_client_left(start: Start, upstream: Upstream) -> None:
    """The upstream that was held back for it is read again."""
    worker = start(proxy={"on_client_close": "drain"})
    upstream.next(scripts.generated(20_000_000))
    client = worker.client(receive_buffer_bytes=4096)
    client.send(get())
    client.head()
    client.close()
    assert worker.log.one().closing["response_size_bytes"] == 20_000_000


# Floods, and clients that do not read


def test_a_pipelining_flood(worker: Running, upstream: Upstream) -> None:
    """A client may send any number of requests ahead; what it sends is not taken in before it is its turn."""
    gate = Gate()
    upstream.default(scripts.stalled(gate, scripts.answer(body=b"ok")))
    client = worker.client()
    client.socket.settimeout(1.0)
    with pytest.raises(TimeoutError):
        client.send(get() * 2_000_000)
    assert worker.resident_bytes < 100 << 20
    assert len(upstream.requests) == 1
    gate.open()


def test_a_pipelining_flood_that_is_answered(worker: Running, upstream: Upstream) -> None:
    """Each answer makes room for one more request, not for a bufferful of them."""
    upstream.default(scripts.answer(body=b"ok"))
    before = worker.resident_bytes
    client = worker.client()
    client.socket.setblocking(False)
    flood = get() * 10_000
    answered = 0
    while answered < 600:
        try:
            client.socket.send(flood)
        except BlockingIOError:
            pass
        try:
            answered += client.socket.recv(1 << 16).count(b"HTTP/1.1 200")
        except BlockingIOError:
            pass
    assert worker.resident_bytes - before < 30 << 20
    client.close()


def test_pipelined_answers_nobody_reads(worker: Running, upstream: Upstream) -> None:
    """A client that asks and asks and does not read is not asked for by us either: answers do not pile up."""
    upstream.default(scripts.answer(body=b"x" * 60_000))
    client = worker.client(receive_buffer_bytes=4096)
    client.send(get() * 1000)
    with pytest.raises(TimeoutError):
        upstream.wait_requests(500, timeout_s=1.5)


def test_a_slow_reader_holds_the_upstream_back(worker: Running, upstream: Upstream) -> None:
    """A hundred megabytes do not pass through memory because one client is slow; all of them arrive in the end."""
    upstream.next(scripts.generated(100 << 20))
    client = worker.client(receive_buffer_bytes=1 << 16)
    client.send(get())
    client.head()
    before = worker.resident_bytes
    client.exactly(100_000)
    time.sleep(0.3)  # the time in which a proxy without backpressure would have swallowed the rest
    assert worker.resident_bytes - before < 40 << 20
    left = (100 << 20) - 100_000 - len(client.came)
    while left:
        left -= len(client.socket.recv(min(left, 1 << 20)))
    logged = worker.log.one()
    assert (logged.outcome, logged.closing["response_size_bytes"]) == ("ok", 100 << 20)
    assert logged.closing["response_truncated"]
    assert len(logged.body) == 10 << 20


def test_a_slow_upstream_holds_the_client_back(worker: Running, upstream: Upstream) -> None:
    """Nor does an upload pile up before an upstream that does not read."""
    gate = Gate()

    async def script(call: Call) -> None:
        await gate.passed()
        await scripts.send_answer(call, body=b"%d" % len(await call.body()))

    upstream.next(script)
    client = worker.client()
    client.send(get("/v1/files", f"Content-Length: {100 << 20}", method="POST"))
    upstream.wait_requests(1)
    before = worker.resident_bytes
    client.socket.settimeout(1.0)
    sent = 0
    try:
        while sent < 100 << 20:
            sent += client.socket.send(b"x" * min(1 << 18, (100 << 20) - sent))
    except TimeoutError:
        pass
    assert sent < 60 << 20
    assert worker.resident_bytes - before < 60 << 20
    gate.open()
    client.socket.settimeout(15)
    while sent < 100 << 20:
        sent += client.socket.send(b"x" * min(1 << 18, (100 << 20) - sent))
    assert client.answer().body == b"%d" % (100 << 20)
    logged = worker.log.one()
    assert logged.request["request_size_bytes"] == 100 << 20
    assert logged.request["request_truncated"]
    assert len(logged.request_body) == 10 << 20


def test_a_reader_that_stops(start: Start, upstream: Upstream) -> None:
    """After body_s it is cut, logged, and gone: it must not hold its connection for ever."""
    worker = start(timeouts={"body_s": 0.3})
    upstream.next(scripts.generated(20 << 20))
    client = worker.client(receive_buffer_bytes=4096)
    client.send(get())
    client.head()
    assert worker.log.one().outcome == "client_timeout"
    upstream.wait_closed(0)
    wait_until(lambda: worker.counted("connections") == 0, "the connection to be given up", 5)


def test_a_reader_that_stops_between_two_calls(start: Start, upstream: Upstream) -> None:
    """Its calls have ended well for us, but their bytes are still in our buffer: that is not kept for ever either."""
    worker = start(timeouts={"body_s": 0.2, "keep_alive_s": 0.2})
    upstream.default(scripts.answer(body=b"x" * 60_000))
    client = worker.client(receive_buffer_bytes=4096)
    client.send(get() * 1000)
    upstream.wait_requests(5)
    wait_until(lambda: worker.counted("connections") == 1, "the connection to be counted")
    wait_until(lambda: worker.counted("connections") == 0, "the connection to be given up", 5)
    assert all(logged.outcome == "ok" for logged in worker.log.all())


def test_a_tunnel_holds_its_client_back(worker: Running, upstream: Upstream) -> None:
    """Backpressure does not end where HTTP does."""
    gate = Gate()

    async def script(call: Call) -> None:
        await call.send(scripts.head(101, [("Upgrade", "websocket"), ("Connection", "Upgrade")]))
        await gate.passed()
        await call.left()

    upstream.next(script)
    client = worker.client()
    client.send(get("/v1/realtime", "Upgrade: websocket", "Connection: Upgrade"))
    assert client.head().status == 101
    client.socket.settimeout(1.0)
    with pytest.raises(TimeoutError):
        client.send(b"x" * (100 << 20))
    assert worker.resident_bytes < 120 << 20
    gate.open()


def test_much_before_the_tunnel(worker: Running, upstream: Upstream) -> None:
    """What an impatient client says before the upstream agreed goes through when it has, however much it was."""
    gate = Gate()
    upstream.next(scripts.stalled(gate, scripts.websocket_echo()))
    client = worker.client()
    early = b"e" * 200_000
    client.send(get("/v1/realtime", "Upgrade: websocket", "Connection: Upgrade") + early)
    gate.wait_arrived()
    gate.open()
    assert client.head().status == 101
    assert client.exactly(len(early)) == early
    client.send(b"later")
    assert client.exactly(5) == b"later"


def test_names_strangers_make_up_are_not_kept(worker: Running) -> None:
    """Header names as long as a head may be, each another one, leave nothing behind."""
    client = worker.client()
    client.send(get("/healthz/live"))
    client.answer()
    before = worker.resident_bytes
    for number in range(600):
        client.send(get(f"/nowhere/{'p' * 5000}{number}", f"X{'n' * 50_000}{number}: 1"))
        assert client.answer().status == 404
    assert worker.resident_bytes - before < 30 << 20


def test_too_many_connections(start: Start, upstream: Upstream) -> None:
    """Beyond max_connections: 503 that names the setting."""
    worker = start(proxy={"max_connections": 2})
    upstream.default(scripts.answer(body=b"ok"))
    first, second, third = (worker.client() for _ in range(3))
    third.send(get())
    answer = third.answer()
    assert answer.status == 503
    assert "proxy.max_connections" in answer.error["message"]
    first.close()
    third.close()
    wait_until(lambda: worker.counted("connections") == 1, "room")
    second.send(get())
    assert second.answer().body == b"ok"


def test_a_cut_client_is_not_told_twice(worker: Running, upstream: Upstream) -> None:
    """A client that leaves while its answer's last bytes wait for the log does no harm to the others of that moment."""
    upstream.default(scripts.answer(body=b"ok"))
    clients = [worker.client() for _ in range(40)]
    for client in clients:
        client.send(get())
    for client in clients[::2]:
        client.reset()
    for client in clients[1::2]:
        assert client.answer().body == b"ok"
    for logged in worker.log.closed(20):
        assert not logged.is_closed or logged.outcome in ("ok", "client_closed")


def test_broken_is_seen_on_a_kept_connection(worker: Running, upstream: Upstream) -> None:
    """A cut answer is the last thing on its connection, pipelined requests behind it or not."""
    upstream.next(scripts.wrong_length(b"ab", 5))
    client = worker.client()
    client.send(get() + get("/v1/second"))
    with pytest.raises(Broken):
        client.answer()
    assert [received.path for received in upstream.requests] == ["/v1/x"]
