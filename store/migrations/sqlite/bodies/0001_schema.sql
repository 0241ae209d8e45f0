-- Bodies as they were on the wire, in a database of their own. They are committed before the rows in the main database
-- that refer to them: a body without its row is harmless, a row without its body would be a loss.

CREATE TABLE body (
    id INTEGER PRIMARY KEY,
    exchange_id TEXT NOT NULL,
    side INTEGER NOT NULL,  -- 0: request, 1: response
    started_at_us INTEGER NOT NULL,  -- start of the exchange, for retention
    codec INTEGER NOT NULL,  -- 0: data is the body itself, 1: compressed with zstd
    data BLOB NOT NULL,
    UNIQUE (exchange_id, side)
) STRICT;

CREATE INDEX body_by_start ON body (started_at_us);
