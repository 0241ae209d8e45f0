"""Content encodings, whole, stacked, cut, damaged and malicious."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from store.extract.bodies.content_encoding import decode

TEXT = b'{"noon": "\xe2\x98\x80"}' * 20_000


def _raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("name", ENCODERS)
def test_decodes(name: str) -> None:
    assert decode(ENCODERS[name](TEXT), name.upper()) == (TEXT, True)


def test_deflate_without_its_wrapper() -> None:
    """Some servers send the bare format."""
    assert decode(_raw_deflate(TEXT), "deflate") == (TEXT, True)


def test_stacked_encodings_come_off_from_the_last() -> None:
    assert decode(brotli.compress(gzip.compress(TEXT)), "gzip, br") == (TEXT, True)


def test_several_members_and_frames_follow_each_other() -> None:
    assert decode(gzip.compress(b"before ") + gzip.compress(b"noon") + b"\0\0", "gzip") == (b"before noon", True)
    assert decode(zstandard.compress(b"before ") + zstandard.compress(b"noon"), "zstd") == (b"before noon", True)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_cut(name: str) -> None:
    """Of a cut body, the beginning is decoded."""
    noise = b"".join(str(number * 7919).encode() for number in range(50_000))
    encoded = ENCODERS[name](noise)
    cut = decode(encoded[: len(encoded) // 2], name).data
    assert len(cut) > len(noise) // 8
    assert noise.startswith(cut)


@pytest.mark.parametrize("name", ["gzip", "br", "zstd", "deflate", "zstd, gzip"])
def test_bomb(name: str) -> None:
    """Decoding stops at the limit, and the result does not count as whole."""
    bomb = bytes(50_000_000)
    for coding in name.split(", "):
        bomb = ENCODERS[coding](bomb)
    data, whole = decode(bomb, name, limit=1_000_000)
    assert len(data) == 1_000_000
    assert not whole


@pytest.mark.parametrize("name", ["gzip", "br", "zstd", "deflate"])
def test_exactly_the_limit_is_whole(name: str) -> None:
    assert decode(ENCODERS[name](TEXT), name, limit=len(TEXT)) == (TEXT, True)
    assert decode(ENCODERS[name](TEXT), name, limit=len(TEXT) - 1) == (TEXT[:-1], False)


def test_a_thousand_empty_members_are_enough() -> None:
    assert not decode(gzip.compress(b"") * 100_000, "gzip").whole


def test_unknown_encoding_is_left_as_it_is() -> None:
    assert decode(b"as it came", "exi") == (b"as it came", False)


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", "zstd,deflate", ",;"]))
def test_never_raises(body: bytes, encoding: str) -> None:
    assert len(decode(body, encoding, limit=1_000).data) <= 1_000


@given(st.data(), st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd"]))
def test_damage_never_raises(data: st.DataObject, body: bytes, encoding: str) -> None:
    encoded = bytearray(ENCODERS[encoding](body))
    at = data.draw(st.integers(0, len(encoded) - 1))
    encoded[at] ^= data.draw(st.integers(1, 255))
    decode(bytes(encoded), encoding, limit=10_000)
