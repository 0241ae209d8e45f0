"""An upstream that fails, in every way there is: the client hears who failed, or sees a broken connection."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from tests.proxy.conftest import Start
from tests.proxy.raw import Broken, get, post
from tests.proxy.running import Running, wait_until
from tests.support import scripts
from tests.support.gate import Gate
from tests.support.tls import Authority
from tests.support.upstream import Call, Script, Upstream


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_nobody_listens(start: Start) -> None:
    """502 that names the upstream and the cause; the client's connection lives on."""
    url = f"http://127.0.0.1:{unused_port()}"
    worker = start(url)
    client = worker.client()
    for _ in range(2):
        client.send(post("/v1/x", b"abc"))
        answer = client.answer()
        assert answer.status == 502
        assert answer.error["code"] == "upstream_unreachable"
        assert url in answer.error["message"]
        assert "refused" in answer.error["message"]
        assert answer.header("helicone-id")
        assert [value for name, value in answer.headers if name.lower() == "helicone-status"] == ["failed"]
    logged = worker.log.closed(2)[0]
    assert (logged.outcome, logged.closing["status"], logged.request_body) == ("upstream_unreachable", 502, b"abc")
    assert logged.closing["served_by"] is None
    assert url in logged.closing["error"]
    assert logged.body == answer.body, "the log has what the client got, whoever gave it"


def test_a_name_nobody_knows(start: Start) -> None:
    """DNS failure: 502 that names it."""
    worker = start("http://no-such-host.invalid:81")
    answer = worker.call(get())
    assert answer.status == 502
    assert "http://no-such-host.invalid:81" in answer.error["message"]
    assert "DNS" in answer.error["message"]
    assert worker.log.one().outcome == "upstream_unreachable"


@pytest.mark.parametrize("host", ["a..b", "a" * 64, "-" * 300])
def test_names_that_cannot_be_names(start: Start, host: str) -> None:
    """What even DNS can't be asked is answered at once, too."""
    worker = start(f"http://{host}")
    answer = worker.call(get())
    assert answer.status == 502
    assert worker.log.one().outcome == "upstream_unreachable"


def test_a_certificate_nobody_vouches_for(start: Start, authority: Authority) -> None:
    """502 that names the setting for a private CA."""
    with Upstream(tls=authority.server) as upstream:
        worker = start(upstream.base_url)
        answer = worker.call(get())
        assert answer.status == 502
        assert "proxy.ca_file" in answer.error["message"]
        assert upstream.base_url in answer.error["message"]
        assert upstream.requests == []
    assert worker.log.one().outcome == "upstream_unreachable"


def test_a_private_ca(start: Start, authority: Authority) -> None:
    """With proxy.ca_file the same upstream is trusted, over TLS and kept alive."""
    with Upstream(scripts.answer(body=b"x" * 300_000), authority.server) as upstream:
        worker = start(upstream.base_url, proxy={"ca_file": authority.ca_file})
        client = worker.client()
        for _ in range(2):
            client.send(post("/v1/x", b"y" * 300_000))
            assert client.answer().body == b"x" * 300_000
        assert upstream.connections == 1
        assert upstream.requests[1].body == b"y" * 300_000


def test_a_certificate_for_another_host(start: Start, authority: Authority) -> None:
    """A trusted CA is not enough."""
    with Upstream(tls=authority.other_host) as upstream:
        worker = start(upstream.base_url, proxy={"ca_file": authority.ca_file})
        assert worker.call(get()).status == 502


def test_plain_http_where_tls_was_expected(start: Start) -> None:
    """502 that says TLS failed."""
    with socket.create_server(("127.0.0.1", 0)) as plain:
        worker = start(f"https://127.0.0.1:{plain.getsockname()[1]}")
        client = worker.client()
        client.send(get())
        tcp, _ = plain.accept()
        with tcp:
            assert tcp.recv(1) == b"\x16"  # a ClientHello
            tcp.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            answer = client.answer()
    assert answer.status == 502
    assert "TLS" in answer.error["message"]


