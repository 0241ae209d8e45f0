-- What acts on calls and scores by itself: events, the tasks that follow from them, and webhooks.

-- Calls that have ended and scores that were added, until every consumer that listens has been asked. Written in the
-- transaction that stores the call or score, and only for kinds that a consumer of the project listens to.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,  -- a version: what the event is about was stored under this one or an earlier one
    project INTEGER NOT NULL,
    kind TEXT NOT NULL,  -- 'request.logged', 'score.added' or 'evaluator.blocked'
    subject TEXT NOT NULL,  -- exchange_id or score_id, or an id of its own
    exchange INTEGER,  -- exchange.id of the call, or of the last attempt of the scored request; NULL: there is none
    request_id TEXT,  -- NULL: a session's score
    session_id TEXT,  -- of the call, or that the score was given to; NULL: none
    created_at_us INTEGER NOT NULL,
    data TEXT,  -- what happened, as JSON; NULL: the subject's row says it
    stage INTEGER NOT NULL  -- 0: new; 1: consumers without a filter have been asked, those with one wait for the replica
) STRICT;

CREATE INDEX event_by_stage ON event (stage, id);

-- What a consumer still has to do. Tasks that are done are deleted.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    consumer_kind TEXT NOT NULL,  -- 'webhook' or 'evaluator'
    consumer TEXT NOT NULL,  -- its id
    project INTEGER NOT NULL,
    kind TEXT NOT NULL,  -- of the event
    subject TEXT NOT NULL,  -- exchange_id, score_id, or the session_id for consumers of sessions
    request_id TEXT,  -- NULL: a session's score, or a session
    session_id TEXT,  -- NULL: none
    data TEXT,  -- of the event; NULL: the subject's row says what happened
    probability REAL NOT NULL,  -- with which it was sampled
    created_at_us INTEGER NOT NULL,  -- of the event
    due_at_us INTEGER NOT NULL,
    attempts INTEGER NOT NULL,  -- so far
    error TEXT,  -- of the last attempt; NULL: none has failed
    state TEXT NOT NULL,  -- 'waiting', or 'failed': kept to be looked at
    UNIQUE (consumer_kind, consumer, kind, subject)
) STRICT;

CREATE INDEX task_by_due ON task (consumer_kind, consumer, state, due_at_us, id);

-- What became of the events that a consumer was asked about.
CREATE TABLE consumer_count (
    consumer_kind TEXT NOT NULL,
    consumer TEXT NOT NULL,
    name TEXT NOT NULL,  -- 'seen', 'matched', 'sampled', 'dropped' by the feed; others by the consumer
    value INTEGER NOT NULL,
    PRIMARY KEY (consumer_kind, consumer, name)
) WITHOUT ROWID, STRICT;

CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    project INTEGER NOT NULL,
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    destination TEXT NOT NULL,  -- URL
    events TEXT NOT NULL,  -- JSON array of the kinds
    filter TEXT NOT NULL,  -- filter tree as JSON
    property_filters TEXT NOT NULL,  -- JSON array of [key, value]
    sample_rate REAL NOT NULL,  -- percent
    include_data INTEGER NOT NULL,
    base_url TEXT NOT NULL,  -- of this server, as the creator called it
    enabled INTEGER NOT NULL,
    disabled_reason TEXT,  -- NULL: enabled, or disabled by a person
    secret BLOB NOT NULL,
    previous_secret BLOB,  -- NULL: never rotated
    rotated_at_us INTEGER  -- NULL: never rotated
) WITHOUT ROWID, STRICT;

CREATE INDEX webhook_by_project ON webhook (project, created_at_us);
