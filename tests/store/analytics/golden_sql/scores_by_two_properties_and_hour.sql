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
        sum(value * value) AS squares,
        NULL AS variance,
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
    largest.key_1, largest.key_2,
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
    sum(cost_usd_sum) AS cost_usd_sum,
    sum(cost_usd_count) AS cost_usd_count,
    sum(prompt_tokens_sum) AS prompt_tokens_sum,
    sum(prompt_tokens_count) AS prompt_tokens_count,
    sum(completion_tokens_sum) AS completion_tokens_sum,
    sum(completion_tokens_count) AS completion_tokens_count,
    any_value(quantiles) AS quantiles
FROM group_summaries
LEFT JOIN largest
    ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
        AND group_summaries.key_2 IS NOT DISTINCT FROM largest.key_2
GROUP BY largest.key_1, largest.key_2, largest.requests_of_group, group_summaries.bucket;
-- 0, 17, 1, 'accuracy', 100
