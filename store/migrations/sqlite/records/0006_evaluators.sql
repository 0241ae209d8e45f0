-- Evaluators: what scores calls by itself, what it has scored, and what it has spent.

CREATE TABLE evaluator (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,  -- 'settings' or 'api'
    definition TEXT NOT NULL,  -- JSON object
    version TEXT NOT NULL,  -- of its content, in evaluator_version
    blocked_reason TEXT,  -- NULL: not blocked
    failures INTEGER NOT NULL,  -- in a row, without a score between them
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) WITHOUT ROWID, STRICT;

-- Every content that an evaluator of that name has ever had; they stay when the evaluator is deleted.
CREATE TABLE evaluator_version (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,  -- hash of the content
    content TEXT NOT NULL,  -- JSON object: what decides about the scores
    created_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name, version)
) WITHOUT ROWID, STRICT;

-- What has been evaluated, so that no version scores a call twice. It goes with the call.
CREATE TABLE evaluation (
    exchange INTEGER NOT NULL,  -- exchange.id: the last attempt of the request, or the last call of the session
    evaluator TEXT NOT NULL,  -- its name
    version TEXT NOT NULL,
    PRIMARY KEY (exchange, evaluator, version)
) WITHOUT ROWID, STRICT;

-- The newest calls of each outcome.
CREATE TABLE evaluator_example (
    project INTEGER NOT NULL,
    evaluator TEXT NOT NULL,
    outcome TEXT NOT NULL,  -- 'scored', 'failed' or 'skipped'
    reason TEXT NOT NULL,  -- '' for scored calls
    examples TEXT NOT NULL,  -- JSON array, the newest first
    PRIMARY KEY (project, evaluator, outcome, reason)
) WITHOUT ROWID, STRICT;

-- What was spent in an hour, with what is reserved for evaluations that run.
CREATE TABLE evaluator_spend (
    consumer TEXT NOT NULL,  -- of an evaluator; '' for all together
    hour INTEGER NOT NULL,  -- Unix time in hours
    calls INTEGER NOT NULL,
    usd REAL NOT NULL,
    PRIMARY KEY (consumer, hour)
) WITHOUT ROWID, STRICT;

CREATE TABLE backfill (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL,
    evaluator TEXT NOT NULL,
    version TEXT NOT NULL,
    filter TEXT NOT NULL,  -- filter tree as JSON
    since_us INTEGER,  -- NULL: no bound
    until_us INTEGER NOT NULL,
    sample_rate REAL NOT NULL,
    state TEXT NOT NULL,  -- 'running', 'paused', 'done' or 'cancelled'
    reason TEXT,  -- why it is paused or ended early; NULL: no reason
    total INTEGER NOT NULL,  -- calls that matched when it began
    done INTEGER NOT NULL,
    scored INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    cost_usd REAL NOT NULL,
    cursor_at_us INTEGER,  -- start of the last call that is done; NULL: none is
    cursor_id INTEGER,  -- exchange.id of the last call that is done; NULL: none is
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL
) STRICT;
CREATE INDEX backfill_by_evaluator ON backfill (project, evaluator, id);
CREATE INDEX backfill_by_state ON backfill (state, id);
