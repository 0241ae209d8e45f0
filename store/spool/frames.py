"""Frames: what a worker logs of a call, as bytes. Pure.

    prefix   magic "GNM1", kind (1 byte), 3 zero bytes, header length, body length, body CRC, head CRC
    header   a JSON object (orjson), one of the shapes below
    body     raw bytes

Integers are little-endian, CRCs are zlib's CRC-32. The head CRC covers the prefix before it and the header: a damaged
length cannot mislead a reader, who finds the next frame by looking for the magic and checking that CRC. The head CRC
starts from the `seed` of its segment, which strangers cannot know: bytes in a request's body that look like a frame
fail its check.
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Any, NamedTuple, NotRequired, TypedDict
from zlib import crc32

import orjson

MAGIC = b"GNM1"
_PREFIX = struct.Struct("<4sB3xIIII")
_CHECKED = struct.Struct("<4sB3xIII")  # the part of the prefix that the head CRC covers
PREFIX_SIZE = _PREFIX.size
MAX_HEADER_BYTES = 4 << 20  # a greater length is damage


class Kind(IntEnum):
    OPENING = 1  # the call goes upstream; body: the request's, if it was complete by then
    REQUEST = 2  # the request's body, if it was incomplete at the opening
    CLOSING = 3  # the call has ended; body: the answer's
    WHOLE = 4  # a call that did not pass the proxy, in one frame; body: the request's, then the answer's
    LOG_RECORDS = 5  # messages of a span's call; body: JSON as store.extract.reported.spans.log_records has it


class OpeningHeader(TypedDict):
    exchange_id: str
    request_id: str
    project: int
    key_name: str | None
    node: str
    started_at_us: int  # Unix microseconds; the only wall clock of a call
    method: str
    path: str  # with the query parameters that may be logged
    upstream: str
    target_url: str
    request_headers: dict[str, str]  # allow-listed, lower-case names
    helicone_headers: list[tuple[str, str]]  # those that Gnomon knows and that hold no secret, as sent, in order
    request_omitted: bool  # Helicone-Omit-Request: the body never reaches the spool, only `ClosingHeader.extracted`
    response_omitted: bool
    request_size_bytes: int | None  # None: incomplete, a REQUEST frame follows
    request_truncated: bool
    request_gap_offset: int | None  # where bytes are missing in the middle of the frame's body; None: nowhere


class RequestHeader(TypedDict):
    exchange_id: str
    request_size_bytes: int  # what was relayed; more than the frame's body if truncated or omitted
    request_truncated: bool
    request_gap_offset: int | None
    request_complete: bool  # False: the client left or the call ended before all of it arrived


class ClosingHeader(TypedDict):
    exchange_id: str
    request_id: str
    outcome: str
    error: str | None
    status: int | None  # of the upstream's answer, or of the proxy's error; None: the client got no answer
    response_headers: dict[str, str]  # allow-listed, lower-case names
    response_size_bytes: int
    response_truncated: bool
    response_gap_offset: int | None
    extracted: NotRequired[Any]  # what omitted bodies said, as store.extract.omitted reads it; None: it could not
    duration_us: int | None  # from the start to the end, monotonic; None: the caller who reported it did not say
    first_byte_us: int | None  # from the start to the answer's head
    chunks: list[tuple[int, int]]  # (end offset in the body, µs since the start); capped
    connect_attempts: int
    served_by: str | None


class WholeHeader(OpeningHeader):
    """A call that its caller reports after its end: nothing of it can be in flight, so nothing can be lost between two
    frames."""

    request_bytes: int  # of the frame's body: so many are the request's; the rest is the answer's
    closing: ClosingHeader


class LogRecordsHeader(TypedDict):
    exchange_id: str  # of the span
    limit_bytes: int  # of the span with its log records


class Frame(NamedTuple):
    kind: Kind
    header: dict[str, Any]
    body: bytes


class FrameHead(NamedTuple):
    """A frame without its body."""

    kind: Kind
    header: dict[str, Any]
    body_bytes: int
    body_crc: int
    size_bytes: int  # of the whole frame


class DamagedFrame(ValueError):
    """The bytes are not a valid frame: no magic, an impossible length, or a failed check."""


# A frame's bytes: all before its body, and its body, which nobody copies to put them together.
EncodedFrame = tuple[bytes, bytes]
FrameHeader = OpeningHeader | RequestHeader | ClosingHeader | WholeHeader | LogRecordsHeader


def encode(kind: Kind, header: FrameHeader, body: bytes, seed: int) -> EncodedFrame:
    """`seed`: `segment_files.seed_of` the segment's name."""
    head = orjson.dumps(header)
    checked = _CHECKED.pack(MAGIC, kind, len(head), len(body), crc32(body))
    return b"".join((checked, crc32(head, crc32(checked, seed)).to_bytes(4, "little"), head)), body


def decode_head(data: bytes, start: int, seed: int) -> FrameHead | None:
    """The head of the frame at `start`; None: it is incomplete. Raises DamagedFrame if no frame begins there."""
    available = len(data) - start
    if available < PREFIX_SIZE:
        if not MAGIC.startswith(data[start : start + 4]):
            raise DamagedFrame("no frame begins here")
        return None
    magic, kind, head_bytes, body_bytes, body_crc, head_crc = _PREFIX.unpack_from(data, start)
    if magic != MAGIC or kind not in _KINDS or head_bytes > MAX_HEADER_BYTES:
        raise DamagedFrame("no frame begins here")
    if available < PREFIX_SIZE + head_bytes:
        return None
    end = start + PREFIX_SIZE + head_bytes
    head = data[start + PREFIX_SIZE : end]
    if crc32(head, crc32(data[start : start + _CHECKED.size], seed)) != head_crc:
        raise DamagedFrame("the frame's header fails its check")
    try:
        header = orjson.loads(head)
    except orjson.JSONDecodeError as error:
        raise DamagedFrame("the frame's header is not JSON") from error
    if not isinstance(header, dict):
        raise DamagedFrame("the frame's header is not an object")
    return FrameHead(_KINDS[kind], header, body_bytes, body_crc, PREFIX_SIZE + head_bytes + body_bytes)


_KINDS = {int(kind): kind for kind in Kind}  # calling `Kind` takes 2 % of the time of reading a small frame
