-- What the owner made of tasks of a node that was away. The node stores it in its record when it is back, and deletes it
-- here. The rows are on the first shard only.
CREATE TABLE task_result_row (
    node UInt32,  -- whose record has the task
    key String,  -- JSON array: kind of consumer, consumer, kind of event, subject
    content String CODEC(ZSTD(1)),  -- JSON object, see TaskResult in store/evaluation/results.py
    version UInt64,
    deleted UInt8
) ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (node, key);
