-- Steps of sessions that callers report: spans of their traces, and what Helicone's clients log as a tool or a search.

CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    step_id TEXT NOT NULL,  -- of a span: made of project, trace and span, so that it is stored once
    project INTEGER NOT NULL,
    kind TEXT NOT NULL,  -- 'call', 'agent', 'workflow', 'tool', 'retrieval', …
    name TEXT NOT NULL,
    session_id TEXT NOT NULL,
    session_source TEXT NOT NULL,  -- 'trace': the trace's id, since no span of it has named a session yet
    started_at_us INTEGER NOT NULL,
    duration_us INTEGER,  -- NULL: not said
    trace_id TEXT,  -- NULL: not a span
    span_id TEXT,  -- NULL: not a span
    parent_span_id TEXT,  -- NULL: the root of its trace, or not a span
    path TEXT,  -- Helicone-Session-Path; NULL: not sent
    error TEXT,  -- NULL: it did not fail, as far as is known
    exchange_id TEXT  -- the exchange that it describes, which may have come through the proxy; NULL: not a call
) STRICT;

CREATE UNIQUE INDEX step_by_step_id ON step (step_id);
CREATE INDEX step_by_session ON step (project, session_id, started_at_us);
CREATE INDEX step_by_exchange ON step (exchange_id) WHERE exchange_id IS NOT NULL;
CREATE INDEX step_by_start ON step (started_at_us);
-- What a span that names its session changes, and what a later one is told
CREATE INDEX step_without_session ON step (project, trace_id) WHERE session_source = 'trace';
CREATE INDEX step_with_session ON step (project, trace_id) WHERE session_source <> 'trace';
