"""Which exchanges under one request id are attempts of the same request. Pure.

SDKs retry with the same id, so an id names one request with several attempts. The exchange that started first is the
reference: those that repeat it are attempts, and the attempt that started last represents the request. An exchange with
another path or body under the same id is a conflict: listed, never merged.
"""

from __future__ import annotations

from typing import NamedTuple


class AttemptKey(NamedTuple):
    """What is compared between the exchanges of a request id. The first of them is the least."""

    started_at_us: int
    exchange_id: str  # decides between two starts in one microsecond
    method: str
    path: str
    request_hash: str | None  # None: the body was not captured whole, so it cannot be compared


def is_conflict(first: AttemptKey, other: AttemptKey) -> bool:
    """Whether another call than the one that came first is not an attempt of it."""
    if (first.method, first.path) != (other.method, other.path):
        return True
    if first.request_hash is None or other.request_hash is None:
        return False
    # Hashes of different lengths are from different versions, and cannot be compared either.
    return first.request_hash != other.request_hash and len(first.request_hash) == len(other.request_hash)
