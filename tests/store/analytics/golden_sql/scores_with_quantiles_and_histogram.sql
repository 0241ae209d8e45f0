SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH request_scores AS (
    SELECT
        s.request,
        s.user_id AS key_1,
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
        quantile_cont(value, ?) AS quantiles
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
-- 1, 'accuracy', [0.1, 0.5], 2

WITH request_scores AS (
    SELECT
        s.request,
        s.user_id AS key_1,
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
            (0, CAST(? AS VARCHAR)),
            (1, CAST(? AS VARCHAR))
    ) AS largest(group_index, key_1)
        ON request_scores.key_1 IS NOT DISTINCT FROM largest.key_1
)
SELECT
    0 AS bucket,
    quantile_cont(value, ?) AS quantiles
FROM numbered
WHERE group_index = -1
GROUP BY 1;
-- 1, 'accuracy', 'user-1', 'user-2', [0.1, 0.5]

WITH request_scores AS (
    SELECT
        s.request,
        s.user_id AS key_1,
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
            (0, CAST(? AS VARCHAR)),
            (1, CAST(? AS VARCHAR))
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
        WHEN value < ? THEN 5
        WHEN value < ? THEN 6
        WHEN value < ? THEN 7
        WHEN value < ? THEN 8
        WHEN value = ? THEN 8
        ELSE 9
    END AS histogram_bin,
    count(*) AS requests
FROM numbered
GROUP BY ALL;
-- 1, 'accuracy', 'user-1', 'user-2', 51.0, 52.0, 53.0, 54.0, 55.0, 56.0, 57.0, 58.0, 59.0, 59.0
