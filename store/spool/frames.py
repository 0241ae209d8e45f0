"""Frames: what a worker writes down of a call, as bytes. Pure.

    prefix   magic "GNM1", kind (1 byte), 3 zero bytes, header length, body length, body CRC, head CRC
    header   a JSON object (orjson), one of the three shapes below
    body     raw bytes

The head CRC covers the prefix before it and the header, so that a damaged length can't send a reader astray; it finds
the next frame by looking for the magic and checking that CRC. Integers are little-endian, CRCs are zlib's CRC-32.
The head CRC starts from the `seed` of the file it lies in, which strangers can't know: bytes that look like a frame
inside somebody's request body are not one.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Any, NamedTuple, TypedDict
from zlib import crc32

import orjson

MAGIC = b"GNM1"
_PREFIX = struct.Struct("<4sB3xIIII")
_CHECKED = struct.Struct("<4sB3xIII")  # the part of the prefix that the head CRC covers
PREFIX_SIZE = _PREFIX.size
MAX_HEADER_BYTES = 4 << 20  # a length beyond it is damage, not a header


class Kind(IntEnum):
    OPENING = 1  # the call goes upstream; body: the request's, if it was all there at that moment
    REQUEST = 2  # the request's body, when it arrived after its opening
    CLOSING = 3  # the call has ended; body: the answer's


class OpeningHeader(TypedDict):
    exchange_id: str
    request_id: str
    project: int
    key_name: str | None
    node: str
    started_at_us: int  # Unix microseconds; the only wall clock of a call
    method: str
    path: str  # with the query parameters that may be kept
    upstream: str
    target_url: str
    request_headers: dict[str, str]  # allow-listed, lower-case names
    helicone_headers: list[tuple[str, str]]  # every non-secret one, name and value as sent, in order
    request_omitted: bool  # Helicone-Omit-Request: the body never reaches the spool
    response_omitted: bool
    request_size_bytes: int | None  # None: still arriving, a REQUEST frame follows
    request_truncated: bool


class RequestHeader(TypedDict):
    exchange_id: str
    request_size_bytes: int  # what crossed; more than the body when truncated or omitted
    request_truncated: bool
    request_complete: bool  # False: the client left, or the call ended, before all of it came


class ClosingHeader(TypedDict):
    exchange_id: str
    request_id: str
    outcome: str
    error: str | None
    status: int | None  # of the upstream's answer; ours when there was none
    response_headers: dict[str, str]  # allow-listed, lower-case names
    response_size_bytes: int
    response_truncated: bool
    duration_us: int  # since the start, monotonic
    first_byte_us: int | None  # the answer's head, since the start
    chunks: list[tuple[int, int]]  # (end offset in the body, µs since the start); capped
    connect_attempts: int
    served_by: str | None


class Frame(NamedTuple):
    kind: Kind
    header: dict[str, Any]
    body: bytes


class Head(NamedTuple):
    """A frame without its body: enough to index it."""

    kind: Kind
    header: dict[str, Any]
    body_length: int
    body_crc: int
    size: int  # of the whole frame, in bytes


class DamagedFrame(ValueError):
    """These bytes are not a frame."""


Header = OpeningHeader | RequestHeader | ClosingHeader


def encode(kind: Kind, header: Header, body: bytes, seed: int) -> bytes:
    head = orjson.dumps(header)
    checked = _CHECKED.pack(MAGIC, kind, len(head), len(body), crc32(body))
    return b"".join((checked, crc32(head, crc32(checked, seed)).to_bytes(4, "little"), head, body))


def decode_head(data: bytes, at: int, seed: int) -> Head | None:
    """The head of the frame that begins at `at`; None when `data` ends before the head does.

    Raises Damaged when no frame begins there.
    """
    available = len(data) - at
    if available < PREFIX_SIZE:
        if not MAGIC.startswith(data[at : at + 4]):
            raise DamagedFrame("no frame begins here")
        return None
    magic, kind, head_length, body_length, body_crc, head_crc = _PREFIX.unpack_from(data, at)
    if magic != MAGIC or kind not in _KINDS or head_length > MAX_HEADER_BYTES:
        raise DamagedFrame("no frame begins here")
    if available < PREFIX_SIZE + head_length:
        return None
    end = at + PREFIX_SIZE + head_length
    head = data[at + PREFIX_SIZE : end]
    if crc32(head, crc32(data[at : at + _CHECKED.size], seed)) != head_crc:
        raise DamagedFrame("the frame's header fails its check")
    try:
        header = orjson.loads(head)
    except orjson.JSONDecodeError as error:
        raise DamagedFrame("the frame's header is not JSON") from error
    if not isinstance(header, dict):
        raise DamagedFrame("the frame's header is not an object")
    return Head(Kind(kind), header, body_length, body_crc, PREFIX_SIZE + head_length + body_length)


_KINDS = frozenset(Kind)
