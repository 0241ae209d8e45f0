"""Content encodings: gzip, deflate, br, zstd and stacks of them. Pure; never raises; output is bounded.

Of a cut or damaged body, each decoder returns what can be decoded.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

MAX_DECODED_BYTES = 64 << 20
_MAX_CODINGS = 4  # applied one after the other; each may take as long as the first
_WINDOW = 64 << 10  # damage loses at most the piece of input it is in
_MAX_MEMBERS = 1_000  # of a gzip body: a body of empty members would otherwise take very long
_ZSTD_WINDOW = 8 << 20  # HTTP clients must accept this, and need not accept more (RFC 9659)


class Decoded(NamedTuple):
    data: bytes
    whole: bool  # False: cut, damaged, too large, or in an unknown encoding


def decode(body: bytes, content_encoding: str, limit: int = MAX_DECODED_BYTES) -> Decoded:
    """The body without its content encodings ("gzip, br" was gzipped first), at most `limit` bytes of it."""
    if not content_encoding:
        return Decoded(body, True)
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    if len(codings) > _MAX_CODINGS:
        return Decoded(body, False)
    result = Decoded(body, True)
    for coding in reversed(codings):
        if coding in ("", "identity"):
            continue
        decoder = _DECODERS.get(coding)
        if decoder is None:
            return Decoded(result.data, False)
        data, whole = decoder(result.data, limit)
        result = Decoded(data, whole and result.whole)
    return result


def _gzip(data: bytes, limit: int) -> Decoded:
    out: list[bytes] = []
    left = limit
    offset = 0
    for _ in range(_MAX_MEMBERS):
        member, offset, ended = _inflate(data, offset, zlib.MAX_WBITS | 16, left)
        out.append(member)
        left -= len(member)
        if not ended or data[offset : offset + 2] != b"\x1f\x8b":  # padding or garbage after a member is ignored
            return Decoded(b"".join(out), ended)
    return Decoded(b"".join(out), False)


def _deflate(data: bytes, limit: int) -> Decoded:
    # "deflate" means the zlib format; some servers send it without the wrapper (RFC 9110 §8.4.1.2).
    wrapped = len(data) >= 2 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS) if wrapped else (-zlib.MAX_WBITS,):
        out, _, ended = _inflate(data, 0, wbits, limit)
        if out or ended:
            break
    return Decoded(out, ended)


def _inflate(data: bytes, offset: int, wbits: int, limit: int) -> tuple[bytes, int, bool]:
    """One zlib stream from `offset`: its output, its end offset, and whether its end was reached within `limit`."""
    stream = zlib.decompressobj(wbits)
    out: list[bytes] = []
    pending = b""
    try:
        while not stream.eof and (pending or offset < len(data)) and limit > 0:
            piece = pending or data[offset : offset + _WINDOW]
            offset += 0 if pending else len(piece)
            output = stream.decompress(piece, limit)
            pending = stream.unconsumed_tail
            out.append(output)
            limit -= len(output)
        # The output may fill the limit exactly with the end mark still unread: only more output is too much.
        if limit <= 0 and not stream.eof and stream.decompress(pending or data[offset : offset + _WINDOW], 1):
            return b"".join(out), offset, False
    except zlib.error:
        return b"".join(out), offset, False
    return b"".join(out), offset - len(stream.unused_data), stream.eof


def _brotli(data: bytes, limit: int) -> Decoded:
    stream = brotli.Decompressor()
    out: list[bytes] = []
    left = limit + 1  # one byte more, to tell the end of the stream from a limit that is met exactly
    try:
        for offset in range(0, len(data), _WINDOW):
            piece = data[offset : offset + _WINDOW]
            while left > 0 and not stream.is_finished():
                output = stream.process(piece, output_buffer_limit=left)
                out.append(output)
                left -= len(output)
                piece = b""
                if stream.can_accept_more_data():
                    break
    except brotli.error:
        return Decoded(b"".join(out)[:limit], False)
    decoded = b"".join(out)
    return Decoded(decoded[:limit], stream.is_finished() and len(decoded) <= limit)


def _zstd(data: bytes, limit: int) -> Decoded:
    out: list[bytes] = []
    left = limit
    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(data, read_across_frames=True)
    try:
        while left > 0 and (output := reader.read(min(left, _WINDOW))):
            out.append(output)
            left -= len(output)
        whole = not reader.read(1)
    except zstandard.ZstdError:
        whole = False
    return Decoded(b"".join(out), whole)


_DECODERS: dict[str, Callable[[bytes, int], Decoded]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
