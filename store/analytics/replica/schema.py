"""The replica's tables.

Narrow copies of the record for lists, filters and aggregates. Bodies, headers and metadata stay in the record and are
read there by key. All timestamps are TIMESTAMP in UTC with microseconds, all durations milliseconds. There are no
primary keys and no indexes: replacing 1,000 rows costs 137 ms with a key and 10 ms by delete and insert without one.

request       one row per exchange. A request, which is what queries count, is the row of its last attempt (`is_last`),
              with tokens and `cost_usd` summed over all attempts (conflicts left out). On other rows they are
              the exchange's own. The values of the project's first SLOTS properties are in the row itself (p0, p1 …;
              `Replica.property_column` says which): joining a million rows with their properties takes 110 ms, reading
              a column 10 ms.
property      the properties of every row of `request`, joined by `property.request = request.id`. Most rows are in the
              order of their keys: with the key as a number (`Replica.property_key`) DuckDB skips the others.
property_key  the names, as they are shown and case-folded; they are looked up case-folded.
score         every score, with its history. `score.request = request.id` leads to the request's row with `is_last` (the
              two always agree once the replica has caught up); NULL: the score waits for its request, or its target is
              something else. Current scores have `superseded_at IS NULL`; as of a time t they have
              `recorded_at <= t AND (superseded_at IS NULL OR superseded_at > t)`. The columns of the request that
              queries on scores need (OF_REQUEST) are repeated in the row, to save the same join; whenever the request
              changes, its scores are copied again.
score_name    the names of scores, with the kinds and numbers of their values: a query would otherwise have to read all
              rows of `score` before it can begin.
state         one row: how far the replica has followed the record.
"""

from __future__ import annotations

SCHEMA_VERSION = 7  # raise it with every change here: replicas of another version are rebuilt

