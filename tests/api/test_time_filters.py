"""The time filters of Helicone's API: what JavaScript's Date reads and what means one thing only."""

from __future__ import annotations

from datetime import datetime

import pytest

from api.queries.javascript_dates import timestamp
from store.filter.values import InvalidFilterValue
from tests.api.conftest import Api


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-28T10:30:05Z", "2026-11-28T10:30:05"),
        ("2026-11-28", "2026-11-28T00:00:00"),
        ("2026-11-28T24:00:00Z", "2026-11-29T00:00:00"),
        ("2026-12-31T24:00:00+01:00", "2026-12-31T23:00:00"),
        ("Nov 28, 2026", "2026-11-28T00:00:00"),
        ("November 28 2026 3:04 PM", "2026-11-28T15:04:00"),
        ("28 Nov 2026 12:00 AM", "2026-11-28T00:00:00"),
        ("Sat, 28 Nov 2026 10:30:05 GMT", "2026-11-28T10:30:05"),
        ("Sat Nov 28 2026 10:30:05 GMT+0530 (India Standard Time)", "2026-11-28T05:00:05"),
        ("2026/11/29", "2026-11-29T00:00:00"),
        ("2026/1/2 03:04:05.678 -08:00", "2026-01-02T11:04:05"),
    ],
)
def test_what_means_one_thing_is_read(text: str, expected: str) -> None:
    """In UTC; without a zone UTC is meant."""
    assert timestamp(text) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    ["11/12/2026", "28.11.2026", "tomorrow", "Nov 31, 2026", "Nov 28, 2026 13:00 PM", "1795824000123", "", "28 Nov 26"],
)
def test_what_does_not_is_refused_with_an_example(text: str) -> None:
    """11/12/2026 is in November or December, by country."""
    with pytest.raises(InvalidFilterValue, match="such as 2026-01-31T12:00:00Z"):
        timestamp(text)


async def test_over_http(api: Api) -> None:
    """200, and 422 with an example."""
    path, body = "/v1/metrics/totalRequests", {"filter": "all"}
    good = {"start": "Nov 28, 2026", "end": "Sat, 28 Nov 2026 23:59:59 GMT"}
    answer = await api.call("POST", path, json=body | {"timeFilter": good})
    assert (answer.status, answer.body["data"]) == (200, 0)
    answer = await api.call("POST", path, json=body | {"timeFilter": good | {"start": "11/12/2026"}})
    assert answer.status == 422
    assert "such as 2026-01-31T12:00:00Z" in answer.body["error"]
