-- Rules that watch a metric and say when it is beyond a level, and webhooks that write for people.

ALTER TABLE webhook ADD COLUMN format TEXT NOT NULL DEFAULT 'json';  -- 'json', 'slack' or 'email'

CREATE TABLE alert_rule (
    id TEXT PRIMARY KEY,
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,  -- 'threshold' or 'change'
    definition TEXT NOT NULL,  -- what it watches, as JSON
    renotify_s INTEGER,  -- NULL: one message for each change of state
    webhooks TEXT,  -- JSON array of ids; NULL: all that listen for alerts
    enabled INTEGER NOT NULL,
    silenced_until_us INTEGER,  -- NULL: not silenced
    base_url TEXT NOT NULL,  -- of this server, as the creator called it
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

CREATE INDEX alert_rule_by_project ON alert_rule (project, created_at_us);

-- Of several nodes, only what an event changes goes to the others; the last value stays on the owner.
CREATE TABLE alert_state (
    rule TEXT PRIMARY KEY,
    project INTEGER NOT NULL,
    state TEXT NOT NULL,  -- 'ok', 'warning', 'alert' or 'no_data'
    since_us INTEGER NOT NULL,
    number INTEGER NOT NULL,  -- of its last event; 0: there was none
    notified TEXT NOT NULL,  -- the state of the last message
    notified_at_us INTEGER,  -- NULL: no message was sent
    evaluated_at_us INTEGER,  -- NULL: never
    value REAL,  -- NULL: unknown
    low REAL,  -- of its 95 % interval; NULL: it has none
    high REAL,  -- NULL: likewise
    n INTEGER NOT NULL,
    error TEXT  -- why it was not evaluated last; NULL: it was
) WITHOUT ROWID, STRICT;

CREATE TABLE alert_event (
    rule TEXT NOT NULL,
    number INTEGER NOT NULL,  -- counted from 1 for each rule
    project INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    state TEXT NOT NULL,
    previous TEXT NOT NULL,  -- the state before; the same: a reminder
    sent INTEGER NOT NULL,  -- 1: a message was written; 0: silenced, or not worth one
    text TEXT NOT NULL,  -- what happened, in a sentence
    value REAL,  -- NULL: unknown
    low REAL,  -- NULL: it has none
    high REAL,  -- NULL: likewise
    n INTEGER NOT NULL,
    level REAL,  -- that was crossed; NULL: none
    definition TEXT NOT NULL,  -- of the rule at that time, as JSON
    details TEXT,  -- more of a change, as JSON; NULL: none
    PRIMARY KEY (rule, number)
) WITHOUT ROWID, STRICT;
