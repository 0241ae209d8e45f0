"""Filters of every kind of column and operator."""

from __future__ import annotations

from typing import Any

from tests.store.clickhouse.answers_record import LATE

R = "request_response_rmt"


def both(left: Any, right: Any, operator: str = "and") -> Any:
    return {"left": left, "operator": operator, "right": right}


def has(column: str, value: Any) -> Any:
    return {R: {column: value}}


def prop(name: str, value: str = "prod", operator: str = "equals") -> Any:
    return has("properties", {name: {operator: value}})


def score(name: str, operator: str, value: Any) -> Any:
    return has("scores", {name: {operator: value}})


FILTERS: dict[str, Any] = {
    "all": "all",
    "env": prop("Env"),
    "env_missing": prop("env", "null"),
    "env_empty": prop("ENV", "__empty__"),
    "not_env": prop("Env", "prod", "not-equals"),
    "late": prop(LATE, "x"),
    "late_like": prop(LATE, "_", "like"),
    "never": prop("Never", "x"),
    "umlaut_ilike": prop("Customer", "ÖL%", "ilike"),
    "odd_pattern": prop("Customer", "a\\\\b", "like"),
    "needless_escape": prop("Customer", "\\a\\c\\me", "like"),
    "trailing_escape": prop("Customer", "a\\", "like"),
    "percent": prop("Customer", "100%", "contains"),
    "quotes": prop("Customer", 'say "hi"'),
    "has_property": has("property_key", {"equals": "ticket"}),
    "has_no_property": has("property_key", {"not-equals": LATE}),
    "text_contains": has("request_body", {"contains": "straße"}),
    "text_upper": has("request_body", {"contains": "STRASSE"}),
    "answer_contains": has("response_body", {"contains": "ärger"}),
    "text_not_contains": has("request_body", {"not-contains": "question"}),
    "backslash": has("request_body", {"contains": "a\\b"}),
    "braces": has("request_body", {"contains": "{p1:String}"}),
    "tab": has("request_body", {"contains": "\t"}),
    "two_models": both(has("model", {"equals": "gpt-4o"}), has("model", {"equals": "claude-3"}), "or"),
    "no_model": has("model", {"equals": "null"}),
    "errors": has("is_error", {"equals": True}),
    "no_errors": has("is_error", {"equals": False}),
    "in_flight": has("outcome", {"equals": "null"}),
    "streams": has("is_stream", {"equals": True}),
    "cached": has("cached", {"equals": True}),
    "slow": has("latency", {"gte": 200}),
    "cost": has("cost", {"lt": 0.001}),
    "no_cost": has("cost", {"equals": "null"}),
    "tokens": has("total_tokens", {"not-equals": 9}),
    "ended": has("response_created_at", {"gte": "2026-04-01T00:00:00Z"}),
    "begun": has("request_created_at", {"gte": "2026-03-30T00:00:00Z", "lt": "2026-04-05T12:00:00.5Z"}),
    "year_one": has("request_created_at", {"gte": "0001-01-01T00:00:00Z", "lt": "9999-12-31T00:00:00Z"}),
    "score_number": score("accuracy", "gt", 52),
    "score_text_number": score("accuracy", "equals", "52"),
    "score_label": score("tone", "equals", "Größe"),
    "score_not_label": score("tone", "not-equals", "warm"),
    "score_boolean": score("is_safe", "equals", True),
    "score_missing": score("quality", "equals", "null"),
    "score_there": score("quality", "not-equals", "null"),
    "score_suffix": score("is_safe-hcone-bool", "equals", True),
    "no_scores": has("scores_column", {"equals": "{}"}),
    "author": has("score_author", {"equals": "ann"}),
    "not_author": has("score_authors", {"quality": {"not-equals": "ann"}}),
    "comment": has("score_comment", {"ilike": "n_o%"}),
    "no_comment": has("score_comments", {"quality": {"equals": "null"}}),
    "version": has("evaluator_versions", {"judge": {"equals": "2"}}),
    "session_cost": {"sessions_request_response_rmt": {"session_total_cost": {"gt": 0.01}}},
    "session_name": {"sessions_request_response_rmt": {"session_session_name": {"equals": "Checkout"}}},
    "user_requests": {"users_view": {"user_total_requests": {"gt": 60}}},
    "user_days": {"users_view": {"user_active_for": {"gte": 3}, "user_average_requests_per_day_active": {"gt": 2}}},
    "nested": both(both(prop(LATE, "x"), score("accuracy", "gt", 30)), has("score_author", {"equals": "bob"})),
    "either": both(prop("Env"), score("is_safe", "equals", False), "or"),
}
