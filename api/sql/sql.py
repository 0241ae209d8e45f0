"""POST /v1/sql: a SELECT on the requests, scores and properties of the caller's project."""

from __future__ import annotations

from typing import NamedTuple

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.errors import ApiError, QueryTimedOut
from api.http.json_body import read_model
from api.http.replies import PRIVATE
from api.http.timestamps import iso_8601
from api.queries.time_models import TimeRange
from api.sql.sql_models import SqlQuery
from store.analytics import Replica
from store.analytics.sql.bounds import BoundsUs
from store.analytics.sql.caller_sql import (
    BadSql,
    CallerSql,
    FormatName,
    SqlUnavailable,
    Statement,
    TooManyStatements,
)
from store.timestamps import to_us

TRUNCATED = "Gnomon-Truncated"
FRESH_TO = "Gnomon-Fresh-To"


class BadQuery(ApiError):
    """The statement can't be run, or exceeds a limit."""

    status = 422


class TooManyQueries(ApiError):
    """As many statements of the project wait for their turn as the settings allow."""

    status = 429

    def headers(self) -> dict[str, str]:
        return {"Retry-After": "5"}


class _Kind(NamedTuple):
    content_type: str
    form: FormatName


_KINDS = (
    _Kind("application/json", "json"),
    _Kind("text/csv", "csv"),
    _Kind("application/vnd.apache.arrow.stream", "arrow"),
)


class SqlHandlers:
    def __init__(self, replica: Replica, caller_sql: CallerSql) -> None:
        self._replica = replica
        self._sql = caller_sql

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, SqlQuery)
        kind = _kind(request.headers.get("Accept", ""))
        fresh_to = iso_8601(await self._replica.fresh())
        try:
            answer = await self._sql.run(
                Statement(caller.project, query.sql, query.limit, kind.form, _bounds_us(query.time_range))
            )
        except BadSql as error:
            raise BadQuery(str(error)) from error
        except TooManyStatements as error:
            raise TooManyQueries(f"The statement was not run: {error}") from error
        except SqlUnavailable as error:
            raise QueryTimedOut(f"The statement was not answered: {error}") from error
        headers = PRIVATE | {"Content-Type": kind.content_type, FRESH_TO: fresh_to or ""}
        if kind.form == "json":
            end = orjson.dumps({"error": None, "fresh_to": fresh_to})[1:]
            return web.Response(body=b'{"data":' + answer.body + b"," + end, headers=headers)
        headers[TRUNCATED] = "true" if answer.truncated else "false"
        return web.Response(body=answer.body, headers=headers)


def _bounds_us(time_range: TimeRange | None) -> BoundsUs | None:
    if time_range is None:
        return None
    start, end = time_range.start, time_range.end
    return to_us(start) if start else None, to_us(end) if end else None


def _kind(accept: str) -> _Kind:
    """The first one that the Accept header names; JSON if it names none."""
    named = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return next((kind for name in named for kind in _KINDS if kind.content_type == name), _KINDS[0])
