"""What a body is made of ↔ the bytes of its row. Pure.

    digest of the body   32 bytes
    size, number of parts, and for each part of a piece its id, of the body's own bytes their length   varints
    codec of the rest    1 byte
    rest                 the body's own bytes, put together and compressed as one

The id of a piece is written as its distance to the id after the one before: pieces that came together take a byte each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from store.sqlite.bodies.compression import CompressedBody
from store.sqlite.bodies.digests import DIGEST_BYTES


class DamagedRecipe(ValueError):
    """These bytes are not what `encode` has written."""


class PieceId(int):
    """A part that is a piece. Any other number is the length of a part of the body's own bytes."""


class Recipe(NamedTuple):
    digest: bytes
    size_bytes: int  # of the body
    parts: Sequence[int]  # PieceId or a length
    rest: CompressedBody

    @property
    def piece_ids(self) -> set[int]:
        return {part for part in self.parts if isinstance(part, PieceId)}


def encode(recipe: Recipe) -> bytes:
    data = bytearray(recipe.digest)
    append_numbers(data, (recipe.size_bytes, len(recipe.parts)))
    expected = 0
    for part in recipe.parts:
        if isinstance(part, PieceId):
            distance = part - expected
            append_numbers(data, (((distance << 1) ^ (distance >> 63)) << 1 | 1,))
            expected = part + 1
        else:
            append_numbers(data, (part << 1,))
    data.append(recipe.rest.codec)
    return bytes(data) + recipe.rest.data


def decode(data: bytes) -> Recipe:
    """Raises DamagedRecipe."""
    try:
        return _decode(data)
    except (IndexError, ValueError) as error:
        raise DamagedRecipe(f"its list of pieces cannot be read: {error}") from error


def _decode(data: bytes) -> Recipe:
    size_bytes, at = read_number(data, DIGEST_BYTES)
    count, at = read_number(data, at)
    parts: list[int] = []
    expected = 0
    for _ in range(count):
        number, at = read_number(data, at)
        if number & 1:
            distance = number >> 1
            piece = expected + ((distance >> 1) ^ -(distance & 1))
            parts.append(PieceId(piece))
            expected = piece + 1
        else:
            parts.append(number >> 1)
    return Recipe(data[:DIGEST_BYTES], size_bytes, parts, CompressedBody(data[at], data[at + 1 :]))


def append_numbers(data: bytearray, numbers: Iterable[int]) -> None:
    """LEB128: seven bits to a byte, the lowest first."""
    for number in numbers:
        left = number
        while left > 0x7F:
            data.append(left & 0x7F | 0x80)
            left >>= 7
        data.append(left)


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where it ends. Raises IndexError, and ValueError for one beyond 64 bits."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")
