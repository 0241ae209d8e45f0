"""Rows and pieces → bodies, checked: a body that is not what was stored is none, and says so.

The one way from bodies.db to bytes. Who has a connection asks for rows, then for the pieces that these have.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import structlog
import zstandard

from store.models import Bodies, Side
from store.sqlite.bodies.compression import CUT, PLAIN, decompress
from store.sqlite.bodies.digests import Digests
from store.sqlite.bodies.recipes import DamagedRecipe, PieceId, Recipe, decode

log = structlog.get_logger()

BODY_COLUMNS = "body.side, body.codec, body.data"
PIECES = "SELECT id, codec, data FROM piece_data WHERE id IN (SELECT value FROM json_each(?))"
_SIDES: tuple[Side, Side] = ("request", "response")


class _Damaged(Exception):
    """What was read is not what was stored; the message says what is wrong with it."""


_DAMAGE = (_Damaged, zstandard.ZstdError)


class BodyRow(NamedTuple):
    side: int  # 0: request, 1: response
    codec: int
    data: bytes | Recipe  # with codec CUT a recipe, unless it is damaged

    @property
    def size_bytes(self) -> int:
        """Of the body itself, uncompressed."""
        if isinstance(self.data, Recipe):
            return self.data.size_bytes
        if self.codec == PLAIN:
            return len(self.data)
        try:
            return zstandard.frame_content_size(self.data)
        except zstandard.ZstdError:  # damaged
            return 0


def body_row(row: Iterable[Any]) -> BodyRow:
    """From a row of BODY_COLUMNS."""
    side, codec, data = row
    if codec == CUT:
        try:
            data = decode(data)
        except DamagedRecipe:
            pass
    return BodyRow(side, codec, data)


def piece_ids(rows: Iterable[BodyRow]) -> set[int]:
    """The pieces that are needed for these bodies."""
    return set().union(*(row.data.piece_ids for row in rows if isinstance(row.data, Recipe)))


class Assembler:
    """Puts bodies together. Takes its time; several bodies that share pieces take less of it together."""

    def __init__(self, digests: Digests, pieces: Iterable[Any]) -> None:
        """`pieces`: rows of PIECES."""
        self._digests = digests
        self._rows = {row_id: (codec, data) for row_id, codec, data in pieces}
        self._pieces: dict[int, tuple[bytes, bytes]] = {}

    def bodies(self, exchange_id: str, rows: Iterable[BodyRow]) -> Bodies:
        sides: dict[Side, bytes] = {}
        damaged: list[Side] = []
        for row in rows:
            side = _SIDES[row.side]
            try:
                sides[side] = self._body(row)
            except _DAMAGE as error:
                log.error("body_damaged", exchange_id=exchange_id, side=side, error=str(error), file="bodies.db")
                damaged.append(side)
        return Bodies(sides.get("request"), sides.get("response"), tuple(damaged))

    def damage(self, row: BodyRow) -> str | None:
        """What is wrong with a body. None: it is what was stored."""
        try:
            self._body(row)
        except _DAMAGE as error:
            return str(error)
        return None

    def _body(self, row: BodyRow) -> bytes:
        recipe = row.data
        if not isinstance(recipe, Recipe):
            if row.codec == CUT:
                raise _Damaged("its list of pieces cannot be read")
            return decompress(row.codec, recipe)
        rest = decompress(*recipe.rest)
        contents: list[bytes] = []
        hashed: list[tuple[bytes | None, bytes]] = []
        at = 0
        for part in recipe.parts:
            if isinstance(part, PieceId):
                content, digest = self._piece(part)
                hashed.append((digest, b""))
            else:
                content = rest[at : at + part]
                at += part
                hashed.append((None, content))
            contents.append(content)
        if self._digests.of_body(hashed) != recipe.digest:
            raise _Damaged("it does not match its digest")
        return b"".join(contents)

    def _piece(self, row_id: int) -> tuple[bytes, bytes]:
        """Its content, and the digest of that."""
        piece = self._pieces.get(row_id)
        if piece is None:
            try:
                content = decompress(*self._rows[row_id])
            except KeyError:
                raise _Damaged(f"its piece {row_id} is missing") from None
            piece = self._pieces[row_id] = content, self._digests.of_piece(content)
        return piece
