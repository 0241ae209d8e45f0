"""Buckets of time, wherever clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from store.analytics.buckets import Buckets

_ZONES = ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "Australia/Lord_Howe"]


@pytest.mark.parametrize("zone", _ZONES)
@pytest.mark.parametrize("first", [datetime(2026, 3, 1), datetime(2026, 9, 20)])
def test_hours_are_those_of_the_clock(zone: str, first: datetime) -> None:
    """An hour that occurs twice is two buckets, and so is one in the middle of which clocks change. They are
    numbered in their order, and begin with their first minute."""
    timestamps = [first + timedelta(minutes=minutes) for minutes in range(0, 50 * 24 * 60, 5)]
    buckets = Buckets("hour", ZoneInfo(zone), timestamps[0], timestamps[-1])
    number = buckets.number_of("t.timestamp")
    found = duckdb.execute(
        f"SELECT {number.text} FROM (SELECT unnest(CAST(? AS TIMESTAMP[])) AS timestamp) t",
        (*number.parameters, timestamps),
    ).fetchall()
    hours: dict[tuple[object, ...], tuple[int, datetime]] = {}
    for (at,), timestamp in zip(found, timestamps, strict=True):
        local = timestamp.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        known, begins = hours.setdefault((local.date(), local.hour, local.utcoffset()), (at, local))
        assert known == at, local
        if len(hours) > 1:  # the first one may have begun before the first timestamp
            assert (buckets.start(at), buckets.start(at).utcoffset()) == (begins, begins.utcoffset())
    numbers = [at for at, _ in hours.values()]
    assert numbers == sorted(set(numbers))
