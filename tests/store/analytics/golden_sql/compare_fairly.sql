SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']

SELECT name
FROM property_key
WHERE project = ?
ORDER BY name_folded;
-- 1

SELECT
    count(p1) AS used_p1,
    count(p2) AS used_p2,
    count(p11) AS used_p11,
    count(p12) AS used_p12,
    count(p13) AS used_p13,
    count(p14) AS used_p14,
    count(p15) AS used_p15,
    count(p3) AS used_p3,
    count(p4) AS used_p4,
    count(p5) AS used_p5,
    count(p6) AS used_p6,
    count(p7) AS used_p7,
    count(p8) AS used_p8,
    count(p9) AS used_p9,
    count(p10) AS used_p10,
    count(p0) AS used_p0,
    count(DISTINCT p1) AS distinct_p1,
    count(DISTINCT p2) AS distinct_p2,
    count(DISTINCT p11) AS distinct_p11,
    count(DISTINCT p12) AS distinct_p12,
    count(DISTINCT p13) AS distinct_p13,
    count(DISTINCT p14) AS distinct_p14,
    count(DISTINCT p15) AS distinct_p15,
    count(DISTINCT p3) AS distinct_p3,
    count(DISTINCT p4) AS distinct_p4,
    count(DISTINCT p5) AS distinct_p5,
    count(DISTINCT p6) AS distinct_p6,
    count(DISTINCT p7) AS distinct_p7,
    count(DISTINCT p8) AS distinct_p8,
    count(DISTINCT p9) AS distinct_p9,
    count(DISTINCT p10) AS distinct_p10,
    count(DISTINCT p0) AS distinct_p0
FROM request
WHERE project = ?
    AND is_last
    AND started_at >= (
        SELECT min(started_at)
        FROM (
            SELECT started_at
            FROM request
            WHERE project = ? AND is_last
            ORDER BY started_at DESC
            LIMIT 4000
        )
    );
-- 1, 1

WITH counts AS (
    SELECT
        grouping_id(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS key,
        coalesce(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) AS value,
        coalesce(key_0, key_1, key_2, key_3, key_4, key_5, key_6, key_7, key_8, key_9, key_10, key_11) IS NOT NULL AS has_value,
        count_if(in_first) AS first_units,
        count_if(in_second) AS second_units
    FROM (
        SELECT
            s.request,
            coalesce(s.p0 = ?, FALSE) AS in_first,
            coalesce(s.p0 = ?, FALSE) AS in_second,
            s.session_id AS key_0,
            s.user_id AS key_1,
            s.model AS key_2,
            s.p1 AS key_3,
            s.p2 AS key_4,
            s.p11 AS key_5,
            s.p12 AS key_6,
            s.p13 AS key_7,
            s.p14 AS key_8,
            s.p15 AS key_9,
            s.p3 AS key_10,
            s.p4 AS key_11
        FROM score AS s
        WHERE s.project = ?
            AND s.name IN (?)
            AND s.request IS NOT NULL
            AND s.superseded_at IS NULL
            AND ((s.p0 = ?) OR (s.p0 = ?))
    )
    GROUP BY GROUPING SETS ((key_0), (key_1), (key_2), (key_3), (key_4), (key_5), (key_6), (key_7), (key_8), (key_9), (key_10), (key_11))
)
SELECT
    key,
    min_by(
        row(value, first_units, second_units),
        row(-(first_units + second_units), coalesce(value, '')),
        10
    ) AS largest,
    count_if(has_value AND first_units > 0) AS first,
    count_if(has_value AND second_units > 0) AS second,
    count_if(has_value AND first_units > 0 AND second_units > 0) AS both,
    sum(CASE WHEN has_value AND second_units > 0 THEN first_units ELSE 0 END) AS first_units,
    sum(CASE WHEN has_value AND first_units > 0 THEN second_units ELSE 0 END) AS second_units,
    sum(CASE WHEN has_value THEN 0 ELSE first_units END) AS first_without,
    sum(CASE WHEN has_value THEN 0 ELSE second_units END) AS second_without,
    sum(first_units) AS first_all,
    sum(second_units) AS second_all
FROM counts
GROUP BY key;
-- 'prod', 'dev', 1, 'accuracy', 'prod', 'dev'

WITH selected AS NOT MATERIALIZED (
    SELECT started_at
    FROM (
        SELECT
            s.request,
            s.started_at AS started_at
        FROM score AS s
        WHERE s.project = ?
            AND s.name IN (?)
            AND s.request IS NOT NULL
            AND s.superseded_at IS NULL
            AND s.p0 = ?
    )
)
SELECT
    (
        SELECT started_at
        FROM selected
        ORDER BY started_at
        LIMIT 1
    ),
    (
        SELECT started_at
        FROM selected
        ORDER BY started_at DESC
        LIMIT 1
    );
-- 1, 'accuracy', 'prod'

WITH selected AS NOT MATERIALIZED (
    SELECT started_at
    FROM (
        SELECT
            s.request,
            s.started_at AS started_at
        FROM score AS s
        WHERE s.project = ?
            AND s.name IN (?)
            AND s.request IS NOT NULL
            AND s.superseded_at IS NULL
            AND s.p0 = ?
    )
)
SELECT
    (
        SELECT started_at
        FROM selected
        ORDER BY started_at
        LIMIT 1
    ),
    (
        SELECT started_at
        FROM selected
        ORDER BY started_at DESC
        LIMIT 1
    );
-- 1, 'accuracy', 'dev'

SELECT count(*)
FROM (
    SELECT
        s.request,
        s.started_at AS started_at
    FROM score AS s
    WHERE s.project = ?
        AND s.name IN (?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
        AND s.started_at >= ?
);
-- 1, 'accuracy', 'prod', 2026-03-29 03:00:00.000001

SELECT count(*)
FROM (
    SELECT
        s.request,
        s.started_at AS started_at
    FROM score AS s
    WHERE s.project = ?
        AND s.name IN (?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
        AND s.started_at < ?
);
-- 1, 'accuracy', 'dev', 2026-03-28 22:00:00

SELECT count(DISTINCT request)
FROM (
    SELECT
        s.request,
        s.name AS name
    FROM score AS s
    WHERE s.project = ?
        AND s.name IN (?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
        AND s.project = ?
        AND s.name IN (?)
        AND s.request IS NOT NULL
        AND s.superseded_at IS NULL
        AND s.p0 = ?
);
-- 1, 'accuracy', 'prod', 1, 'accuracy', 'dev'

SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])));
-- 1, ['accuracy']
