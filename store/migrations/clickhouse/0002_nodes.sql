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
