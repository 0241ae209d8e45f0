SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH request_scores AS (
    SELECT
        s.request,
        s.model AS key_1,
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
-- 1, 'accuracy', 100
