-- Scores are sorted by the day of their recording, and asked for by the time of their requests: of each 8,192 rows the
-- first and last such time tells whether any of them can match.
ALTER TABLE score_row ADD INDEX IF NOT EXISTS by_started_at started_at TYPE minmax GRANULARITY 1;

-- In the background, for rows that are there already
ALTER TABLE score_row MATERIALIZE INDEX by_started_at;
