-- The nodes of an installation, and who of them does what only one may do. The rows are on the first shard only.

-- Claims: whoever has the oldest claim to a name that has not ended has the name. Times are those of the server.
CREATE TABLE lease_row (
    name String,
    owner String,  -- uuid of a node
    claimed_at DateTime64(6, 'UTC'),  -- renewals keep it
    until DateTime64(6, 'UTC'),
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (name, owner);

CREATE TABLE node_row (
    uuid String,  -- in the node's record, too
    number UInt32,  -- ids and versions of its rows begin with it
    address String,  -- URL of its API, for other nodes
    shard UInt32,  -- that has its rows
    process String,  -- of the node: random
    seen_at DateTime64(6, 'UTC'),  -- the node has said then that it runs
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY uuid;

-- What nodes share to know each other, and to accept each other's cookies and signed URLs. For Gnomon's own user only.
CREATE TABLE secret_row (
    name String,
    secret String,  -- in hexadecimal
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY name;

-- Which node has a request or score is looked up by any of its ids.
ALTER TABLE request_row ADD INDEX IF NOT EXISTS by_request_id request_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE request_row ADD INDEX IF NOT EXISTS by_exchange_id exchange_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE request_row ADD INDEX IF NOT EXISTS by_upstream_id upstream_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE request_row ADD INDEX IF NOT EXISTS by_session_id session_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE score_row ADD INDEX IF NOT EXISTS by_score_id score_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE score_row ADD INDEX IF NOT EXISTS by_request_id request_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE score_row ADD INDEX IF NOT EXISTS by_target_id target_id TYPE bloom_filter(0.001) GRANULARITY 1;

-- Rows of what exists once, as the owner has them in its record: definitions of scores, saved views, webhooks …
CREATE TABLE shared_row (
    name String,  -- of the table in the record
    key String,  -- JSON array of the values of its primary key
    content Nullable(String),  -- JSON object of the columns, bytes in hexadecimal; NULL: deleted
    version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (name, key);
