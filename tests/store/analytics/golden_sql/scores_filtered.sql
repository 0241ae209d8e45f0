SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

WITH request_scores AS (
    SELECT
        s.request,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND (s.value >= ? AND s.request IN (SELECT request FROM property WHERE key = 17 AND value = ?))
),
group_summaries AS (
    SELECT
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
)
SELECT FALSE AS is_others, 0 AS requests_of_group, *
FROM group_summaries;
-- 1, 'accuracy', 52.0, 'x'
