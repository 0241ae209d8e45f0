"""What is kept of a WebSocket: whole messages of JSON, whatever the frames and the pieces they come in."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxy.capture.bounded import Budget
from proxy.capture.messages import MessageCapture
from proxy.http1.heads import AnswerHead, parse_answer
from store.spool.counters import Counters

TEXT, CONTINUED, PING = 1, 0, 9
DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=15"
CREATED = b'{"type": "session.created", "session": {"model": "gpt-realtime"}}'
DELTA = b'{"type": "response.output_audio.delta", "delta": "' + b"A" * 4_000 + b'"}'
DONE = b'{"type": "response.done", "response": {}}'


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    return Budget(8 << 20, 2 << 20, Counters(tmp_path / "worker.counters"))


def head(*lines: str) -> AnswerHead:
    return parse_answer(
        "\r\n".join(
            ["HTTP/1.1 101 Switching Protocols", "Connection: upgrade", "Upgrade: websocket", *lines, "", ""]
        ).encode()
    )


def frame(payload: bytes, opcode: int = TEXT, *, final: bool = True, compressed: bool = False) -> bytes:
    first = bytes([final << 7 | compressed << 6 | opcode])
    if len(payload) < 126:
        return first + bytes([len(payload)]) + payload
    if len(payload) < 1 << 16:
        return first + b"\x7e" + len(payload).to_bytes(2, "big") + payload
    return first + b"\x7f" + len(payload).to_bytes(8, "big") + payload


def captured(budget: Budget, wire: bytes, piece_bytes: int = 1 << 16, *lines: str) -> MessageCapture:
    capture = MessageCapture(budget, head(*lines))
    for start in range(0, len(wire), piece_bytes):
        capture.add(wire[start : start + piece_bytes])
    assert capture.size_bytes == len(wire)
    return capture


@pytest.mark.parametrize("piece_bytes", [1, 2, 7, 1_000, 1 << 20])
def test_messages_are_lines(budget: Budget, piece_bytes: int) -> None:
    """Fragments are joined; pieces of audio, pings and what is no JSON object are left out."""
    wire = (
        frame(CREATED)
        + frame(DELTA)
        + frame(DONE[:10], final=False)
        + frame(b"", PING)
        + frame(DONE[10:], CONTINUED)
        + frame(b"\x00\x01\x02", 2)
        + frame(b'{\n"type": "response.done",\r\n"long": "' + b"a" * 70_000 + b'"}')
    )
    capture = captured(budget, wire, piece_bytes)
    first, second, third = capture.body().splitlines()
    assert (first, second) == (CREATED, DONE)
    assert json.loads(third)["type"] == "response.done"
    assert budget.held_bytes == len(capture.body())
    assert not capture.truncated
    assert capture.release().endswith(b"}\n")
    assert budget.held_bytes == 0


def test_compressed_messages(budget: Budget) -> None:
    """Later messages refer to the text of earlier ones (RFC 7692 §7.1.1), also of those that are left out."""
    deflater = zlib.compressobj(wbits=-15)
    wire = b""
    for message in (CREATED, DELTA, DONE, CREATED):
        packed = deflater.compress(message) + deflater.flush(zlib.Z_SYNC_FLUSH)
        wire += frame(packed.removesuffix(b"\0\0\xff\xff"), compressed=True)
    wire += frame(DONE)  # a server may send any message as it is
    assert captured(budget, wire, 50, DEFLATE).body().splitlines() == [CREATED, DONE, CREATED, DONE]


def deflated(message: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-15)
    return (deflater.compress(message) + deflater.flush(zlib.Z_SYNC_FLUSH)).removesuffix(b"\0\0\xff\xff")


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param(b"\x81\x7f" + (1 << 40).to_bytes(8, "big"), id="a frame of a terabyte"),
        pytest.param(frame(b"{" * (1 << 19), final=False) * 3, id="fragments without an end"),
        pytest.param(b"\x81\x85" + b"abcd" + b"hello", id="masked"),
        pytest.param(frame(deflated(b"{" + b"a" * (64 << 20)), compressed=True), id="a bomb"),
        pytest.param(frame(b"\xff\xff\xff", compressed=True), id="damaged"),
        pytest.param(frame(b'{"type": "x", "a": "' + b"a" * 900_000 + b'"}') * 3, id="more than the limit"),
    ],
)
def test_what_ends_the_copy(budget: Budget, wire: bytes) -> None:
    """What was kept before stays, what comes after is counted; the memory is bounded and returns."""
    capture = captured(budget, frame(CREATED) + wire, 1 << 14, DEFLATE)
    capture.add(frame(DONE))
    assert capture.truncated
    assert capture.body().startswith(CREATED + b"\n")
    assert not capture.body().endswith(DONE + b"\n")
    assert budget.held_bytes == len(capture.body()) <= 2 << 20
    capture.free()
    assert budget.held_bytes == 0


def test_compressed_without_agreement(budget: Budget) -> None:
    assert captured(budget, frame(deflated(CREATED), compressed=True)).truncated


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40), max_size=10))
def test_any_bytes_are_survived(budget: Budget, pieces: list[bytes]) -> None:
    capture = MessageCapture(budget, head(DEFLATE))
    for piece in pieces:
        capture.add(piece)
    assert capture.size_bytes == sum(map(len, pieces))
    capture.free()
    assert budget.held_bytes == 0
