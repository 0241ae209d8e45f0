"""An exchange alone, between fakes of its neighbours: every state, every way in and out.

What is asserted here and fails names the exchange, not the sockets, the spool or the upstream around it.
"""

from __future__ import annotations

import orjson
import pytest

from proxy.errors import Stopping, UpstreamCut, UpstreamUnreachable
from proxy.http1.heads import parse_answer
from tests.proxy.sides import Call, FakeUpstream

# The ordinary call


def test_an_ordinary_call() -> None:
    """Opening frame, connection, request, answer, closing frame: in that order, with a state for each wait."""
    call = Call(upload=b"question")
    assert call.context.exchanges == {call.exchange}
    call.start()
    assert call.state == "opening"
    assert call.log.saw == [("request", b"question"), ("opening", True)]
    assert call.pool.dialling == [], "nothing goes upstream before the opening frame is written"

    call.log.opening_written()
    assert call.state == "connecting"
    upstream = call.connect()
    assert call.state == "waiting"
    assert upstream.sent == b"POST /v1/x HTTP/1.1\r\nHost: up.example\r\nContent-Length: 8\r\n\r\nquestion"

    call.answer_head("Content-Length: 6", "X-Own: 1")
    assert call.state == "answering"
    assert call.exchange._upload.whole_body() == b"", "an answer has begun: the request is not held any longer"
    call.exchange.on_answer_body(b"answer", b"answer", True)
    assert call.state == "finished"
    assert call.log.saw[2:] == [("head", 200), ("answer", b"answer")]
    assert call.log.closed == ("ok", "")

    call.log.closing_written()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX-Own: 1\r\nHelicone-Id: 1\r\n\r\nanswer"
    assert call.client.ended == (answer, True)
    assert call.client.written == b""
    assert not upstream.abandoned
    assert call.context.exchanges == set()
    assert call.context.finished_count == 1


def test_an_idle_connection_is_taken_first() -> None:
    """Nothing is dialled, and the state goes straight to waiting."""
    upstream = FakeUpstream(reused=True)
    call = Call(upload=b"x", upstream=upstream)
    call.start()
    call.log.opening_written()
    assert call.state == "waiting"
    assert call.pool.dialling == []
    assert upstream.sent.endswith(b"\r\n\r\nx")


def test_the_last_bytes_wait_for_the_closing_frame() -> None:
    """All others pass at once; the head goes with the first bytes of the body."""
    call = Call()
    call.reach("waiting")
    call.answer_head("Transfer-Encoding: chunked")
    assert call.client.written == b""
    call.exchange.on_answer_body(b"2\r\nab\r\n", b"ab", False)
    assert call.client.written.endswith(b"\r\n\r\n2\r\nab\r\n")
    before = call.client.written
    call.exchange.on_answer_body(b"2\r\ncd\r\n", b"cd", False)
    assert call.client.written == before + b"2\r\ncd\r\n"
    before = call.client.written
    call.exchange.on_answer_body(b"1\r\ne\r\n0\r\n\r\n", b"e", True)
    assert (call.client.written, call.client.ended) == (before, None)
    call.log.closing_written()
    assert call.client.ended == (b"1\r\ne\r\n0\r\n\r\n", True)


def test_a_body_that_arrives_later() -> None:
    """What comes before the connection is open goes with the head, what comes after it at once."""
    call = Call(upload=b"one,", length=14)
    call.start()
    assert call.log.saw == [("request", b"one,"), ("opening", False)]
    call.exchange.on_request_body(b"two,", False)
    call.log.opening_written()
    assert call.client.asked == ["pause"], "nothing is read that nobody can take"
    upstream = call.connect()
    assert upstream.sent.endswith(b"Content-Length: 14\r\n\r\none,two,")
    assert call.client.asked == ["pause", "resume"]
    call.exchange.on_request_body(b"three!", True)
    assert upstream.sent.endswith(b"one,two,three!")
    assert call.log.saw[2:] == [("request", b"two,"), ("request", b"three!"), "request end"]
    assert call.exchange.request_complete


