"""DOC"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.http.answer_models import Shape
from api.http.answers import Fresh
from store.analytics.sql.caller_sql import MAX_LENGTH, MAX_ROWS


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
