"""What an error of a ClickHouse server means for Gnomon. Pure.

Codes: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
"""

from __future__ import annotations

import re

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable

AUTHENTICATION_FAILED = 516
ACCESS_DENIED = 497
UNKNOWN_DATABASE = 81
_UNKNOWN_TABLE = 60
_CANCELLED = 394
_OF_HTTP = 1000  # POCO_EXCEPTION

_TOO_SLOW = {159, 160}  # TIMEOUT_EXCEEDED, TOO_SLOW
# TOO_MANY_ROWS, SET_SIZE_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, TOO_MANY_BYTES, TOO_MANY_ROWS_OR_BYTES
_TOO_LARGE = {158, 191, 241, 307, 396}
# Another server of the url may be able to do it: TOO_MANY_SIMULTANEOUS_QUERIES, NO_ZOOKEEPER, ABORTED (shutting down),
# TABLE_IS_READ_ONLY (a replica without Keeper), SERVER_OVERLOADED, KEEPER_EXCEPTION, and logins, which each server has
_OF_THIS_SERVER = {202, 225, 236, 242, 745, 999, 192, 193, 194, 195, AUTHENTICATION_FAILED}
# It passes, or an operator mends it, and then the same statement works: SOCKET_TIMEOUT, NETWORK_ERROR,
# NOT_ENOUGH_SPACE, TOO_MANY_PARTS, ALL_CONNECTION_TRIES_FAILED, QUOTA_EXCEEDED, UNKNOWN_STATUS_OF_INSERT, …
_PASSING = {209, 210, 243, 252, 279, 201, 319, 285, 286, 425, 3, UNKNOWN_DATABASE, _UNKNOWN_TABLE, ACCESS_DENIED}

_LONGEST = 500
_NOISE = (
    re.compile(r"^.*?DB::(?:NetException|Exception|ErrnoException): ", re.DOTALL),
    re.compile(r"\s*\(for url .*\)\s*$", re.DOTALL),
    re.compile(r"\s*\(version [^()]*(?:\([^()]*\))?\)\s*"),
    re.compile(r"(?:: )?(?:In scope|while executing|While processing|Stack trace) .*", re.DOTALL),
)


class ServerAway(StoreUnavailable):
    """This server cannot do it; another one of the url may."""


class StatementRefused(RuntimeError):
    """The server does not accept a statement of ours, on no attempt. `code`: ClickHouse's number of the error."""

    def __init__(self, message: str, code: int | None) -> None:
        super().__init__(message)
        self.code = code


def meaning(server: str, code: int | None, text: str, timeout_s: float) -> Exception:
    """The exception to raise for an error that this server answered with."""
    said = shortened(text)
    if code in _TOO_SLOW:
        return QueryTooSlow(f"the query took longer than {timeout_s:.3g} s: narrow the filter or the time range")
    if code == _CANCELLED:
        return QueryTooSlow("the query was interrupted: try again in a few seconds")
    if code in _TOO_LARGE or (code == _OF_HTTP and "Field value too long" in said):
        return QueryTooLarge(
            "the query needs more memory, or has longer values, than the ClickHouse server accepts: narrow the filter"
            f" or the time range. {server} says: {said}"
        )
    if code in _OF_THIS_SERVER:
        return ServerAway(f"{server} says: {said}")
    if code in _PASSING:
        return StoreUnavailable(f"{server} says: {said}")
    return StatementRefused(f"{server} refused a statement: {said}", code)


def shortened(text: str) -> str:
    """What a person needs of an error text of the server."""
    for noise in _NOISE:
        text = noise.sub("", text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
