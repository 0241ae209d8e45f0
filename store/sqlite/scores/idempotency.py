"""What became of calls that may be made again. Jobs of the writing thread."""

from __future__ import annotations

from dataclasses import fields, replace

import orjson
import zstandard

from store.base import IdempotencyKey, KeyReused, ScoreReceipt
from store.sqlite.session import Session, now_us

KEPT_US = 86_400_000_000  # a day
_STEP = 500


def find(session: Session, project: int, once: IdempotencyKey) -> ScoreReceipt | None:
    """Raises KeyReused when the key stands for another body."""
    row = session.records.execute(
        "SELECT body_hash, answer, recorded_at_us FROM idempotency WHERE project = ? AND key = ? AND step = ?",
        (project, once.key, once.step),
    ).fetchone()
    if row is None:
        return None
    body_hash, answer, recorded_at_us = row
    if recorded_at_us < now_us() - KEPT_US:
        return None
    if body_hash != once.body_hash:
        raise KeyReused("this key was used within the last day for another body: repeat that body, or take a new key")
    values = orjson.loads(zstandard.ZstdDecompressor().decompress(answer))
    kept = ScoreReceipt(**values)
    return replace(kept, refused={int(place): why for place, why in kept.refused.items()}, repeated=True)


def remember(session: Session, project: int, once: IdempotencyKey, kept: ScoreReceipt) -> None:
    values = {one.name: getattr(kept, one.name) for one in fields(kept)}
    answer = orjson.dumps(values, option=orjson.OPT_NON_STR_KEYS)
    session.records.execute(
        "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?, ?)",
        (
            project,
            once.key,
            once.step,
            once.body_hash,
            zstandard.ZstdCompressor(1).compress(answer),
            kept.recorded_at_us,
        ),
    )


def forget(session: Session, recorded_before_us: int) -> int:
    """One step; returns how many went."""
    return session.records.execute(
        "DELETE FROM idempotency WHERE rowid IN"
        " (SELECT rowid FROM idempotency WHERE recorded_at_us < ? ORDER BY recorded_at_us LIMIT ?)",
        (recorded_before_us, _STEP),
    ).rowcount
