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
        sum(value) / count(*) AS mean,
        CASE WHEN min(value) < max(value) THEN greatest((sum(value * value) - sum(value) * sum(value) / count(*)) / nullif(count(*) - 1, 0), 0) WHEN count(*) > 1 THEN 0 END AS variance,
        coalesce(
            min(value) = max(value)
            OR sum(value) = sum(value * value)
            OR (isfinite((sum(value * value) - sum(value) * sum(value) / count(*)) / nullif(count(*) - 1, 0)) AND (sum(value) / count(*)) ** 2 < 1000 * (sum(value * value) - sum(value) * sum(value) / count(*)) / nullif(count(*) - 1, 0)),
            TRUE
        ) AS is_exact,
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
    FALSE AS is_others,
    largest.requests_of_group,
    group_summaries.*
FROM group_summaries
JOIN largest
    ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
UNION ALL BY NAME
SELECT
    TRUE AS is_others,
    0 AS requests_of_group,
    others.bucket,
    sum(others.requests) AS requests,
    sum(others.ratings) AS ratings,
    any_value(others.mean_of_all) AS mean,
    (
        sum((others.requests - 1) * coalesce(others.variance, 0))
        + sum(others.requests * (others.mean - others.mean_of_all) ** 2)
    ) / nullif(sum(others.requests) - 1, 0) AS variance,
    bool_and(others.is_exact) AS is_exact,
    min(others.minimum) AS minimum,
    max(others.maximum) AS maximum,
    sum(others.total) AS total,
    sum(others.cubes) AS cubes,
    sum(others.sampled) AS sampled,
    bool_and(others.all_zero_or_one) AS all_zero_or_one
FROM (
    SELECT
        *,
        sum(total) OVER (PARTITION BY bucket) / sum(requests) OVER (PARTITION BY bucket) AS mean_of_all
    FROM group_summaries
    ANTI JOIN largest
        ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
) AS others
GROUP BY others.bucket;
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
