"""Rows ↔ records (store/models.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from store.models import ExchangeRow, NewScore, Score, Usage

USAGE_COLUMNS = tuple(field.name for field in fields(Usage))
_PLAIN = tuple(
    field.name
    for field in fields(ExchangeRow)
    if field.name
    not in (
        *("properties", "usage", "step"),
        *("request_headers", "helicone_headers", "response_headers", "chunks", "late_answer"),
    )
)
_JSON = ("request_headers", "helicone_headers", "response_headers", "chunks", "late_answer")
_FLAGS = (
    "request_truncated",
    "request_omitted",
    "response_omitted",
    "response_truncated",
    "is_stream",
    "usage_contradicts",
)

EXCHANGE_COLUMNS = (*_PLAIN, *_JSON, *USAGE_COLUMNS)
EXCHANGE_SELECT = ", ".join(f"exchange.{name}" for name in EXCHANGE_COLUMNS)
_plain_of = attrgetter(*_PLAIN)
_usage_of = attrgetter(*USAGE_COLUMNS)

_OURS = ("score_id", "project", "request_id", "recorded_at_us", "superseded_at_us")
SCORE_COLUMNS = (*_OURS, *NewScore._fields)
SCORE_SELECT = ", ".join(f"score.{name}" for name in SCORE_COLUMNS)
# The row that represents a request, by project and request id; uses the index exchange_by_request_id.
LAST_ATTEMPT = """
    SELECT id FROM exchange WHERE project = ? AND request_id = ? AND conflict = 0
    ORDER BY started_at_us DESC, exchange_id DESC LIMIT 1"""
# The scores of a request, by project and request id; uses the index score_by_target.
JOINED = "score.project = ? AND score.target_kind = 'request' AND score.target = ? AND score.request_id IS NOT NULL"


def exchange_values(exchange: ExchangeRow) -> tuple[Any, ...]:
    """In the order of EXCHANGE_COLUMNS."""
    return (
        *_plain_of(exchange),
        _json(exchange.request_headers) if exchange.request_headers else "{}",
        _json(exchange.helicone_headers) if exchange.helicone_headers else "[]",
        _json(exchange.response_headers) if exchange.response_headers else "{}",
        _json(exchange.chunks) if exchange.chunks else "[]",
        None if exchange.late_answer is None else _json(exchange.late_answer),
        *_usage_of(exchange.usage),
    )


def exchange_of(values: Sequence[Any], properties: dict[str, str]) -> ExchangeRow:
    """The inverse of `exchange_values`; `values` in the order of EXCHANGE_COLUMNS."""
    row = dict(zip(EXCHANGE_COLUMNS, values, strict=True))
    usage = Usage(**{name: row.pop(name) for name in USAGE_COLUMNS})
    for name in _FLAGS:
        row[name] = bool(row[name])
    for name in _JSON:
        row[name] = None if row[name] is None else orjson.loads(row[name])
    row["helicone_headers"] = [(name, value) for name, value in row["helicone_headers"]]
    row["chunks"] = [(offset, since_start_us) for offset, since_start_us in row["chunks"]]
    return ExchangeRow(**row, properties=properties, usage=usage)


def sent_columns(scores: Sequence[NewScore], recorded_at_us: int) -> dict[str, Sequence[Any]]:
    """The columns of new scores that hold what was sent: name → a value for each score."""
    columns: dict[str, Sequence[Any]] = dict(zip(NewScore._fields, zip(*scores, strict=True), strict=True))
    columns["metadata"] = [None if metadata is None else _json(metadata) for metadata in columns["metadata"]]
    columns["scored_at_us"] = [recorded_at_us if at_us is None else at_us for at_us in columns["scored_at_us"]]
    return columns


def score_of(values: Sequence[Any]) -> Score:
    """From values in the order of SCORE_COLUMNS."""
    score_id, project, request_id, recorded_at_us, superseded_at_us, *sent = values
    new = NewScore(*sent)
    if new.metadata is not None:
        new = new._replace(metadata=orjson.loads(sent[-2]))
    return Score(score_id, project, request_id, new, recorded_at_us, superseded_at_us)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
