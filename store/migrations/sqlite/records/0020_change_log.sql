-- What changed in the tables that have no versions, for copies of the record that follow the changes. Written by
-- triggers, and only once such a copy has begun: store/sqlite/change_log.py.

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,  -- only grows: the last row stays
    name TEXT NOT NULL,  -- of the table; '' for the row with which the log begins
    key TEXT NOT NULL  -- of the row that was inserted, updated or deleted, as a JSON array
) STRICT;
