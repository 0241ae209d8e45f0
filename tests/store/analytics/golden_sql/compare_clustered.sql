SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH request_scores AS (
    SELECT
        s.request,
        CASE WHEN s.user_id IS NULL THEN hash(s.request, 0) ELSE hash(s.user_id) END AS cluster,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
)
SELECT
    value AS value,
    probability AS probability,
    cluster AS cluster
FROM request_scores;
-- 1, 'accuracy', 'prod'

WITH request_scores AS (
    SELECT
        s.request,
        CASE WHEN s.user_id IS NULL THEN hash(s.request, 0) ELSE hash(s.user_id) END AS cluster,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
)
SELECT
    value AS value,
    probability AS probability,
    cluster AS cluster
FROM request_scores;
-- 1, 'accuracy', 'dev'
