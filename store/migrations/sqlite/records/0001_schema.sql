-- The main database: exchanges, their properties, scores, and what ingest and idempotency need to remember.
--
-- …_at_us are Unix timestamps in microseconds, …_ms durations in milliseconds, …_bytes sizes. 0 and 1 stand for false
-- and true. Each comment beside a column that can be NULL says what NULL means.
--
-- `id` and `version` of exchanges and scores, and the versions of tombstones, are taken from one number that only grows
-- (the counter named 'version'). An id is therefore never used twice, and a replica that has read everything up to a
-- version finds all later changes by their versions.


-- Exchanges: one row for each call on the wire

CREATE TABLE exchange (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,  -- of the newest change of this row; equal to id until the first change
    is_last INTEGER NOT NULL DEFAULT 1,  -- 1: the last attempt of its request, which represents it
    conflict INTEGER NOT NULL DEFAULT 0,  -- 1: another call that came under the same request id

    -- Keys and origin
    exchange_id TEXT NOT NULL,
    request_id TEXT NOT NULL,  -- shared by all attempts of a request
    project INTEGER NOT NULL,
    writer TEXT NOT NULL,  -- id of the proxy worker that logged it
    node TEXT NOT NULL,
    key_name TEXT,  -- NULL: called without a Gnomon key

    -- Facts noted by the proxy when the exchange began
    started_at_us INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    upstream TEXT NOT NULL,
    target_url TEXT NOT NULL,
    request_headers TEXT NOT NULL,  -- JSON object, allow-listed names only
    helicone_headers TEXT NOT NULL,  -- JSON array of [name, value] as sent
    request_size_bytes INTEGER,  -- NULL: the request is still arriving, or was cut before its end
    request_truncated INTEGER NOT NULL,
    request_omitted INTEGER NOT NULL,
    response_omitted INTEGER NOT NULL,
    request_hash TEXT,  -- NULL: the body was not captured whole

    -- Facts noted by the proxy when the exchange ended
    outcome TEXT,  -- NULL: in flight
    error TEXT,  -- NULL: no failure on our side
    status INTEGER,  -- NULL: in flight, or ended without an answer
    response_headers TEXT NOT NULL,  -- JSON object, allow-listed names only
    response_size_bytes INTEGER,  -- NULL: in flight, or the worker died
    response_truncated INTEGER NOT NULL,
    latency_ms REAL,  -- NULL: in flight, or the worker died
    time_to_first_byte_ms REAL,  -- NULL: no answer has begun
    chunks TEXT NOT NULL,  -- JSON array of [end offset in the body, µs since the start]; limited in length
    connect_attempts INTEGER NOT NULL,
    served_by TEXT,  -- NULL: no upstream has answered
    cache_reference_id TEXT,  -- NULL: not answered from a cache

    -- Extracted from the bodies and headers; written again by `gnomon reprocess`
    extractor_version INTEGER NOT NULL,  -- 0: nothing was extracted
    dialect TEXT,  -- NULL: an API that Gnomon does not know
    provider TEXT,  -- NULL: nothing was extracted
    is_stream INTEGER NOT NULL,
    model_asked TEXT,  -- NULL: the request names no model
    model_answered TEXT,  -- NULL: the answer names no model
    model_override TEXT,  -- NULL: no Helicone-Model-Override header
    upstream_id TEXT,  -- NULL: no answer yet, or it has no id
    finish_reason TEXT,  -- NULL: the answer gives none
    user_id TEXT,  -- NULL: not given by the caller
    session_id TEXT,  -- NULL: not given by the caller
    session_name TEXT,  -- NULL: not given by the caller
    session_path TEXT,  -- NULL: not given by the caller
    prompt_id TEXT,  -- NULL: not given by the caller
    prompt_tokens INTEGER,  -- NULL: not reported by the provider
    completion_tokens INTEGER,  -- NULL: not reported by the provider
    prompt_cache_read_tokens INTEGER,  -- NULL: not reported by the provider
    prompt_cache_write_tokens INTEGER,  -- NULL: not reported by the provider
    reasoning_tokens INTEGER,  -- NULL: not reported by the provider
    prompt_audio_tokens INTEGER,  -- NULL: not reported by the provider
    completion_audio_tokens INTEGER,  -- NULL: not reported by the provider
    cost_usd REAL,  -- NULL: tokens or price are unknown
    time_to_first_token_ms REAL,  -- NULL: not a stream, or no token came
    prompt_preview TEXT,  -- NULL: no text to show
    answer_preview TEXT,  -- NULL: no text to show
    input_hash TEXT  -- NULL: the request has no input that could be compared
) STRICT;

CREATE UNIQUE INDEX exchange_by_exchange_id ON exchange (exchange_id);
CREATE INDEX exchange_by_request_id ON exchange (project, request_id);
CREATE INDEX exchange_by_upstream_id ON exchange (project, upstream_id) WHERE upstream_id IS NOT NULL;
CREATE INDEX exchange_by_version ON exchange (version) WHERE version <> id;  -- rows never changed are found by id
CREATE INDEX exchange_by_start ON exchange (started_at_us);
CREATE INDEX exchange_in_flight ON exchange (writer) WHERE outcome IS NULL;


-- Properties

-- Names, stored once: looked up by their case-folded form, shown as first sent, or with capitals.
CREATE TABLE property_key (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL,
    name_folded TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (project, name_folded)
) STRICT;

CREATE TABLE property (
    exchange INTEGER NOT NULL,  -- exchange.id
    key INTEGER NOT NULL,  -- property_key.id
    value TEXT NOT NULL,
    PRIMARY KEY (exchange, key)
) WITHOUT ROWID, STRICT;

