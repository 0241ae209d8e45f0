"""Timestamps as text, in the forms that JavaScript's Date reads and that mean one thing only. Pure.

Helicone passes its time filters to `new Date(text)`. Beside ISO 8601 clients send what Date prints (`Sat Nov 28 2026
10:00:00 GMT+0100 (CET)`), RFC 9110 dates (`Sat, 28 Nov 2026 10:00:00 GMT`), names of months, and `2026/11/28`. A form
such as 11/12/2026 means another day in each country, and is refused. Numbers are milliseconds since 1970; `Date` does
not read them as text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as iso_timestamp
from store.timestamps import EPOCH

EXAMPLE = "2026-01-31T12:00:00Z"
EXAMPLE_MS = 1769860800000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = (
    r"(?:[ ,T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d+))?)?(?: ?(?P<half>[ap])m)?"
    r"(?: ?(?:gmt|utc|z)?(?P<zone>[+-]\d{2}:?\d{2})?)(?: \([^()]*\))?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_FORMS = [
    re.compile(_WEEKDAY + _MONTH + r" (?P<day>\d{1,2}),? (?P<year>\d{4})" + _TIME, re.IGNORECASE),
    re.compile(_WEEKDAY + r"(?P<day>\d{1,2})[ -]" + _MONTH + r"[ -](?P<year>\d{4})" + _TIME, re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})" + _TIME, re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})" + _TIME, re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})(?:-(?P<number>\d{2}))?"),  # a year or a month: its first moment
]
_DIGITS = re.compile(r"\s*[+-]?[0-9]{9,}(\.[0-9]*)?\s*")  # more than a date without dashes
_MIDNIGHT = re.compile(r"T24:00(:00(\.0+)?)?(?=$|Z|[+-])")


def timestamp(value: str | float) -> datetime:
    """In UTC without a zone; a text without a zone is UTC. Raises InvalidFilterValue."""
    if isinstance(value, str):
        return _of_text(value)
    try:
        return EPOCH + timedelta(milliseconds=value)
    except (ValueError, OverflowError):
        raise InvalidFilterValue(
            f"must be a time between the years 1 and 9999, in milliseconds such as {EXAMPLE_MS}"
        ) from None


def _of_text(text: str) -> datetime:
    if _DIGITS.fullmatch(text):
        raise InvalidFilterValue(
            f"must be a time such as {EXAMPLE}, or a number of milliseconds such as {EXAMPLE_MS}, not a number as text"
        )
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            try:
                return _read(match)
            except (ValueError, OverflowError):
                break
    try:
        if _MIDNIGHT.search(text):  # the end of the day, which Python's fromisoformat does not read
            return iso_timestamp(_MIDNIGHT.sub("T00:00:00", text)) + timedelta(days=1)
        return iso_timestamp(text)
    except (InvalidFilterValue, OverflowError):
        raise InvalidFilterValue(f"must be a time that is not ambiguous, such as {EXAMPLE}") from None


def _read(match: re.Match[str]) -> datetime:
    found = match.groupdict()
    month = _MONTHS.index(found["month"].lower()) + 1 if found.get("month") else int(found["number"] or 1)
    hour = int(found.get("hour") or 0)
    if found.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("hours of a half day are 1 to 12")
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    day, minute, second = (int(found.get(name) or least) for name, least in (("day", 1), ("minute", 0), ("second", 0)))
    microseconds = int(((found.get("fraction") or "") + "000000")[:6])
    local = datetime(int(found["year"]), month, day, hour, minute, second, microseconds, UTC)
    zone = (found.get("zone") or "+0000").replace(":", "")
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    at = local.replace(tzinfo=timezone(-offset if zone[0] == "-" else offset))
    return at.astimezone(UTC).replace(tzinfo=None)
