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

WITH first_scores AS (
    SELECT
        s.request,
        r.input_hash AS key_1,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    JOIN request AS r ON r.id = s.request
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
first_requests AS (
    SELECT
        key_1 AS key,
        value AS value
    FROM first_scores
),
first AS (
    SELECT
        key,
        avg(value) AS mean
    FROM first_requests
    WHERE key IS NOT NULL
    GROUP BY key
),
second_scores AS (
    SELECT
        s.request,
        r.input_hash AS key_1,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    JOIN request AS r ON r.id = s.request
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
second_requests AS (
    SELECT
        key_1 AS key,
        value AS value
    FROM second_scores
),
second AS (
    SELECT
        key,
        avg(value) AS mean
    FROM second_requests
    WHERE key IS NOT NULL
    GROUP BY key
)
SELECT
    first.mean AS first_mean,
    second.mean AS second_mean
FROM first
JOIN second ON first.key = second.key
ORDER BY first.key;
-- 1, 'accuracy', 'prod', 1, 'accuracy', 'dev'
