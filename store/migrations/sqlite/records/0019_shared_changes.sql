-- Rows of what exists once that the owner has changed, until ClickHouse has them. Empty where a record is the only one.

CREATE TABLE shared_change (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,  -- of the table
    key TEXT NOT NULL  -- JSON array of the values of its primary key
) STRICT;
