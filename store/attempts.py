"""Which tries under one request id belong together. Pure.

SDKs retry with the same id, so each id names one request with several tries. Something else sent under the same id is
a conflict: listed, never merged. The judgement looks at all tries at once, so the order in which they became known
does not matter.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


class AttemptKey(NamedTuple):
    """What the judgement needs to know of one exchange."""

    exchange_id: str
    started_at_us: int
    method: str
    path: str
    request_hash: str | None  # None: the body was not captured whole, so it can't be compared


class Standing(NamedTuple):
    is_last: bool  # speaks for the request
    conflict: bool  # another call under the same id


def standings(tries: Collection[AttemptKey]) -> dict[str, Standing]:
    """Exchange id → its standing, for all tries of one request id in one project (at least one).

    The earliest start is the reference: what repeats it is an attempt. The latest start among the attempts is last.
    """
    first = min(tries, key=_start)
    last = max((one for one in tries if _repeats(first, one)), key=_start)
    return {one.exchange_id: Standing(one is last, not _repeats(first, one)) for one in tries}


def _start(one: AttemptKey) -> tuple[int, str]:
    return one.started_at_us, one.exchange_id  # the id decides between two starts in one microsecond


def _repeats(first: AttemptKey, other: AttemptKey) -> bool:
    if (first.method, first.path) != (other.method, other.path):
        return False
    return first.request_hash == other.request_hash or first.request_hash is None or other.request_hash is None
