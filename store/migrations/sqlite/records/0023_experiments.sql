-- Experiments: groups of requests that are compared by scores and metrics, decided on before these were seen.

CREATE TABLE experiment (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,  -- JSON object: arms, scores, guardrails and method; never changes
    start_us INTEGER NOT NULL,
    end_us INTEGER,  -- NULL: it goes on
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) WITHOUT ROWID, STRICT;
