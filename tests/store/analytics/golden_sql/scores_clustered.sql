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
-- 1, 'accuracy', 100

WITH request_scores AS (
    SELECT
        s.request,
        s.model AS key_1,
        CASE WHEN s.session_id IS NULL THEN hash(s.request, 0) ELSE hash(s.session_id) END AS cluster,
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
),
cluster_sums AS (
    SELECT
        group_index,
        0 AS bucket,
        cluster AS cluster,
        sum(coalesce(1 / nullif(probability, 0), 1)) AS weight,
        sum(coalesce(1 / nullif(probability, 0), 1) * value) AS weighted_sum,
        sum(coalesce(1 / nullif(probability, 0), 1) ** 2) AS squared_weights,
        count(*) AS requests
    FROM numbered
    GROUP BY ALL
),
means AS (
    SELECT
        group_index,
        bucket,
        sum(weighted_sum) / sum(weight) AS mean,
        sum(weight) AS weight,
        sum(squared_weights) AS squared_weights,
        sum(requests) AS requests
    FROM cluster_sums
    GROUP BY ALL
),
contributions AS (
    SELECT
        *,
        CASE WHEN t - 2 * p * t + p * p > 1e-12 THEN t / (t - 2 * p * t + p * p) ELSE 0 END AS c
    FROM (
        SELECT
            means.group_index,
            means.bucket,
            means.mean,
            means.weight,
            means.squared_weights,
            means.requests,
            cluster_sums.weight / means.weight AS p,
            cluster_sums.squared_weights / means.squared_weights AS t,
            (cluster_sums.weighted_sum - means.mean * cluster_sums.weight) / means.weight AS residual
        FROM cluster_sums
        JOIN means
            ON cluster_sums.group_index = means.group_index AND cluster_sums.bucket = means.bucket
    )
)
SELECT
    group_index,
    bucket,
    mean,
    count(*) AS clusters,
    requests,
    weight ** 2 / squared_weights AS effective_n,
    sum(c * residual ** 2) AS variance,
    max(p) AS largest,
    sum(p * p) AS squared_shares,
    sum(t * t) AS squared_weight_shares,
    sum(c * p * p) AS cpp,
    sum(c * t * t) AS ctt,
    sum(c * p * t) AS cpt,
    sum((c * (p * p - 2 * p * t)) ** 2) AS diagonal
FROM contributions
GROUP BY group_index, bucket, mean, requests, weight, squared_weights;
-- 1, 'accuracy', None
