-- Labelling: queues of requests that people are to score, and answers that they corrected.
--
-- Whether an item is done is not stored here: it is when enough raters have current scores of all names of the queue.

CREATE TABLE queue (
    id TEXT PRIMARY KEY,
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    instructions TEXT NOT NULL,
    scores TEXT NOT NULL,  -- JSON array of the score names that a rater is asked for
    raters_per_item INTEGER NOT NULL,
    filter TEXT,  -- filter tree as JSON; NULL: requests are only added by their ids
    start_us INTEGER,  -- of the time range beside the filter; NULL: no lower bound
    end_us INTEGER,  -- NULL: no upper bound
    sample_share REAL NOT NULL,  -- of the matching requests
    sample_most INTEGER NOT NULL,  -- items that the filter gives at most
    item_order TEXT NOT NULL,  -- 'random', or 'given': as the requests began
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    UNIQUE (project, name)
) WITHOUT ROWID, STRICT;

CREATE TABLE queue_item (
    queue TEXT NOT NULL,  -- queue.id
    position INTEGER NOT NULL,  -- of a random order: a hash of the queue and the request; else a time in microseconds
    request_id TEXT NOT NULL,
    probability REAL,  -- with which it was sampled; NULL: it was added by its id
    PRIMARY KEY (queue, position, request_id)
) WITHOUT ROWID, STRICT;

CREATE UNIQUE INDEX queue_item_by_request ON queue_item (request_id, queue);

-- Who has an item before him now: for a short time it counts as rated by him, so that two raters do not do the same work.
CREATE TABLE queue_lease (
    queue TEXT NOT NULL,
    request_id TEXT NOT NULL,
    rater TEXT NOT NULL,
    until_us INTEGER NOT NULL,
    PRIMARY KEY (queue, request_id, rater)
) WITHOUT ROWID, STRICT;

CREATE INDEX queue_lease_by_rater ON queue_lease (queue, rater);

CREATE TABLE queue_skip (
    queue TEXT NOT NULL,
    rater TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (queue, rater, request_id)
) WITHOUT ROWID, STRICT;

-- What an answer should have been, in the words of a person.
CREATE TABLE correction (
    project INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, request_id, author)
) WITHOUT ROWID, STRICT;
