"""Calls that go well, byte for byte."""

from __future__ import annotations

import pytest

from tests.proxy.raw import chunked_post, get, post
from tests.proxy.running import Running
from tests.support import scripts
from tests.support.gate import Gate
from tests.support.upstream import Call, Upstream


def test_a_call_crosses_and_is_logged(worker: Running, upstream: Upstream) -> None:
    """The upstream gets what the client sent, the client what the upstream answered, the log both."""
    upstream.next(scripts.answer(201, [("X-Case", "Kept"), ("Content-Type", "text/plain")], b"answer"))
    client = worker.client()
    client.send(post("/v1/chat/completions?limit=2", b"question", "X-One: 1", "User-Agent: me"))
    answer = client.answer()
    assert (answer.status, answer.body) == (201, b"answer")
    assert ("X-Case", "Kept") in answer.headers
    (received,) = upstream.requests
    assert (received.method, received.target, received.body) == ("POST", "/v1/chat/completions?limit=2", b"question")
    assert received.header("x-one") == "1"
    assert received.header("host") == f"127.0.0.1:{upstream.port}"
    logged = worker.log.one()
    assert answer.header("helicone-id") == logged.opening["request_id"] == logged.opening["exchange_id"]
    assert answer.header("helicone-status") == "success"
    assert logged.opening["path"] == "/v1/chat/completions?limit=2"
    assert logged.opening["target_url"] == f"{upstream.base_url}/v1/chat/completions?limit=2"
    assert logged.opening["upstream"] == "fake"
    assert logged.opening["request_headers"] == {"user-agent": "me"}
    assert logged.opening["request_size_bytes"] == 8
    assert (logged.request_body, logged.body, logged.outcome) == (b"question", b"answer", "ok")
    assert logged.closing["status"] == 201
    assert logged.closing["response_headers"] == {"content-type": "text/plain"}
    assert logged.closing["response_size_bytes"] == 6
    assert logged.closing["connect_attempts"] == 1
    assert logged.closing["served_by"] == "fake"


def test_connections_are_kept_on_both_sides(worker: Running, upstream: Upstream) -> None:
    """Calls one after the other share one connection here and one there."""
    upstream.default(scripts.answer(body=b"x"))
    client = worker.client()
    for _ in range(3):
        client.send(get())
        assert client.answer().body == b"x"
    assert [received.nth for received in upstream.requests] == [0, 1, 2]
    assert upstream.connections == 1


def test_calls_with_the_same_head_are_calls_of_their_own(worker: Running, upstream: Upstream) -> None:
    """What was understood of a connection's last head is used again: body, length, id and moment are each call's own,
    and one header more or less is another head."""
    upstream.default(scripts.answer(body=b"x"))
    client = worker.client()
    same = ("Helicone-Property-App: a", "X-Length: 1")
    sent = [
        (b"1", same),
        (b"22", same),
        (b"", same),
        (b"4" * 70_000, same),
        (b"55", ("Helicone-Property-App: b",)),
        (b"6", same),
    ]
    for body, headers in sent:
        client.send(post("/v1/x", body, *headers))
        assert client.answer().body == b"x"
    assert [received.body for received in upstream.requests] == [body for body, _ in sent]
    logged = worker.log.closed(len(sent))
    assert [call.request_body for call in logged] == [body for body, _ in sent]
    assert [dict(call.opening["helicone_headers"])["Helicone-Property-App"] for call in logged] == list("aaaaba")
    assert len({call.opening["exchange_id"] for call in logged}) == len(sent)
    moments = [call.opening["started_at_us"] for call in logged]
    assert moments == sorted(moments)
    assert moments[0] > 0


@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_head_gets_no_body(worker: Running, upstream: Upstream, framing: scripts.Framing) -> None:
    """After a HEAD the next answer is not read as a body."""
    upstream.next(scripts.answer(headers=[("X", "1")], body=b"never sent", framing=framing))
    upstream.next(scripts.answer(body=b"second"))
    client = worker.client()
    client.send(get(method="HEAD") + get())
    head = client.answer(b"HEAD")
    assert head.header("x") == "1"
    assert head.header("content-length") == ("10" if framing == "length" else None)
    assert client.answer().body == b"second"
    assert [logged.body for logged in worker.log.closed(2)] == [b"", b"second"]


