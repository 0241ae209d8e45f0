-- The series of scores: most questions begin with which kinds and authors a name has, and read few rows so. Old versions
-- of rows and tombstones count here, too; store/clickhouse/translating/tables.py says what follows from that.
ALTER TABLE score_row MODIFY SETTING deduplicate_merge_projection_mode = 'rebuild';
ALTER TABLE score_row ADD PROJECTION IF NOT EXISTS by_series (SELECT project, name, kind, author, toYYYYMM(recorded_at), countIf(deleted) GROUP BY project, name, kind, author, toYYYYMM(recorded_at));

-- Scores of requests are asked for by ranges of ids, too.
ALTER TABLE score_row ADD INDEX IF NOT EXISTS by_request request TYPE minmax GRANULARITY 1;

-- In the background, for rows that are there already
ALTER TABLE score_row MATERIALIZE PROJECTION by_series;
ALTER TABLE score_row MATERIALIZE INDEX by_request;