SLOTS = 16  # properties with a column of their own
PROPERTY_SLOTS = {f"p{slot}": "VARCHAR" for slot in range(SLOTS)}  # NULL: the request does not have it
# The columns that source.py reads, in this order:
REQUEST_COLUMNS = {
    "id": "BIGINT",  # the exchange's row in the record, never used twice
    "project": "INTEGER",
    "request_id": "VARCHAR",
    "exchange_id": "VARCHAR",
    "is_last": "BOOLEAN",
    "conflict": "BOOLEAN",
    "started_at": "TIMESTAMP",
    "outcome": "VARCHAR",  # NULL: in flight
    "error": "VARCHAR",
    "error_type": "VARCHAR",
    "error_code": "VARCHAR",
    "status": "INTEGER",  # NULL: in flight, or ended without an answer
    "method": "VARCHAR",
    "path": "VARCHAR",
    "upstream": "VARCHAR",
    "provider": "VARCHAR",
    "target_url": "VARCHAR",
    "key_name": "VARCHAR",
    "model": "VARCHAR",  # that the request is counted under: override, else answered, else asked
    "model_asked": "VARCHAR",
    "model_answered": "VARCHAR",
    "model_override": "VARCHAR",
    "upstream_id": "VARCHAR",
    "parent_exchange_id": "VARCHAR",
    "dialect": "VARCHAR",
    "extract_error": "VARCHAR",  # NULL: all bodies were read
    "trace_id": "VARCHAR",
    "parent_span_id": "VARCHAR",
    "user_id": "VARCHAR",
    "session_id": "VARCHAR",
    "session_name": "VARCHAR",
    "session_path": "VARCHAR",
    "session_source": "VARCHAR",
    "prompt_id": "VARCHAR",
    "prompt_fingerprint": "VARCHAR",  # NULL: neither system message nor tools
    "is_stream": "BOOLEAN",
    "finish_reason": "VARCHAR",
    "served_by": "VARCHAR",
    "cache_reference_id": "VARCHAR",  # NULL: not served from a cache
    "latency_ms": "DOUBLE",
    "time_to_first_token_ms": "DOUBLE",
    "prompt_tokens": "BIGINT",
    "completion_tokens": "BIGINT",
    "prompt_cache_read_tokens": "BIGINT",
    "prompt_cache_write_tokens": "BIGINT",
    "reasoning_tokens": "BIGINT",
    "prompt_audio_tokens": "BIGINT",
    "completion_audio_tokens": "BIGINT",
    "prompt_image_tokens": "BIGINT",
    "completion_image_tokens": "BIGINT",
    "web_searches": "BIGINT",
    "cost_usd": "DOUBLE",
    "tool_cost_usd": "DOUBLE",
    "cost_source": "VARCHAR",
    "request_size_bytes": "BIGINT",
    "response_size_bytes": "BIGINT",
    "input_hash": "VARCHAR",
    "conversation_hash": "VARCHAR",
    "last_user_message_hash": "VARCHAR",
    "prompt_preview": "VARCHAR",
    "answer_preview": "VARCHAR",
}
PROPERTY_COLUMNS = {"request": "BIGINT", "project": "INTEGER", "key": "INTEGER", "value": "VARCHAR"}
PROPERTY_KEY_COLUMNS = {"key": "INTEGER", "project": "INTEGER", "name_folded": "VARCHAR", "name": "VARCHAR"}
SCORE_COLUMNS = {
    "id": "BIGINT",  # the score's row in the record; grows in the order of recording
    "score_id": "VARCHAR",
    "project": "INTEGER",
    "request": "BIGINT",
    "request_id": "VARCHAR",  # NULL together with `request`
    "target_kind": "VARCHAR",  # "request", "session" …
    "target_id": "VARCHAR",  # as sent
    "name": "VARCHAR",
    "kind": "VARCHAR",  # "integer", "float", "boolean" or "label"
    "value": "DOUBLE",  # booleans 1 and 0; NULL: a label
    "label": "VARCHAR",
    "author": "VARCHAR",  # never NULL; "": not given
    "source": "VARCHAR",
    "comment": "VARCHAR",
    "evaluator": "VARCHAR",
    "evaluator_version": "VARCHAR",
    "probability": "DOUBLE",
    "experiment_id": "VARCHAR",
    "item_id": "VARCHAR",
    "scored_at": "TIMESTAMP",
    "recorded_at": "TIMESTAMP",
    "superseded_at": "TIMESTAMP",  # NULL: current
}
OF_EXCHANGE = {
    name: REQUEST_COLUMNS[name]
    for name in (
        "started_at",
        "model",
        "provider",
        "user_id",
        "session_id",
        "prompt_id",
        "prompt_fingerprint",
        "path",
        "status",
    )
}
OF_REQUEST = OF_EXCHANGE | PROPERTY_SLOTS
SCORE_NAME_KEY = {name: SCORE_COLUMNS[name] for name in ("project", "name", "kind")}
SCORE_NAME_COLUMNS = SCORE_NAME_KEY | {
    "author": "VARCHAR",  # of all scores of the name and kind; NULL: they have several
    "ever": "BIGINT",  # rows of `score`
    "ratings": "BIGINT",  # … that are current
    "of_requests": "BIGINT",  # … and belong to a request that is known
    "of_sessions": "BIGINT",  # … and were given to a session
    "last_recorded_at": "TIMESTAMP",
}
STATE_COLUMNS = {
    "schema_version": "INTEGER",
    "version": "BIGINT",  # every change of the record up to this one is contained
    "clustered": "BIGINT",  # rows of `property` up to this request are in the order of their keys
}

TABLES = {
    "request": REQUEST_COLUMNS | PROPERTY_SLOTS,
    "property": PROPERTY_COLUMNS,
    "property_key": PROPERTY_KEY_COLUMNS,
    "score": SCORE_COLUMNS | OF_REQUEST,
    "score_name": SCORE_NAME_COLUMNS,
    "state": STATE_COLUMNS,
}


def statements() -> list[str]:
    """The statements that create an empty replica."""
    tables = [
        f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})"
        for table, columns in TABLES.items()
    ]
    return [*tables, f"INSERT INTO state VALUES ({SCHEMA_VERSION}, 0, 0)"]
