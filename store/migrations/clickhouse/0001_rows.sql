-- What all nodes of Gnomon have logged and scored, for lists, filters and aggregates.
--
-- Each node copies its record to the tables ending in _row, which have the columns of the DuckDB replica
-- (store/analytics/replica/schema.py). A row that changed is inserted again with a higher `version`; a row that was
-- deleted, with `deleted` = 1. Queries read the newest version of each row (the setting `final`), and merges drop the
-- others. `id` and `version` begin with the number of the node, so two nodes never use the same one, and a row and all
-- its versions are on one shard: that of its node.
--
-- `properties` holds the properties of a request by their case-folded names.

CREATE TABLE request_row (
    id Int64,  -- the exchange's row in its node's record
    project Int32,
    request_id String,
    exchange_id String,
    is_last Bool,
    conflict Bool,
    started_at DateTime64(6, 'UTC'),
    outcome LowCardinality(Nullable(String)),  -- NULL: in flight
    error Nullable(String) CODEC(ZSTD(1)),
    error_type LowCardinality(Nullable(String)),
    error_code LowCardinality(Nullable(String)),
    status Nullable(Int32),  -- NULL: in flight, or ended without an answer
    method LowCardinality(String),
    path String CODEC(ZSTD(1)),
    upstream LowCardinality(String),
    provider LowCardinality(Nullable(String)),
    target_url String CODEC(ZSTD(1)),
    key_name LowCardinality(Nullable(String)),
    model LowCardinality(Nullable(String)),  -- that the request is counted under: override, else answered, else asked
    model_asked LowCardinality(Nullable(String)),
    model_answered LowCardinality(Nullable(String)),
    model_override LowCardinality(Nullable(String)),
    upstream_id Nullable(String),
    parent_exchange_id Nullable(String),
    dialect LowCardinality(Nullable(String)),
    extract_error LowCardinality(Nullable(String)),  -- NULL: all bodies were read
    trace_id Nullable(String),
    parent_span_id Nullable(String),
    user_id Nullable(String),
    session_id Nullable(String),
    session_name Nullable(String),
    session_path Nullable(String),
    session_source LowCardinality(Nullable(String)),
    prompt_id LowCardinality(Nullable(String)),
    is_stream Bool,
    finish_reason LowCardinality(Nullable(String)),
    served_by Nullable(String),
    cache_reference_id Nullable(String),  -- NULL: not served from a cache
    latency_ms Nullable(Float64),
    time_to_first_token_ms Nullable(Float64),
    prompt_tokens Nullable(Int64),
    completion_tokens Nullable(Int64),
    prompt_cache_read_tokens Nullable(Int64),
    prompt_cache_write_tokens Nullable(Int64),
    reasoning_tokens Nullable(Int64),
    prompt_audio_tokens Nullable(Int64),
    completion_audio_tokens Nullable(Int64),
    prompt_image_tokens Nullable(Int64),
    completion_image_tokens Nullable(Int64),
    web_searches Nullable(Int64),
    cost_usd Nullable(Float64),
    tool_cost_usd Nullable(Float64),
    cost_source LowCardinality(Nullable(String)),
    request_size_bytes Nullable(Int64),
    response_size_bytes Nullable(Int64),
    input_hash Nullable(String),
    conversation_hash Nullable(String),
    last_user_message_hash Nullable(String),
    prompt_preview Nullable(String) CODEC(ZSTD(1)),
    answer_preview Nullable(String) CODEC(ZSTD(1)),
    properties Map(LowCardinality(String), String),
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (project, toStartOfMinute(started_at), id);

CREATE TABLE score_row (
    id Int64,  -- the score's row in the record; grows in the order of recording
    score_id String,
    project Int32,
    request Nullable(Int64),
    request_id Nullable(String),  -- NULL together with `request`
    target_kind LowCardinality(String),  -- "request", "session" …
    target_id String,  -- as sent
    name LowCardinality(String),
    kind LowCardinality(String),  -- "integer", "float", "boolean" or "label"
    value Nullable(Float64),  -- booleans 1 and 0; NULL: a label
    label Nullable(String),
    author LowCardinality(String),  -- "": not given
    source LowCardinality(Nullable(String)),
    comment Nullable(String) CODEC(ZSTD(1)),
    evaluator LowCardinality(Nullable(String)),
    evaluator_version LowCardinality(Nullable(String)),
    probability Nullable(Float64),
    experiment_id LowCardinality(Nullable(String)),
    item_id Nullable(String),
    scored_at DateTime64(6, 'UTC'),
    recorded_at DateTime64(6, 'UTC'),
    superseded_at Nullable(DateTime64(6, 'UTC')),  -- NULL: current
    started_at Nullable(DateTime64(6, 'UTC')),
    model LowCardinality(Nullable(String)),
    provider LowCardinality(Nullable(String)),
    user_id Nullable(String),
    session_id Nullable(String),
    prompt_id LowCardinality(Nullable(String)),
    path Nullable(String) CODEC(ZSTD(1)),
    status Nullable(Int32),
    properties Map(LowCardinality(String), String),
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(recorded_at)
-- By day before the name, so that parts in the order of time do not overlap, and FINAL has little to merge. Databases
-- from before have another order: store/clickhouse/score_order.py changes it.
ORDER BY (project, toDate(recorded_at), name, id);

-- The names of properties, as they are shown and case-folded.
CREATE TABLE property_key_row (
    project Int32,
    name_folded String,
    name String,
    key Int64 DEFAULT toInt64(bitAnd(sipHash64(project, name_folded), 0x7fffffffffffffff)),  -- equal on every node
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (project, name_folded);

-- How far each node has copied its record.
CREATE TABLE node_state_row (
    node UInt32,
    version UInt64,  -- every change of the node's record up to this one is here
    copied_at DateTime64(6, 'UTC'),
    row_id Int64,  -- an exchange or a score of the record, by which it is recognised; 0: none
    row_uuid String
) ENGINE = ReplacingMergeTree(version)
ORDER BY node;
