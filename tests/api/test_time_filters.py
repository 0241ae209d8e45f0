"""The time filters of Helicone's API: what JavaScript's Date reads and what means one thing only."""

from __future__ import annotations

from datetime import datetime

import pytest

from api.queries.javascript_dates import timestamp
from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as iso_timestamp
from tests.api import calls
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
        ("2026/1/2 03:04:05.678 -08:00", "2026-01-02T11:04:05.678"),
        ("2026-11-28T10:30:05.678901Z", "2026-11-28T10:30:05.678901"),
        ("2026-11-28 10:30:05 GMT", "2026-11-28T10:30:05"),
        ("2026-11-28 10:30 PM +0100", "2026-11-28T21:30:00"),
        ("2026-11", "2026-11-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00"),
        ("20261128", "2026-11-28T00:00:00"),
        (1764288000000, "2025-11-28T00:00:00"),
        (1764288000000.5, "2025-11-28T00:00:00.000500"),
        (0, "1970-01-01T00:00:00"),
        (-1, "1969-12-31T23:59:59.999"),
    ],
)
def test_what_means_one_thing_is_read(text: str | float, expected: str) -> None:
    """In UTC; without a zone UTC is meant."""
    assert timestamp(text) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "11/12/2026",
        "28.11.2026",
        "tomorrow",
        "Nov 31, 2026",
        "Nov 28, 2026 13:00 PM",
        "Nov 28, 2026 10:00:99",
        "2026-11-28x10:00",
        "",
        "28 Nov 26",
    ],
)
def test_what_does_not_is_refused_with_an_example(text: str) -> None:
    """11/12/2026 is in November or December, by country."""
    with pytest.raises(InvalidFilterValue, match="such as 2026-01-31T12:00:00Z"):
        timestamp(text)


@pytest.mark.parametrize(
    "text",
    ["1764288000", "1764288000000", "1701010101010", "1701010101", " 1764288000000", "-1764288000000", "1764288000.5"],
)
def test_a_number_as_text_is_refused(text: str) -> None:
    """JavaScript's Date does not read it. As ISO 8601 the third would be in the year 1701."""
    with pytest.raises(
        InvalidFilterValue, match="a number of milliseconds such as 1769860800000, not a number as text"
    ):
        timestamp(text)
    with pytest.raises(InvalidFilterValue, match="ISO 8601"):
        iso_timestamp(text)


@pytest.mark.parametrize("number", [1e18, -1e18, float("inf"), float("nan")])
def test_a_number_outside_of_the_calendar_is_refused(number: float) -> None:
    with pytest.raises(InvalidFilterValue, match="between the years 1 and 9999"):
        timestamp(number)


async def test_over_http(api: Api) -> None:
    """200, and 422 with an example."""
    path, body = "/v1/metrics/totalRequests", {"filter": "all"}
    good = {"start": "Nov 28, 2026", "end": "Sat, 28 Nov 2026 23:59:59 GMT"}
    answer = await api.call("POST", path, json=body | {"timeFilter": good})
    assert (answer.status, answer.body["data"]) == (200, 0)
    answer = await api.call("POST", path, json=body | {"timeFilter": good | {"start": "11/12/2026"}})
    assert answer.status == 422
    assert "such as 2026-01-31T12:00:00Z" in answer.body["error"]
    for text in ("1764288000", "1764288000000", "1701010101010"):
        answer = await api.call("POST", path, json=body | {"timeFilter": good | {"start": text}})
        assert (answer.status, "such as 1769860800000" in answer.body["error"]) == (422, True)
    for value in (True, None, [1764288000000]):
        answer = await api.call("POST", path, json=body | {"timeFilter": good | {"start": value}})
        assert answer.status == 422


async def test_numbers_are_milliseconds(api: Api) -> None:
    """The request is in the range that begins in its millisecond, not in the one before."""
    exchange_id = await api.open_call("noon", b"{}", started_at_us=1_764_288_000_000_000)
    await api.close_call(exchange_id, calls.ANSWER)
    for start, end, expected in ((1764288000000, 1764288000001, 1), (1764287999000, 1764287999999, 0)):
        body = {"filter": "all", "timeFilter": {"start": start, "end": end}}
        answer = await api.call("POST", "/v1/metrics/totalRequests", json=body)
        assert (answer.status, answer.body["data"]) == (200, expected)
