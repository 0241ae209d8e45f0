-- Which bodies and pieces were deleted, for copies that follow the changes; new ones are found by their ids. Written by
-- triggers, and only once such a copy has begun: store/sqlite/change_log.py.

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,  -- only grows: the last row stays
    name TEXT NOT NULL,  -- 'body' or 'piece'; '' for the row with which the log begins
    key TEXT NOT NULL,  -- JSON array: [exchange_id, side, started_at_us] of a body, [id] of a piece
    newest_id INTEGER NOT NULL  -- the highest id that was left: higher ones may be used again
) STRICT;
