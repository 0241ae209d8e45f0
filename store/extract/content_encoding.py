"""Content encodings: gzip, deflate, br, zstd and stacks of them. Pure; never raises; output is bounded.

Each decoder gives what can be decoded of a cut or damaged body.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]  # it ships no types
import zstandard

MAX_DECODED_BYTES = 64 << 20
_WINDOW = 64 << 10  # damage costs at most the piece of input it is in
_MAX_MEMBERS = 1_000  # of a gzip body: members of no content would otherwise keep us busy for long
_ZSTD_WINDOW = 8 << 20  # what an HTTP client must accept, and no more (RFC 9659)


class Decoded(NamedTuple):
    data: bytes
    whole: bool  # False: cut, damaged, too large, or in an encoding we do not know


def decode(body: bytes, content_encoding: str, limit: int = MAX_DECODED_BYTES) -> Decoded:
    """The body without its content encodings ("gzip, br" was gzipped first), at most `limit` bytes of it."""
    if not content_encoding:
        return Decoded(body, True)
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
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
    room = limit
    at = 0
    for _ in range(_MAX_MEMBERS):
        member, at, ended = _inflate(data, at, zlib.MAX_WBITS | 16, room)
        out.append(member)
        room -= len(member)
        if not ended or data[at : at + 2] != b"\x1f\x8b":  # padding or garbage after a member is ignored
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


def _inflate(data: bytes, at: int, wbits: int, room: int) -> tuple[bytes, int, bool]:
    """One zlib stream from `at` on: its output, where it ends, whether it came to its end within `room`."""
    stream = zlib.decompressobj(wbits)
    out: list[bytes] = []
    pending = b""
    try:
        while not stream.eof and (pending or at < len(data)) and room > 0:
            piece = pending or data[at : at + _WINDOW]
            at += 0 if pending else len(piece)
            output = stream.decompress(piece, room)
            pending = stream.unconsumed_tail
            out.append(output)
            room -= len(output)
        # The last byte may have filled the room exactly, with the end still to be read: only more output is too much.
        if room <= 0 and not stream.eof and stream.decompress(pending or data[at : at + _WINDOW], 1):
            return b"".join(out), at, False
    except zlib.error:
        return b"".join(out), at, False
    return b"".join(out), at - len(stream.unused_data), stream.eof


def _brotli(data: bytes, limit: int) -> Decoded:
    stream = brotli.Decompressor()
    out: list[bytes] = []
    room = limit + 1  # its end can't be told from a limit that was met exactly: one byte more tells
    try:
        for at in range(0, len(data), _WINDOW):
            piece = data[at : at + _WINDOW]
            while room > 0 and not stream.is_finished():
                output = stream.process(piece, output_buffer_limit=room)
                out.append(output)
                room -= len(output)
                piece = b""
                if stream.can_accept_more_data():
                    break
    except brotli.error:
        return Decoded(b"".join(out)[:limit], False)
    decoded = b"".join(out)
    return Decoded(decoded[:limit], stream.is_finished() and len(decoded) <= limit)


def _zstd(data: bytes, limit: int) -> Decoded:
    out: list[bytes] = []
    room = limit
    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(data, read_across_frames=True)
    try:
        while room > 0 and (output := reader.read(min(room, _WINDOW))):
            out.append(output)
            room -= len(output)
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