@pytest.mark.parametrize("status", [204, 304])
def test_answers_without_a_body(worker: Running, upstream: Upstream, status: int) -> None:
    """204 and 304 end with their head, even with a length in it."""
    upstream.next(scripts.raw(scripts.head(status, [("etag", "e"), ("Content-Length", "7")]), then="keep"))
    upstream.next(scripts.answer(body=b"second"))
    client = worker.client()
    client.send(get())
    assert client.answer().status == status
    client.send(get())
    assert client.answer().body == b"second"
    assert [logged.outcome for logged in worker.log.closed(2)] == ["ok", "ok"]


def test_close_delimited_answers_end_well(worker: Running, upstream: Upstream) -> None:
    """The end of the upstream's connection is the end of the client's, and no error."""
    upstream.next(scripts.http_1_0(b"old ways" * 1000))
    client = worker.client()
    client.send(get())
    answer = client.answer()
    assert answer.close_delimited
    assert answer.body == b"old ways" * 1000
    assert worker.log.one().outcome == "ok"
    assert worker.log.one().body == answer.body


def test_trailers_and_extensions_cross(worker: Running, upstream: Upstream) -> None:
    """A chunked body is relayed as it was written, down to what nobody reads."""
    wire = b"3;note=1\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n"
    upstream.next(scripts.raw(scripts.head(200, [("Transfer-Encoding", "chunked")]) + wire, then="keep"))
    client = worker.client()
    client.send(get())
    answer = client.answer()
    assert (answer.raw, answer.body) == (wire, b"abc")
    assert worker.log.one().body == b"abc"


def test_uploads_in_chunks(worker: Running, upstream: Upstream) -> None:
    """Their sizes are ours to choose, their content is not."""
    upstream.next(scripts.answer(body=b"ok"))
    worker.call(chunked_post([b"a" * 10, b"b" * 70_000, b"c"]))
    (received,) = upstream.requests
    assert received.body == b"a" * 10 + b"b" * 70_000 + b"c"
    assert received.header("transfer-encoding") == "chunked"
    logged = worker.log.one()
    assert logged.request_body == received.body


def test_an_upload_that_arrives_in_pieces(worker: Running, upstream: Upstream) -> None:
    """It goes up as it comes, and is logged when it is whole."""
    gate = Gate()

    async def script(call: Call) -> None:
        first = await call.reader.readexactly(5)
        gate.open()
        rest = await call.reader.readexactly(5)
        call.request.body_complete = True
        await scripts.send_answer(call, body=first + rest)

    upstream.next(script)
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 10", method="POST") + b"first")
    upstream.wait_requests(1)
    gate.wait_arrived(0)
    client.send(b"later")
    assert client.answer().body == b"firstlater"
    logged = worker.log.one()
    assert logged.opening["request_size_bytes"] is None
    assert logged.request == {
        "exchange_id": logged.opening["exchange_id"],
        "request_size_bytes": 10,
        "request_truncated": False,
        "request_gap_offset": None,
        "request_complete": True,
    }
    assert logged.request_body == b"firstlater"


def test_100_continue(worker: Running, upstream: Upstream) -> None:
    """A client that waits for leave to send gets it from us; the upstream is not asked."""
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 4", "Expect: 100-continue", method="POST"))
    assert client.until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.send(b"body")
    assert client.answer().body == b"ok"
    assert upstream.requests[0].body == b"body"
    assert upstream.requests[0].header("expect") is None


def test_interim_answers_cross(worker: Running, upstream: Upstream) -> None:
    """103 goes to the client; a 100 of the upstream does not, as ours was the one that counted."""
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    upstream.default(
        scripts.after_informational(scripts.answer(body=b"ok"), b"HTTP/1.1 100 Continue\r\n\r\n", hints, hints)
    )
    client = worker.client()
    client.send(get())
    assert client.until(b"\r\n\r\n") == hints
    assert client.until(b"\r\n\r\n") == hints
    assert client.answer().body == b"ok"
    assert worker.log.one().closing["status"] == 200


def test_interim_answers_are_not_for_http_1_0(worker: Running, upstream: Upstream) -> None:
    """RFC 9110 §15.2: an HTTP/1.0 client would take it for the answer."""
    upstream.next(scripts.after_informational(scripts.answer(body=b"ok"), b"HTTP/1.1 103 Early Hints\r\n\r\n"))
    client = worker.client()
    client.send(b"GET /v1/x HTTP/1.0\r\n\r\n")
    assert client.answer().body == b"ok"


