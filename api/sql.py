"""POST /v1/sql: a SELECT on the caller's requests, scores and properties."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from api.answers import Fresh
from api.auth import Caller
from api.errors import ApiError, NotAnswered
from api.json_models import read_model
from api.models import Shape
from api.replies import PRIVATE
from api.request_shape import moment
from store.analytics import Mirror
from store.analytics.sql import MAX_LENGTH, MAX_ROWS, BadSql, Busy, Sql
from store.analytics.sql_formats import Format, as_arrow, as_csv, as_json

TRUNCATED = "Gnomon-Truncated"
FRESH_TO = "Gnomon-Fresh-To"


class SqlQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    sql: str = Field(
        min_length=1, max_length=MAX_LENGTH, description="One SELECT on requests, scores, score_history, properties."
    )
    limit: int = Field(10_000, ge=1, le=MAX_ROWS, description="Rows of the answer.")


class ColumnShape(Shape):
    name: str
    type: str = Field(description="DuckDB's.")


class RowsShape(Shape):
    columns: list[ColumnShape]
    rows: list[list[Any]]
    truncated: bool = Field(description="There are more rows.")


class SqlAnswer(Fresh[RowsShape]):
    pass


class BadQuery(ApiError):
    """The statement can't be run, or not within the limits."""

    status = 422


class _Kind(NamedTuple):
    content_type: str
    form: Format


_KINDS = (
    _Kind("application/json", as_json),
    _Kind("text/csv", as_csv),
    _Kind("application/vnd.apache.arrow.stream", as_arrow),
)


class SqlQuestions:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._sql = Sql(mirror)

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, SqlQuery)
        kind = _kind(request.headers.get("Accept", ""))
        fresh_to = moment(await self._mirror.fresh())
        try:
            answer = await self._sql.ask(caller.project, query.sql, query.limit, kind.form)
        except BadSql as error:
            raise BadQuery(str(error)) from error
        except Busy as error:
            raise NotAnswered(f"{error}.") from error
        headers = PRIVATE | {"Content-Type": kind.content_type, FRESH_TO: fresh_to or ""}
        if kind.form is as_json:
            end = orjson.dumps({"error": None, "fresh_to": fresh_to})[1:]
            return web.Response(body=b'{"data":' + answer.body + b"," + end, headers=headers)
        headers[TRUNCATED] = "true" if answer.truncated else "false"
        return web.Response(body=answer.body, headers=headers)


def _kind(accept: str) -> _Kind:
    """The first that the header names; JSON where it names none."""
    named = [one.partition(";")[0].strip().lower() for one in accept.split(",")]
    return next((kind for name in named for kind in _KINDS if kind.content_type == name), _KINDS[0])
