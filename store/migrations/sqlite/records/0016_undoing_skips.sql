-- When a rater put an item off: the last thing that he did in a queue can be undone, also after a reload of the page.

ALTER TABLE queue_skip ADD COLUMN skipped_at_us INTEGER;  -- NULL: by a version that did not note it
