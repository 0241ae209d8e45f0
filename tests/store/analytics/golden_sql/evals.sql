SELECT
    name, kind, author
FROM (
    SELECT
        *,
        sum(of_requests) OVER (PARTITION BY name) AS of_name
    FROM score_name
    WHERE project = ? AND of_requests > 0 AND TRUE
)
QUALIFY dense_rank() OVER (ORDER BY of_name DESC, name) <= 10000
ORDER BY name, kind;
-- 1

SELECT min(started_at) AS first, max(started_at) AS last
FROM request
WHERE project = ?;
-- 1

WITH request_scores AS (
    SELECT
        s.request,
        s.name AS name,
        (epoch_us(s.started_at) + CAST(? AS BIGINT)) // 3600000000 AS bucket,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name IN (?, ?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.started_at >= ?
        AND s.started_at < ?
)
SELECT
    name,
    bucket,
    GROUPING(bucket) = 1 AS is_overall,
    count(*) AS requests,
    count(*) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    TRUE AS all_zero_or_one
FROM request_scores
GROUP BY GROUPING SETS ((name), (name, bucket))
ORDER BY bucket
LIMIT 101001;
-- 0, 1, 'accuracy', 'sampled', 2026-03-28 20:00:00, 2026-03-29 20:00:00

WITH request_scores AS (
    SELECT
        NULL AS name,
        *
    FROM (
        SELECT
            s.request,
            any_value((epoch_us(s.started_at) + CAST(? AS BIGINT)) // 3600000000) AS bucket,
            (sum(CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END) + sum(s.value - CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END)) / count(*) AS value,
            count(*) AS ratings,
            CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END AS probability
        FROM score AS s
        WHERE s.project = ?
            AND s.name = ?
            AND s.request IS NOT NULL
            AND s.superseded_at IS NULL
            AND s.started_at >= ?
            AND s.started_at < ?
        GROUP BY s.request
    )
)
SELECT
    name,
    bucket,
    GROUPING(bucket) = 1 AS is_overall,
    count(*) AS requests,
    sum(ratings) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    FALSE AS all_zero_or_one
FROM request_scores
GROUP BY GROUPING SETS ((name), (name, bucket))
ORDER BY bucket
LIMIT 101001;
-- 0, 1, 'quality', 2026-03-28 20:00:00, 2026-03-29 20:00:00
