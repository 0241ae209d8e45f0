"""Heads are read strictly: what another server might read differently is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proxy.errors import MalformedRequest, UpstreamGarbage
from proxy.http1.framing import Chunked, Length, NoBody, UntilClose
from proxy.http1.heads import AnswerHead, RequestHead, parse_answer, parse_request
from proxy.http1.repeated_head import repeated_head


def request(*lines: bytes, first: bytes = b"POST /v1/x HTTP/1.1", host: bytes = b"Host: a") -> RequestHead:
    return parse_request(b"\r\n".join([first, *([host] if host else []), *lines, b"", b""]))


def answer(*lines: bytes, first: bytes = b"HTTP/1.1 200 OK") -> AnswerHead:
    return parse_answer(b"\r\n".join([first, *lines, b"", b""]))


@pytest.mark.parametrize(
    "lines",
    [
        [b"Host: b"],
        [b"Host: a"],
        [b"Content-Length: 5", b"Transfer-Encoding: chunked"],
        [b"Transfer-Encoding: chunked", b"Content-Length: 0"],
        [b"Content-Length: 5", b"Content-Length: 5"],
        [b"Content-Length: 5", b"Content-Length: 6"],
        [b"Content-Length: 5, 5"],
        [b"Content-Length: +5"],
        [b"Content-Length: -5"],
        [b"Content-Length: 0x5"],
        [b"Content-Length: 5 6"],
        [b"Content-Length: 5_0"],
        [b"Content-Length:"],
        ["Content-Length: \uff15".encode()],
        [b"Content-Length: 99999999999999999999999999"],
        [b"Content_Length: 5"],
        [b"content_length: 5"],
        [b"Content-Length: 5", b"Content_Length: 5"],
        [b"Transfer_Encoding: chunked"],
        [b"TRANSFER_ENCODING: chunked", b"Content-Length: 5"],
        [b"Transfer-Encoding: gzip"],
        [b"Transfer-Encoding: identity"],
        [b"Transfer-Encoding: gzip, chunked"],
        [b"Transfer-Encoding: chunked, chunked"],
        [b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"],
        [b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"],
        [b"Transfer-Encoding: xchunked"],
        [b"Transfer-Encoding: chunked;a=b"],
        [b"Transfer-Encoding: \x0bchunked"],
        [b"Transfer-Encoding:"],
        [b"X: 1", b" folded"],
        [b"X: 1", b"\tfolded"],
        [b" X: 1"],
        [b"X : 1"],
        [b"Content-Length : 5"],
        [b"X"],
        [b": 1"],
        [b"X\x00: 1"],
        [b"X: a\x00b"],
        [b"X: a\rb"],
        [b"X: a\nY: b"],
        [b"X\xff: 1"],
        [b"X Y: 1"],
    ],
    ids=lambda lines: repr(b"|".join(lines))[2:-1],
)
def test_ambiguous_heads_are_refused(lines: list[bytes]) -> None:
    """Each of these has been used to make two servers disagree about where a request ends."""
    with pytest.raises(MalformedRequest):
        request(*lines)


@pytest.mark.parametrize(
    "first",
    [
        b"GET http://a/ HTTP/1.1",
        b"GET a HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"CONNECT a:443 HTTP/1.1",
        b"CONNECT /a HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"GET / HTTP/2.0",
        b"GET / HTTP/0.9",
        b"GET / HTTP/1.2",
        b"GET / HTTP/11",
        b"GET /",
        b"GET / http/1.1",
        b"GET /a b HTTP/1.1",
        b"GET /\x01 HTTP/1.1",
        b"GET /\x00 HTTP/1.1",
        b"GET /a\tb HTTP/1.1",
        b"GET / HTTP/1.1 ",
        b"GET  / HTTP/1.1",
        b"GET /  HTTP/1.1",
        b" GET / HTTP/1.1",
        b"GET /a#b HTTP/1.1",
        b"GET /a?b=c#d HTTP/1.1",
        b"GET /# HTTP/1.0",
        b"GET / RTSP/1.0",
        b"SOURCE / ICE/1.0",
        b"get / HTTP/1.1",
        b"MADEUP / HTTP/1.1",
        b"",
    ],
    ids=repr,
)
def test_first_lines_that_are_not_for_us(first: bytes) -> None:
    """Only HTTP/1.1 and 1.0 requests for a path."""
    with pytest.raises(MalformedRequest):
        request(first=first)


def test_underscores_are_refused_in_framing_headers_only() -> None:
    """An upstream behind CGI or WSGI would read Content_Length as Content-Length; other names are the caller's."""
    with pytest.raises(MalformedRequest, match="Content-Length, Transfer-Encoding"):
        request(b"Content_Length: 5")
    assert request(b"X_Trace: 5").headers.forwarded == [b"X_Trace: 5"]


def test_the_http2_preface_is_refused() -> None:
    """A client that speaks HTTP/2 without asking is told so."""
    with pytest.raises(MalformedRequest):
        parse_request(b"PRI * HTTP/2.0\r\n\r\n")


