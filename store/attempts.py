"""Which exchanges under one request id are attempts of the same request. Pure.

SDKs retry with the same id, so an id names one request with several attempts. An exchange with another path or body
under the same id is a conflict: listed, never merged. All exchanges are judged at once, so the order in which they
become known does not matter.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


class AttemptKey(NamedTuple):
    """What is compared between the exchanges of a request id."""

    exchange_id: str
    started_at_us: int
    method: str
    path: str
    request_hash: str | None  # None: the body was not captured whole, so it cannot be compared


class AttemptMark(NamedTuple):
    is_last: bool  # the last attempt, which represents the request
    conflict: bool  # not an attempt: another call under the same id


def mark_attempts(exchanges: Collection[AttemptKey]) -> dict[str, AttemptMark]:
    """Exchange id → its mark, for all exchanges (at least one) of a request id in a project.

    The exchange that started first is the reference: those that repeat it are attempts. The attempt that started last
    is the last.
    """
    first = min(exchanges, key=_start)
    last = max((exchange for exchange in exchanges if _repeats(first, exchange)), key=_start)
    return {
        exchange.exchange_id: AttemptMark(exchange is last, not _repeats(first, exchange)) for exchange in exchanges
    }


def _start(exchange: AttemptKey) -> tuple[int, str]:
    return exchange.started_at_us, exchange.exchange_id  # the id decides between two starts in one microsecond


def _repeats(first: AttemptKey, other: AttemptKey) -> bool:
    if (first.method, first.path) != (other.method, other.path):
        return False
    return first.request_hash == other.request_hash or first.request_hash is None or other.request_hash is None
