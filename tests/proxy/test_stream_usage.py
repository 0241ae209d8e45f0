"""The only module that may change bytes changes those it must."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.stream_usage import UsageRemover, may_be_streamed_chat, with_usage_requested
from tests.proxy.conftest import Start
from tests.proxy.raw import get, post
from tests.support import scripts
from tests.support.upstream import Upstream

USAGE = b'data: {"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}\n\n'
FIRST = b'data: {"id":"c","choices":[{"delta":{"content":"usage"}}],"usage":null}\n\n'
LAST = b'data: {"id":"c","choices":[{"finish_reason":"stop","delta":{}}],"usage":{"prompt_tokens":1}}\n\n'
FILTER = b'data: {"choices":[],"prompt_filter_results":[]}\n\n'
DONE = b"data: [DONE]\n\n"


def test_splices_without_touching_another_byte() -> None:
    """What the caller wrote stays as it was written: spaces, escapes, numbers no parser gives back."""
    body = (
        b' {\n "stream" : true, "seed": 123456789012345678901234, "x": 1.10, "u": "\\u00e4\xc3\xa4", "a":1, "a":2 }\n'
    )
    asked = with_usage_requested(body)
    assert asked is not None
    assert asked.endswith(body.lstrip()[1:])
    assert json.loads(asked) == {**json.loads(body), "stream_options": {"include_usage": True}}


@pytest.mark.parametrize("options", [b"null", b"{}", b'{"other": 1}'])
def test_options_without_usage_get_it(options: bytes) -> None:
    """The caller's other options stay, and so does every other value of the call."""
    body = b'{"stream":true,"seed":123456789012345678901234,"stream_options":' + options + b"}"
    asked = with_usage_requested(body)
    assert asked is not None
    content = json.loads(asked)
    assert content.pop("stream_options") == {**(json.loads(options) or {}), "include_usage": True}
    assert content == {"stream": True, "seed": 123456789012345678901234}


@pytest.mark.parametrize(
    "body",
    [
        b'{"stream":true,"stream_options":{"include_usage":true}}',
        b'{"stream":true,"stream_options":{"include_usage":false}}',
        b'{"stream":true,"stream_options":[]}',
        b'{"stream":true,"stream_options":"x"}',
        b'{"stream":false}',
        b'{"stream":"true"}',
        b'{"stream":1}',
        b'{"model":"m"}',
        b'[{"stream":true}]',
        b'"stream"',
        b"null",
        b"",
        b'{"stream":true',
        b"\xff\xfe",
        b'\xef\xbb\xbf{"stream":true}',
    ],
)
def test_left_alone(body: bytes) -> None:
    """Who asked, or said no, or does not stream, or sends no JSON, is not meddled with."""
    assert with_usage_requested(body) is None


values = st.none() | st.booleans() | st.dictionaries(st.sampled_from(["include_usage"]), st.booleans())
calls = st.dictionaries(st.sampled_from(["stream", "stream_options", "a"]), values)


@given(st.binary(max_size=200) | calls.map(lambda call: json.dumps(call).encode()))
def test_ask_never_raises(body: bytes) -> None:
    """Any bytes: unchanged, or the same call with usage asked for."""
    asked = with_usage_requested(body)
    if asked is not None:
        content = json.loads(asked)
        assert content.pop("stream_options")["include_usage"] is True
        before = json.loads(body)
        before.pop("stream_options", None)
        assert content == before


def test_where_it_applies() -> None:
    """Chat completions in JSON only."""
    assert may_be_streamed_chat(b"POST", "/v1/chat/completions?x=1", "application/json; charset=utf-8")
    assert may_be_streamed_chat(b"POST", "/groq/v1/chat/completions", "Application/JSON")
    assert not may_be_streamed_chat(b"POST", "/v1/responses", "application/json")
    assert not may_be_streamed_chat(b"GET", "/v1/chat/completions", "application/json")
    assert not may_be_streamed_chat(b"POST", "/v1/chat/completions", "multipart/form-data")
    assert not may_be_streamed_chat(b"POST", "/v1/chat/completions/1", "application/json")


event_streams = st.lists(
    st.sampled_from(
        [
            *(FIRST, LAST, FILTER, USAGE, DONE, USAGE.replace(b"\n", b"\r\n"), USAGE.replace(b"\n", b"\r")),
            *(FIRST.replace(b"\n", b"\r\n"), b'event: x\ndata: {"usage"\n\n', b"data: usage\n\n"),
            *(b'data: "usage"\n\n', b": ping\n\n", b"\n\n", b"\r\n"),
        ]
    ),
    max_size=8,
)


def removed(reads: list[bytes]) -> bytes:
    remover = UsageRemover()
    return b"".join([remover.feed(read, False) for read in reads] + [remover.feed(b"", True)])


@given(event_streams, st.lists(st.integers(0, 600), max_size=8), st.binary(max_size=20))
def test_any_split_gives_the_same(events: list[bytes], at: list[int], torn: bytes) -> None:
    """However the stream is cut into reads."""
    wire = b"".join(events) + torn
    edges = [0, *sorted(min(place, len(wire)) for place in at), len(wire)]
    reads = [wire[start:end] for start, end in itertools.pairwise(edges)]
    assert removed(reads) == removed([wire]) == removed([wire[place : place + 1] for place in range(len(wire))])


