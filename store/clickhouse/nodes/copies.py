"""Requests as ClickHouse has them, for when the node that has their record is away.

They lack what is not copied: headers, bodies, the metadata of scores, and what reads an answer back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from typing import Any

from store.clickhouse.nodes.coordination import only_unavailable
from store.clickhouse.nodes.newest_rows import SETTINGS, newest
from store.clickhouse.servers import Servers
from store.models import (
    ATTEMPTS_MOST,
    REQUEST_SCORES_MOST,
    ExchangeRow,
    NewScore,
    Request,
    RequestTotals,
    Score,
    Usage,
)

_READ_S = 10.0
_USAGE = (
    *("prompt_tokens", "completion_tokens", "prompt_cache_read_tokens", "prompt_cache_write_tokens"),
    *("reasoning_tokens", "prompt_audio_tokens", "completion_audio_tokens", "prompt_image_tokens"),
    *("completion_image_tokens", "web_searches"),
)
_PLAIN = (
    *("exchange_id", "request_id", "project", "key_name", "method", "path", "upstream", "target_url", "outcome"),
    *("error", "error_type", "error_code", "status", "latency_ms", "time_to_first_token_ms", "provider", "is_stream"),
    *("model_asked", "model_answered", "model_override", "upstream_id", "parent_exchange_id", "dialect"),
    *("extract_error", "finish_reason", "user_id", "session_id", "session_name", "session_path", "session_source"),
    *(
        "prompt_id",
        "prompt_fingerprint",
        "trace_id",
        "parent_span_id",
        "cost_usd",
        "tool_cost_usd",
        "cost_source",
        "prompt_preview",
    ),
    *("answer_preview", "input_hash", "conversation_hash", "last_user_message_hash", "request_size_bytes"),
    *("response_size_bytes", "served_by", "cache_reference_id"),
)
_SENT = tuple(name for name in NewScore._fields if name not in ("metadata", "scored_at_us"))
_NO_FACTS: dict[str, Any] = {"writer": "", "node": ""}

_ID_COLUMNS = ("request_id", "exchange_id", "upstream_id")
_OF_PROJECT = "project = {{project:Int32}} AND"
_NAMED = "\nUNION DISTINCT\n".join(
    f"SELECT request_id {newest('requests', f'{_OF_PROJECT} {column} IN {{{{ids:Array(String)}}}}')}"
    for column in _ID_COLUMNS
)
_EXCHANGES = f"""
SELECT conflict, toUnixTimestamp64Micro(started_at), properties, {", ".join((*_PLAIN, *_USAGE))}
{newest("requests", f"{_OF_PROJECT} request_id IN {{{{ids:Array(String)}}}}")}
ORDER BY started_at DESC, exchange_id DESC LIMIT {ATTEMPTS_MOST} BY request_id, conflict"""
_SCORES = f"""
SELECT score_id, request_id, toUnixTimestamp64Micro(recorded_at), toUnixTimestamp64Micro(scored_at), {", ".join(_SENT)}
{newest("scores", f"{_OF_PROJECT} request_id IN {{{{ids:Array(String)}}}}")}
    AND superseded_at IS NULL AND target_kind = 'request'
ORDER BY id DESC LIMIT {REQUEST_SCORES_MOST} BY request_id"""
_NAMES = "SELECT name_folded, any(name) FROM {names} WHERE project = {{project:Int32}} GROUP BY name_folded"


def requests_from_copies(servers: Servers, project: int, any_ids: Collection[str]) -> list[Request]:
    """Those of the ids that ClickHouse knows. Raises StoreUnavailable."""
    tables = {name: servers.table(table) for name, table in _TABLES.items()}

    def rows(statement: str, ids: Collection[str]) -> Iterator[Any]:
        parameters = {"project": project, "ids": [*ids]}
        with only_unavailable():
            text = statement.format(**tables)
            result = servers.query(text, parameters, settings=SETTINGS, timeout_s=_READ_S)
        return zip(*result.columns, strict=True)

    ids = [request_id for (request_id,) in rows(_NAMED, any_ids)]
    names: dict[str, str] = dict(rows(_NAMES, ()))
    attempts: defaultdict[str, list[ExchangeRow]] = defaultdict(list)
    conflicts: defaultdict[str, list[ExchangeRow]] = defaultdict(list)
    for conflict, *values in rows(_EXCHANGES, ids):
        exchange = _exchange(values, names)
        (conflicts if conflict else attempts)[exchange.request_id].append(exchange)
    scores: defaultdict[str, list[Score]] = defaultdict(list)
    for of_score in rows(_SCORES, ids):
        score = _score(of_score, project)
        scores[score.request_id or ""].append(score)
    return [
        _request(request_id, attempts[request_id][::-1], conflicts[request_id][::-1], scores[request_id][::-1])
        for request_id in attempts
    ]


_TABLES = {"requests": "request", "scores": "score", "names": "property_key"}


def _exchange(values: Sequence[Any], names: dict[str, str]) -> ExchangeRow:
    started_at_us, properties, *others = values
    plain = dict(zip(_PLAIN, others, strict=False))
    usage = Usage(**dict(zip(_USAGE, others[len(_PLAIN) :], strict=True)))
    named = {names.get(name, name): value for name, value in properties.items()}
    return ExchangeRow(**_NO_FACTS, **plain, started_at_us=started_at_us, properties=named, usage=usage)


def _score(values: Sequence[Any], project: int) -> Score:
    score_id, request_id, recorded_at_us, scored_at_us, *sent = values
    new = NewScore(**dict(zip(_SENT, sent, strict=True)), scored_at_us=scored_at_us)
    return Score(score_id, project, request_id, new, recorded_at_us)


def _request(
    request_id: str, attempts: list[ExchangeRow], conflicts: list[ExchangeRow], scores: list[Score]
) -> Request:
    tokens = {field.name: _sum([getattr(each.usage, field.name) for each in attempts]) for field in fields(Usage)}
    totals = RequestTotals(
        len(attempts),
        len(conflicts),
        len(scores),
        Usage(**tokens),
        _sum([each.cost_usd for each in attempts]),
        _sum([each.tool_cost_usd for each in attempts]),
        max(each.started_at_us + round((each.latency_ms or 0) * 1000) for each in attempts),
    )
    return Request(request_id, attempts, conflicts, scores, totals)


def _sum(values: Sequence[Any]) -> Any:
    """None: none is known."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
