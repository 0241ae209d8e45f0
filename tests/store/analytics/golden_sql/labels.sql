SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['tone']

WITH request_scores AS (
    SELECT
        s.request,
        s.p0 AS key_1,
        1e0 AS value,
        s.label AS label,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
),
group_summaries AS (
    SELECT
        key_1,
        0 AS bucket,
        count(*) AS requests,
        count(*) AS ratings,
        NULL AS squares,
        NULL AS variance,
        NULL AS minimum,
        NULL AS maximum,
        NULL AS total,
        NULL AS cubes,
        count(probability) AS sampled,
        TRUE AS all_zero_or_one,
        NULL AS quantiles
    FROM request_scores
    GROUP BY key_1
),
largest AS (
    SELECT key_1, requests AS requests_of_group
    FROM group_summaries
    ORDER BY requests_of_group DESC, key_1 NULLS LAST
    LIMIT ?
)
SELECT
    largest.key_1,
    largest.requests_of_group,
    group_summaries.bucket,
    sum(requests) AS requests,
    sum(ratings) AS ratings,
    sum(squares) AS squares,
    any_value(variance) AS variance,
    min(minimum) AS minimum,
    max(maximum) AS maximum,
    sum(total) AS total,
    sum(cubes) AS cubes,
    sum(sampled) AS sampled,
    bool_and(all_zero_or_one) AS all_zero_or_one,
    any_value(quantiles) AS quantiles
FROM group_summaries
LEFT JOIN largest
    ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
GROUP BY largest.key_1, largest.requests_of_group, group_summaries.bucket;
-- 1, 'tone', 100

WITH request_scores AS (
    SELECT
        s.request,
        s.p0 AS key_1,
        1e0 AS value,
        s.label AS label,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
)
SELECT
    key_1,
    0 AS bucket,
    label,
    sum(ratings) AS ratings,
    sum(value) AS shares,
    sum(value * value) AS squared_shares,
    bool_and(value = 1) AS is_undivided
FROM request_scores
GROUP BY ALL;
-- 1, 'tone'
