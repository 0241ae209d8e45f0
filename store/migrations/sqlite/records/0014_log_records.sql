-- Spans that have not come, but log records with their messages, which are the body of the span's exchange id.
CREATE TABLE waiting_span (
    exchange_id TEXT PRIMARY KEY,
    records INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    limit_bytes INTEGER NOT NULL,  -- of the span with its log records
    recorded_at_us INTEGER NOT NULL  -- when the first of them was stored
) WITHOUT ROWID, STRICT;

CREATE INDEX waiting_span_by_time ON waiting_span (recorded_at_us);