def test_a_handshake_that_never_ends(start: Start) -> None:
    """The connect time-out covers TLS: 504."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        worker = start(f"https://127.0.0.1:{deaf.getsockname()[1]}", timeouts={"connect_s": 0.2})
        answer = worker.call(get())
    assert answer.status == 504
    assert answer.error["code"] == "upstream_timeout"
    assert worker.log.one().outcome == "upstream_timeout"


GARBAGE: dict[str, Script] = {
    "noise": scripts.garbage(),
    "http/2": scripts.raw(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00"),
    "bad status": scripts.raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    "bare LF": scripts.raw(b"HTTP/1.1 200 OK\nX: 1\r\n\r\n"),
    "both framings": scripts.raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
    ),
    "two lengths": scripts.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\naa"),
    "folded": scripts.raw(b"HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\nContent-Length: 1\r\n\r\na"),
    "endless head": scripts.raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000, then="hang"),
    "unasked 101": scripts.raw(b"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nabc", then="hang"),
    "status 000": scripts.raw(b"HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n", then="hang"),
}


@pytest.mark.parametrize("script", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage(worker: Running, upstream: Upstream, script: Script) -> None:
    """What is no HTTP becomes a 502 that says so, at once, and the connection to the upstream is closed."""
    upstream.next(script)
    client = worker.client()
    client.send(get())
    answer = client.answer()
    assert answer.status == 502
    assert answer.error["code"] == "upstream_garbage"
    assert upstream.base_url in answer.error["message"] or "'fake'" in answer.error["message"]
    assert worker.log.one().outcome == "upstream_garbage"
    upstream.wait_closed(0)


CUT: dict[str, tuple[Script, bytes]] = {
    "length": (scripts.wrong_length(b"ab", 5), b"ab"),
    "chunked": (scripts.cut_stream([b"ab", b"cd"]), b"abcd"),
    "in a chunk": (scripts.raw(scripts.head(200, [("Transfer-Encoding", "chunked")]) + b"5\r\nab"), b"ab"),
    "before the last line": (scripts.raw(scripts.head(200, [("Transfer-Encoding", "chunked")]) + b"0\r\n"), b""),
}


@pytest.mark.parametrize(("script", "came"), CUT.values(), ids=CUT.keys())
def test_a_cut_answer_breaks_the_clients_connection(
    worker: Running, upstream: Upstream, script: Script, came: bytes
) -> None:
    """A cut answer reaches the client as a broken connection, not as a short one, and is logged as far as it came."""
    upstream.next(script)
    client = worker.client()
    client.send(get())
    with pytest.raises(Broken):
        client.answer()
    logged = worker.log.one()
    assert (logged.outcome, logged.closing["status"], logged.body) == ("upstream_cut", 200, came)


def test_a_close_delimited_answer_that_is_reset(worker: Running, upstream: Upstream) -> None:
    """A plain close would look like its end: the client must see a reset."""
    gate = Gate()

    async def script(call: Call) -> None:
        await call.send(scripts.head(200, version="1.0") + b"the first half")
        await gate.passed()
        call.reset()

    upstream.next(script)
    client = worker.client()
    client.send(get())
    client.until(b"half")
    gate.open()
    with pytest.raises(Broken):
        client.rest()
    assert worker.log.one().outcome == "upstream_cut"


@pytest.mark.parametrize("bad", [b"xyz\r\n", b"5\nhello", b"-1\r\n", b"2\r\nabc\r\n"])
def test_bad_chunks_break_the_clients_connection(worker: Running, upstream: Upstream, bad: bytes) -> None:
    """Garbage in mid-answer can't become a 502 any more."""
    gate = Gate()

    async def script(call: Call) -> None:
        await call.send(scripts.head(200, [("Transfer-Encoding", "chunked")]) + b"2\r\nok\r\n")
        await gate.passed()
        await call.send(bad)
        await call.left()

    upstream.next(script)
    client = worker.client()
    client.send(get())
    client.head()
    assert client.chunk() == b"ok"
    gate.open()
    with pytest.raises(Broken):
        client.answer()
    assert worker.log.one().outcome == "upstream_garbage"