def test_a_host_is_needed_by_http_1_1_only() -> None:
    """RFC 9112 §3.2: none at all is an error in HTTP/1.1; HTTP/1.0 knew no Host."""
    with pytest.raises(MalformedRequest):
        request(host=b"")
    assert request(host=b"", first=b"GET / HTTP/1.0").host == b""
    with pytest.raises(MalformedRequest):
        request(b"Host: b", first=b"GET / HTTP/1.0")


def test_transfer_encoding_in_http_1_0_is_refused() -> None:
    """RFC 9112 §6.1: nobody can know what was meant."""
    with pytest.raises(MalformedRequest):
        request(b"Transfer-Encoding: chunked", first=b"POST / HTTP/1.0")


def test_h2c_upgrade_keeps_its_body() -> None:
    """Spring and OpenJDK's client offer h2c on every first POST: it is an ordinary request (RFC 9110 §7.8)."""
    head = request(b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AA", b"Content-Length: 3")
    assert isinstance(head.framing(head.length), Length)
    assert head.length == 3
    assert not head.websocket


@pytest.mark.parametrize("value", [b"5", b" 5", b"5 ", b"\t5\t ", b"05"])
def test_white_space_around_a_value_is_not_part_of_it(value: bytes) -> None:
    """RFC 9110 §5.5: optional white space on either side is taken off before a value is read."""
    assert request(b"Content-Length:" + value).length == 5
    assert answer(b"Content-Length:" + value).length == 5
    assert request(host=b"Host:" + value).host == value.strip()


def test_keep_alive() -> None:
    """HTTP/1.1 keeps a connection unless told otherwise, by any of several Connection lines and in any case."""
    assert request().keep_alive
    assert not request(b"Connection: close").keep_alive
    assert not request(b"connection: Keep-Alive", b"Connection: x, CLOSE").keep_alive
    assert not request(first=b"GET / HTTP/1.0").keep_alive
    assert request(b"Connection: closely").keep_alive


def test_only_a_websocket_is_an_upgrade() -> None:
    """GET, Upgrade: websocket and Connection: upgrade together."""
    upgrade = [b"Upgrade: WebSocket", b"Connection: keep-alive, Upgrade"]
    assert request(*upgrade, first=b"GET / HTTP/1.1").websocket
    assert not request(*upgrade).websocket
    assert not request(upgrade[0], first=b"GET / HTTP/1.1").websocket
    assert not request(b"Upgrade: h2c", upgrade[1], first=b"GET / HTTP/1.1").websocket


def test_expect() -> None:
    """Only HTTP/1.1 clients wait for 100 Continue (RFC 9110 §10.1.1)."""
    assert request(b"Expect: 100-Continue").expects_continue
    assert not request(b"Expect: 100-continue", first=b"POST / HTTP/1.0").expects_continue


def test_the_framing_of_a_request() -> None:
    """No length and no chunks: no body."""
    assert isinstance(request(b"Transfer-Encoding: Chunked").framing(None), Chunked)
    assert isinstance(request(b"Content-Length: 5").framing(5), Length)
    assert isinstance(request(b"Content-Length: 0").framing(0), NoBody)
    assert isinstance(request().framing(None), NoBody)


def test_the_framing_of_an_answer() -> None:
    """RFC 9112 §6.3, in its order."""
    with_length = answer(b"Content-Length: 5")
    assert isinstance(with_length.framing(b"GET"), Length)
    assert isinstance(with_length.framing(b"HEAD"), NoBody)
    assert isinstance(answer(b"Transfer-Encoding: chunked").framing(b"GET"), Chunked)
    assert isinstance(answer().framing(b"GET"), UntilClose)
    for status in (b"204 No Content", b"304 Not Modified"):
        head = answer(b"Content-Length: 5", first=b"HTTP/1.1 " + status)
        assert isinstance(head.framing(b"GET"), NoBody)


def test_keep_alive_of_answers() -> None:
    """HTTP/1.0 servers close unless they say they do not."""
    assert answer().keep_alive
    assert not answer(b"Connection: close").keep_alive
    assert not answer(first=b"HTTP/1.0 200 OK").keep_alive
    assert answer(b"Connection: Keep-Alive", first=b"HTTP/1.0 200 OK").keep_alive
    assert not answer(b"Connection: keep-alive", b"Connection: close").keep_alive


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/2 200 OK",
        b"HTTP/1.2 200 OK",
        b"HTTP/1.1  200 OK",
        b"HTTP/1.1 20 OK",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1 000 OK",
        b"HTTP/1.1 099 OK",
        b"HTTP/1.1 200OK",
        b"HTTP/1.1 200 OK\nX: injected",
        b"HTTP/1.1 200 O\rK",
        b"HTTP/1.1 200 O\x00K",
        b"ICY 200 OK",
        b"<html>",
        b"",
    ],
    ids=repr,
)
def test_status_lines_that_are_garbage(first: bytes) -> None:
    """What can't be relayed without a guess is not relayed."""
    with pytest.raises(UpstreamGarbage):
        answer(first=first)


