"""Timestamps as answers have them."""

from __future__ import annotations

from datetime import UTC, datetime

from store.timestamps import from_us


def iso_8601(timestamp: datetime | int) -> str:
    """ISO 8601 in UTC with milliseconds, such as "2026-01-31T12:00:00.123Z".

    Takes Unix microseconds or a datetime; one without a zone is in UTC.
    """
    if isinstance(timestamp, int):
        timestamp = from_us(timestamp)
    elif timestamp.tzinfo:
        timestamp = timestamp.astimezone(UTC).replace(tzinfo=None)
    return timestamp.isoformat(timespec="milliseconds") + "Z"