@pytest.mark.parametrize(
    "script", [scripts.raw(then="cut"), scripts.dropped(), scripts.raw(b"HTTP/1.1 20", then="cut")]
)
def test_no_answer_on_a_fresh_connection(worker: Running, upstream: Upstream, script: Script) -> None:
    """It is not tried again: the upstream may have done the work."""
    upstream.next(script)
    client = worker.client()
    client.send(post("/v1/x", b"a"))
    answer = client.answer()
    assert (answer.status, answer.error["code"]) == (502, "upstream_cut")
    assert len(upstream.requests) == 1
    assert worker.log.one().closing["connect_attempts"] == 1


def _dies_on_the_second(first: Script, then: Callable[[Call], None], sent: bytes = b"") -> Script:
    async def script(call: Call) -> None:
        if not call.request.nth:
            await first(call)
            return
        if sent:
            await call.send(sent)
        then(call)

    return script


@pytest.mark.parametrize("how", [Call.reset, Call.cut], ids=["reset", "closed"])
def test_an_idle_connection_that_closes_just_as_we_send(
    worker: Running, upstream: Upstream, how: Callable[[Call], None]
) -> None:
    """The race of every keep-alive client: tried once more, on a fresh connection, with the whole body."""
    upstream.default(_dies_on_the_second(scripts.answer(body=b"ok"), how))
    client = worker.client()
    client.send(get())
    client.answer()
    client.send(post("/v1/x", b"body", "X: 1"))
    assert client.answer().body == b"ok"
    assert [(received.connection, received.nth) for received in upstream.requests] == [(0, 0), (0, 1), (1, 0)]
    assert upstream.requests[2].body == b"body"
    assert [logged.closing["connect_attempts"] for logged in worker.log.closed(2)] == [1, 2]


def test_the_second_try_is_the_last(worker: Running, upstream: Upstream) -> None:
    """When that fails too, the caller hears it."""
    upstream.next(scripts.answer(body=b"ok"), scripts.dropped(), scripts.dropped(), scripts.answer(body=b"never"))
    client = worker.client()
    client.send(get())
    client.answer()
    client.send(get())
    assert client.answer().status == 502
    assert len(upstream.requests) == 3
    assert worker.log.closed(2)[1].closing["connect_attempts"] == 2


