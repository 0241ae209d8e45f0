-- Queues that follow their filter, and requests that were taken out of queues.

ALTER TABLE queue ADD COLUMN follow_from_us INTEGER;  -- matching requests that began then or later join; NULL: none do

-- They do not join again by the filter, only by their ids.
CREATE TABLE queue_removed (
    queue TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (queue, request_id)
) WITHOUT ROWID, STRICT;
