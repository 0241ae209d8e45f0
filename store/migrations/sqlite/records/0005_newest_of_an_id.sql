-- A client may send one id for ever, and an upstream may give one id to all that it creates: each index leads to the first
-- and to the newest exchanges of an id, without reading the others.

DROP INDEX exchange_by_request_id;
CREATE INDEX exchange_by_request_id ON exchange (project, request_id, conflict, started_at_us);

DROP INDEX exchange_by_upstream_id;
CREATE INDEX exchange_by_upstream_id ON exchange (project, upstream_id, started_at_us) WHERE upstream_id IS NOT NULL;

DROP INDEX exchange_by_read_id;
CREATE INDEX exchange_by_read_id ON exchange (project, reads_upstream_id, parent_exchange_id, started_at_us)
    WHERE reads_upstream_id IS NOT NULL;
