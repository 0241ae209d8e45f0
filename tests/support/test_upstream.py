"""The upstream misbehaves exactly as scripted; other tests rely on that."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.support import scripts
from tests.support.gate import WAIT_S, Gate
from tests.support.upstream import Script, Upstream

GET = b"GET /x HTTP/1.1\r\nHost: h\r\n\r\n"


@contextmanager
def connected(upstream: Upstream) -> Iterator[socket.socket]:
    parts = urlsplit(upstream.base_url)
    with socket.create_connection((parts.hostname, parts.port), timeout=WAIT_S) as client:
        yield client


def read_until(client: socket.socket, end: bytes) -> bytes:
    received = b""
    while not received.endswith(end):
        piece = client.recv(65536)
        assert piece, received
        received += piece
    return received


def read_to_end(client: socket.socket) -> bytes:
    received = b""
    while piece := client.recv(65536):
        received += piece
    return received


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            scripts.answer(200, [("A", "1"), ("a", "2")], b"hello"),
            b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\ncontent-length: 5\r\n\r\nhello",
        ),
        (
            scripts.answer(body=b"hello", framing="chunked", chunks=[1, 3], trailers=[("t", "v")]),
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nh\r\n3\r\nell\r\n1\r\no\r\n0\r\nt: v\r\n\r\n",
        ),
        (scripts.answer(204), b"HTTP/1.1 204 No Content\r\n\r\n"),
        (scripts.answer(304, body=b"abc"), b"HTTP/1.1 304 Not Modified\r\ncontent-length: 3\r\n\r\n"),
        (scripts.stream([b"a"]), b"\r\n\r\n1\r\na\r\n0\r\n\r\n"),
        (
            scripts.after_informational(scripts.answer(), b"HTTP/1.1 103 Early Hints\r\n\r\n"),
            b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        ),
        (scripts.generated(100_000), b"x" * 100_000),
        (scripts.dribbled(b"HTTP/1.1 200 OK\r\n\r\n"), b"HTTP/1.1 200 OK\r\n\r\n"),
    ],
)
def test_bytes_of_answers(upstream: Upstream, script: Script, expected: bytes) -> None:
    """The bytes on the wire are the script's, and the connection serves another request after them."""
    upstream.default(script)
    with connected(upstream) as client:
        for _ in range(2):
            client.sendall(GET)
            assert read_until(client, expected).endswith(expected)
    assert [(r.connection, r.nth) for r in upstream.requests] == [(0, 0), (0, 1)]


@pytest.mark.parametrize(
    ("script", "end"),
    [
        (scripts.answer(body=b"x", framing="close"), b"\r\nconnection: close\r\n\r\nx"),
        (scripts.http_1_0(b"old"), b"HTTP/1.0 200 OK\r\n\r\nold"),
        (scripts.wrong_length(b"short", 99), b"content-length: 99\r\n\r\nshort"),
        (scripts.cut_stream([b"a", b"b"]), b"1\r\na\r\n1\r\nb\r\n"),
        (scripts.garbage(), b"not HTTP at all\r\n\r\n"),
    ],
)
def test_orderly_ends_in_the_wrong_place(upstream: Upstream, script: Script, end: bytes) -> None:
    """A cut comes after all bytes that were sent before it."""
    upstream.default(script)
    with connected(upstream) as client:
        client.sendall(GET)
        assert read_to_end(client).endswith(end)


@pytest.mark.parametrize("script", [scripts.dropped(), scripts.cut_stream([b"a"], reset=True)])
def test_broken_connections(upstream: Upstream, script: Script) -> None:
    """A reset arrives as a reset."""
    upstream.default(script)
    with connected(upstream) as client:
        client.sendall(GET)
        with pytest.raises(ConnectionResetError):
            read_to_end(client)


def test_idle_connection_breaks_on_reuse(upstream: Upstream) -> None:
    """The connection is reset at its second request."""
    upstream.default(scripts.closes_idle(scripts.answer(body=b"1")))
    with connected(upstream) as client:
        client.sendall(GET)
        read_until(client, b"1")
        client.sendall(GET)
        with pytest.raises(ConnectionResetError):
            read_to_end(client)


def test_paced_stream(upstream: Upstream) -> None:
    """Chunks are sent one by one as the test releases them."""
    gate = Gate()
    upstream.default(scripts.stream([b"one", b"two"], gate=gate))
    with connected(upstream) as client:
        client.sendall(GET)
        assert b"one" not in read_until(client, b"\r\n\r\n")
        gate.release()
        assert read_until(client, b"\r\n") == b"3\r\none\r\n"
        gate.release(2)
        assert read_until(client, b"0\r\n\r\n") == b"3\r\ntwo\r\n0\r\n\r\n"


def test_requests_are_recorded_as_received(upstream: Upstream) -> None:
    """Raw head, headers in their order and case, bodies of both framings, trailers, 100-continue."""
    upstream.default(scripts.answer(body=b"."))
    with connected(upstream) as client:
        head = b"POST /a?b=c HTTP/1.1\r\nX-Two: 1\r\nx-two:2\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head)
        assert read_until(client, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"abc")
        read_until(client, b".")
        client.sendall(b"PUT /d HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n")
        read_until(client, b".")
    first, second = upstream.requests
    assert (first.raw_head, first.path, first.body) == (head, "/a", b"abc")
    assert first.header("x-two") == "1, 2"
    assert (second.method, second.body, second.trailers) == ("PUT", b"de", [("T", "v")])


def test_a_disconnected_client_is_noticed(upstream: Upstream) -> None:
    """A test can wait for the end of a connection."""
    upstream.default(scripts.silent())
    with connected(upstream) as client:
        client.sendall(GET)
        upstream.wait_requests(1)
    upstream.wait_closed(0)


def test_websocket_echo(upstream: Upstream) -> None:
    """After the upgrade, the connection is a plain pipe."""
    upstream.default(scripts.websocket_echo())
    with connected(upstream) as client:
        key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="  # the example of RFC 6455 §1.3
        client.sendall(b"GET /x HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + key + b"\r\n\r\n")
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in read_until(client, b"\r\n\r\n")
        client.sendall(b"\x81\x85anything")
        assert read_until(client, b"anything") == b"\x81\x85anything"


def test_compressed_bodies() -> None:
    """Each encoding produces the format of its name."""
    assert gzip.decompress(scripts.compress(b"abc", "gzip")) == b"abc"
    assert scripts.compress(b"abc", "deflate")[0] == 0x78  # zlib's header (RFC 1950), which HTTP means by "deflate"
    assert scripts.compress(b"abc", "zstd")[:4] == b"\x28\xb5\x2f\xfd"
    assert scripts.compress(b"abc", "identity") == b"abc"
