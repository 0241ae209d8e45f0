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
        AND s.p0 = ?
)
SELECT
    count(*) AS requests,
    count(*) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    FALSE AS all_zero_or_one
FROM request_scores;
-- 1, 'accuracy', 'prod'

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
        AND s.p0 = ?
)
SELECT
    count(*) AS requests,
    count(*) AS ratings,
    sum(value * value) AS squares,
    NULL AS variance,
    min(value) AS minimum,
    max(value) AS maximum,
    sum(value) AS total,
    sum(value * value * value) AS cubes,
    count(probability) AS sampled,
    FALSE AS all_zero_or_one
FROM request_scores;
-- 1, 'accuracy', 'dev'

WITH first_scores AS (
    SELECT
        s.request,
        CAST(NULL AS VARCHAR) AS key_1,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
first_requests AS (
    SELECT
        key_1 AS key,
        value AS value
    FROM first_scores
),
first AS (
    SELECT
        key,
        avg(value) AS mean
    FROM first_requests
    WHERE key IS NOT NULL
    GROUP BY key
),
second_scores AS (
    SELECT
        s.request,
        CAST(NULL AS VARCHAR) AS key_1,
        s.value AS value,
        1 AS ratings,
        s.probability AS probability
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
),
second_requests AS (
    SELECT
        key_1 AS key,
        value AS value
    FROM second_scores
),
second AS (
    SELECT
        key,
        avg(value) AS mean
    FROM second_requests
    WHERE key IS NOT NULL
    GROUP BY key
)
SELECT
    first.mean AS first_mean,
    second.mean AS second_mean
FROM first
JOIN second ON first.key = second.key
ORDER BY first.key;
-- 1, 'accuracy', 'prod', 1, 'accuracy', 'dev'

SELECT key, name
FROM property_key
WHERE project = ?
ORDER BY key;
-- 1

WITH scored AS (
    SELECT
        s.request,
        0 AS series,
        coalesce(s.p0 = ?, FALSE) AS in_first,
        coalesce(s.p0 = ?, FALSE) AS in_second,
        r.last_user_message_hash AS key_1,
        r.conversation_hash AS key_2,
        r.input_hash AS key_3,
        s.item_id AS key_4,
        s.p0 AS key_5,
        s.p1 AS key_6
    FROM score AS s
    JOIN request AS r ON r.id = s.request
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND ((s.p0 = ?) OR (s.p0 = ?))
),
key_values AS (
    SELECT
        series,
        grouping_id(key_1, key_2, key_3, key_4, key_5, key_6) AS key,
        coalesce(key_1, key_2, key_3, key_4, key_5, key_6) AS value,
        bool_or(in_first) AS in_first,
        bool_or(in_second) AS in_second
    FROM scored
    GROUP BY GROUPING SETS ((series, key_1), (series, key_2), (series, key_3), (series, key_4), (series, key_5), (series, key_6))
)
SELECT
    series,
    key,
    count_if(in_first) AS first,
    count_if(in_second) AS second,
    count_if(in_first AND in_second) AS pairs
FROM key_values
WHERE value IS NOT NULL AND series IS NOT NULL
GROUP BY series, key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev'

WITH scored AS (
    SELECT
        s.request,
        0 AS series,
        coalesce(s.p0 = ?, FALSE) AS in_first,
        coalesce(s.p0 = ?, FALSE) AS in_second,
        s.p2 AS key_1,
        s.p3 AS key_2,
        s.p4 AS key_3,
        s.p5 AS key_4,
        s.p6 AS key_5,
        s.p7 AS key_6
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND ((s.p0 = ?) OR (s.p0 = ?))
),
key_values AS (
    SELECT
        series,
        grouping_id(key_1, key_2, key_3, key_4, key_5, key_6) AS key,
        coalesce(key_1, key_2, key_3, key_4, key_5, key_6) AS value,
        bool_or(in_first) AS in_first,
        bool_or(in_second) AS in_second
    FROM scored
    GROUP BY GROUPING SETS ((series, key_1), (series, key_2), (series, key_3), (series, key_4), (series, key_5), (series, key_6))
)
SELECT
    series,
    key,
    count_if(in_first) AS first,
    count_if(in_second) AS second,
    count_if(in_first AND in_second) AS pairs
FROM key_values
WHERE value IS NOT NULL AND series IS NOT NULL
GROUP BY series, key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev'

WITH scored AS (
    SELECT
        s.request,
        0 AS series,
        coalesce(s.p0 = ?, FALSE) AS in_first,
        coalesce(s.p0 = ?, FALSE) AS in_second,
        s.p8 AS key_1,
        s.p9 AS key_2,
        s.p10 AS key_3,
        s.p11 AS key_4,
        s.p12 AS key_5,
        s.p13 AS key_6
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND ((s.p0 = ?) OR (s.p0 = ?))
),
key_values AS (
    SELECT
        series,
        grouping_id(key_1, key_2, key_3, key_4, key_5, key_6) AS key,
        coalesce(key_1, key_2, key_3, key_4, key_5, key_6) AS value,
        bool_or(in_first) AS in_first,
        bool_or(in_second) AS in_second
    FROM scored
    GROUP BY GROUPING SETS ((series, key_1), (series, key_2), (series, key_3), (series, key_4), (series, key_5), (series, key_6))
)
SELECT
    series,
    key,
    count_if(in_first) AS first,
    count_if(in_second) AS second,
    count_if(in_first AND in_second) AS pairs
FROM key_values
WHERE value IS NOT NULL AND series IS NOT NULL
GROUP BY series, key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev'

WITH scored AS (
    SELECT
        s.request,
        0 AS series,
        coalesce(s.p0 = ?, FALSE) AS in_first,
        coalesce(s.p0 = ?, FALSE) AS in_second,
        s.p14 AS key_1,
        s.p15 AS key_2
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND ((s.p0 = ?) OR (s.p0 = ?))
),
key_values AS (
    SELECT
        series,
        grouping_id(key_1, key_2) AS key,
        coalesce(key_1, key_2) AS value,
        bool_or(in_first) AS in_first,
        bool_or(in_second) AS in_second
    FROM scored
    GROUP BY GROUPING SETS ((series, key_1), (series, key_2))
)
SELECT
    series,
    key,
    count_if(in_first) AS first,
    count_if(in_second) AS second,
    count_if(in_first AND in_second) AS pairs
FROM key_values
WHERE value IS NOT NULL AND series IS NOT NULL
GROUP BY series, key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev'

WITH scored AS (
    SELECT
        s.request,
        0 AS series,
        coalesce(s.p0 = ?, FALSE) AS in_first,
        coalesce(s.p0 = ?, FALSE) AS in_second
    FROM score AS s
    WHERE s.project = ?
        AND s.name = ?
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND ((s.p0 = ?) OR (s.p0 = ?))
),
key_values AS (
    SELECT
        scored.series,
        p.key,
        p.value,
        bool_or(scored.in_first) AS in_first,
        bool_or(scored.in_second) AS in_second
    FROM scored
    JOIN property AS p ON p.request = scored.request
    WHERE p.key IN (SELECT unnest(CAST(? AS BIGINT[])))
    GROUP BY scored.series, p.key, p.value
)
SELECT
    series,
    key,
    count_if(in_first) AS first,
    count_if(in_second) AS second,
    count_if(in_first AND in_second) AS pairs
FROM key_values
WHERE value IS NOT NULL AND series IS NOT NULL
GROUP BY series, key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev', [17]
