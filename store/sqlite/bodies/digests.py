"""Keyed digests of pieces and of the bodies that are made of them.

The key is random and belongs to the database, so nobody can plan two contents with one digest.
BLAKE2b, since the standard library has it and it is as fast on every processor; BLAKE3 would be a dependency, for the
bytes of repeated prompts only.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

_KEY_BYTES = 32
_DIGEST_BYTES = 32
DIGEST_BYTES = _DIGEST_BYTES
_OWN, _PIECE = b"\0", b"\1"


def stored_key(bodies: sqlite3.Connection) -> bytes:
    """The key of this database, which gets one at its first start."""
    row = bodies.execute("SELECT key FROM piece_key").fetchone()
    if row is None:
        row = (os.urandom(_KEY_BYTES),)
        bodies.execute("INSERT INTO piece_key VALUES (?)", row)
    key: bytes = row[0]
    return key


class Digests:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def of_piece(self, content: bytes) -> bytes:
        return blake2b(content, digest_size=_DIGEST_BYTES, key=self._key, person=b"gnomon piece").digest()

    def of_body(self, parts: Iterable[tuple[bytes | None, bytes]]) -> bytes:
        """`parts`: in order, of a piece its digest, of the body's own bytes None and these bytes."""
        told = b"".join(
            _PIECE + of_piece if of_piece else _OWN + len(own).to_bytes(8, "little") + own for of_piece, own in parts
        )
        return blake2b(told, digest_size=_DIGEST_BYTES, key=self._key, person=b"gnomon body").digest()
