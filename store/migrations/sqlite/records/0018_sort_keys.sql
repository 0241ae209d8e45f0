-- What a copy in ClickHouse is sorted by, so that a deletion finds its row there without reading: JSON of [project,
-- started_at_us, request_id] of an exchange, [project, name, recorded_at_us] of a score.

ALTER TABLE tombstone ADD COLUMN sort_key TEXT;  -- NULL: of a property key, or noted by an older version
