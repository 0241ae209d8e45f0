"""Bodies and their pieces, inserted and deleted. Jobs of the writing thread.

A piece knows how many bodies have it, and is deleted with the last of them, in the transaction that deletes the body.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import orjson
import structlog

from store.sqlite.bodies.compression import CUT, CompressedBody, compress
from store.sqlite.bodies.known_pieces import Piece
from store.sqlite.bodies.preparing import CutBody, PreparedBodies, PreparedBody
from store.sqlite.bodies.recipes import DamagedRecipe, PieceId, Recipe, decode, encode
from store.sqlite.inserting import insert_rows
from store.sqlite.session import Session, as_json

log = structlog.get_logger()

_COLUMNS = ("exchange_id", "side", "started_at_us", "codec", "data")
_RECIPE = f"CASE codec WHEN {CUT} THEN data END"
_BEFORE = f"""
    SELECT body.id, {_RECIPE} FROM json_each(?) AS wanted CROSS JOIN body
    ON exchange_id = wanted.value ->> 0 AND side = wanted.value ->> 1 WHERE body.id <= ?"""


class NewBodies(NamedTuple):
    """Both bodies of an exchange, or one of them: a None leaves what is stored."""

    exchange_id: str
    started_at_us: int
    bodies: PreparedBodies


def insert_bodies(session: Session, new: Iterable[NewBodies]) -> None:
    """Insert or replace bodies. No exchange may occur twice."""
    uses: Counter[int] = Counter()
    rows = []
    for exchange_id, started_at_us, bodies in new:
        for side, body in enumerate(bodies):
            if body is not None:
                rows.append((exchange_id, side, started_at_us, *_codec_and_data(session, body, uses)))
    if not rows:
        return
    _count(session, uses, 1)
    (newest,) = session.bodies.execute("SELECT max(id) FROM body").fetchone()
    changes = session.bodies.total_changes
    insert_rows(session.bodies, "INSERT INTO body", _COLUMNS, rows, "ON CONFLICT DO NOTHING")
    if session.bodies.total_changes - changes < len(rows):
        _replace(session, rows, newest)


def delete_bodies(session: Session, exchange_ids: Iterable[str]) -> None:
    """Delete the bodies of these exchanges, as far as they are stored, and the pieces that no other body has."""
    deleted = [
        session.bodies.execute(f"DELETE FROM body WHERE exchange_id = ? RETURNING {_RECIPE}", (exchange_id,)).fetchall()
        for exchange_id in exchange_ids
    ]
    _release(session, (recipe for (recipe,) in chain.from_iterable(deleted)))


def delete_body_rows(session: Session, row_ids: Sequence[int]) -> None:
    """As `delete_bodies`, by the ids of the rows."""
    deleted = session.bodies.execute(
        f"DELETE FROM body WHERE id IN (SELECT value FROM json_each(?)) RETURNING {_RECIPE}", (as_json(row_ids),)
    )
    _release(session, (recipe for (recipe,) in deleted.fetchall()))


def _codec_and_data(session: Session, body: PreparedBody, uses: Counter[int]) -> tuple[int, bytes]:
    if not isinstance(body, CutBody):
        return body
    parts = [part if isinstance(part, int) else _stored(session, part, body) for part in body.parts]
    recipe = Recipe(body.digest, body.size_bytes, parts, body.rest)
    uses.update(recipe.piece_ids)
    return CUT, encode(recipe)


def _stored(session: Session, piece: Piece, body: CutBody) -> PieceId:
    """The piece with that digest, which is stored if it is not."""
    row_id = session.pieces.get(piece.key)
    if row_id is None:
        row = session.bodies.execute("SELECT id FROM piece WHERE project = ? AND digest = ?", piece.key).fetchone()
        row_id = row[0] if row else _insert_piece(session, piece, body.compressed.get(piece.key))
        session.pieces.add(piece.key, row_id)
    return PieceId(row_id)


def _insert_piece(session: Session, piece: Piece, compressed: CompressedBody | None) -> int:
    """`compressed`: None if the piece was known when the body was prepared, and has been deleted since."""
    row_id = session.bodies.execute("INSERT INTO piece VALUES (NULL, ?, ?, 0)", piece.key).lastrowid
    assert row_id is not None
    row = row_id, *(compressed or compress(piece.content))
    session.bodies.execute("INSERT INTO piece_data VALUES (?, ?, ?)", row)
    return row_id


def _replace(session: Session, rows: Sequence[tuple[Any, ...]], newest: int) -> None:
    """Bodies up to the row id `newest` are from before. What the new ones have of their pieces is counted already."""
    before = session.bodies.execute(_BEFORE, (orjson.dumps([row[:2] for row in rows]).decode(), newest)).fetchall()
    delete_body_rows(session, [row_id for row_id, _ in before])
    insert_rows(session.bodies, "INSERT INTO body", _COLUMNS, rows, "ON CONFLICT DO NOTHING")


def _release(session: Session, recipes: Iterable[bytes | None]) -> None:
    """Uncount the pieces of bodies that were deleted, and delete those that no body has any more."""
    uses: Counter[int] = Counter()
    for recipe in recipes:
        if recipe is not None:
            try:
                uses.update(decode(recipe).piece_ids)
            except DamagedRecipe as error:  # a damaged body must not keep the others from being deleted
                log.error("pieces_not_released", error=str(error))
    if not uses:
        return
    _count(session, uses, -1)
    gone = session.bodies.execute(
        "DELETE FROM piece WHERE id IN (SELECT value FROM json_each(?)) AND uses <= 0 RETURNING id, project, digest",
        (as_json(uses),),
    ).fetchall()
    session.bodies.execute(
        "DELETE FROM piece_data WHERE id IN (SELECT value FROM json_each(?))", (as_json([row[0] for row in gone]),)
    )
    for _, project, digest in gone:
        session.pieces.forget((project, digest))


def _count(session: Session, uses: Counter[int], sign: int) -> None:
    """In few statements: most pieces are used as often as others."""
    by_count: defaultdict[int, list[int]] = defaultdict(list)
    for row_id, count in uses.items():
        by_count[count].append(row_id)
    for count, row_ids in by_count.items():
        session.bodies.execute(
            "UPDATE piece SET uses = uses + ? WHERE id IN (SELECT value FROM json_each(?))",
            (sign * count, as_json(row_ids)),
        )
