-- Scores of one name by one author replace each other whether they come as 1 or as 0.5: both are numbers. Where two of
-- them were current until now, the one recorded later stays.
DROP INDEX score_identity;
UPDATE score AS earlier
SET superseded_at_us = (
    SELECT max(later.recorded_at_us) FROM score AS later
    WHERE later.project = earlier.project AND later.target_kind = earlier.target_kind
        AND coalesce(later.request_id, later.target_id) = coalesce(earlier.request_id, earlier.target_id)
        AND later.name = earlier.name AND later.author = earlier.author
        AND later.kind IN ('integer', 'float') AND later.superseded_at_us IS NULL
)
WHERE kind IN ('integer', 'float') AND superseded_at_us IS NULL AND EXISTS (
    SELECT 1 FROM score AS later
    WHERE later.project = earlier.project AND later.target_kind = earlier.target_kind
        AND coalesce(later.request_id, later.target_id) = coalesce(earlier.request_id, earlier.target_id)
        AND later.name = earlier.name AND later.author = earlier.author
        AND later.kind IN ('integer', 'float') AND later.superseded_at_us IS NULL AND later.id > earlier.id
);
CREATE UNIQUE INDEX score_identity
    ON score (project, target_kind, coalesce(request_id, target_id), name, replace(kind, 'integer', 'float'), author)
    WHERE superseded_at_us IS NULL;
CREATE INDEX score_by_session ON score (project, target_id) WHERE target_kind = 'session';

-- The kinds that a name's scores have had, so that a label among numbers can be pointed out.
CREATE TABLE score_name (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (project, name, kind)
) WITHOUT ROWID, STRICT;
INSERT INTO score_name SELECT DISTINCT project, name, kind FROM score;

-- What the scores of a name should be.
CREATE TABLE score_definition (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,  -- NULL: any
    minimum REAL,  -- NULL: no lower bound
    maximum REAL,  -- NULL: no upper bound
    labels TEXT NOT NULL,  -- JSON array of those that may be; empty: any
    direction TEXT,  -- 'higher' or 'lower' is better; NULL: not said
    pass_threshold REAL,  -- NULL: none
    description TEXT,  -- NULL: none
    enforce INTEGER NOT NULL,  -- 1: what does not fit is refused
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) WITHOUT ROWID, STRICT;

-- What became of a call, so that the same call made again is answered and not done again. A call that is kept in
-- several steps has several rows.
CREATE TABLE idempotency (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    step INTEGER NOT NULL,
    body_hash BLOB NOT NULL,
    answer BLOB NOT NULL,  -- JSON, zstd
    recorded_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, key, step)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (recorded_at_us);

-- Properties given to a request after its call. They are contained in `property` for each exchange of the request, and
-- are put there again whenever an exchange of it is written.
CREATE TABLE request_property (
    project INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    key INTEGER NOT NULL,  -- property_key.id
    value TEXT NOT NULL,
    PRIMARY KEY (project, request_id, key)
) WITHOUT ROWID, STRICT;

-- Properties that lists leave out.
CREATE TABLE hidden_property (
    project INTEGER NOT NULL,
    name_folded TEXT NOT NULL,
    PRIMARY KEY (project, name_folded)
) WITHOUT ROWID, STRICT;
