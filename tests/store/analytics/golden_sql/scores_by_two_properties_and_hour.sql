SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

SELECT min(started_at) AS first, max(started_at) AS last
FROM request
WHERE project = ?;
-- 1

WITH request_scores AS (
    SELECT
        s.request,
        s.p0 AS key_1,
        property_2.value AS key_2,
        (epoch_us(s.started_at) + CAST(? AS BIGINT)) // 3600000000 AS bucket,
        r.cost_usd AS cost_usd,
        r.prompt_tokens AS prompt_tokens,
        r.completion_tokens AS completion_tokens,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    LEFT JOIN property AS property_2 ON property_2.request = s.request AND property_2.key = ?
    JOIN request AS r ON r.id = s.request
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
),
group_summaries AS (
    SELECT
        key_1,
        key_2,
        bucket,
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
        sum(cost_usd) AS cost_usd_sum,
        count(cost_usd) AS cost_usd_count,
        sum(prompt_tokens) AS prompt_tokens_sum,
        count(prompt_tokens) AS prompt_tokens_count,
        sum(completion_tokens) AS completion_tokens_sum,
        count(completion_tokens) AS completion_tokens_count,
        NULL AS quantiles
    FROM request_scores
    GROUP BY key_1, key_2, bucket
),
largest AS (
    SELECT key_1, key_2, sum(requests) AS requests_of_group
    FROM group_summaries
    GROUP BY key_1, key_2
    ORDER BY requests_of_group DESC, key_1 NULLS LAST, key_2 NULLS LAST
    LIMIT ?
)
SELECT
    FALSE AS is_others,
    largest.requests_of_group,
    group_summaries.*
FROM group_summaries
JOIN largest
    ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
        AND group_summaries.key_2 IS NOT DISTINCT FROM largest.key_2
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
    bool_and(others.all_zero_or_one) AS all_zero_or_one,
    sum(others.cost_usd_sum) AS cost_usd_sum,
    sum(others.cost_usd_count) AS cost_usd_count,
    sum(others.prompt_tokens_sum) AS prompt_tokens_sum,
    sum(others.prompt_tokens_count) AS prompt_tokens_count,
    sum(others.completion_tokens_sum) AS completion_tokens_sum,
    sum(others.completion_tokens_count) AS completion_tokens_count
FROM (
    SELECT
        *,
        sum(total) OVER (PARTITION BY bucket) / sum(requests) OVER (PARTITION BY bucket) AS mean_of_all
    FROM group_summaries
    ANTI JOIN largest
        ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
            AND group_summaries.key_2 IS NOT DISTINCT FROM largest.key_2
) AS others
GROUP BY others.bucket;
-- 0, 17, 1, 'accuracy', 100
