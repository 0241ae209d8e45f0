"""What an error of a ClickHouse server means for Gnomon. Pure.

Codes: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
"""

from __future__ import annotations

import re

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable

_CANCELLED = 394
_OTHERS_AWAY = 279  # ALL_CONNECTION_TRIES_FAILED
_NOT_ENOUGH_SPACE = 243
_NO_SPACE_LEFT = "No space left on device"  # of the operating system, in errors with several codes
_OF_HTTP = 1000  # POCO_EXCEPTION

_TOO_SLOW = {159, 160}  # TIMEOUT_EXCEEDED, TOO_SLOW
# TOO_MANY_ROWS, SET_SIZE_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
_TOO_LARGE = {158, 191, 241, 307, 396}

_LONGEST = 500
# What a server says of another one of its cluster: the first of its tries, without its own end of the connection
_OTHER_AWAY = re.compile(
    r"All connection tries failed\. Log:\s*Code: \d+\. DB::\w+: (.*?)(?:, local address: [^)]*)?(\)?)\. \([A-Z_]+\).*",
    re.DOTALL,
)
# … of another one that it did reach, which lacks the table, so that no try failed, or the database
_OTHER_LACKS_TABLES = re.compile(
    r"All connection tries failed\. Log:(?:\s*(?:: While executing|\. \(ALL_CONN)|.*Code: (?:60|81)\.).*", re.DOTALL
)
_NOISE = (
    re.compile(r"^.*?DB::(?:NetException|Exception|ErrnoException): ", re.DOTALL),
    re.compile(r"\s*\(for url .*\)\s*$", re.DOTALL),
    re.compile(r"\s*\(version [^()]*(?:\([^()]*\))?\)\s*"),
    re.compile(r"(?:: )?(?:In scope|while executing|While processing|Stack trace) .*", re.DOTALL),
    re.compile(r"\.?\s*\([A-Z_]+\)\s*$"),
)


class ServerAway(StoreUnavailable):
    """This server cannot do it; another one of the url may."""


class AccessDenied(StoreUnavailable):
    """The user has no right to do it."""


class TablesMissing(StoreUnavailable):
    """A server may lack the tables: it is new, or its disk was replaced."""


class StatementRefused(RuntimeError):
    """The server does not accept a statement of ours, on no attempt. `code`: ClickHouse's number of the error."""

    def __init__(self, message: str, code: int | None) -> None:
        super().__init__(message)
        self.code = code


_KINDS: dict[int, type[StoreUnavailable]] = {
    497: AccessDenied,
    # Another server may be able to do it: TOO_MANY_SIMULTANEOUS_QUERIES, NO_ZOOKEEPER, ABORTED (shutting down),
    # TABLE_IS_READ_ONLY (a replica without Keeper), AUTHENTICATION_FAILED (each server has its own users),
    # SERVER_OVERLOADED, KEEPER_EXCEPTION
    **dict.fromkeys((202, 225, 236, 242, 516, 745, 999), ServerAway),
    **dict.fromkeys((60, 81), TablesMissing),  # UNKNOWN_TABLE, UNKNOWN_DATABASE
    # It passes, or an operator mends it, and then the same statement works: UNEXPECTED_END_OF_FILE, files that cannot
    # be read, written or opened, QUOTA_EXCEEDED, SOCKET_TIMEOUT, NETWORK_ERROR, TOO_MANY_PARTS,
    # TOO_FEW_LIVE_REPLICAS, UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE, UNKNOWN_STATUS_OF_INSERT, SYSTEM_ERROR, errors of
    # the C++ library, and that another server of the cluster cannot be reached
    **dict.fromkeys((3, 74, 75, 76, 201, 209, 210, 252, _OTHERS_AWAY, 285, 286, 319, 425, 1001), StoreUnavailable),
    # … when it was not a query
    **dict.fromkeys((*_TOO_SLOW, *_TOO_LARGE, _CANCELLED), StoreUnavailable),
}


def meaning(server: str, code: int | None, text: str, timeout_s: float | None) -> Exception:
    """The exception to raise for an error that this server answered with. `timeout_s`: of a query, else None."""
    said = shortened(text)
    if timeout_s is not None and (limit := _limit(server, code, said, timeout_s)):
        return limit
    if code == _NOT_ENOUGH_SPACE or _NO_SPACE_LEFT in said:
        return StoreUnavailable(f"the disk of {server} is full, or as full as it may become: {said}")
    if code == _OTHERS_AWAY and _OTHER_LACKS_TABLES.search(text):
        return TablesMissing(f"{server} says: {said}")
    if code in _KINDS:
        return _KINDS[code](f"{server} says: {said}")
    return StatementRefused(f"{server} refused a statement: {said}", code)


def _limit(server: str, code: int | None, said: str, timeout_s: float) -> Exception | None:
    """For a query that exceeded a limit."""
    if code in _TOO_SLOW:
        return QueryTooSlow(f"the query took longer than {timeout_s:.3g} s: narrow the filter or the time range")
    if code == _CANCELLED:
        return QueryTooSlow("the query was interrupted: try again in a few seconds")
    if code in _TOO_LARGE or (code == _OF_HTTP and "Field value too long" in said):
        return QueryTooLarge(
            "the query needs more memory, or has longer values, than the ClickHouse server accepts: narrow the filter"
            f" or the time range. {server} says: {said}"
        )
    return None


def shortened(text: str) -> str:
    """What a person needs of an error text of the server."""
    text = _OTHER_LACKS_TABLES.sub("another server of its cluster lacks the tables: is it named in store.url?", text)
    text = _OTHER_AWAY.sub(r"it cannot reach another server of its cluster: \1\2", text)
    for noise in _NOISE:
        text = noise.sub("", text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
