SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH first_scores AS (
    SELECT
        s.request,
        property_1.value AS key_1,
        s.started_at AS started_at,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    LEFT JOIN property AS property_1 ON property_1.request = s.request AND property_1.key = ?
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
first AS (
    SELECT
        key_1 AS key,
        avg(value) AS mean,
        count(*) AS requests,
        arg_max(request, row(started_at, request)) AS latest
    FROM first_scores
    WHERE key_1 IS NOT NULL
    GROUP BY key_1
),
second_scores AS (
    SELECT
        s.request,
        property_1.value AS key_1,
        s.started_at AS started_at,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    LEFT JOIN property AS property_1 ON property_1.request = s.request AND property_1.key = ?
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
second AS (
    SELECT
        key_1 AS key,
        avg(value) AS mean,
        count(*) AS requests,
        arg_max(request, row(started_at, request)) AS latest
    FROM second_scores
    WHERE key_1 IS NOT NULL
    GROUP BY key_1
)
SELECT
    first.key AS key,
    first_request.prompt_preview AS prompt_preview,
    first.mean AS first_mean,
    first.requests AS first_requests,
    first_request.request_id AS first_id,
    first_request.answer_preview AS first_answer,
    second.mean AS second_mean,
    second.requests AS second_requests,
    second_request.request_id AS second_id,
    second_request.answer_preview AS second_answer
FROM (
    SELECT
        first.key,
        first.mean - second.mean AS difference
    FROM first
    JOIN second ON first.key = second.key
    ORDER BY abs(difference) DESC, first.key
    LIMIT 10
) AS largest
JOIN first ON first.key = largest.key
JOIN second ON second.key = largest.key
JOIN request AS first_request ON first_request.id = first.latest
JOIN request AS second_request ON second_request.id = second.latest
ORDER BY abs(largest.difference) DESC, first.key;
-- 17, 1, 'accuracy', 'prod', 17, 1, 'accuracy', 'dev'
