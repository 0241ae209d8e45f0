"""Bodies ↔ their compressed form in the database."""

from __future__ import annotations

import threading
from typing import NamedTuple

import zstandard

PLAIN = 0
ZSTD = 1
CUT = 2  # of a row of `body` only: what the body is made of, see recipes.py
_TINY_BYTES = 256
_LARGE_BYTES = 1 << 20  # worth compressing a sample first
_SAMPLE_BYTES = 16 << 10
_LEVEL = 1  # half the time of level 3 for a tenth more space, measured on prompts of 90 kB
_threads = threading.local()  # a compressor, like a decompressor, serves one thread at a time


class CompressedBody(NamedTuple):
    codec: int  # PLAIN or ZSTD
    data: bytes


def compress(body: bytes) -> CompressedBody:
    """With zstd; as it is when it is tiny or does not get a tenth smaller (images, audio)."""
    if len(body) < _TINY_BYTES:
        return CompressedBody(PLAIN, body)
    shrink = _compressor().compress
    if len(body) > _LARGE_BYTES and len(shrink(body[:_SAMPLE_BYTES])) > 0.9 * _SAMPLE_BYTES:
        return CompressedBody(PLAIN, body)
    smaller = shrink(body)
    return CompressedBody(ZSTD, smaller) if len(smaller) < 0.9 * len(body) else CompressedBody(PLAIN, body)


def decompress(codec: int, data: bytes) -> bytes:
    return data if codec == PLAIN else _decompressor().decompress(data)


def _compressor() -> zstandard.ZstdCompressor:
    compressor: zstandard.ZstdCompressor | None = getattr(_threads, "compressor", None)
    if compressor is None:
        compressor = _threads.compressor = zstandard.ZstdCompressor(_LEVEL, write_checksum=True)
    return compressor


def _decompressor() -> zstandard.ZstdDecompressor:
    decompressor: zstandard.ZstdDecompressor | None = getattr(_threads, "decompressor", None)
    if decompressor is None:
        decompressor = _threads.decompressor = zstandard.ZstdDecompressor()
    return decompressor
