"""Bodies as they are kept: compressed where that helps."""

from __future__ import annotations

import threading
from typing import NamedTuple

import zstandard

PLAIN = 0
ZSTD = 1
_TINY = 256
_LARGE = 1 << 20  # worth a sample first
_SAMPLE = 16 << 10
_LEVEL = 1  # half the time of level 3 for a tenth more space, on prompts of 90 kB
_threads = threading.local()  # a compressor serves one thread at a time


class Packed(NamedTuple):
    codec: int
    data: bytes


def pack(body: bytes) -> Packed:
    """Compressed, unless it is tiny or has been compressed before."""
    if len(body) < _TINY:
        return Packed(PLAIN, body)
    compress = _compressor().compress
    if len(body) > _LARGE and len(compress(body[:_SAMPLE])) > 0.9 * _SAMPLE:
        return Packed(PLAIN, body)
    smaller = compress(body)
    return Packed(ZSTD, smaller) if len(smaller) < 0.9 * len(body) else Packed(PLAIN, body)


def unpack(codec: int, data: bytes) -> bytes:
    return data if codec == PLAIN else zstandard.ZstdDecompressor().decompress(data)


def _compressor() -> zstandard.ZstdCompressor:
    found: zstandard.ZstdCompressor | None = getattr(_threads, "compressor", None)
    if found is None:
        found = _threads.compressor = zstandard.ZstdCompressor(_LEVEL)
    return found
