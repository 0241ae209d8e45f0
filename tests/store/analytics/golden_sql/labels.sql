SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['tone']

WITH request_scores AS (
    SELECT
        s.request,
        s.p0 AS key_1,
        1.0 AS value,
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
        NULL AS mean,
        NULL AS variance,
        NULL AS minimum,
        NULL AS maximum,
        NULL AS total,
        NULL AS cubes,
        TRUE AS is_exact,
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
-- 1, 'tone', 100

WITH request_scores AS (
    SELECT
        s.request,
        s.p0 AS key_1,
        1.0 AS value,
        s.label AS label,
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
    label,
    sum(ratings) AS ratings,
    sum(value) AS shares,
    sum(value * value) AS squared_shares,
    bool_and(value = 1) AS is_undivided
FROM numbered
GROUP BY ALL;
-- 1, 'tone', 'dev', 'prod'
