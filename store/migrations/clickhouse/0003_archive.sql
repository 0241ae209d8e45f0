-- The archive: the records of all nodes as they are, so that a lost node loses nothing that was copied.
--
-- A row of a record is a JSON object of its columns, without those that are NULL; blobs are in hexadecimal. `version` of
-- exchanges and scores is that of the row in its record; elsewhere it is the number of a change in the log of changes.
-- These tables hold the secrets of webhooks: they are for Gnomon's own user only.

CREATE TABLE archive_exchange_row (
    id Int64,
    project Int32,
    exchange_id String,
    request_id String,
    upstream_id String,  -- '': none
    parent_exchange_id String,  -- '': none
    started_at DateTime64(6, 'UTC'),
    data String CODEC(ZSTD(3)),  -- with "properties": [[property_key.id, value], …]
    version UInt64,
    deleted UInt8,
    INDEX by_exchange_id exchange_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_request_id request_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_upstream_id upstream_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX by_parent_exchange_id parent_exchange_id TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY id
SETTINGS index_granularity = 512;

CREATE TABLE archive_score_row (
    id Int64,
    project Int32,
    target String,  -- the request or session; of a waiting score, the id that was sent
    recorded_at DateTime64(6, 'UTC'),
    data String CODEC(ZSTD(3)),
    version UInt64,
    deleted UInt8,
    INDEX by_target target TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(recorded_at)
ORDER BY id
SETTINGS index_granularity = 1024;

-- Rows of all other tables of a record.
CREATE TABLE archive_other_row (
    node UInt32,
    name LowCardinality(String),  -- of the table
    key String,  -- primary key, as a JSON array; of a step, its step_id
    data String CODEC(ZSTD(3)),
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (node, name, key)
SETTINGS index_granularity = 1024;

-- Bodies and their pieces, compressed as they are in the record.
CREATE TABLE archive_body_row (
    node UInt32,
    exchange_id String,
    side UInt8,
    id Int64,
    started_at DateTime64(6, 'UTC'),
    codec UInt8,
    data String CODEC(NONE),
    size_bytes UInt32 DEFAULT length(data),
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (node, exchange_id, side)
SETTINGS index_granularity = 1024, index_granularity_bytes = 1048576;

CREATE TABLE archive_piece_row (
    node UInt32,
    id Int64,
    project Int32,
    digest String,
    codec UInt8,
    data String CODEC(NONE),
    size_bytes UInt32 DEFAULT length(data),
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (node, id)
SETTINGS index_granularity = 1024, index_granularity_bytes = 1048576;

-- How far each node has copied its record.
CREATE TABLE archive_state_row (
    node UInt32,
    name String,  -- of the node, as its calls say
    positions String,  -- JSON object, see store/clickhouse/archive/positions.py
    counters String,  -- JSON object: the table `counter` of the record
    piece_key String,  -- of the digests of its pieces; random, so it tells records apart
    copied_at DateTime64(6, 'UTC'),
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY node;
