"""Unix microseconds (`*_at_us`, as SQLite has them) ↔ datetimes in UTC without a zone, as DuckDB has them."""

from __future__ import annotations

from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)
_US = timedelta(microseconds=1)


def from_us(at_us: int) -> datetime:
    return EPOCH + timedelta(microseconds=at_us)


def to_us(timestamp: datetime) -> int:
    return (timestamp - EPOCH) // _US