@pytest.mark.parametrize(
    "sent", [b"H", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 103 X\r\n\r\n", scripts.head(200, [("Content-Length", "1")])]
)
def test_never_tried_again_once_a_byte_came(worker: Running, upstream: Upstream, sent: bytes) -> None:
    """An answer that began means that the call was seen."""
    upstream.default(_dies_on_the_second(scripts.answer(body=b"ok"), Call.cut, sent))
    client = worker.client()
    client.send(get())
    client.answer()
    client.send(get())
    try:
        while client.answer().status != 502:
            pass  # an interim answer
    except Broken:
        pass  # as good: the answer had begun to cross
    worker.log.closed(2)
    assert len(upstream.requests) == 2


def test_never_tried_again_while_the_body_is_not_whole(worker: Running, upstream: Upstream) -> None:
    """What was not kept can't be sent again."""

    async def script(call: Call) -> None:
        if call.request.nth:
            call.reset()
        else:
            await scripts.send_answer(call, body=b"ok")

    upstream.default(script)
    client = worker.client()
    client.send(get())
    client.answer()
    client.send(get("/v1/x", "Content-Length: 10", method="POST") + b"half")
    assert client.answer().status == 502
    assert len(upstream.requests) == 2
    assert worker.log.closed(2)[1].outcome == "upstream_cut"


def test_extra_bytes_after_an_answer(worker: Running, upstream: Upstream) -> None:
    """They never reach a client, and no later call meets the connection they came on."""
    stuffed = scripts.extra_bytes(b"ok", b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")
    upstream.next(stuffed, scripts.answer(body=b"clean"))
    client = worker.client()
    client.send(get())
    assert client.answer().body == b"ok"
    upstream.wait_closed(0)
    client.send(get())
    assert client.answer().body == b"clean"
    assert upstream.requests[1].connection == 1


def test_an_answer_nobody_asked_for(worker: Running, upstream: Upstream) -> None:
    """Bytes on an idle connection close it."""
    gate = Gate()

    async def script(call: Call) -> None:
        await scripts.send_answer(call, body=b"ok")
        await gate.passed()
        await call.send(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
        await call.left()

    upstream.next(script, scripts.answer(body=b"clean"))
    client = worker.client()
    client.send(get())
    assert client.answer().body == b"ok"
    gate.open()
    upstream.wait_closed(0)
    client.send(get())
    assert client.answer().body == b"clean"


def test_nothing_comes(start: Start, upstream: Upstream) -> None:
    """No first byte in time: 504 that names the upstream, which is let go."""
    worker = start(timeouts={"first_byte_s": 0.2})
    upstream.next(scripts.silent())
    client = worker.client()
    client.send(post("/v1/x", b"abc"))
    answer = client.answer()
    assert (answer.status, answer.error["code"]) == (504, "upstream_timeout")
    assert "fake" in answer.error["message"]
    assert worker.log.one().outcome == "upstream_timeout"
    upstream.wait_closed(0)


def test_silence_in_mid_stream(start: Start, upstream: Upstream) -> None:
    """A stream that stalls is cut, and the client sees it cut."""
    worker = start(timeouts={"silence_s": 0.2})
    gate = Gate()
    upstream.next(scripts.stream([b"one", b"two"], gate=gate))
    client = worker.client()
    client.send(get())
    gate.release()
    with pytest.raises(Broken):
        client.answer()
    logged = worker.log.one()
    assert (logged.outcome, logged.body) == ("upstream_timeout", b"one")
    upstream.wait_closed(0)


def test_idle_upstream_connections_are_closed(start: Start, upstream: Upstream) -> None:
    """After their time, and counted out."""
    worker = start(timeouts={"upstream_keep_alive_s": 0.2})
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(get())
    upstream.wait_closed(0)
    wait_until(lambda: worker.counted("upstream_connections") == 0, "the count to fall")


def test_errors_to_a_head_have_no_body(start: Start) -> None:
    """RFC 9110 §9.3.2, for errors of our own as well."""
    worker = start(f"http://127.0.0.1:{unused_port()}")
    client = worker.client()
    client.send(get(method="HEAD"))
    assert client.answer(b"HEAD").status == 502
    client.send(get("/healthz/live"))
    assert client.answer().json() == {"status": "ok"}


@pytest.mark.parametrize(
    "wire",
    [
        b"HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\n\n{}",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\n",
        b"HTTP/1.1 200 OK\n",
    ],
)
@pytest.mark.parametrize("piece", [1, 1000])
def test_a_head_whose_lines_end_in_lf_alone(start: Start, upstream: Upstream, wire: bytes, piece: int) -> None:
    """502 at once: its end would never be found, and other readers could find another one (RFC 9112 §2.2)."""
    worker = start(timeouts={"first_byte_s": 600})

    async def script(call: Call) -> None:
        await call.body()
        for at in range(0, len(wire), piece):
            await call.send(wire[at : at + piece])
        await call.left()

    upstream.next(script)
    client = worker.client()
    client.send(post("/v1/x", b"abc"))
    answer = client.answer()
    if answer.status == 103:
        answer = client.answer()
    assert (answer.status, answer.error["code"]) == (502, "upstream_garbage")
    assert "LF" in answer.error["message"]
    assert worker.log.one().outcome == "upstream_garbage"
    upstream.wait_closed(0)


def test_dribbled_answers(worker: Running, upstream: Upstream) -> None:
    """A head in single bytes, a body in single bytes: the same answer."""
    wire = b"HTTP/1.1 200 OK\r\nX: 1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n"
    upstream.default(scripts.dribbled(wire))
    client = worker.client()
    for _ in range(2):
        client.send(get())
        assert client.answer().body == b"hello!"
    assert upstream.connections == 1


def test_a_huge_head_of_the_upstream(worker: Running, upstream: Upstream) -> None:
    """100 kB of headers cross; there are providers who send cookies by the dozen."""
    upstream.next(scripts.answer(headers=scripts.many_headers(1000, 80), body=b"ok"))
    answer = worker.call(get())
    assert answer.header("x-many-999") == "v" * 80
    assert answer.body == b"ok"
