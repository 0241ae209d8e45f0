SELECT
    session_id AS session_id,
    arg_max(session_name, started_at) AS session_name,
    CASE WHEN count(cost_usd) > 0 OR count(*) = 0 THEN coalesce(sum(cost_usd), 0) END AS total_cost,
    sum((coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0))) AS total_tokens,
    coalesce(sum(prompt_tokens), 0) AS prompt_tokens,
    coalesce(sum(completion_tokens), 0) AS completion_tokens,
    count(*) AS total_requests,
    min(started_at) AS created_at,
    max(started_at) AS latest_request_created_at,
    avg(latency_ms) AS avg_latency,
    date_diff('microsecond', min(started_at), max(started_at + to_microseconds(CAST(coalesce(latency_ms, 0) * 1000 AS BIGINT)))) / 1000 AS duration_ms
FROM request AS r
WHERE r.project = ?
    AND r.is_last
    AND r.p0 = ?
    AND r.started_at >= ?
    AND r.session_id IS NOT NULL
GROUP BY r.session_id
HAVING (r.session_id ILIKE ? ESCAPE '\' OR arg_max(session_name, started_at) ILIKE ? ESCAPE '\')
ORDER BY created_at DESC, session_id
LIMIT 50 OFFSET 0;
-- 1, 'prod', 2026-03-28 20:00:00, '%session%', '%session%'

SELECT
    r.session_id AS session_id,
    list_sort(list(DISTINCT r.user_id))[:100] AS user_ids
FROM request AS r
WHERE r.project = ?
    AND r.is_last
    AND r.p0 = ?
    AND r.started_at >= ?
    AND r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))
    AND r.user_id IS NOT NULL
GROUP BY r.session_id;
-- 1, 'prod', 2026-03-28 20:00:00, ['session-0', 'session-2']

SELECT
    r.session_id AS session_id,
    arg_min(r.prompt_preview, r.started_at) AS first_message
FROM request AS r
WHERE r.project = ?
    AND r.is_last
    AND r.p0 = ?
    AND r.started_at >= ?
    AND r.session_id IN (SELECT unnest(CAST(? AS VARCHAR[])))
    AND r.prompt_preview IS NOT NULL
GROUP BY r.session_id;
-- 1, 'prod', 2026-03-28 20:00:00, ['session-0', 'session-2']
