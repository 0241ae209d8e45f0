SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['quality']

WITH request_scores AS (
    SELECT
        s.request,
        nullif(s.author, '') AS key_1,
        s.value AS value,
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
        sum(value * value) AS squares,
        NULL AS variance,
        min(value) AS minimum,
        max(value) AS maximum,
        sum(value) AS total,
        sum(value * value * value) AS cubes,
        count(probability) AS sampled,
        FALSE AS all_zero_or_one,
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
-- 1, 'quality', 1

WITH request_scores AS (
    SELECT
        s.request,
        nullif(s.author, '') AS key_1,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
),
numbered AS (
    SELECT
        request_scores.*,
        coalesce(largest.group_index, -1) AS group_index
    FROM request_scores
    LEFT JOIN (
        VALUES
            (0, CAST(? AS VARCHAR))
    ) AS largest(group_index, key_1)
        ON request_scores.key_1 IS NOT DISTINCT FROM largest.key_1
)
SELECT
    group_index,
    0 AS bucket,
    CASE
        WHEN value < ? THEN 0
        WHEN value < ? THEN 1
        WHEN value < ? THEN 2
        WHEN value < ? THEN 3
        WHEN value < ? THEN 4
        WHEN value = ? THEN 4
        ELSE 5
    END AS histogram_bin,
    count(*) AS requests
FROM numbered
GROUP BY ALL;
-- 1, 'quality', 'ann', 0.0, 0.25, 0.5, 0.75, 1.0, 1.0

WITH request_scores AS (
    SELECT
        s.request,
        (sum(CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END) + sum(s.value - CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END)) / count(*) AS value,
        count(*) AS ratings,
        CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND NOT ((nullif(s.author, '') IS NOT DISTINCT FROM CAST(? AS VARCHAR)))
    GROUP BY s.request
),
group_summaries AS (
    SELECT
        0 AS bucket,
        count(*) AS requests,
        sum(ratings) AS ratings,
        sum(value * value) AS squares,
        NULL AS variance,
        min(value) AS minimum,
        max(value) AS maximum,
        sum(value) AS total,
        sum(value * value * value) AS cubes,
        count(probability) AS sampled,
        FALSE AS all_zero_or_one,
        NULL AS quantiles
    FROM request_scores
)
SELECT 1 AS requests_of_group, *
FROM group_summaries;
-- 1, 'quality', 'ann'

WITH request_scores AS (
    SELECT
        s.request,
        (sum(CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END) + sum(s.value - CASE WHEN abs(s.value) < 1e290 THEN s.value * 134217729 - (s.value * 134217729 - s.value) ELSE s.value END)) / count(*) AS value,
        count(*) AS ratings,
        CASE WHEN count(s.probability) > 0 THEN max(coalesce(s.probability, 1.0)) END AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND NOT ((nullif(s.author, '') IS NOT DISTINCT FROM CAST(? AS VARCHAR)))
    GROUP BY s.request
)
SELECT
    0 AS bucket,
    CASE
        WHEN value < ? THEN 0
        WHEN value < ? THEN 1
        WHEN value < ? THEN 2
        WHEN value < ? THEN 3
        WHEN value < ? THEN 4
        WHEN value = ? THEN 4
        ELSE 5
    END AS histogram_bin,
    count(*) AS requests
FROM request_scores
GROUP BY ALL;
-- 1, 'quality', 'ann', 0.0, 0.25, 0.5, 0.75, 1.0, 1.0
