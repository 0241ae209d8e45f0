"""Every route there is. A test walks this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from api.health.health import HealthHandlers
from api.health.settings_in_force import SettingsHandlers
from api.helicone.evals import EvalHandlers
from api.helicone.metrics import MetricHandlers
from api.helicone.scores import HeliconeScoreHandlers
from api.http.auth import Handler
from api.http.docs_page import DocsHandlers
from api.properties.properties import PropertyHandlers
from api.requests.request_groups import RequestGroupHandlers
from api.requests.request_lists import RequestListHandlers
from api.requests.request_properties import RequestPropertyHandlers
from api.requests.requests import RequestHandlers
from api.scores.score_definitions import ScoreDefinitionHandlers
from api.scores.score_names import ScoreNameHandlers
from api.scores.score_pairs import ScorePairHandlers
from api.scores.score_queries import ScoreQueryHandlers
from api.scores.scores import ScoreHandlers
from api.sessions.sessions import SessionHandlers
from api.sql.sql import SqlHandlers
from api.users.users import UserHandlers
from store.analytics.requests.metrics import SCALARS, SERIES
from store.settings import Scope


class Parts(NamedTuple):
    """What answers."""

    health: HealthHandlers
    requests: RequestHandlers
    queries: RequestListHandlers
    request_groups: RequestGroupHandlers
    request_properties: RequestPropertyHandlers
    helicone_scores: HeliconeScoreHandlers
    scores: ScoreHandlers
    score_names: ScoreNameHandlers
    score_questions: ScoreQueryHandlers
    score_pairs: ScorePairHandlers
    evals: EvalHandlers
    score_definitions: ScoreDefinitionHandlers
    properties: PropertyHandlers
    sessions: SessionHandlers
    users: UserHandlers
    metrics: MetricHandlers
    sql: SqlHandlers
    docs: DocsHandlers
    settings: SettingsHandlers


class Route(NamedTuple):
    method: str
    path: str
    handler_of: Callable[[Parts], Handler]
    scope: Scope | None  # what a key must be allowed; None: answers everybody, and tells more to known callers


def _scalar(name: str) -> Route:
    return Route("POST", f"/v1/metrics/{name}", lambda parts: parts.metrics.scalar(name), "read")


def _series(name: str) -> Route:
    return Route("POST", f"/v1/metrics/{name}", lambda parts: parts.metrics.series(name), "read")


ROUTES = (
    Route("GET", "/healthz", lambda parts: parts.health.show, None),
    Route("GET", "/healthz/settings", lambda parts: parts.settings.show, "read"),
    Route("GET", "/v1/request/{request_id}", lambda parts: parts.requests.show, "read"),
    Route("GET", "/v1/request/{request_id}/bodies", lambda parts: parts.queries.bodies, None),
    Route("POST", "/v1/request/query", lambda parts: parts.queries.query, "read"),
    Route("POST", "/v1/request/query-clickhouse", lambda parts: parts.queries.query, "read"),
    Route("POST", "/v1/request/query-ids", lambda parts: parts.queries.by_ids, "read"),
    Route("POST", "/v1/request/count/query", lambda parts: parts.queries.count, "read"),
    Route("POST", "/v1/request/groups/query", lambda parts: parts.request_groups.query, "read"),
    Route("PUT", "/v1/request/{request_id}/property", lambda parts: parts.request_properties.put, "score"),
    Route("POST", "/v1/request/{request_id}/score", lambda parts: parts.helicone_scores.add, "score"),
    Route("POST", "/v1/request/{request_id}/feedback", lambda parts: parts.helicone_scores.rate, "score"),
    Route("POST", "/v1/session/{session_id}/feedback", lambda parts: parts.helicone_scores.rate_session, "score"),
    Route("GET", "/v1/evals/scores", lambda parts: parts.evals.names, "read"),
    Route("POST", "/v1/evals/query", lambda parts: parts.evals.query, "read"),
    Route("POST", "/v1/evals/score-distributions/query", lambda parts: parts.evals.distributions, "read"),
    Route("POST", "/v1/dashboard/scores/query", lambda parts: parts.evals.dashboard, "read"),
    Route("GET", "/v1/scores/names", lambda parts: parts.score_names.show, "read"),
    Route("POST", "/v1/scores/query", lambda parts: parts.score_questions.query, "read"),
    Route("POST", "/v1/scores/compare", lambda parts: parts.score_questions.compare, "read"),
    Route("POST", "/v1/scores/compare/pairs", lambda parts: parts.score_pairs.query, "read"),
    Route("POST", "/v1/evals/{request_id}", lambda parts: parts.helicone_scores.add_eval, "score"),
    Route("POST", "/v1/scores", lambda parts: parts.scores.add, "score"),
    Route("GET", "/v1/scores", lambda parts: parts.scores.show, "read"),
    Route("GET", "/v1/scores/{score_id}/history", lambda parts: parts.scores.history, "read"),
    Route("DELETE", "/v1/scores/{score_id}", lambda parts: parts.scores.delete, "score"),
    Route("POST", "/v1/scores/delete", lambda parts: parts.scores.delete_many, "score"),
    Route("GET", "/v1/score-definitions", lambda parts: parts.score_definitions.list, "read"),
    Route("GET", "/v1/score-definitions/{name}", lambda parts: parts.score_definitions.show, "read"),
    Route("PUT", "/v1/score-definitions/{name}", lambda parts: parts.score_definitions.put, "score"),
    Route("DELETE", "/v1/score-definitions/{name}", lambda parts: parts.score_definitions.delete, "score"),
    Route("POST", "/v1/property/query", lambda parts: parts.properties.names, "read"),
    Route("POST", "/v1/property/hide", lambda parts: parts.properties.hide, "score"),
    Route("POST", "/v1/property/restore", lambda parts: parts.properties.restore, "score"),
    Route("POST", "/v1/property/hidden/query", lambda parts: parts.properties.hidden, "read"),
    Route("POST", "/v1/property/properties/over-time", lambda parts: parts.properties.over_time, "read"),
    Route("POST", "/v1/property/{key}/search", lambda parts: parts.properties.search, "read"),
    Route("POST", "/v1/property/{key}/top-costs/query", lambda parts: parts.properties.top("cost"), "read"),
    Route("POST", "/v1/property/{key}/top-requests/query", lambda parts: parts.properties.top("count"), "read"),
    Route("POST", "/v1/session/query", lambda parts: parts.sessions.query, "read"),
    Route("POST", "/v1/session/count", lambda parts: parts.sessions.count, "read"),
    Route("POST", "/v1/session/name/query", lambda parts: parts.sessions.names, "read"),
    Route("POST", "/v1/session/metrics/query", lambda parts: parts.sessions.metrics, "read"),
    Route("POST", "/v1/user/query", lambda parts: parts.users.query, "read"),
    Route("POST", "/v1/user/metrics/query", lambda parts: parts.users.metrics, "read"),
    Route("POST", "/v1/user/metrics-overview/query", lambda parts: parts.users.spread, "read"),
    Route("POST", "/v1/metrics/requestCount", lambda parts: parts.metrics.count, "read"),
    Route("POST", "/v1/metrics/averageTokensPerRequest", lambda parts: parts.metrics.tokens_per_request, "read"),
    Route("POST", "/v1/metrics/models", lambda parts: parts.metrics.models, "read"),
    Route("POST", "/v1/metrics/country", lambda parts: parts.metrics.countries, "read"),
    Route("POST", "/v1/metrics/quantiles", lambda parts: parts.metrics.quantiles, "read"),
    Route("POST", "/v1/sql", lambda parts: parts.sql.query, "read"),
    Route("GET", "/openapi.json", lambda parts: parts.docs.openapi, None),
    Route("GET", "/docs", lambda parts: parts.docs.page, None),
    Route("GET", "/docs/docs.js", lambda parts: parts.docs.script, None),
    Route("GET", "/docs/docs.css", lambda parts: parts.docs.style, None),
    *map(_scalar, SCALARS),
    *map(_series, SERIES),
)
