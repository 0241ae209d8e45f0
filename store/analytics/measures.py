"""What is measured of each request beside its scores: cost, latency, tokens, errors. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    sql: str  # on the row r of `request`; NULL: not known of this request
    is_share: bool = False  # 0 or 1


# A client that closed the connection did not meet an error; a request in flight may still meet one.
_FAILED = "r.status >= 400 OR r.outcome NOT IN ('ok', 'client_closed')"
MEASURES: dict[str, Measure] = {
    "cost_usd": Measure("r.cost_usd"),
    "latency_ms": Measure("r.latency_ms"),
    "time_to_first_token_ms": Measure("r.time_to_first_token_ms"),
    "prompt_tokens": Measure("r.prompt_tokens"),
    "completion_tokens": Measure("r.completion_tokens"),
    "error_rate": Measure(f"CASE WHEN r.outcome IS NULL THEN NULL WHEN {_FAILED} THEN 1.0 ELSE 0.0 END", is_share=True),
}
