/** Example statements, of the time range above them. */
export const EXAMPLES = [
  {
    title: 'Cost by model',
    sql: `SELECT model, count(*) AS requests, sum(cost_usd) AS cost_usd
FROM requests
WHERE started_at >= :start AND started_at < :end
GROUP BY model
ORDER BY cost_usd DESC`,
  },
  {
    title: 'Requests and latency by hour',
    sql: `SELECT date_trunc('hour', started_at) AS hour, count(*) AS requests,
  quantile_cont(latency_ms, 0.5) AS p50_ms, quantile_cont(latency_ms, 0.95) AS p95_ms
FROM requests
WHERE started_at >= :start AND started_at < :end
GROUP BY hour
ORDER BY hour`,
  },
  {
    title: 'Each score by model',
    sql: `SELECT r.model, s.name, count(*) AS n, avg(s.value) AS mean
FROM scores s JOIN requests r ON r.id = s.request
WHERE s.value IS NOT NULL AND r.started_at >= :start AND r.started_at < :end
GROUP BY r.model, s.name
ORDER BY s.name, mean DESC`,
  },
  {
    title: 'Values of a property',
    sql: `SELECT p.name, p.value, count(*) AS requests, sum(r.cost_usd) AS cost_usd
FROM properties p JOIN requests r ON r.id = p.request
WHERE r.started_at >= :start AND r.started_at < :end
GROUP BY p.name, p.value
ORDER BY p.name, requests DESC`,
  },
  {
    title: 'The slowest requests',
    sql: `SELECT request_id, started_at, model, latency_ms, prompt_preview
FROM requests
WHERE started_at >= :start AND started_at < :end
ORDER BY latency_ms DESC
LIMIT 50`,
  },
] as const;
