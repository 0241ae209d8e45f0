-- Scores that were sent for an exchange or an upstream's own id, and not for the request's: by what they were sent for.
CREATE INDEX score_by_other_id ON score (project, target_id) WHERE target_id <> request_id;
