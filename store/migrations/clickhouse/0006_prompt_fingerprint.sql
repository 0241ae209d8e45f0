-- Which prompt a call was made with, where nobody names it: a hash of the system message and the tools, in hex.
ALTER TABLE request_row ADD COLUMN IF NOT EXISTS prompt_fingerprint LowCardinality(Nullable(String)) AFTER prompt_id;
ALTER TABLE score_row ADD COLUMN IF NOT EXISTS prompt_fingerprint LowCardinality(Nullable(String)) AFTER prompt_id;