def test_http_1_0_clients(worker: Running, upstream: Upstream) -> None:
    """They get a chunked answer in the clear, ended by the connection's end."""
    upstream.next(scripts.answer(body=b"a" * 100, framing="chunked", chunks=[10, 20]))
    client = worker.client()
    client.send(b"GET /v1/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    head, _, body = client.rest().partition(b"\r\n\r\n")
    assert b"chunked" not in head.lower()
    assert body == b"a" * 100
    assert worker.log.one().body == b"a" * 100


def test_pipelined_requests_are_answered_in_order(worker: Running, upstream: Upstream) -> None:
    """One at a time: the second waits for the first, however long that takes."""
    gate = Gate()
    upstream.next(
        scripts.stalled(gate, scripts.answer(body=b"1")), scripts.answer(body=b"2"), scripts.answer(body=b"3")
    )
    client = worker.client()
    client.send(get("/v1/1") + post("/v1/2", b"body of 2") + get("/v1/3"))
    gate.wait_arrived()
    assert len(upstream.requests) == 1
    gate.open()
    assert [client.answer().body for _ in range(3)] == [b"1", b"2", b"3"]
    assert [received.path for received in upstream.requests] == ["/v1/1", "/v1/2", "/v1/3"]
    assert upstream.requests[1].body == b"body of 2"


def test_empty_lines_before_a_request(worker: Running, upstream: Upstream) -> None:
    """RFC 9112 §2.2: some old clients send one after a body."""
    upstream.default(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(b"\r\n" + post("/v1/x", b"a") + b"\r\n" + get())
    assert client.answer().body == client.answer().body == b"ok"


def test_connection_close_is_honoured(worker: Running, upstream: Upstream) -> None:
    """The answer says so too, and the connection ends after it."""
    upstream.next(scripts.answer(body=b"ok"))
    client = worker.client()
    client.send(get("/v1/x", "Connection: close"))
    answer = client.answer()
    assert answer.header("connection") == "close"
    assert client.ended()
    assert upstream.requests[0].header("connection") is None


def test_h2c_upgrade_on_a_post_keeps_its_body(worker: Running, upstream: Upstream) -> None:
    """Spring and OpenJDK offer it on their first POST; llhttp alone would lose the body."""
    upstream.default(scripts.answer(body=b"ok"))
    client = worker.client()
    lines = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQBAAAAAAIAAAAA"]
    client.send(post("/v1/x", b"the body", *lines) + get())
    assert client.answer().body == b"ok"
    assert client.answer().body == b"ok"
    received = upstream.requests[0]
    assert received.body == b"the body"
    assert received.header("upgrade") is received.header("http2-settings") is received.header("connection") is None


def test_streams_arrive_as_they_come(worker: Running, upstream: Upstream) -> None:
    """Each chunk is with the client before the upstream sends the next one."""
    gate = Gate()
    events = [scripts.event(f"{number}") for number in range(20)]
    upstream.next(scripts.stream(events, gate=gate))
    client = worker.client()
    client.send(post("/v1/chat/completions", b"{}"))
    assert client.head().header("content-type") == "text/event-stream"  # the head does not wait for a chunk
    for event in events:
        gate.release()
        assert client.chunk() == event
    gate.release()
    assert client.chunk() == b""
    logged = worker.log.one()
    assert logged.body == b"".join(events)
    ends = [sum(map(len, events[: count + 1])) for count in range(20)]
    assert [end for end, _ in logged.closing["chunks"]] == ends


def test_an_early_answer_while_the_upload_runs(worker: Running, upstream: Upstream) -> None:
    """An upstream that has seen enough is heard at once; both connections then end, as neither could be used again."""
    upstream.next(scripts.early_answer(413, b"too much for me"))
    client = worker.client()
    client.send(get("/v1/x", "Content-Length: 1000000", method="POST") + b"a" * 1000)
    answer = client.answer()
    assert (answer.status, answer.body) == (413, b"too much for me")
    assert answer.header("connection") == "close"
    logged = worker.log.one()
    assert (logged.outcome, logged.closing["status"]) == ("ok", 413)
    assert not logged.request["request_complete"]
    assert logged.request_body == b"a" * 1000
    upstream.wait_closed(0)


def test_a_websocket_becomes_a_tunnel(worker: Running, upstream: Upstream) -> None:
    """Both ways, any bytes, until either side ends it."""
    upstream.next(scripts.websocket_echo())
    client = worker.client()
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    path = "/v1/realtime?model=gpt-realtime&intent=transcription&key="
    client.send(get(f"{path}secret", "Upgrade: websocket", "Connection: keep-alive, Upgrade", key))
    head = client.head()
    assert head.status == 101
    assert head.header("upgrade") == "websocket"
    assert (head.header("connection") or "").lower() == "upgrade"
    assert head.header("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    for data in (b"\x81\x85hello", b"\x00" * 300_000, b"GET / HTTP/1.1\r\n\r\n"):
        client.send(data)
        assert client.exactly(len(data)) == data
    client.close()
    upstream.wait_closed(0)
    logged = worker.log.one()
    assert logged.closing["status"] == 101
    assert logged.body == b""
    assert logged.opening["path"] == f"{path}***"
    assert logged.opening["target_url"] == f"{upstream.base_url}{path}***"


def test_a_websocket_that_is_refused(worker: Running, upstream: Upstream) -> None:
    """Then the answer is an answer, and the connection goes on."""
    upstream.next(scripts.answer(401, body=b"no"), scripts.answer(body=b"yes"))
    client = worker.client()
    client.send(get("/v1/realtime", "Upgrade: websocket", "Connection: Upgrade"))
    assert client.answer().status == 401
    client.send(get())
    assert client.answer().body == b"yes"


def test_a_websocket_that_the_upstream_ends(worker: Running, upstream: Upstream) -> None:
    """The client's connection ends too."""
    upstream.next(scripts.raw(scripts.head(101, [("Upgrade", "websocket"), ("Connection", "Upgrade")]) + b"bye"))
    client = worker.client()
    client.send(get("/v1/realtime", "Upgrade: websocket", "Connection: Upgrade"))
    assert client.head().status == 101
    assert client.rest() == b"bye"


def test_headers_that_cross(worker: Running, upstream: Upstream) -> None:
    """Hop-by-hop ones and those that Connection names stay here, ours too; the rest keep order and spelling."""
    upstream.next(
        scripts.answer(
            headers=[
                ("X-B", "1"),
                ("x-a", "2"),
                ("X-B", "3"),
                ("Connection", "X-Hop"),
                ("X-Hop", "1"),
                ("TE", "x"),
                ("Keep-Alive", "timeout=5"),
                ("Helicone-Id", "theirs"),
                ("X-Empty", ""),
            ],
            body=b"ok",
        )
    )
    client = worker.client()
    client.send(
        get(
            "/v1/x",
            *("X-b: 1", "x-A: 2", "X-B: 3", "Connection: X-Mine", "X-Mine: 1", "TE: trailers", "Trailer: X"),
            *("Keep-Alive: 1", "Proxy-Authorization: Basic x", "Proxy-Connection: keep-alive"),
            *("Helicone-Property-A: 1", "HELICONE-anything: 2", "X-Empty:", "X-High: \xe4"),
        )
    )
    answer = client.answer()
    crossed = upstream.requests[0].headers
    assert crossed == [
        ("Host", f"127.0.0.1:{upstream.port}"),
        *[("X-b", "1"), ("x-A", "2"), ("X-B", "3"), ("X-Empty", ""), ("X-High", "\xe4")],
    ]
    names = [name for name, _ in answer.headers]
    assert names[:4] == ["X-B", "x-a", "X-B", "X-Empty"]
    assert answer.header_values("helicone-id") == [worker.log.one().opening["request_id"]]
    assert not {"x-hop", "te", "keep-alive"} & {name.lower() for name in names}


def test_connection_cannot_take_the_framing_away(worker: Running, upstream: Upstream) -> None:
    """An answer whose Connection names Content-Length still has an end that the client can see."""
    upstream.default(
        scripts.raw(scripts.head(200, [("Connection", "content-length"), ("Content-Length", "2")]) + b"ok", then="keep")
    )
    client = worker.client()
    client.send(get() + get())
    assert client.answer().body == b"ok"
    assert client.answer().body == b"ok"


def test_multi_megabyte_bodies(worker: Running, upstream: Upstream) -> None:
    """Large ones cross whole and are logged whole, up to the limit."""
    body = bytes(range(256)) * 12_000

    async def echo(call: Call) -> None:
        await scripts.send_answer(call, body=await call.body(), framing="chunked", chunks=[1, 1_000_000])

    upstream.next(echo)
    client = worker.client()
    client.send(post("/v1/files", body))
    assert client.answer().body == body
    logged = worker.log.one()
    assert logged.request_body == logged.body == body
    assert not logged.closing["response_truncated"]
