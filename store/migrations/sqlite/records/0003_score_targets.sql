-- One index finds the scores of a target, and keeps one of each identity current. Three did before, and as requests are
-- scored in any order, each index is one more page that a score changes and a commit writes.
ALTER TABLE score ADD COLUMN target TEXT AS (coalesce(request_id, target_id)) VIRTUAL;
ALTER TABLE score ADD COLUMN kind_group TEXT AS (replace(kind, 'integer', 'float')) VIRTUAL;  -- these replace each other
ALTER TABLE score ADD COLUMN past INTEGER AS (iif(superseded_at_us IS NULL, 0, id)) VIRTUAL;  -- 0: current
DROP INDEX score_identity;
DROP INDEX score_by_request;
DROP INDEX score_by_session;
CREATE UNIQUE INDEX score_by_target ON score (project, target_kind, target, name, kind_group, author, past);
