"""Receipts of score calls that may be repeated. Jobs of the writing thread."""

from __future__ import annotations

from dataclasses import fields, replace

import orjson
import zstandard

from store.base import IdempotencyKey, KeyReused, ScoreReceipt
from store.sqlite.session import Session, now_us

VALID_US = 86_400_000_000  # a day
_STEP = 500  # rows deleted in one job
_CLAIMED = b""  # instead of a receipt: the call is being stored, by this node or another one


def find(session: Session, project: int, key: IdempotencyKey) -> ScoreReceipt | None:
    """The receipt of the same call within the last day. Raises KeyReused when the key was used for another body."""
    row = session.main_db.execute(
        "SELECT body_hash, answer, recorded_at_us FROM idempotency WHERE project = ? AND key = ? AND step = ?",
        (project, key.key, key.step),
    ).fetchone()
    if row is None:
        return None
    body_hash, answer, recorded_at_us = row
    if recorded_at_us < now_us() - VALID_US:
        return None
    if body_hash != key.body_hash:
        raise KeyReused("this key was used for another body within the last day; repeat that body or use a new key")
    if answer == _CLAIMED:
        return None
    values = orjson.loads(zstandard.ZstdDecompressor().decompress(answer))
    receipt = ScoreReceipt(**values)
    return replace(receipt, refused={int(index): reason for index, reason in receipt.refused.items()}, repeated=True)


def claim(session: Session, project: int, key: IdempotencyKey) -> ScoreReceipt | None:
    """See Store.claim_key."""
    earlier = find(session, project, key)
    if earlier is None:
        _insert(session, project, key, _CLAIMED, now_us())
    return earlier


def release(session: Session, project: int, key: IdempotencyKey) -> None:
    """See Store.release_key."""
    session.main_db.execute(
        "DELETE FROM idempotency WHERE project = ? AND key = ? AND step = ? AND body_hash = ? AND answer = ?",
        (project, key.key, key.step, key.body_hash, _CLAIMED),
    )


def remember(session: Session, project: int, key: IdempotencyKey, receipt: ScoreReceipt) -> None:
    values = {field.name: getattr(receipt, field.name) for field in fields(receipt)}
    answer = orjson.dumps(values, option=orjson.OPT_NON_STR_KEYS)
    _insert(session, project, key, zstandard.ZstdCompressor(1).compress(answer), receipt.recorded_at_us)


def _insert(session: Session, project: int, key: IdempotencyKey, answer: bytes, at_us: int) -> None:
    session.main_db.execute(
        "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?, ?)",
        (project, key.key, key.step, key.body_hash, answer, at_us),
    )


def forget(session: Session, recorded_before_us: int) -> int:
    """One step of Store.forget_answers. Returns how many rows were deleted; 0: none are left."""
    return session.main_db.execute(
        "DELETE FROM idempotency WHERE rowid IN"
        " (SELECT rowid FROM idempotency WHERE recorded_at_us < ? ORDER BY recorded_at_us LIMIT ?)",
        (recorded_before_us, _STEP),
    ).rowcount
