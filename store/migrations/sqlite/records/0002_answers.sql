-- What answers say of their failure, their tokens and their price; which calls read others back; sessions and traces of
-- callers that send none of our headers. Rows from before keep NULL (or 0) until `gnomon reprocess` reads them again.

ALTER TABLE exchange ADD COLUMN error_type TEXT;  -- NULL, here and below: the answer does not say
ALTER TABLE exchange ADD COLUMN error_code TEXT;
ALTER TABLE exchange ADD COLUMN request_gap_offset INTEGER;  -- NULL: the kept body has no gap in its middle
ALTER TABLE exchange ADD COLUMN response_gap_offset INTEGER;  -- NULL: likewise

-- Only the exchange that creates an object owns its id (upstream_id); what reads the object back refers to it.
ALTER TABLE exchange ADD COLUMN reads_upstream_id TEXT;  -- NULL: does not read another exchange's answer back
ALTER TABLE exchange ADD COLUMN parent_exchange_id TEXT;  -- NULL: reads nothing, or the creating exchange is not logged
ALTER TABLE exchange ADD COLUMN late_answer TEXT;  -- JSON object: what it reads of the creating one's answer; NULL: nothing

ALTER TABLE exchange ADD COLUMN session_source TEXT;  -- NULL: no session, or recognised before this column was there
ALTER TABLE exchange ADD COLUMN trace_id TEXT;  -- NULL: no valid traceparent header
ALTER TABLE exchange ADD COLUMN parent_span_id TEXT;  -- NULL: likewise
ALTER TABLE exchange ADD COLUMN usage_contradicts INTEGER NOT NULL DEFAULT 0;  -- 1: its counts exceed its total
ALTER TABLE exchange ADD COLUMN unreadable_events INTEGER NOT NULL DEFAULT 0;  -- events of a stream that are not JSON
ALTER TABLE exchange ADD COLUMN cost_source TEXT;  -- NULL: the price is not known
ALTER TABLE exchange ADD COLUMN tool_cost_usd REAL;  -- NULL: no fees for tools
ALTER TABLE exchange ADD COLUMN prompt_image_tokens INTEGER;  -- NULL, here and below: the answer does not say
ALTER TABLE exchange ADD COLUMN completion_image_tokens INTEGER;
ALTER TABLE exchange ADD COLUMN prompt_cache_write_5m_tokens INTEGER;
ALTER TABLE exchange ADD COLUMN prompt_cache_write_1h_tokens INTEGER;
ALTER TABLE exchange ADD COLUMN web_searches INTEGER;
ALTER TABLE exchange ADD COLUMN prompt_audio_s REAL;

CREATE INDEX exchange_by_read_id ON exchange (project, reads_upstream_id) WHERE reads_upstream_id IS NOT NULL;
-- Finds the calls that continue a response (store/sqlite/requests/response_chains.py).
CREATE INDEX exchange_by_previous_response ON exchange (project, session_id)
    WHERE session_source = 'previous_response';
