SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH request_scores AS (
    SELECT
        s.request,
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
    count(*) AS requests,
    count(*) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    FALSE AS all_zero_or_one
FROM request_scores;
-- 1, 'accuracy', 'prod'

WITH request_scores AS (
    SELECT
        s.request,
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
    count(*) AS requests,
    count(*) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    FALSE AS all_zero_or_one
FROM request_scores;
-- 1, 'accuracy', 'dev'