plain_events = st.sampled_from([FIRST, LAST, FILTER, USAGE, DONE, b": ping\n\n"])


@given(st.lists(plain_events, max_size=10), st.binary(max_size=20))
def test_only_the_usage_event_goes(events: list[bytes], torn: bytes) -> None:
    """Usage beside choices, empty choices without usage, comments and torn ends all stay."""
    assert removed([b"".join(events) + torn]) == b"".join(event for event in events if event != USAGE) + torn


def test_an_event_is_passed_on_when_its_last_byte_came() -> None:
    """Not an event later."""
    remover = UsageRemover()
    assert remover.feed(FIRST[:-1], False) == b""
    assert remover.feed(FIRST[-1:] + USAGE[:5], False) == FIRST
    assert remover.feed(USAGE[5:], False) == b""
    assert remover.feed(b"data: x\r\n\r\n", False) == b"data: x\r\n\r\n"


def test_endless_events_are_not_held() -> None:
    """Beyond a megabyte it is passed on unread."""
    remover = UsageRemover()
    passed = b"".join(remover.feed(b"x" * 100_000, False) for _ in range(30))
    assert len(passed) > 1 << 20


# Stories

CHAT = b'{"model":"m","stream":true}'
JSON = "Content-Type: application/json"


@pytest.mark.parametrize("how", ["setting", "header"])
@pytest.mark.parametrize("framing", ["chunked", "close"])
def test_usage_is_asked_for_and_taken_out(start: Start, upstream: Upstream, how: str, framing: scripts.Framing) -> None:
    """The upstream is asked in the clear, the log has the usage, the client gets what it would have got without us."""
    worker = start(proxy={"stream_usage": "always"} if how == "setting" else {})
    body = FIRST + LAST + USAGE + DONE
    upstream.next(
        scripts.answer(
            headers=[("Content-Type", "text/event-stream; charset=utf-8")], body=body, framing=framing, chunks=[10, 200]
        )
    )
    lines = [JSON, "Accept-Encoding: gzip, br"] + ["Helicone-Stream-Usage: true"] * (how == "header")
    answer = worker.call(post("/v1/chat/completions", CHAT, *lines))
    assert answer.body == FIRST + LAST + DONE
    (received,) = upstream.requests
    assert received.json() == {"model": "m", "stream": True, "stream_options": {"include_usage": True}}
    assert received.header("accept-encoding") == "identity"
    logged = worker.log.one()
    assert logged.body == body
    assert logged.request_body == CHAT


def test_usage_for_a_body_that_arrives_in_pieces(start: Start, upstream: Upstream) -> None:
    """It is held until it is whole, then sent with its new length."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.stream([FIRST, USAGE, DONE]))
    client = worker.client()
    client.send(get("/v1/chat/completions", JSON, f"Content-Length: {len(CHAT)}", method="POST") + CHAT[:5])
    client.send(CHAT[5:])
    assert client.answer().body == FIRST + DONE
    assert upstream.requests[0].json()["stream_options"] == {"include_usage": True}


def test_a_large_body_is_not_held_back(start: Start, upstream: Upstream) -> None:
    """Then the call goes as it is."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.stream([FIRST, USAGE, DONE]))
    body = b'{"stream":true,"x":"' + b"x" * (6 << 20) + b'"}'
    answer = worker.call(post("/v1/chat/completions", body, JSON))
    assert upstream.requests[0].body == body
    assert answer.body == FIRST + USAGE + DONE


def test_who_asked_gets_it(start: Start, upstream: Upstream) -> None:
    """Byte for byte, both ways, compression with it."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.stream([FIRST, USAGE, DONE]))
    asking = b'{"stream":true,"stream_options":{"include_usage":true}}'
    answer = worker.call(post("/v1/chat/completions", asking, JSON, "Accept-Encoding: gzip"))
    assert answer.body == FIRST + USAGE + DONE
    assert upstream.requests[0].body == asking
    assert upstream.requests[0].header("accept-encoding") == "gzip"


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/completions", "/v1/messages"])
def test_other_calls_are_not_touched(start: Start, upstream: Upstream, path: str) -> None:
    """Only chats know the option."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.stream([USAGE]))
    assert worker.call(post(path, CHAT, JSON)).body == USAGE
    assert upstream.requests[0].body == CHAT


def test_errors_of_a_call_that_asked(start: Start, upstream: Upstream) -> None:
    """An answer that is no stream crosses as it is."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.json_answer(b'{"error":{"message":"usage"}}', 400))
    answer = worker.call(post("/v1/chat/completions", CHAT, JSON))
    assert (answer.status, answer.body) == (400, b'{"error":{"message":"usage"}}')


def test_http_1_0_clients_get_no_usage_either(start: Start, upstream: Upstream) -> None:
    """Without chunks as well."""
    worker = start(proxy={"stream_usage": "always"})
    upstream.next(scripts.stream([FIRST, USAGE, DONE]))
    client = worker.client()
    client.send(
        b"POST /v1/chat/completions HTTP/1.0\r\n%b\r\nContent-Length: %d\r\n\r\n%b" % (JSON.encode(), len(CHAT), CHAT)
    )
    assert client.rest().partition(b"\r\n\r\n")[2] == FIRST + DONE
