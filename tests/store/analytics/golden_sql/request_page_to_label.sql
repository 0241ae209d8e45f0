SELECT min(started_at) AS oldest, max(started_at) AS newest, count(*) AS requests
FROM request
WHERE project = ?;
-- 1

SELECT
    request.id AS id,
    request.request_id AS request_id,
    request.started_at AS sort_value
FROM request
WHERE (request.project = ? AND request.is_last AND (((request.id IN (SELECT request FROM score WHERE project = ? AND request IS NOT NULL AND superseded_at IS NULL AND (name = ? AND nullif(author, '') = ?))) IS NOT TRUE OR request.finish_reason = ?) AND request.id IN (SELECT request FROM score WHERE project = ? AND request IS NOT NULL AND superseded_at IS NULL AND (evaluator = ? AND evaluator_version = ?)) AND (request.id IN (SELECT request FROM score WHERE project = ? AND request IS NOT NULL AND superseded_at IS NULL AND nullif(comment, '') IS NOT NULL)) IS NOT TRUE))
ORDER BY sort_value DESC NULLS LAST, request.id DESC
LIMIT 50 OFFSET 0;
-- 1, 1, 'quality', 'ann', 'length', 1, 'judge', '3', 1