def test_a_chunked_body_is_chunked_again() -> None:
    """With the client's pieces, and an end when the client's came."""
    call = Call("Transfer-Encoding: chunked", upload=b"abc")
    call.exchange.start(b"abc", False)
    call.log.opening_written()
    upstream = call.connect()
    call.exchange.on_request_body(b"de", False)
    call.exchange.on_request_body(b"", True)
    assert upstream.sent.endswith(b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")


def test_informational_answers() -> None:
    """100 was sent by the proxy; others pass to clients of HTTP/1.1."""
    for version, passed in (("1.1", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"), ("1.0", b"")):
        call = Call(version=version)
        call.reach("waiting")
        call.exchange.on_informational_answer(parse_answer(b"HTTP/1.1 100 Continue\r\n\r\n"))
        call.exchange.on_informational_answer(parse_answer(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"))
        assert call.client.written == passed
        assert call.state == "waiting"


def test_no_chunks_for_http_1_0() -> None:
    """The end of the connection is the end of the answer then."""
    call = Call(version="1.0")
    call.reach("waiting")
    call.answer_head("Transfer-Encoding: chunked")
    call.exchange.on_answer_body(b"2\r\nab\r\n", b"ab", False)
    assert call.client.written.endswith(b"Connection: close\r\n\r\nab")


@pytest.mark.parametrize("reason", ["draining", "close-delimited", "incomplete request"])
def test_answers_after_which_the_connection_closes(reason: str) -> None:
    """The client reads so in the head, and the client's side is told."""
    call = Call(upload=b"x", length=5 if reason == "incomplete request" else None)
    call.reach("waiting")
    call.context.draining = reason == "draining"
    call.answer_head(*([] if reason == "close-delimited" else ["Content-Length: 0"]))
    call.exchange.on_answer_body(b"", b"", True)
    call.log.closing_written()
    assert call.client.ended
    last_bytes, keep_alive = call.client.ended
    assert b"\r\nConnection: close\r\n" in last_bytes
    assert not keep_alive


# Clients that leave

STATES = ["opening", "holding", "connecting", "waiting", "answering"]


def call_in(state: str) -> tuple[Call, FakeUpstream | None]:
    call = Call(upload=b"{", length=2, usage_wanted=True) if state == "holding" else Call(upload=b"x")
    upstream = call.reach(state)
    assert call.state == state
    return call, upstream


@pytest.mark.parametrize("state", STATES)
def test_the_client_leaves(state: str) -> None:
    """In every state: the upstream is let go, the log says client_closed, and nothing more is sent to anybody."""
    call, upstream = call_in(state)
    written = call.client.written
    call.exchange.on_client_left()
    assert call.state == "finished"
    assert call.log.closed == ("client_closed", "")
    assert upstream is None or upstream.abandoned
    call.log.closing_written()
    assert call.client.is_waiting
    assert call.client.written == written
    assert call.context.exchanges == set()


def test_the_client_leaves_before_the_opening_frame_is_written() -> None:
    """The call never goes upstream, although the frame is written in the end."""
    call, _ = call_in("opening")
    call.exchange.on_client_left()
    call.log.opening_written()
    assert (call.state, call.pool.dialling) == ("finished", [])


def test_the_client_leaves_while_a_connection_is_opened() -> None:
    """The connection is of use to another call."""
    call, _ = call_in("connecting")
    call.exchange.on_client_left()
    upstream = call.connect()
    assert (upstream.given_back, upstream.sent) == (True, b"")


def test_the_client_leaves_after_the_end() -> None:
    """While its last bytes wait for the closing frame: the outcome stays."""
    call = Call()
    call.reach("answering")
    call.exchange.on_answer_body(b"0\r\n\r\n", b"", True)
    call.exchange.on_client_left()
    assert call.log.outcome == "ok"
    call.log.closing_written()
    assert call.client.is_waiting


def test_draining_reads_on_without_the_client() -> None:
    """on_client_close = "drain": the answer is read to its end, for the log, also if it was held back."""
    call = Call(proxy={"on_client_close": "drain"})
    upstream = call.reach("answering")
    assert upstream
    call.exchange.on_client_full(True)
    call.exchange.on_client_left()
    assert (call.state, upstream.paused, upstream.abandoned) == ("answering", False, False)
    call.exchange.on_answer_body(b"0\r\n\r\n", b"", True)
    assert call.log.outcome == "ok"
    call.log.closing_written()
    assert call.client.is_waiting


def test_draining_needs_a_complete_request() -> None:
    """There is nothing to wait for if the upstream never gets the rest of it."""
    call = Call(upload=b"x", length=5, proxy={"on_client_close": "drain"})
    upstream = call.reach("waiting")
    call.exchange.on_client_left()
    assert call.log.outcome == "client_closed"
    assert upstream
    assert upstream.abandoned


# Upstreams that fail


def error_of(call: Call) -> tuple[bytes, str, bool]:
    """(status line, code, keep_alive) of the error that the client got."""
    assert call.client.ended
    last_bytes, keep_alive = call.client.ended
    head, _, body = last_bytes.partition(b"\r\n\r\n")
    assert b"\r\nHelicone-Status: failed\r\n" in head
    assert b"\r\nHelicone-Id: 1" in head
    return head.split(b"\r\n")[0], orjson.loads(body)["error"]["code"], keep_alive


def test_no_connection() -> None:
    """The error is the whole answer, and the client's connection takes another call."""
    call = Call()
    call.reach("connecting")
    call.pool.dialling.pop().on_upstream_failed(UpstreamUnreachable("Could not reach it"))
    assert call.log.closed == ("upstream_unreachable", "Could not reach it")
    assert call.client.is_waiting, "until the closing frame is written"
    call.log.closing_written()
    assert error_of(call) == (b"HTTP/1.1 502 Bad Gateway", "upstream_unreachable", True)


def test_a_reused_connection_that_was_closed_meanwhile() -> None:
    """The call is sent once more, whole, on a fresh connection; if that is cut too, the client gets the error."""
    call = Call(upload=b"question", upstream=FakeUpstream(reused=True))
    call.start()
    call.log.opening_written()
    call.exchange.on_upstream_failed(UpstreamCut("cut"))
    assert (call.state, call.log.connect_attempts, call.log.closed) == ("connecting", 2, None)
    second = call.connect()
    assert second.sent.endswith(b"Content-Length: 8\r\n\r\nquestion")
    second.reused = True
    call.exchange.on_upstream_failed(UpstreamCut("cut again"))
    assert call.log.closed == ("upstream_cut", "cut again")
    assert call.pool.dialling == []


@pytest.mark.parametrize(
    "reason", ["fresh", "a byte came", "incomplete request", "a large body", "another error"], ids=str
)
def test_no_second_attempt(reason: str) -> None:
    """The upstream may have done the work, or the call cannot be sent again."""
    upstream = FakeUpstream(reused=reason != "fresh")
    upload = b"x" * (2 << 20) if reason == "a large body" else b"x"
    call = Call(upload=upload, length=9 if reason == "incomplete request" else None, upstream=upstream)
    call.start()
    call.log.opening_written()
    upstream.answer_started = reason == "a byte came"
    error = UpstreamUnreachable("other") if reason == "another error" else UpstreamCut("cut")
    call.exchange.on_upstream_failed(error)
    assert (call.state, call.log.connect_attempts, call.pool.dialling) == ("finished", 1, [])
    call.log.closing_written()
    assert error_of(call)[0] == b"HTTP/1.1 502 Bad Gateway"


def test_an_answer_that_is_cut_before_its_first_byte_left() -> None:
    """The head is still held: the client gets a proper error instead."""
    call = Call()
    call.reach("waiting")
    call.answer_head("Content-Length: 5")
    call.exchange.on_upstream_failed(UpstreamCut("cut"))
    call.log.closing_written()
    assert error_of(call) == (b"HTTP/1.1 502 Bad Gateway", "upstream_cut", True)


@pytest.mark.parametrize("close_delimited", [False, True])
def test_an_answer_that_is_cut_after_its_first_byte(*, close_delimited: bool) -> None:
    """The client sees a broken connection; a reset, where a close would look like the answer's end."""
    call = Call()
    call.reach("waiting")
    call.answer_head(*([] if close_delimited else ["Content-Length: 5"]))
    call.exchange.on_answer_body(b"ab", b"ab", False)
    call.exchange.on_upstream_failed(UpstreamCut("cut"))
    assert call.log.closed == ("upstream_cut", "cut")
    call.log.closing_written()
    assert (call.client.cut, call.client.ended) == (close_delimited, None)


# Timeouts


@pytest.mark.parametrize(
    ("state", "complete", "outcome", "setting"),
    [
        ("opening", True, "upstream_timeout", "timeouts.first_byte_s"),
        ("opening", False, "client_timeout", "timeouts.body_s"),
        ("holding", False, "client_timeout", "timeouts.body_s"),
        ("connecting", True, "upstream_timeout", "timeouts.first_byte_s"),
        ("connecting", False, "upstream_timeout", "timeouts.first_byte_s"),
        ("waiting", True, "upstream_timeout", "timeouts.first_byte_s"),
        ("waiting", False, "client_timeout", "timeouts.body_s"),
        ("answering", True, "upstream_timeout", "timeouts.silence_s"),
    ],
)
def test_timeouts(state: str, complete: bool, outcome: str, setting: str) -> None:
    """The exchange waits as long as the setting says, and the error blames who did not move."""
    call = Call(upload=b"x", length=None if complete else 9, usage_wanted=state == "holding")
    upstream = call.reach(state)
    assert call.exchange.idle_timeout_s == getattr(call.context.timeouts, setting.partition(".")[2])
    assert call.exchange.deadline is None, "the clock counts anew"
    call.exchange.on_timeout()
    assert call.log.closed
    assert call.log.outcome == outcome
    assert setting in call.log.closed[1]
    assert upstream is None or upstream.abandoned
    call.log.closing_written()
    if state == "answering":
        assert call.client.cut is False
    else:
        status, _, keep_alive = error_of(call)
        assert status.startswith(b"HTTP/1.1 504" if outcome == "upstream_timeout" else b"HTTP/1.1 408")
        assert keep_alive == complete


def test_a_client_that_does_not_read_its_answer() -> None:
    """The client is to blame if the upstream is held back for it."""
    call = Call()
    call.reach("answering")
    call.exchange.on_client_full(True)
    assert call.exchange.idle_timeout_s == call.context.timeouts.body_s
    call.exchange.on_timeout()
    assert call.log.outcome == "client_timeout"
    call.log.closing_written()
    assert call.client.cut is False


def test_every_byte_restarts_the_timeout() -> None:
    """In both directions."""
    call = Call(upload=b"x", length=3)
    call.reach("waiting")
    call.exchange.deadline = 5.0
    call.exchange.on_request_body(b"y", False)
    assert (call.exchange.deadline, call.exchange.idle_timeout_s) == (None, call.context.timeouts.body_s)
    call.answer_head("Transfer-Encoding: chunked")
    call.exchange.deadline = 5.0
    call.exchange.on_answer_body(b"1\r\nx\r\n", b"x", False)
    assert (call.exchange.deadline, call.exchange.idle_timeout_s) == (None, call.context.timeouts.silence_s)


def test_a_finished_exchange_has_no_timeout() -> None:
    call = Call()
    call.reach("finished")
    assert call.exchange.idle_timeout_s == float("inf")


# Bodies that are too large


def test_a_body_too_large_at_once() -> None:
    """413 without an opening frame: the call never began."""
    call = Call(upload=b"x" * 11, proxy={"max_body_bytes": 10})
    call.start()
    assert call.state == "finished"
    assert ("opening", True) not in call.log.saw
    assert call.log.outcome == "refused"
    call.log.closing_written()
    assert error_of(call) == (b"HTTP/1.1 413 Content Too Large", "body_too_large", True)


def test_a_body_too_large_as_it_arrives() -> None:
    """413, the upstream is let go, and the client's connection ends with the rest of the body unread."""
    call = Call("Transfer-Encoding: chunked", upload=b"x" * 6, proxy={"max_body_bytes": 10})
    call.exchange.start(b"x" * 6, False)
    call.log.opening_written()
    upstream = call.connect()
    call.exchange.on_request_body(b"x" * 5, False)
    assert (call.state, call.log.outcome, upstream.abandoned) == ("finished", "refused", True)
    sent = upstream.sent
    call.exchange.on_request_body(b"more", True)
    assert upstream.sent == sent
    call.log.closing_written()
    assert error_of(call) == (b"HTTP/1.1 413 Content Too Large", "body_too_large", False)


# Token usage of streams

STREAM = b'{"stream":true,"model":"m"}'


def test_usage_is_requested_of_a_stream() -> None:
    """The request waits until it is complete, asks for usage, and the client does not see the event that brings it."""
    call = Call("Accept-Encoding: gzip", upload=STREAM[:5], length=len(STREAM), usage_wanted=True)
    call.start()
    call.log.opening_written()
    assert call.state == "holding"
    call.exchange.on_request_body(STREAM[5:], True)
    assert call.state == "connecting"
    upstream = call.connect()
    head, _, body = upstream.sent.partition(b"\r\n\r\n")
    assert orjson.loads(body) == orjson.loads(STREAM) | {"stream_options": {"include_usage": True}}
    assert b"\r\nContent-Length: %d" % len(body) in head
    assert b"\r\nAccept-Encoding: identity" in head
    assert b"gzip" not in head
    assert ("request", STREAM[:5]) in call.log.saw, "the log has the request as the caller wrote it"

    call.answer_head("Content-Type: text/event-stream", "Transfer-Encoding: chunked")
    usage = b'data: {"choices":[],"usage":{"prompt_tokens":1}}\n\n'
    call.exchange.on_answer_body(b"(raw)", b'data: {"choices":[1]}\n\n' + usage, False)
    call.exchange.on_answer_body(b"(raw)", b"data: [DONE]\n\n", True)
    call.log.closing_written()
    assert call.client.ended
    received = call.client.written.partition(b"\r\n\r\n")[2] + call.client.ended[0]
    assert received == b'17\r\ndata: {"choices":[1]}\n\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n'
    assert any(usage in piece for kind, piece in call.log.saw[-2:] if kind == "answer"), "the log has the event"


def test_usage_is_not_requested_of_what_is_no_stream() -> None:
    """The bytes pass through unmodified then."""
    call = Call(upload=b'{"stream":false}', usage_wanted=True)
    call.start()
    call.log.opening_written()
    assert call.connect().sent.endswith(b"\r\n\r\n" + b'{"stream":false}')


def test_a_large_request_is_not_held_for_its_usage() -> None:
    """Beyond 4 MiB it goes upstream as it arrives."""
    call = Call(upload=b"x", length=5 << 20, usage_wanted=True)
    call.start()
    call.log.opening_written()
    assert call.state == "holding"
    call.exchange.on_request_body(b"x" * (4 << 20), False)
    assert call.state == "connecting"
    assert call.connect().sent.endswith(b"x" * 1000)


# Tunnels


def websocket() -> tuple[Call, FakeUpstream]:
    call = Call("Connection: Upgrade", "Upgrade: websocket", method="GET")
    upstream = call.reach("waiting")
    assert upstream
    call.answer_head("Upgrade: websocket", "Connection: upgrade", status="101 Switching Protocols")
    return call, upstream


def test_a_tunnel() -> None:
    """After 101 both sides pass bytes; the log counts them; the upstream's end is the end of the call."""
    call, upstream = websocket()
    assert (call.state, call.client.asked) == ("answering", ["tunnel"])
    assert "tunnel" in call.log.saw
    call.exchange.on_answer_body(b"", b"", False)
    assert call.client.written.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    call.exchange.on_tunnel_data(b"ping")
    assert upstream.sent.endswith(b"ping")
    assert call.exchange.idle_timeout_s == call.context.timeouts.silence_s
    call.exchange.on_answer_body(b"pong", b"pong", False)
    assert call.client.written.endswith(b"pong")
    call.exchange.on_upstream_full(True)
    call.exchange.on_upstream_full(False)
    assert call.client.asked == ["tunnel", "pause", "resume"], "held back although the request is complete"
    call.exchange.on_answer_body(b"", b"", True)
    assert call.log.outcome == "ok"
    call.exchange.on_tunnel_data(b"late")
    assert not upstream.sent.endswith(b"late")


def test_a_switch_of_protocols_that_nobody_requested() -> None:
    """502: what follows would be taken for HTTP."""
    call = Call()
    upstream = call.reach("waiting")
    call.answer_head("Upgrade: websocket", "Connection: upgrade", status="101 Switching Protocols")
    assert (call.state, call.log.outcome) == ("finished", "upstream_garbage")
    assert upstream
    assert upstream.abandoned
    call.exchange.on_answer_body(b"frame", b"frame", False)
    assert call.client.written == b""
    call.log.closing_written()
    assert error_of(call)[0] == b"HTTP/1.1 502 Bad Gateway"


# Backpressure


def test_a_slow_client_holds_the_upstream_back() -> None:
    call = Call()
    upstream = call.reach("answering")
    assert upstream
    call.exchange.on_client_full(True)
    assert upstream.paused
    call.exchange.on_client_full(False)
    assert not upstream.paused
    assert call.exchange.idle_timeout_s == call.context.timeouts.silence_s


def test_a_slow_upstream_holds_the_client_back() -> None:
    """While the request is incomplete; afterwards there is nothing to hold back."""
    call = Call(upload=b"x", length=3)
    call.reach("waiting")
    call.client.asked.clear()
    call.exchange.on_upstream_full(True)
    assert call.client.asked == ["pause"]
    assert call.exchange.idle_timeout_s == call.context.timeouts.first_byte_s, "now the upstream has to move"
    call.exchange.on_upstream_full(False)
    assert call.client.asked == ["pause", "resume"]
    assert call.exchange.idle_timeout_s == call.context.timeouts.body_s
    call.exchange.on_request_body(b"yz", True)
    call.exchange.on_upstream_full(True)
    call.exchange.on_upstream_full(False)
    assert call.client.asked == ["pause", "resume"]


def test_backpressure_without_an_upstream_changes_nothing() -> None:
    """A client may be full of an earlier answer while its next call connects."""
    call = Call()
    call.reach("connecting")
    call.exchange.on_client_full(True)
    assert call.exchange.idle_timeout_s == call.context.timeouts.first_byte_s
    assert not call.connect().paused


# The end


def test_finish_twice() -> None:
    """The first outcome counts; FakeLog and FakeClient refuse a second end."""
    call = Call()
    call.reach("waiting")
    stopping = Stopping("stopping")
    call.exchange.finish(stopping.outcome, stopping)
    call.exchange.finish("ok")
    call.exchange.on_timeout()
    call.exchange.on_upstream_failed(UpstreamCut("late"))
    call.exchange.on_answer_body(b"late", b"late", True)
    call.exchange.on_client_full(True)
    call.exchange.on_request_body(b"late", True)
    assert call.log.closed == ("worker_stopped", "stopping")
    call.log.closing_written()
    assert call.context.finished_count == 1
    assert error_of(call) == (b"HTTP/1.1 503 Service Unavailable", "stopping", True)


@pytest.mark.parametrize("state", STATES)
def test_the_worker_stops(state: str) -> None:
    """In every state the client hears of it: by an error, or by a broken connection if its answer had begun."""
    call, upstream = call_in(state)
    stopping = Stopping("stopping")
    call.exchange.finish(stopping.outcome, stopping)
    assert call.log.outcome == "worker_stopped"
    assert upstream is None or upstream.abandoned
    call.log.closing_written()
    if state == "answering":
        assert call.client.cut is False
    else:
        assert error_of(call)[0] == b"HTTP/1.1 503 Service Unavailable"


# Answers before the request is complete


def answered_early() -> Call:
    """A call whose upstream could not be reached while its request arrives, and whose log wants the rest of it."""
    call = Call(upload=b"one,", length=14)
    call.log.wants_more = True
    call.reach("connecting")
    call.pool.dialling[0].on_upstream_failed(UpstreamUnreachable("Could not reach it"))
    assert call.state == "reading_on"
    assert call.client.written.startswith(b"HTTP/1.1 502 Bad Gateway")
    assert (call.log.closed, call.client.ended) == (None, None)
    return call


def check_ended(call: Call) -> None:
    """As the client was told, and without further bytes."""
    assert (call.state, call.log.closed) == ("finished", ("upstream_unreachable", "Could not reach it"))
    call.log.closing_written()
    assert call.context.exchanges == set()


def test_the_rest_of_a_request_is_logged() -> None:
    call = answered_early()
    call.exchange.on_request_body(b"two,", False)
    call.exchange.on_request_body(b"three!", True)
    assert call.log.saw[-4:] == ["answer end", ("request", b"two,"), ("request", b"three!"), "request end"]
    check_ended(call)
    assert call.client.ended == (b"", False)


def test_reading_on_ends_when_nothing_more_is_logged() -> None:
    call = answered_early()
    call.log.wants_more = False
    call.exchange.on_request_body(b"two,", False)
    check_ended(call)


def test_reading_on_ends_by_its_timeout_by_the_client_and_by_the_worker() -> None:
    for end in (
        lambda call: call.exchange.on_timeout(),
        lambda call: call.exchange.on_client_left(),
        lambda call: call.exchange.finish("worker_stopped", Stopping("stopping")),
    ):
        call = answered_early()
        assert call.exchange.deadline is not None, "a second from now, whatever arrives"
        end(call)
        check_ended(call)


def test_a_connection_that_opens_or_fails_while_reading_on() -> None:
    """The exchange waits for neither any more."""
    call = answered_early()
    upstream = call.connect()
    assert upstream.given_back
    call.exchange.on_upstream_failed(UpstreamCut("late"))
    assert call.state == "reading_on"


def test_an_early_answer_is_read_on_behind() -> None:
    call = Call(upload=b"one,", length=14)
    call.log.wants_more = True
    call.reach("waiting")
    call.answer_head("Content-Length: 2", status="401 No")
    call.exchange.on_answer_body(b"no", b"no", True)
    assert call.state == "reading_on"
    assert call.client.written.endswith(b"\r\n\r\nno")
    call.exchange.on_request_body(b"two,three!", True)
    assert call.log.closed == ("ok", "")


@pytest.mark.parametrize("reason", ["the client left", "a cut answer", "the worker stops", "nothing is logged"])
def test_nothing_is_read_on_when(reason: str) -> None:
    call = Call(upload=b"one,", length=14)
    call.log.wants_more = reason != "nothing is logged"
    call.reach("waiting")
    if reason == "the client left":
        call.exchange.on_client_left()
    elif reason == "a cut answer":
        call.answer_head("Content-Length: 5")
        call.exchange.on_answer_body(b"ab", b"ab", False)
        call.exchange.on_upstream_failed(UpstreamCut("cut"))
    elif reason == "the worker stops":
        call.exchange.finish("worker_stopped", Stopping("stopping"))
    else:
        call.exchange.on_upstream_failed(UpstreamCut("cut"))
    assert call.state == "finished"
    assert call.log.closed
