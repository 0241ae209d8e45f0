"""The orders of a list of requests, and the cursors that say where the next page begins. Pure."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import orjson

from store.filter.conditions import TRUE
from store.sql import Sql, compose
from store.timestamps import from_us, to_us

_COLUMNS = {
    "created_at": "request.started_at",
    "latency": "request.latency_ms",
    "time_to_first_token": "request.time_to_first_token_ms",
    "total_tokens": "(request.prompt_tokens + coalesce(request.completion_tokens, 0))",
    "prompt_tokens": "request.prompt_tokens",
    "completion_tokens": "request.completion_tokens",
    "cost": "request.cost_usd",
    "user_id": "request.user_id",
    "body_model": "request.model",
    "is_cached": "(request.cache_reference_id IS NOT NULL)",
    "request_prompt": "request.prompt_preview",
    "response_text": "request.answer_preview",
    "status": "request.status",
    "session_id": "request.session_id",
}
MAPS = ("properties", "scores")  # lists are sorted by a value in them: {"properties": {"Environment": "asc"}}
SORT_KEYS = (*_COLUMNS, *MAPS, "random")


class BadCursor(ValueError):
    """The text is not a `next_cursor`, or one of another order."""


@dataclass(frozen=True, slots=True)
class Sort:
    key: str = "created_at"
    descending: bool = True
    name: str | None = None  # of the property or score
    backwards: bool = False  # from a position towards the beginning of the list, the nearest first

    @property
    def falls(self) -> bool:
        """Whether values get smaller from row to row."""
        return self.descending != self.backwards

    @property
    def by_start(self) -> bool:
        return self.key == "created_at"

    @property
    def value(self) -> str:
        """The expression that is sorted by, on `request` or on what `join` adds."""
        if self.key in MAPS:
            return "sorted.value"
        return "random()" if self.key == "random" else _COLUMNS[self.key]

    @property
    def order(self) -> str:
        """Requests without a value come last; equal values are in the order of their ids."""
        if self.key == "random":
            return "sort_value"
        direction = "DESC" if self.falls else "ASC"
        return f"sort_value {direction} NULLS {'FIRST' if self.backwards else 'LAST'}, request.id {direction}"

    def join(self, project: int, property_key: int | None, *, several_scores: bool = True) -> Sql:
        """`several_scores`: a request may have several of the score that is sorted by; the last one counts."""
        if self.key == "properties":
            return Sql(
                "LEFT JOIN property AS sorted ON sorted.request = request.id AND sorted.key = ?",
                (-1 if property_key is None else property_key,),
            )
        if self.key == "scores":
            return compose(
                """
                LEFT JOIN (
                    SELECT
                        request,
                        {value} AS value
                    FROM score
                    WHERE project = {project} AND name = {name} AND superseded_at IS NULL AND value IS NOT NULL
                    {group_by}
                ) AS sorted ON sorted.request = request.id
                """,
                value="arg_max(value, id)" if several_scores else "value",
                project=Sql("?", (project,)),
                name=Sql("?", (self.name,)),
                group_by="GROUP BY request" if several_scores else "",
            )
        return Sql("")

    def after(self, position: RowPosition | None) -> Sql:
        """The condition on rows that come after that position in this order."""
        if position is None:
            return TRUE
        beyond = "<" if self.falls else ">"
        if position.value is None:
            valued = f"{self.value} IS NOT NULL OR " if self.backwards else ""
            return Sql(f"({valued}{self.value} IS NULL AND request.id {beyond} ?)", (position.id,))
        unvalued = "" if self.backwards else f"{self.value} IS NULL OR "
        return Sql(
            f"({self.value} {beyond} ? OR {unvalued}({self.value} = ? AND request.id {beyond} ?))",
            (position.value, position.value, position.id),
        )


class RowPosition(NamedTuple):
    """The position of a row in an order."""

    value: object  # that it is sorted by; a timestamp as a datetime
    id: int


def cursor_of(sort: Sort, position: RowPosition) -> str:
    value = position.value
    is_timestamp = isinstance(value, datetime)
    if isinstance(value, datetime):
        value = to_us(value)
    parts = [sort.key, sort.name, sort.descending, is_timestamp, value, position.id]
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def position_of(cursor: str, sort: Sort) -> RowPosition:
    """Raises BadCursor."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        key, name, descending, is_timestamp, value, row_id = orjson.loads(raw)
        if is_timestamp:
            value = from_us(value)
    except (ValueError, TypeError, OverflowError, binascii.Error):
        raise BadCursor("is not a next_cursor of this list") from None
    if (key, name, descending) != (sort.key, sort.name, sort.descending):
        raise BadCursor("belongs to a list with another sort")
    if type(row_id) is not int or abs(row_id) >= 1 << 63 or isinstance(value, list | dict):
        raise BadCursor("is not a next_cursor of this list")
    if isinstance(value, datetime) != sort.by_start:
        raise BadCursor("is not a next_cursor of this list")
    return RowPosition(value, row_id)
