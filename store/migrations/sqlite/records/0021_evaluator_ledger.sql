-- What evaluators with a budget have reserved in an installation with several nodes. The owner writes it, and every node
-- has it. Empty where a record is the only one.

CREATE TABLE evaluator_ledger (
    consumer TEXT PRIMARY KEY,  -- of an evaluator; '' for all together
    hours TEXT NOT NULL  -- JSON object: Unix time in hours → [calls, USD]
) WITHOUT ROWID, STRICT;
