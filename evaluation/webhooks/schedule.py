"""When a delivery that failed is tried again. Pure.

The times are those that Standard Webhooks 1.0.0 recommends: ten attempts in about three days.
"""

from __future__ import annotations

import random
from email.utils import parsedate_to_datetime

# Seconds from one attempt to the next
SCHEDULE_S = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0)
_JITTER = 0.2  # of each pause: receivers that come back are not called by everybody at once
_RETRY_AFTER_MOST_S = 86_400.0


def pause_s(attempts: int, retry_after_s: float | None, schedule_s: tuple[float, ...] | None = None) -> float | None:
    """The pause after so many attempts, the last of which asked for one of `retry_after_s`. None: give up."""
    schedule_s = SCHEDULE_S if schedule_s is None else schedule_s
    if attempts > len(schedule_s):
        return None
    planned_s = schedule_s[attempts - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311  no secret
    return max(planned_s, retry_after_s or 0.0)


def retry_after_s(value: str | None, now_s: float) -> float | None:
    """The pause that a Retry-After header asks for: seconds or a date (RFC 9110 §10.2.3), a day at most. None: there is
    no such header, or it cannot be read."""
    if not value:
        return None
    if value.strip().isdecimal() and value.isascii():
        asked_s = float(value.strip()[:9])
    else:
        try:
            asked_s = parsedate_to_datetime(value).timestamp() - now_s
        except (ValueError, OverflowError):
            return None
    return min(max(asked_s, 0.0), _RETRY_AFTER_MOST_S)
