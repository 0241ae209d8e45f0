-- Projects that were given the alert that every project has: who deletes it does not get it again.

CREATE TABLE built_in_alert (
    project INTEGER PRIMARY KEY,
    created_at_us INTEGER NOT NULL
) STRICT;
