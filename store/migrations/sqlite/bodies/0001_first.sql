-- Bodies as they were on the wire, in a file of their own, committed before the rows that speak of them.

CREATE TABLE body (
    id INTEGER PRIMARY KEY,
    exchange_id TEXT NOT NULL,
    side INTEGER NOT NULL,  -- 0: the request's, 1: the answer's
    started_at_us INTEGER NOT NULL,  -- the exchange's, for retention
    codec INTEGER NOT NULL,  -- how data is kept: 0 as it is, 1 zstd
    data BLOB NOT NULL,
    UNIQUE (exchange_id, side)
) STRICT;

CREATE INDEX body_by_start ON body (started_at_us);
