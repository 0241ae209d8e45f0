"""Frames survive the trip through bytes, and nothing else passes for one."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.spool.frames import MAGIC, PREFIX_SIZE, DamagedFrame, FrameHead, Kind, decode_head, encode
from tests.store.calls import frame_with

SEED = 12345
NOTHING: Any = {}

headers: st.SearchStrategy[Any] = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.none() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"]), max_size=50),
    max_size=6,
)
kinds = st.sampled_from(Kind)


@given(kinds, headers, st.binary(max_size=500), st.integers(0, 2**32 - 1), st.binary(max_size=20))
def test_round_trip(kind: Kind, header: Any, body: bytes, seed: int, before: bytes) -> None:
    """Kind, header, body and size, wherever in a file it stands."""
    data = b"".join(encode(kind, header, body, seed))
    head = decode_head(before + data + before, len(before), seed)
    assert head == FrameHead(kind, header, len(body), crc32(body), len(data))
    assert data[head.size_bytes - head.body_bytes : head.size_bytes] == body


@given(headers, st.binary(max_size=100), st.data())
def test_a_beginning_is_not_damage(header: Any, body: bytes, data: st.DataObject) -> None:
    """What is still being written is "not all there", never an error."""
    frame = b"".join(encode(Kind.CLOSING, header, body, SEED))
    end = data.draw(st.integers(0, len(frame) - len(body) - 1))
    assert decode_head(frame[:end], 0, SEED) is None


@given(headers, st.data())
def test_a_changed_bit_is_noticed(header: Any, data: st.DataObject) -> None:
    """In any byte of prefix or header."""
    frame = bytearray(b"".join(encode(Kind.OPENING, header, b"body", SEED)))
    at = data.draw(st.integers(0, len(frame) - 5))
    frame[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        head = decode_head(bytes(frame), 0, SEED)
    except DamagedFrame:
        return
    assert head is None  # a longer header is asked for, which will not pass its check


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda rest: MAGIC + rest), st.integers(0, 5))
def test_any_bytes(data: bytes, at: int) -> None:
    """Damaged, or not all there; never a frame by chance, never another error."""
    try:
        assert decode_head(data, min(at, len(data)), SEED) is None
    except DamagedFrame:
        pass


def test_a_frame_of_another_file_is_no_frame_here() -> None:
    """The seed binds frames to their segment: a copy of one inside somebody's body is only bytes."""
    with pytest.raises(DamagedFrame):
        decode_head(b"".join(encode(Kind.OPENING, NOTHING, b"", SEED)), 0, SEED + 1)


def test_a_header_that_is_no_object() -> None:
    """Even with a right checksum."""
    with pytest.raises(DamagedFrame):
        decode_head(frame_with(b"[1]", SEED), 0, SEED)


def test_the_prefix_is_what_the_documentation_says() -> None:
    """24 bytes, little-endian, magic first: other programs may read it one day."""
    frame = b"".join(encode(Kind.CLOSING, NOTHING, b"abc", 0))
    assert frame[:4] == b"GNM1"
    assert frame[4] == 3
    assert frame[5:8] == b"\0\0\0"
    assert PREFIX_SIZE == 24
    assert int.from_bytes(frame[8:12], "little") == 2
    assert int.from_bytes(frame[12:16], "little") == 3
    assert int.from_bytes(frame[16:20], "little") == crc32(b"abc")
    assert frame[24:] == b"{}abc"
