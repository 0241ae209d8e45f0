SELECT
    (epoch_us(r.started_at) + CAST(? AS BIGINT)) // 3600000000 AS bucket,
    CASE WHEN count(r.cost_usd) > 0 OR count(*) = 0 THEN coalesce(sum(r.cost_usd), 0) END AS cost
FROM request AS r
WHERE r.project = ?
    AND r.is_last
    AND r.started_at >= ?
    AND r.started_at < ?
GROUP BY 1
ORDER BY 1
LIMIT 100001;
-- 0, 1, 2026-03-28 20:00:00, 2026-03-28 23:00:00

SELECT (epoch_us(ends.timestamp) + CAST(? AS BIGINT)) // 3600000000 AS number
FROM (VALUES (CAST(? AS TIMESTAMP)), (CAST(? AS TIMESTAMP))) AS ends(timestamp)
ORDER BY number;
-- 0, 2026-03-28 20:00:00, 2026-03-28 22:59:59.999999
