-- The record: exchanges, their properties, scores. Moments are Unix microseconds (…_at_us), durations milliseconds.
-- Ids of rows are taken from the change counter (counter 'version'), so they grow and are never used twice.

CREATE TABLE exchange (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,  -- of its newest change
    is_last INTEGER NOT NULL DEFAULT 1,  -- 1: speaks for its request
    conflict INTEGER NOT NULL DEFAULT 0,  -- 1: another call under the same request id

    exchange_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    project INTEGER NOT NULL,
    writer TEXT NOT NULL,
    node TEXT NOT NULL,
    key_name TEXT,  -- NULL: came without a key of ours

    started_at_us INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    upstream TEXT NOT NULL,
    target_url TEXT NOT NULL,
    request_headers TEXT NOT NULL,  -- JSON object
    helicone_headers TEXT NOT NULL,  -- JSON array of [name, value], as sent
    request_size_bytes INTEGER,  -- NULL: still arriving, or cut before its end was known
    request_truncated INTEGER NOT NULL,
    request_omitted INTEGER NOT NULL,
    response_omitted INTEGER NOT NULL,
    request_hash TEXT,  -- NULL: the body was not captured whole

    outcome TEXT,  -- NULL: in flight
    error TEXT,  -- NULL: nothing of ours failed
    status INTEGER,  -- NULL: in flight, or ended without an answer
    response_headers TEXT NOT NULL,  -- JSON object
    response_size_bytes INTEGER,  -- NULL: in flight, or its worker died
    response_truncated INTEGER NOT NULL,
    latency_ms REAL,  -- NULL: in flight, or its worker died
    time_to_first_byte_ms REAL,  -- NULL: no answer began (yet)
    chunks TEXT NOT NULL,  -- JSON array of [end offset in the body, µs since the start]; capped
    connect_attempts INTEGER NOT NULL,
    served_by TEXT,  -- NULL: nobody answered (yet)
    cache_reference_id TEXT,  -- NULL: not answered from a cache

    extractor_version INTEGER NOT NULL,  -- 0: nothing derived
    dialect TEXT,  -- NULL: not understood, kept raw
    provider TEXT,  -- NULL: not known
    is_stream INTEGER NOT NULL,
    model_asked TEXT,  -- NULL: the request names none
    model_answered TEXT,  -- NULL: the answer names none
    model_override TEXT,  -- NULL: no Helicone-Model-Override
    upstream_id TEXT,  -- NULL: the answer has no id of its own (yet)
    finish_reason TEXT,  -- NULL: the answer says none
    user_id TEXT,  -- NULL: not given
    session_id TEXT,  -- NULL: not given
    session_name TEXT,  -- NULL: not given
    session_path TEXT,  -- NULL: not given
    prompt_id TEXT,  -- NULL: not given
    prompt_tokens INTEGER,  -- NULL, here and below: the provider did not say
    completion_tokens INTEGER,  -- NULL: not said
    prompt_cache_read_tokens INTEGER,  -- NULL: not said
    prompt_cache_write_tokens INTEGER,  -- NULL: not said
    reasoning_tokens INTEGER,  -- NULL: not said
    prompt_audio_tokens INTEGER,  -- NULL: not said
    completion_audio_tokens INTEGER,  -- NULL: not said
    cost_usd REAL,  -- NULL: the price is not known
    time_to_first_token_ms REAL,  -- NULL: not a stream, or no token came
    prompt_preview TEXT,  -- NULL: no text to show
    answer_preview TEXT,  -- NULL: no text to show
    input_hash TEXT  -- NULL: no normalised input
) STRICT;

CREATE UNIQUE INDEX exchange_by_exchange_id ON exchange (exchange_id);
CREATE INDEX exchange_by_request_id ON exchange (project, request_id);
CREATE INDEX exchange_by_upstream_id ON exchange (project, upstream_id) WHERE upstream_id IS NOT NULL;
CREATE INDEX exchange_by_version ON exchange (version) WHERE version <> id;  -- the others' version is their id
CREATE INDEX exchange_by_start ON exchange (started_at_us);
CREATE INDEX exchange_in_flight ON exchange (writer) WHERE outcome IS NULL;

-- Property names, interned: looked up by their case-folded form, shown as first sent.
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

CREATE TABLE score (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    score_id TEXT NOT NULL,
    project INTEGER NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,  -- as sent
    request_id TEXT,  -- the request it belongs to; NULL: waits for it, or its target is not a request
    exchange_id TEXT,  -- the try its target named; NULL: waits, or the target named the request as a whole
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    value REAL,  -- NULL: a label
    label TEXT,  -- NULL: a number or boolean
    author TEXT NOT NULL,
    source TEXT,  -- NULL, here and below: the sender did not say
    comment TEXT,  -- NULL: not said
    evaluator TEXT,  -- NULL: not said
    evaluator_version TEXT,  -- NULL: not said
    probability REAL,  -- NULL: not sampled
    experiment_id TEXT,  -- NULL: not said
    item_id TEXT,  -- NULL: not said
    metadata TEXT,  -- JSON object; NULL: none
    scored_at_us INTEGER NOT NULL,  -- the sender's clock, else recorded_at_us
    recorded_at_us INTEGER NOT NULL,
    superseded_at_us INTEGER  -- NULL: current
) STRICT;

CREATE UNIQUE INDEX score_identity
    ON score (project, target_kind, coalesce(request_id, target_id), name, kind, author)
    WHERE superseded_at_us IS NULL;
CREATE UNIQUE INDEX score_by_score_id ON score (score_id);
CREATE INDEX score_by_request ON score (project, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX score_waiting ON score (project, target_id) WHERE request_id IS NULL AND target_kind = 'request';
CREATE INDEX score_waiting_since ON score (recorded_at_us) WHERE request_id IS NULL AND target_kind = 'request';
CREATE INDEX score_by_version ON score (version) WHERE version <> id;

-- What was deleted, for those who follow the changes.
CREATE TABLE tombstone (
    version INTEGER PRIMARY KEY,
    what TEXT NOT NULL,  -- 'exchange' or 'score'
    id INTEGER NOT NULL  -- the deleted row's id
) STRICT;

-- How far each segment of the spool is contained in these tables.
CREATE TABLE spool_position (
    segment TEXT PRIMARY KEY,
    offset_bytes INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- Dead workers whose counters were added to ours already.
CREATE TABLE counted_writer (
    writer TEXT PRIMARY KEY
) WITHOUT ROWID, STRICT;

-- Kept in step with the tables in the same transaction, so that nobody has to count rows.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
