"""Pieces, and which of them are stored, as far as memory goes: saves looking them up, and compressing them again."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

_MOST = 50_000  # some 16 MB; of others the database knows

PieceKey = tuple[int, bytes]  # project and digest


class Piece(NamedTuple):
    key: PieceKey
    content: bytes


class KnownPieces:
    """The writing thread keeps it true: pieces are added and deleted there only. Other threads may ask `in`."""

    def __init__(self) -> None:
        self._row_ids: OrderedDict[PieceKey, int] = OrderedDict()

    def __contains__(self, key: PieceKey) -> bool:
        return key in self._row_ids

    def get(self, key: PieceKey) -> int | None:
        row_id = self._row_ids.get(key)
        if row_id is not None:
            self._row_ids.move_to_end(key)
        return row_id

    def add(self, key: PieceKey, row_id: int) -> None:
        self._row_ids[key] = row_id
        if len(self._row_ids) > _MOST:
            self._row_ids.popitem(last=False)

    def forget(self, key: PieceKey) -> None:
        self._row_ids.pop(key, None)

    def clear(self) -> None:
        """Some of them may have been undone."""
        self._row_ids.clear()
