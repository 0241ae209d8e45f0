"""Rows ↔ values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import orjson

from store.records import Exchange, NewScore, Score, Usage

_USAGE = tuple(one.name for one in fields(Usage))
_PLAIN = tuple(
    one.name
    for one in fields(Exchange)
    if one.name not in ("properties", "usage", "request_headers", "helicone_headers", "response_headers", "chunks")
)
_JSON = ("request_headers", "helicone_headers", "response_headers", "chunks")
_FLAGS = ("request_truncated", "request_omitted", "response_omitted", "response_truncated", "is_stream")

EXCHANGE_COLUMNS = (*_PLAIN, *_JSON, *_USAGE)
EXCHANGE_SELECT = ", ".join(f"exchange.{name}" for name in EXCHANGE_COLUMNS)
_plain_of = attrgetter(*_PLAIN)
_usage_of = attrgetter(*_USAGE)

_SENT = tuple(one.name for one in fields(NewScore) if one.name != "metadata")
SCORE_COLUMNS = ("score_id", "project", "request_id", "recorded_at_us", "superseded_at_us", *_SENT, "metadata")
NEW_SCORE_COLUMNS = ("id", "version", "exchange_id", *SCORE_COLUMNS)
SCORE_SELECT = ", ".join(f"score.{name}" for name in SCORE_COLUMNS)
_sent_of = attrgetter(*_SENT)
assert _SENT[-1] == "scored_at_us"


def exchange_values(exchange: Exchange) -> tuple[Any, ...]:
    """In the order of EXCHANGE_COLUMNS."""
    return (
        *_plain_of(exchange),
        _json(exchange.request_headers) if exchange.request_headers else "{}",
        _json(exchange.helicone_headers) if exchange.helicone_headers else "[]",
        _json(exchange.response_headers) if exchange.response_headers else "{}",
        _json(exchange.chunks) if exchange.chunks else "[]",
        *_usage_of(exchange.usage),
    )


def exchange_of(values: Sequence[Any], properties: dict[str, str]) -> Exchange:
    """The inverse; `values` in the order of EXCHANGE_COLUMNS."""
    row = dict(zip(EXCHANGE_COLUMNS, values, strict=True))
    usage = Usage(**{name: row.pop(name) for name in _USAGE})
    for name in _FLAGS:
        row[name] = bool(row[name])
    for name in _JSON:
        row[name] = orjson.loads(row[name])
    row["helicone_headers"] = [(name, value) for name, value in row["helicone_headers"]]
    row["chunks"] = [(offset, moment) for offset, moment in row["chunks"]]
    return Exchange(**row, properties=properties, usage=usage)


def insert_scores(rows: int) -> str:
    """For that many rows at once, values in the order of NEW_SCORE_COLUMNS."""
    row = f"({', '.join('?' * len(NEW_SCORE_COLUMNS))})"
    return f"INSERT INTO score ({', '.join(NEW_SCORE_COLUMNS)}) VALUES {', '.join([row] * rows)}"  # noqa: S608


def sent_values(sent: NewScore, recorded_at_us: int) -> tuple[Any, ...]:
    """The last columns of a new score's row, in the order of NEW_SCORE_COLUMNS."""
    *values, scored_at_us = _sent_of(sent)
    metadata = None if sent.metadata is None else _json(sent.metadata)
    return *values, recorded_at_us if scored_at_us is None else scored_at_us, metadata


def score_of(values: Sequence[Any]) -> Score:
    """The inverse; `values` in the order of SCORE_COLUMNS."""
    row = dict(zip(SCORE_COLUMNS, values, strict=True))
    metadata = row["metadata"]
    sent = NewScore(
        **{name: row[name] for name in _SENT}, metadata=None if metadata is None else orjson.loads(metadata)
    )
    return Score(
        row["score_id"], row["project"], row["request_id"], sent, row["recorded_at_us"], row["superseded_at_us"]
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