@pytest.mark.parametrize(
    "lines",
    [
        [b"Content-Length: 5", b"Content-Length: 6"],
        [b"Content-Length: x"],
        [b"Content-Length: -1"],
        [b"Content-Length: 5", b"Transfer-Encoding: chunked"],
        [b"Transfer-Encoding: gzip, chunked"],
        [b"Transfer-Encoding: gzip"],
        [b"X: 1", b" folded"],
        [b"X : 1"],
        [b"X: a\nY: b"],
        [b"X: a\rY: b"],
        [b"X: a\x00b"],
        [b"X"],
    ],
    ids=lambda lines: repr(b"|".join(lines))[2:-1],
)
def test_answers_whose_end_or_headers_are_in_doubt_are_garbage(lines: list[bytes]) -> None:
    """An upstream must not be able to put words into the mouth of the next one."""
    with pytest.raises(UpstreamGarbage):
        answer(*lines)


def test_reason_phrases_cross_as_sent() -> None:
    """None, an empty one, and one in another alphabet."""
    assert answer(first=b"HTTP/1.1 200").status_line == b"200"
    assert answer(first=b"HTTP/1.1 200 ").status_line == b"200 "
    assert answer(first=b"HTTP/1.1 299 \xc3\xa4 \xff").status_line == b"299 \xc3\xa4 \xff"


_parts = st.sampled_from(
    [
        *(b"GET ", b"POST ", b"/", b"/v1/x?a=b", b" HTTP/1.1", b" HTTP/1.0", b"\r\n", b"\r", b"\n", b" ", b"\t", b":"),
        *(b"Host: a", b"Host:", b"Content-Length: 5", b"Transfer-Encoding: chunked", b"Connection: upgrade"),
        *(
            b"Upgrade: websocket",
            b"HTTP/1.1 200 OK",
            b"HTTP/1.1 101 X",
            b"HTTP/1.0 ",
            b"\x00",
            b"\xff",
            b"PRI * HTTP/2.0",
        ),
    ]
)
any_head = st.binary(max_size=300) | st.lists(_parts, max_size=20).map(b"".join)


@given(any_head)
@example(b"")
def test_no_bytes_break_the_request_parser(data: bytes) -> None:
    """BadRequest, or a head whose target and host can be trusted."""
    try:
        head = parse_request(data + b"\r\n\r\n")
    except MalformedRequest:
        return
    assert head.target.startswith(b"/")
    assert not set(b"\r\n\x00") & set(head.target + head.host)


@given(any_head)
@example(b"HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade")
def test_no_bytes_break_the_answer_parser(data: bytes) -> None:
    """UpstreamGarbage, or a head that can't be split in two by whoever reads it next."""
    for prefix in (b"", b"HTTP/1.1 200 "):
        try:
            head = parse_answer(prefix + data + b"\r\n\r\n")
        except UpstreamGarbage:
            continue
        assert 100 <= head.status <= 999
        assert not set(b"\r\n\x00") & set(head.status_line)


_LINES = [
    b"Host: a",
    b"Content-Length: 12",
    b"content-length:\t7 ",
    b"X-Content-Length: 3",
    b"X: content-length: 4",
    b"Expect: x",
]


@given(st.permutations(_LINES[:1] + _LINES[3:]), st.sampled_from(_LINES[1:3]), st.integers(0, 10**17), st.data())
def test_a_repeated_head_is_read_as_if_it_were_parsed(
    lines: list[bytes], length_line: bytes, length: int, data: st.DataObject
) -> None:
    """What counts as the same head but for its length is parsed to the same values but for the length."""
    lines.insert(data.draw(st.integers(0, len(lines))), length_line)
    head = b"\r\n".join([b"POST /v1/x HTTP/1.1", *lines, b"", b""])
    known = repeated_head(head)
    assert known is not None
    digits = b"12" if b"12" in length_line else b"7"
    other = head.replace(length_line, length_line.replace(digits, b"%d" % length))
    assert known.length(head) == int(digits)
    assert known.length(other) == length
    assert parse_request(other) == parse_request(head)._replace(length=length, headers=parse_request(other).headers)


@given(st.binary(max_size=60))
def test_what_is_not_a_number_is_no_repeated_head(between: bytes) -> None:
    """Bytes that would end the line and begin another are no length."""
    before, after = b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: ", b"\r\nX: y\r\n\r\n"
    repeated = repeated_head(before + b"5" + after)
    assert repeated is not None
    length = repeated.length(before + between + after)
    assert (length is None) == (not between.isdigit() or len(between) > 18)


@pytest.mark.parametrize("between", [b"", b" ", b"  "])
def test_a_head_without_a_number_is_no_repeated_head(between: bytes) -> None:
    """The beginning and the end of the known head may share bytes, with nothing between them."""
    known = repeated_head(b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 5 \r\n\r\n")
    assert known is not None
    head = b"POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length:%b\r\n\r\n" % between
    assert known.length(head) is None
    with pytest.raises(MalformedRequest):
        parse_request(head)


def test_heads_without_a_length_are_never_repeated() -> None:
    """They are parsed each time."""
    head = b"GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n"
    assert repeated_head(head) is None
