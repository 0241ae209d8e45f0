"""The stream reader records when each chunk arrived."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from bench import readers, traffic
from bench.calls import LoadFailed
from bench.programs import Call

pytestmark = pytest.mark.skipif(not readers.installed(), reason="no C compiler here to build bench/reader.c with")

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def chunk(age_us: int) -> bytes:
    """An event whose timestamp is that old."""
    stamp = f" {traffic.STAMP}{time.time_ns() // 1000 - age_us:016d}".encode()
    event = traffic.EVENT_BEGIN + stamp + traffic.EVENT_END
    return b"%x\r\n%b\r\n" % (len(event), event)


@contextmanager
def answering(pieces: Callable[[], Iterator[bytes]]) -> Iterator[Call]:
    """A server that answers one call with these pieces and then closes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                request = b""
                while not request.endswith(traffic.body("paced")):
                    request += connection.recv(1 << 16)
                with suppress(ConnectionError):  # the reader may disconnect
                    for piece in pieces():
                        connection.sendall(piece)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Call(listener.getsockname()[1], "/", traffic.body("paced"))
        thread.join()


def test_a_delay_is_counted_from_the_upstreams_timestamp() -> None:
    with answering(lambda: iter([HEAD + chunk(0) + chunk(5_000_000) + chunk(9_000_000) + END])) as call:
        times = readers.read(call, 1, 0)
    assert times.streams == len(times.first_us) == 1
    assert times.chunks == 3
    fresh, five_s, nine_s = times.delays_us
    assert 0 <= fresh < five_s < nine_s
    assert five_s >= 5_000_000
    assert nine_s >= 9_000_000


def test_late_chunks_end_the_climb() -> None:
    """A level with late chunks is measured a second time, and is the last one."""

    def late() -> Iterator[bytes]:
        yield HEAD
        while True:
            yield chunk(age_us=readers.STALL_US + 1)
            threading.Event().wait(0.02)

    with answering(late) as call:
        levels = readers.climb(call, [1, 2], 100)
    assert [level.streams for level in levels] == [1]
    assert levels[0].late == levels[0].chunks > 0
    assert levels[0].longest_us > readers.STALL_US


@pytest.mark.parametrize("end", [b"", b"HTTP/1.1 500 "], ids=["cut", "garbage"])
def test_a_stream_that_ends_early_is_a_failure(end: bytes) -> None:
    with answering(lambda: iter([HEAD + chunk(0) + end])) as call, pytest.raises(LoadFailed, match="ended early"):
        readers.read(call, 1, 0)