-- Properties that were set on a request after its call. `property` holds them too, for each exchange of the request;
-- this table is for attempts that come later, and for `gnomon reprocess`.
CREATE TABLE request_property (
    project INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    key INTEGER NOT NULL,  -- property_key.id
    value TEXT NOT NULL,
    PRIMARY KEY (project, request_id, key)
) WITHOUT ROWID, STRICT;

-- Names that lists of properties leave out.
CREATE TABLE hidden_property (
    project INTEGER NOT NULL,
    name_folded TEXT NOT NULL,
    PRIMARY KEY (project, name_folded)
) WITHOUT ROWID, STRICT;


-- Scores

CREATE TABLE score (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,  -- of the newest change of this row; equal to id until the first change
    score_id TEXT NOT NULL,
    project INTEGER NOT NULL,
    target_kind TEXT NOT NULL,  -- 'request' or 'session'
    target_id TEXT NOT NULL,  -- as sent: a request id, an exchange id, the upstream's own id, or a session id
    request_id TEXT,  -- NULL: waits for its request, or the target is a session
    exchange_id TEXT,  -- the attempt that target_id names; NULL: it names the request as a whole, or the score waits
    name TEXT NOT NULL,
    kind TEXT NOT NULL,  -- 'integer', 'float', 'boolean' or 'label'
    value REAL,  -- NULL: a label
    label TEXT,  -- NULL: a number or a boolean
    author TEXT NOT NULL,
    source TEXT,  -- NULL: not given by the sender
    comment TEXT,  -- NULL: not given by the sender
    evaluator TEXT,  -- NULL: not given by the sender
    evaluator_version TEXT,  -- NULL: not given by the sender
    probability REAL,  -- NULL: the request was not sampled for scoring
    experiment_id TEXT,  -- NULL: not given by the sender
    item_id TEXT,  -- NULL: not given by the sender
    metadata TEXT,  -- JSON object; NULL: not given by the sender
    scored_at_us INTEGER NOT NULL,  -- by the sender's clock; recorded_at_us if the sender gave no time
    recorded_at_us INTEGER NOT NULL,
    superseded_at_us INTEGER,  -- NULL: current

    -- For the index score_by_target
    target TEXT AS (coalesce(request_id, target_id)) VIRTUAL,  -- NULL: never
    kind_group TEXT AS (replace(kind, 'integer', 'float')) VIRTUAL,  -- NULL: never. Kinds of one group supersede each other
    past INTEGER AS (iif(superseded_at_us IS NULL, 0, id)) VIRTUAL  -- NULL: never. 0: current
) STRICT;

CREATE UNIQUE INDEX score_by_score_id ON score (score_id);
-- One index both finds the scores of a target and allows one current score of each identity. Requests are scored in any
-- order, so each further index would be one more page that a score changes and a commit writes.
CREATE UNIQUE INDEX score_by_target ON score (project, target_kind, target, name, kind_group, author, past);
-- The few scores that were sent for an exchange id or an upstream's own id instead of the request id.
CREATE INDEX score_by_other_id ON score (project, target_id) WHERE target_id <> request_id;
CREATE INDEX score_waiting ON score (project, target_id) WHERE request_id IS NULL AND target_kind = 'request';
CREATE INDEX score_waiting_since ON score (recorded_at_us) WHERE request_id IS NULL AND target_kind = 'request';
CREATE INDEX score_by_version ON score (version) WHERE version <> id;  -- rows never changed are found by id

-- The kinds of scores that each name has had: a label under a name of numbers is reported to its sender.
CREATE TABLE score_name (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (project, name, kind)
) WITHOUT ROWID, STRICT;

CREATE TABLE score_definition (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,  -- NULL: any
    minimum REAL,  -- NULL: no lower bound
    maximum REAL,  -- NULL: no upper bound
    labels TEXT NOT NULL,  -- JSON array of the labels allowed; empty: any
    direction TEXT,  -- 'higher' or 'lower' is better; NULL: not given
    pass_threshold REAL,  -- NULL: no threshold
    description TEXT,  -- NULL: no description
    enforce INTEGER NOT NULL,  -- 1: scores that do not fit are rejected
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) WITHOUT ROWID, STRICT;

-- Receipts of score calls with an idempotency key, so that a repeated call gets the first answer and stores nothing.
-- A call stored in several steps has one row for each step.
CREATE TABLE idempotency (
    project INTEGER NOT NULL,
    key TEXT NOT NULL,
    step INTEGER NOT NULL,
    body_hash BLOB NOT NULL,
    answer BLOB NOT NULL,  -- the receipt as JSON, compressed with zstd
    recorded_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, key, step)
) STRICT;

CREATE INDEX idempotency_by_age ON idempotency (recorded_at_us);


-- Bookkeeping

-- Deleted rows and renamed property keys, for replicas that follow the changes.
CREATE TABLE tombstone (
    version INTEGER PRIMARY KEY,
    what TEXT NOT NULL,  -- 'exchange', 'score' or 'property_key'
    id INTEGER NOT NULL  -- of the deleted row, or of the renamed key
) STRICT;

-- Up to which offset the frames of each spool segment are stored here.
CREATE TABLE spool_position (
    segment TEXT PRIMARY KEY,
    offset_bytes INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- Workers that have ended and whose counters are part of `counter` already.
CREATE TABLE counted_writer (
    writer TEXT PRIMARY KEY
) WITHOUT ROWID, STRICT;

-- Totals, changed in the transaction that changes the rows: counting rows would take seconds.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
