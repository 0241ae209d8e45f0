-- Runs of `gnomon replay`: logged calls that were sent again to a candidate, to compare its answers.

CREATE TABLE replay_run (
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,  -- JSON object: which calls, the candidate, how both are compared; never changes
    progress TEXT NOT NULL,  -- JSON object: limits, what is planned, what was left out and why
    state TEXT NOT NULL,  -- running, done or stopped
    verdict TEXT,  -- better, not_worse, worse or not_enough; NULL: the run has not ended yet
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    PRIMARY KEY (project, name)
) WITHOUT ROWID, STRICT;
