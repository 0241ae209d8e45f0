SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy', 'quality']

SELECT
    min(started_at) AS period_start,
    max(started_at) AS period_end,
    count(*) AS units
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'prod'

SELECT
    min(started_at) AS period_start,
    max(started_at) AS period_end,
    count(*) AS units
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'dev'

SELECT count(*)
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
                AND s.started_at < ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'prod', 2026-03-28 22:00:00

SELECT count(*)
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
                AND s.started_at >= ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'prod', 2026-03-29 03:00:00.000001

SELECT count(*)
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
                AND s.started_at < ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'dev', 2026-03-28 22:00:00

SELECT count(*)
FROM (
    SELECT
        s.started_at AS started_at
    FROM request AS s
    WHERE s.id IN (
        SELECT request
        FROM (
            SELECT
                s.request,
                s.id AS score
            FROM score AS s
            WHERE s.project = ?
                AND s.name IN (?, ?)
                AND s.request IS NOT NULL
                AND s.superseded_at IS NULL
                AND s.p0 = ?
                AND s.started_at >= ?
        )
    )
);
-- 1, 'accuracy', 'quality', 'dev', 2026-03-29 03:00:00.000001

SELECT name
FROM property_key
WHERE project = ?
ORDER BY key;
-- 1

SELECT
    count(p0) AS used_p0,
    count(p1) AS used_p1,
    count(p2) AS used_p2,
    count(p3) AS used_p3,
    count(p4) AS used_p4,
    count(p5) AS used_p5,
    count(p6) AS used_p6,
    count(p7) AS used_p7,
    count(p8) AS used_p8,
    count(p9) AS used_p9,
    count(p10) AS used_p10,
    count(p11) AS used_p11,
    count(p12) AS used_p12,
    count(p13) AS used_p13,
    count(p14) AS used_p14,
    count(p15) AS used_p15,
    approx_count_distinct(p0) AS distinct_p0,
    approx_count_distinct(p1) AS distinct_p1,
    approx_count_distinct(p2) AS distinct_p2,
    approx_count_distinct(p3) AS distinct_p3,
    approx_count_distinct(p4) AS distinct_p4,
    approx_count_distinct(p5) AS distinct_p5,
    approx_count_distinct(p6) AS distinct_p6,
    approx_count_distinct(p7) AS distinct_p7,
    approx_count_distinct(p8) AS distinct_p8,
    approx_count_distinct(p9) AS distinct_p9,
    approx_count_distinct(p10) AS distinct_p10,
    approx_count_distinct(p11) AS distinct_p11,
    approx_count_distinct(p12) AS distinct_p12,
    approx_count_distinct(p13) AS distinct_p13,
    approx_count_distinct(p14) AS distinct_p14,
    approx_count_distinct(p15) AS distinct_p15
FROM request
WHERE project = ?
    AND is_last
    AND id > (SELECT max(id) FROM request) - 20000;
-- 1

WITH first AS (
    SELECT
        grouping_id(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS key,
        coalesce(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS value_hash,
        count(*) AS units
    FROM (
        SELECT
            hash(s.session_id) AS key_0,
            hash(s.user_id) AS key_1,
            hash(s.model) AS key_2,
            hash(s.p1) AS key_3,
            hash(s.p2) AS key_4,
            hash(s.p3) AS key_5,
            hash(s.p4) AS key_6,
            hash(s.p5) AS key_7,
            hash(s.p6) AS key_8,
            hash(s.p7) AS key_9,
            hash(s.p8) AS key_10,
            hash(s.p9) AS key_11
        FROM request AS s
        WHERE s.id IN (
            SELECT request
            FROM (
                SELECT
                    s.request,
                    s.id AS score
                FROM score AS s
                WHERE s.project = ?
                    AND s.name IN (?, ?)
                    AND s.request IS NOT NULL
                    AND s.superseded_at IS NULL
                    AND s.p0 = ?
            )
        )
    )
    GROUP BY GROUPING SETS ((key_0), (key_1), (key_2), (key_3), (key_4), (key_5), (key_6), (key_7), (key_8), (key_9), (key_10), (key_11))
),
second AS (
    SELECT
        grouping_id(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS key,
        coalesce(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS value_hash,
        count(*) AS units
    FROM (
        SELECT
            hash(s.session_id) AS key_0,
            hash(s.user_id) AS key_1,
            hash(s.model) AS key_2,
            hash(s.p1) AS key_3,
            hash(s.p2) AS key_4,
            hash(s.p3) AS key_5,
            hash(s.p4) AS key_6,
            hash(s.p5) AS key_7,
            hash(s.p6) AS key_8,
            hash(s.p7) AS key_9,
            hash(s.p8) AS key_10,
            hash(s.p9) AS key_11
        FROM request AS s
        WHERE s.id IN (
            SELECT request
            FROM (
                SELECT
                    s.request,
                    s.id AS score
                FROM score AS s
                WHERE s.project = ?
                    AND s.name IN (?, ?)
                    AND s.request IS NOT NULL
                    AND s.superseded_at IS NULL
                    AND s.p0 = ?
            )
        )
    )
    GROUP BY GROUPING SETS ((key_0), (key_1), (key_2), (key_3), (key_4), (key_5), (key_6), (key_7), (key_8), (key_9), (key_10), (key_11))
),
counts AS (
    SELECT
        coalesce(first.key, second.key) AS key,
        coalesce(first.value_hash, second.value_hash) AS value_hash,
        coalesce(first.value_hash, second.value_hash) <> hash(CAST(NULL AS VARCHAR)) AS has_value,
        coalesce(first.units, 0) AS first_units,
        coalesce(second.units, 0) AS second_units
    FROM first
    FULL JOIN second
        ON first.key = second.key AND first.value_hash = second.value_hash
)
SELECT
    key,
    max_by(
        struct_pack(v := value_hash, a := first_units, b := second_units),
        struct_pack(n := first_units + second_units, v := value_hash),
        10
    ) AS largest,
    count(*) FILTER (has_value AND first_units > 0) AS first,
    count(*) FILTER (has_value AND second_units > 0) AS second,
    count(*) FILTER (has_value AND first_units > 0 AND second_units > 0) AS both,
    coalesce(sum(first_units) FILTER (has_value AND second_units > 0), 0) AS first_units,
    coalesce(sum(second_units) FILTER (has_value AND first_units > 0), 0) AS second_units,
    coalesce(sum(first_units) FILTER (NOT has_value), 0) AS first_without,
    coalesce(sum(second_units) FILTER (NOT has_value), 0) AS second_without
FROM counts
GROUP BY key;
-- 1, 'accuracy', 'quality', 'prod', 1, 'accuracy', 'quality', 'dev'

SELECT count(DISTINCT request)
FROM (
    SELECT
        s.request,
        s.name AS name
    FROM score AS s
    WHERE s.project = ?
        AND s.name IN (?, ?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
        AND s.project = ?
        AND s.name IN (?, ?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
);
-- 1, 'accuracy', 'quality', 'prod', 1, 'accuracy', 'quality', 'dev'

SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy', 'quality']
