WITH request_groups AS MATERIALIZED (
    SELECT
        p.value AS value,
        count(*) AS requests,
        count(*) FILTER (WHERE r.status >= 400 OR r.outcome NOT IN ('ok', 'client_closed')) AS errors,
        CASE WHEN count(r.cost_usd) > 0 OR count(*) = 0 THEN coalesce(sum(r.cost_usd), 0) END AS cost,
        coalesce(sum(r.prompt_tokens), 0) AS prompt_tokens,
        coalesce(sum(r.completion_tokens), 0) AS completion_tokens,
        avg(r.latency_ms) AS latency,
        avg(r.time_to_first_token_ms) AS time_to_first_token,
        min(r.started_at) AS first_at,
        max(r.started_at) AS last_at,
        count(r.latency_ms) AS latency_count,
        count(r.time_to_first_token_ms) AS time_to_first_token_count,
        quantile_cont(r.latency_ms, ?) AS latency_quantiles,
        quantile_cont(r.time_to_first_token_ms, ?) AS time_to_first_token_quantiles,
        NULL AS models_asked,
        NULL AS distinct_values,
        NULL AS examples
    FROM request AS r
    LEFT JOIN property AS p ON p.request = r.id AND p.key = ?
    WHERE r.project = ?
        AND r.is_last
        AND p.value ILIKE ? ESCAPE '\'
    GROUP BY 1
),
page AS (
    SELECT
        *,
        TRUE AS is_group
    FROM request_groups
    ORDER BY cost DESC NULLS LAST, value
    LIMIT 100 OFFSET 0
),
total AS (
    SELECT
        count(*) AS group_count,
        CASE WHEN count(requests) > 0 OR count(*) = 0 THEN coalesce(sum(requests), 0) END AS total_requests,
        CASE WHEN count(errors) > 0 OR count(*) = 0 THEN coalesce(sum(errors), 0) END AS total_errors,
        CASE WHEN count(cost) > 0 OR count(*) = 0 THEN coalesce(sum(cost), 0) END AS total_cost,
        CASE WHEN count(prompt_tokens) > 0 OR count(*) = 0 THEN coalesce(sum(prompt_tokens), 0) END AS total_prompt_tokens,
        CASE WHEN count(completion_tokens) > 0 OR count(*) = 0 THEN coalesce(sum(completion_tokens), 0) END AS total_completion_tokens,
        sum(latency * latency_count) / nullif(sum(latency_count), 0) AS total_latency,
        sum(time_to_first_token * time_to_first_token_count) / nullif(sum(time_to_first_token_count), 0) AS total_time_to_first_token
    FROM request_groups
)
SELECT
    total.*,
    page.is_group,
    value, requests, errors, cost, prompt_tokens, completion_tokens, latency, time_to_first_token, first_at, last_at, latency_quantiles, time_to_first_token_quantiles, models_asked, distinct_values, examples
FROM total
LEFT JOIN page ON TRUE
ORDER BY cost DESC NULLS LAST, value;
-- [0.5, 0.9], [0.5, 0.9], 17, 1, '%x%'
