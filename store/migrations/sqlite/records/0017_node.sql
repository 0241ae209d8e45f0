-- For nodes that copy their records to one ClickHouse database.

-- Which node this record is: one row once it has joined, none before.
CREATE TABLE node (
    number INTEGER PRIMARY KEY,  -- ids and versions of the record begin at number << 40
    uuid TEXT NOT NULL,
    shard INTEGER NOT NULL  -- of the ClickHouse cluster, that has the node's rows
) STRICT;
