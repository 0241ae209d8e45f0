"""The wire format of protobuf (https://protobuf.dev/programming-guides/encoding): bytes → numbered fields. Pure.

Written out instead of generated: OTLP has few messages, the records of a body are bounded before they are built, and a
million empty ones cost nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from api.otlp.batch import Malformed

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_FIXED64 = struct.Struct("<Q")
_FIXED32 = struct.Struct("<I")
_DOUBLE = struct.Struct("<d")

_CUT = "the protobuf message is cut or damaged"


class Field(NamedTuple):
    number: int
    wire: int  # VARINT, FIXED64, BYTES or FIXED32
    value: int  # of a number: its bits, unsigned; of bytes: where they begin
    end: int  # of bytes: where they end


def fields(data: bytes, position: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The fields of the message in data[position:end], as the members of `Field`: making one takes twice as long.

    Raises Malformed.
    """
    while position < end:
        tag = data[position]
        position += 1
        if tag > 127:
            tag, position = _varint(data, position - 1, end)
        wire = tag & 7
        number = tag >> 3
        if wire == BYTES:
            length = data[position] if position < end else 128
            position += 1
            if length > 127:
                length, position = _varint(data, position - 1, end)
            start, position = position, position + length
            if position > end:
                raise Malformed(_CUT)
            yield number, wire, start, position
        elif wire == VARINT:
            value, position = _varint(data, position, end)
            yield number, wire, value, position
        elif wire in (FIXED64, FIXED32):
            start, position = position, position + (8 if wire == FIXED64 else 4)
            if position > end:
                raise Malformed(_CUT)
            (value,) = (_FIXED64 if wire == FIXED64 else _FIXED32).unpack_from(data, start)
            yield number, wire, value, position
        else:
            raise Malformed(f"the protobuf message has a field of the wire type {wire}, which OTLP does not use")


def text(data: bytes, start: int, end: int) -> str:
    """Raises Malformed unless it is UTF-8."""
    try:
        return data[start:end].decode()
    except UnicodeDecodeError as error:
        raise Malformed("a text is not valid UTF-8") from error


def signed(bits: int) -> int:
    """An int64 by its bits."""
    return bits - (1 << 64) if bits >> 63 else bits


def double(bits: int) -> float:
    value: float = _DOUBLE.unpack(_FIXED64.pack(bits))[0]
    return value


def encoded_varint(number: int, value: int) -> bytes:
    """A field with an int64 or int32 that is not negative."""
    return _encoded(number << 3) + _encoded(value)


def encoded_bytes(number: int, value: bytes) -> bytes:
    return _encoded(number << 3 | BYTES) + _encoded(len(value)) + value


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varint(data: bytes, position: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while position < end:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value & 0xFFFF_FFFF_FFFF_FFFF, position
        shift += 7
        if shift > 63:
            raise Malformed(_CUT)
    raise Malformed(_CUT)
