"""Body and answer of POST /v1/sql."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.http.base_models import Fresh, Shape
from api.queries.time_models import TimeRange
from store.analytics.sql.caller_sql import MAX_LENGTH, MAX_ROWS


class SqlQuery(BaseModel):
    """A statement and the number of rows to return."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    sql: str = Field(
        min_length=1,
        max_length=MAX_LENGTH,
        description="One SELECT on requests, scores, score_history and properties, in DuckDB's SQL.",
    )
    time_range: TimeRange | None = Field(
        None,
        description="Values of `:start` and `:end` in the statement; without it, they are errors.",
    )
    limit: int = Field(10_000, ge=1, le=MAX_ROWS, description="Maximum number of rows in the answer.")


class ColumnShape(Shape):
    """A column of the answer."""

    name: str
    type: str = Field(description="Type in DuckDB.")


class RowsShape(Shape):
    """Columns and rows of the answer."""

    columns: list[ColumnShape]
    rows: list[list[Any]]
    truncated: bool = Field(description="Whether there are more rows than the answer has.")


class SqlAnswer(Fresh[RowsShape]):
    """The rows that the statement returns."""
