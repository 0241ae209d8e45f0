SELECT min(started_at) AS oldest, max(started_at) AS newest, count(*) AS requests
FROM request
WHERE project = ?;
-- 1

SELECT
    request.id AS id,
    request.request_id AS request_id,
    request.started_at AS sort_value
FROM request
WHERE (request.project = ? AND request.is_last AND request.id IN (SELECT request FROM score WHERE project = ? AND request IS NOT NULL AND superseded_at IS NULL AND (name = ? AND value > ?) AND request IN (SELECT request FROM property WHERE key = 17 AND value = ?)))
ORDER BY sort_value DESC NULLS LAST, request.id DESC
LIMIT 50 OFFSET 0;
-- 1, 1, 'accuracy', 52.0, 'x'
