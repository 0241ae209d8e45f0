SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['quality']

SELECT min(started_at) AS first, max(started_at) AS last
FROM (
    SELECT started_at FROM request WHERE project = ?
    UNION ALL
    SELECT recorded_at FROM score WHERE project = ? AND target_kind = 'session'
);
-- 1, 1

WITH request_scores AS (
    SELECT
        s.request,
        s.property_1 AS key_1,
        s.property_2 AS key_2,
        nullif(s.author, '') AS key_3,
        (epoch_us(s.started_at) + CAST(? AS BIGINT)) // 86400000000 AS bucket,
        s.cost_usd AS cost_usd,
        s.started_at AS started_at,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM (
        SELECT
            score.target_id AS request,
            score.project AS project,
            score.name AS name,
            score.kind AS kind,
            score.value AS value,
            score.label AS label,
            score.author AS author,
            score.evaluator AS evaluator,
            score.item_id AS item_id,
            score.probability AS probability,
            score.recorded_at AS recorded_at,
            score.superseded_at AS superseded_at,
            session.started_at AS started_at,
            session.property_1 AS property_1,
            session.property_2 AS property_2,
            session.cost_usd AS cost_usd
        FROM score
        JOIN (
            SELECT
                scored.session_id AS session_id,
                coalesce(min(r.started_at), any_value(scored.recorded_at)) AS started_at,
                CASE WHEN min(r.model) = max(r.model) THEN min(r.model) WHEN count(r.model) > 0 THEN CAST(? AS VARCHAR) END AS property_1,
                CASE WHEN min(property_2.value) = max(property_2.value) THEN min(property_2.value) WHEN count(property_2.value) > 0 THEN CAST(? AS VARCHAR) END AS property_2,
                sum(r.cost_usd) AS cost_usd
            FROM (
                SELECT
                    target_id AS session_id,
                    min(recorded_at) AS recorded_at
                FROM score
                WHERE project = ? AND target_kind = 'session'
                GROUP BY target_id
            ) AS scored
            LEFT JOIN request AS r ON r.session_id = scored.session_id AND r.project = ? AND r.is_last
            LEFT JOIN property AS property_2 ON property_2.request = r.id AND property_2.key = ?
            GROUP BY scored.session_id
        ) AS session ON session.session_id = score.target_id
        WHERE score.project = ? AND score.target_kind = 'session'
    ) AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.request IN (SELECT r.session_id FROM request AS r WHERE r.project = ? AND r.is_last AND r.session_id IS NOT NULL AND (r.p0 = ?))
        AND s.started_at >= ?
),
group_summaries AS (
    SELECT
        key_1,
        key_2,
        key_3,
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
        NULL AS quantiles
    FROM request_scores
    GROUP BY key_1, key_2, key_3, bucket
),
largest AS (
    SELECT key_1, key_2, key_3, sum(requests) AS requests_of_group
    FROM group_summaries
    GROUP BY key_1, key_2, key_3
    ORDER BY requests_of_group DESC, key_1 NULLS LAST, key_2 NULLS LAST, key_3 NULLS LAST
    LIMIT ?
)
SELECT
    largest.key_1, largest.key_2, largest.key_3,
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
    any_value(quantiles) AS quantiles
FROM group_summaries
LEFT JOIN largest
    ON group_summaries.key_1 IS NOT DISTINCT FROM largest.key_1
        AND group_summaries.key_2 IS NOT DISTINCT FROM largest.key_2
        AND group_summaries.key_3 IS NOT DISTINCT FROM largest.key_3
GROUP BY largest.key_1, largest.key_2, largest.key_3, largest.requests_of_group, group_summaries.bucket;
-- 0, '(mixed)', '(mixed)', 1, 1, 17, 1, 1, 'quality', 1, 'prod', 2026-03-28 20:00:00, 100
