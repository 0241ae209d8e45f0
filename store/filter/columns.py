"""The tables and columns that a filter can name, their kinds, and their SQL in the replica.

The names are Helicone's, except for `_OURS`. `{r}` stands for the row of the replica's table `request`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.helicone_words import FEEDBACK, NO_CACHE_REFERENCE

Kind = Literal[
    "text",
    "number",
    "boolean",
    "timestamp",
    "property",  # a map: name → text
    "score",  # a map: name → number, boolean or label
    "has_property",  # the value is a property's name
    "all_scores",  # Helicone's whole map of scores as text; a filter can only test whether it is empty
    "feedback",  # the boolean score of that name
    "score_text",  # a text beside the values of the request's scores: their author, a comment …
    "score_texts",  # a map: `keyed_by` of a score → such a text
]
Group = Literal["session", "user"]

MAPS: frozenset[Kind] = frozenset({"property", "score", "score_texts"})


@dataclass(frozen=True, slots=True)
class Column:
    kind: Kind
    sql: str = ""  # its value; NULL where there is none
    group: Group | None = None  # `sql` is an aggregate over all requests of the row's session or user
    body: Literal["request", "response"] | None = None  # `sql` is the beginning of this body's text
    keyed_by: Literal["name", "evaluator"] | None = None  # of `score_texts`: the column of `score` with the map's keys


def _text(sql: str) -> Column:
    return Column("text", sql)


def _number(sql: str) -> Column:
    return Column("number", sql)


_NO_TEXT = _text("CAST(NULL AS VARCHAR)")  # a column of Helicone's that Gnomon has no values for
_NEVER = Column("boolean", "FALSE")
_CREATED = Column("timestamp", "{r}.started_at")
_ENDED = Column("timestamp", "({r}.started_at + to_microseconds(CAST({r}.latency_ms * 1000 AS BIGINT)))")
_CACHED = Column("boolean", "({r}.cache_reference_id IS NOT NULL)")
_MODEL = _text("{r}.model")
_USER = _text("{r}.user_id")
_ID = _text("{r}.request_id")
_PROJECT = _text("CAST({r}.project AS VARCHAR)")
_STATUS = _number("{r}.status")
_REQUEST_TEXT = Column("text", "{r}.prompt_preview", body="request")
_RESPONSE_TEXT = Column("text", "{r}.answer_preview", body="response")
_PROPERTY = Column("property")

_AUTHOR = "nullif(author, '')"  # the text columns of `score`, where NULL stands for no text

_HELICONE = {
    "country_code": _NO_TEXT,
    "provider": _text("{r}.provider"),
    "model": _MODEL,
    "user_id": _USER,
    "organization_id": _PROJECT,
    "node_id": _NO_TEXT,
    "job_id": _NO_TEXT,
    "request_id": _ID,
    "target_url": _text("{r}.target_url"),
    "request_body": _REQUEST_TEXT,
    "response_body": _RESPONSE_TEXT,
    "cache_reference_id": _text(f"coalesce({{r}}.cache_reference_id, '{NO_CACHE_REFERENCE}')"),
    "assets": _NO_TEXT,
    "prompt_id": _text("{r}.prompt_id"),
    "prompt_version": _NO_TEXT,
    "request_referrer": _NO_TEXT,
    "scores_column": Column("all_scores"),
    "latency": _number("{r}.latency_ms"),
    "cost": _number("{r}.cost_usd"),
    "time_to_first_token": _number("{r}.time_to_first_token_ms"),
    "status": _STATUS,
    "prompt_tokens": _number("{r}.prompt_tokens"),
    "completion_tokens": _number("{r}.completion_tokens"),
    "prompt_cache_read_tokens": _number("{r}.prompt_cache_read_tokens"),
    "prompt_cache_write_tokens": _number("{r}.prompt_cache_write_tokens"),
    "total_tokens": _number("({r}.prompt_tokens + coalesce({r}.completion_tokens, 0))"),
    "request_created_at": _CREATED,
    "response_created_at": _ENDED,
    "threat": _NEVER,
    "cache_enabled": _CACHED,
    "cached": _CACHED,
    "is_passthrough_billing": _NEVER,
    FEEDBACK: Column("feedback"),
    "properties": _PROPERTY,
    "search_properties": _PROPERTY,
    "scores": Column("score"),
    "property_key": Column("has_property"),
}
_OURS = {
    "score_author": Column("score_text", _AUTHOR),
    "score_authors": Column("score_texts", _AUTHOR, keyed_by="name"),
    "score_comment": Column("score_text", "nullif(comment, '')"),
    "score_comments": Column("score_texts", "nullif(comment, '')", keyed_by="name"),
    "score_evaluator": Column("score_text", "evaluator"),
    "score_evaluators": Column("score_texts", "evaluator", keyed_by="name"),
    "evaluator_versions": Column("score_texts", "evaluator_version", keyed_by="evaluator"),
    "exchange_id": _text("{r}.exchange_id"),
    "upstream_id": _text("{r}.upstream_id"),
    "session_id": _text("{r}.session_id"),
    "session_name": _text("{r}.session_name"),
    "session_path": _text("{r}.session_path"),
    "outcome": _text("{r}.outcome"),
    "error": _text("{r}.error"),
    "error_type": _text("{r}.error_type"),
    "error_code": _text("{r}.error_code"),
    "is_error": Column("boolean", "({r}.status >= 400 OR {r}.outcome NOT IN ('ok', 'client_closed'))"),
    "dialect": _text("{r}.dialect"),
    "extract_error": _text("{r}.extract_error"),
    "parent_exchange_id": _text("{r}.parent_exchange_id"),
    "session_source": _text("{r}.session_source"),
    "trace_id": _text("{r}.trace_id"),
    "parent_span_id": _text("{r}.parent_span_id"),
    "cost_source": _text("{r}.cost_source"),
    "tool_cost": _number("{r}.tool_cost_usd"),
    "prompt_image_tokens": _number("{r}.prompt_image_tokens"),
    "completion_image_tokens": _number("{r}.completion_image_tokens"),
    "web_searches": _number("{r}.web_searches"),
    "method": _text("{r}.method"),
    "path": _text("{r}.path"),
    "upstream": _text("{r}.upstream"),
    "served_by": _text("{r}.served_by"),
    "key_name": _text("{r}.key_name"),
    "finish_reason": _text("{r}.finish_reason"),
    "model_asked": _text("{r}.model_asked"),
    "model_answered": _text("{r}.model_answered"),
    "model_override": _text("{r}.model_override"),
    "input_hash": _text("{r}.input_hash"),
    "conversation_hash": _text("{r}.conversation_hash"),
    "prompt_fingerprint": _text("{r}.prompt_fingerprint"),
    "last_user_message_hash": _text("{r}.last_user_message_hash"),
    "is_stream": Column("boolean", "{r}.is_stream"),
    "reasoning_tokens": _number("{r}.reasoning_tokens"),
    "prompt_audio_tokens": _number("{r}.prompt_audio_tokens"),
    "completion_audio_tokens": _number("{r}.completion_audio_tokens"),
    "request_size_bytes": _number("{r}.request_size_bytes"),
    "response_size_bytes": _number("{r}.response_size_bytes"),
}
_REQUEST = {
    "prompt": _REQUEST_TEXT,
    "created_at": _CREATED,
    "user_id": _USER,
    "auth_hash": _NO_TEXT,
    "org_id": _PROJECT,
    "id": _ID,
    "node_id": _NO_TEXT,
    "model": _text("{r}.model_asked"),
    "modelOverride": _text("{r}.model_override"),
    "path": _text("{r}.path"),
    "country_code": _NO_TEXT,
    "prompt_id": _text("{r}.prompt_id"),
}
_RESPONSE = {
    "body_tokens": _number("({r}.prompt_tokens + coalesce({r}.completion_tokens, 0))"),
    "body_model": _text("{r}.model_answered"),
    "body_completion": _RESPONSE_TEXT,
    "status": _STATUS,
    "model": _text("{r}.model_answered"),
}
_TOKENS = "(coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0))"


def sum_of_known(column: str) -> str:
    """The sum of what is known; NULL if there are rows and none of them is known."""
    return f"CASE WHEN count({column}) > 0 OR count(*) = 0 THEN coalesce(sum({column}), 0) END"


_DAYS = "date_diff('day', min(started_at), max(started_at))"


def _of(group: Group, columns: dict[str, Column]) -> dict[str, Column]:
    return {name: Column(column.kind, column.sql, group) for name, column in columns.items()}


_SESSION = _of(
    "session",
    {
        "session_session_id": _text("session_id"),
        "session_session_name": _text("arg_max(session_name, started_at)"),
        "session_total_cost": _number(sum_of_known("cost_usd")),
        "session_total_tokens": _number(f"sum({_TOKENS})"),
        "session_prompt_tokens": _number("coalesce(sum(prompt_tokens), 0)"),
        "session_completion_tokens": _number("coalesce(sum(completion_tokens), 0)"),
        "session_total_requests": _number("count(*)"),
        "session_created_at": Column("timestamp", "min(started_at)"),
        "session_latest_request_created_at": Column("timestamp", "max(started_at)"),
    },
)
_USERS = _of(
    "user",
    {
        "user_user_id": _text("user_id"),
        "user_active_for": _number(_DAYS),
        "user_first_active": Column("timestamp", "min(started_at)"),
        "user_last_active": Column("timestamp", "max(started_at)"),
        "user_total_requests": _number("count(*)"),
        "user_average_requests_per_day_active": _number(f"count(*) / greatest({_DAYS}, 1)"),
        "user_average_tokens_per_request": _number("avg(prompt_tokens + coalesce(completion_tokens, 0))"),
        "user_total_completion_tokens": _number("coalesce(sum(completion_tokens), 0)"),
        "user_total_prompt_tokens": _number("coalesce(sum(prompt_tokens), 0)"),
        "user_cost": _number(sum_of_known("cost_usd")),
    },
)

# A table that is itself a map has one column, without a name.
TABLES: dict[str, dict[str, Column] | Column] = {
    "request_response_rmt": _HELICONE | _OURS,
    "request": _REQUEST,
    "response": _RESPONSE,
    "feedback": {"rating": Column("feedback")},
    "properties": _PROPERTY,
    "sessions_request_response_rmt": _SESSION,
    "users_view": _USERS,
}
