"""What /openapi.json says of each route: what it is for, the models of its body and its answer.

A test compares it with ROUTES, another holds what each route answers against it."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from api.health.health_models import Health
from api.health.settings_models import SettingsAnswer
from api.helicone.evals_models import (
    DashboardQuery,
    DistributionsAnswer,
    EvalQuery,
    EvalsAnswer,
    ScoreNamesAnswer,
    ScoresOverTimeAnswer,
)
from api.helicone.metrics_models import (
    SCALAR_ANSWERS,
    SERIES_ANSWERS,
    CachedCountQuery,
    CountAnswer,
    CountriesAnswer,
    ModelsAnswer,
    PageQuery,
    QuantilesAnswer,
    QuantilesQuery,
    SeriesQuery,
    TokensPerRequestAnswer,
)
from api.http.answers import DeletedAnswer, Done
from api.properties.properties_models import (
    HiddenPropertiesAnswer,
    KeyQuery,
    NoQuery,
    OkAnswer,
    OverTimeQuery,
    PropertiesAnswer,
    PropertyOverTimeAnswer,
    SearchQuery,
    TopCostsAnswer,
    TopQuery,
    TopRequestsAnswer,
    ValuesAnswer,
)
from api.queries.time_filters_models import TimedQuery
from api.requests.request_groups_models import GroupsAnswer, GroupsQuery
from api.requests.request_lists_models import CountQuery, IdsQuery, RequestQuery
from api.requests.request_properties_models import PropertyBody
from api.requests.requests_models import (
    BodiesAnswer,
    RequestAnswer,
    RequestCountAnswer,
    RequestsAnswer,
    RequestsByIdsAnswer,
)
from api.scores.score_definitions_models import DefinitionAnswer, DefinitionBody, DefinitionsAnswer
from api.scores.score_names_models import ScoreTypesAnswer
from api.scores.score_pairs_models import PairsAnswer, PairsQuery
from api.scores.score_queries_models import CompareAnswer, CompareQuery, ScoresQuery, ScoresQueryAnswer
from api.scores.scores_models import (
    AnyScoresBody,
    DeleteBody,
    DeletionAnswer,
    EvalBody,
    KeptScoresAnswer,
    RatingBody,
    ScoresAnswer,
    ScoresBody,
)
from api.sessions.sessions_models import (
    SessionCountAnswer,
    SessionMetricsAnswer,
    SessionNameQuery,
    SessionNamesAnswer,
    SessionQuery,
    SessionsAnswer,
)
from api.sql.sql_models import SqlAnswer, SqlQuery
from api.users.users_models import (
    UserMetricsAnswer,
    UserMetricsQuery,
    UserQuery,
    UsersAnswer,
    UserSpreadAnswer,
    UserSpreadQuery,
)

Model = type[BaseModel] | None


class Told(NamedTuple):
    """`name`: the operation's, for clients that are made of the document; it never changes. `errors`: those that not
    every route of its kind has."""

    name: str
    summary: str
    body: Model = None
    answer: Model = None  # None: no JSON
    status: int = 200
    errors: tuple[int, ...] = ()


TOLD = {
    ("POST", "/v1/request/{request_id}/score"): Told(
        "addRequestScores", "keep scores for a call", ScoresBody, Done, 201, (429,)
    ),
    ("POST", "/v1/scores"): Told(
        "addScores", "keep scores of any kind, one or many", AnyScoresBody, KeptScoresAnswer, 201, (429,)
    ),
    ("GET", "/v1/scores"): Told("listScores", "the scores of a request or session", None, ScoresAnswer, 200, (422,)),
    ("GET", "/v1/scores/{score_id}/history"): Told(
        "getScoreHistory", "what a score has replaced", None, ScoresAnswer, 200, (404,)
    ),
    ("DELETE", "/v1/scores/{score_id}"): Told("deleteScore", "delete a score", None, DeletedAnswer, 200, (404,)),
    ("POST", "/v1/scores/delete"): Told(
        "deleteScores", "count the scores that a filter means, or delete them", DeleteBody, DeletionAnswer, 200, (409,)
    ),
    ("GET", "/v1/score-definitions"): Told("listScoreDefinitions", "what scores should be", None, DefinitionsAnswer),
    ("GET", "/v1/score-definitions/{name}"): Told(
        "getScoreDefinition", "what the scores of a name should be", None, DefinitionAnswer, 200, (404,)
    ),
    ("PUT", "/v1/score-definitions/{name}"): Told("putScoreDefinition", "say so", DefinitionBody, DefinitionAnswer),
    ("DELETE", "/v1/score-definitions/{name}"): Told(
        "deleteScoreDefinition", "say nothing any more", None, DeletedAnswer, 200, (404,)
    ),
    ("POST", "/v1/request/{request_id}/feedback"): Told(
        "rateRequest", "thumbs up or down for a call", RatingBody, Done, 201, (429,)
    ),
    ("POST", "/v1/session/{session_id}/feedback"): Told(
        "rateSession", "thumbs up or down for a session", RatingBody, Done, 201, (429,)
    ),
    ("POST", "/v1/evals/{request_id}"): Told("addEval", "keep one score for a call", EvalBody, Done, 201, (429,)),
    ("PUT", "/v1/request/{request_id}/property"): Told(
        "putRequestProperty", "give a call a property", PropertyBody, Done, 201, (404,)
    ),
    ("GET", "/v1/request/{request_id}"): Told(
        "getRequest", "a call with its tries, scores and, if asked for, its bodies", None, RequestAnswer
    ),
    ("GET", "/v1/request/{request_id}/bodies"): Told(
        "getRequestBodies", "both bodies, by a signed_body_url", None, BodiesAnswer, 200, (403, 404)
    ),
    ("POST", "/v1/request/query"): Told("queryRequests", "a list of calls", RequestQuery, RequestsAnswer, 201),
    ("POST", "/v1/request/query-clickhouse"): Told(
        "queryRequestsClickhouse", "the same", RequestQuery, RequestsAnswer, 201
    ),
    ("POST", "/v1/request/query-ids"): Told(
        "queryRequestsByIds", "calls by their ids", IdsQuery, RequestsByIdsAnswer, 201
    ),
    ("POST", "/v1/request/count/query"): Told("countRequests", "how many calls", CountQuery, RequestCountAnswer),
    ("POST", "/v1/request/groups/query"): Told(
        "queryRequestGroups", "calls by model, user, property, hour …, in pages", GroupsQuery, GroupsAnswer
    ),
    ("GET", "/v1/scores/names"): Told("listScoreNames", "which scores there are", None, ScoreTypesAnswer),
    ("POST", "/v1/scores/query"): Told(
        "queryScores", "scores by groups, with intervals", ScoresQuery, ScoresQueryAnswer
    ),
    ("POST", "/v1/scores/compare"): Told("compareScores", "two groups side by side", CompareQuery, CompareAnswer),
    ("POST", "/v1/scores/compare/pairs"): Told(
        "compareScorePairs", "what moved most between two groups", PairsQuery, PairsAnswer
    ),
    ("GET", "/v1/evals/scores"): Told("listEvalScores", "the names of all scores", None, ScoreNamesAnswer),
    ("POST", "/v1/evals/query"): Told(
        "queryEvals", "each score's mean, minimum, maximum and count, and by the hour", EvalQuery, EvalsAnswer
    ),
    ("POST", "/v1/evals/score-distributions/query"): Told(
        "queryScoreDistributions", "each score's histogram", EvalQuery, DistributionsAnswer
    ),
    ("POST", "/v1/dashboard/scores/query"): Told(
        "queryDashboardScores", "each score's mean over time", DashboardQuery, ScoresOverTimeAnswer
    ),
    ("POST", "/v1/property/query"): Told("listProperties", "the names of properties", NoQuery, PropertiesAnswer),
    ("POST", "/v1/property/hide"): Told("hideProperty", "leave a property out of that list", KeyQuery, OkAnswer),
    ("POST", "/v1/property/restore"): Told("restoreProperty", "take it in again", KeyQuery, OkAnswer),
    ("POST", "/v1/property/hidden/query"): Told(
        "listHiddenProperties", "the names that are left out", None, HiddenPropertiesAnswer
    ),
    ("POST", "/v1/property/properties/over-time"): Told(
        "queryPropertyOverTime",
        "calls and cost by the values of a property, over time",
        OverTimeQuery,
        PropertyOverTimeAnswer,
    ),
    ("POST", "/v1/property/{key}/search"): Told(
        "searchPropertyValues", "values of a property", SearchQuery, ValuesAnswer
    ),
    ("POST", "/v1/property/{key}/top-costs/query"): Told(
        "queryPropertyTopCosts", "its ten dearest values", TopQuery, TopCostsAnswer
    ),
    ("POST", "/v1/property/{key}/top-requests/query"): Told(
        "queryPropertyTopRequests", "its ten most frequent values", TopQuery, TopRequestsAnswer
    ),
    ("POST", "/v1/session/query"): Told("querySessions", "sessions", SessionQuery, SessionsAnswer),
    ("POST", "/v1/session/count"): Told("countSessions", "how many, and their means", SessionQuery, SessionCountAnswer),
    ("POST", "/v1/session/name/query"): Told(
        "querySessionNames", "names of sessions", SessionNameQuery, SessionNamesAnswer
    ),
    ("POST", "/v1/session/metrics/query"): Told(
        "querySessionMetrics",
        "how calls, time and cost are spread over sessions",
        SessionNameQuery,
        SessionMetricsAnswer,
    ),
    ("POST", "/v1/user/query"): Told("queryUsers", "what users have used", UserQuery, UsersAnswer),
    ("POST", "/v1/user/metrics/query"): Told(
        "queryUserMetrics", "the same in more detail, in pages", UserMetricsQuery, UserMetricsAnswer
    ),
    ("POST", "/v1/user/metrics-overview/query"): Told(
        "queryUserSpread", "how calls and cost are spread over users", UserSpreadQuery, UserSpreadAnswer
    ),
    ("POST", "/v1/metrics/requestCount"): Told(
        "requestCount", "how many calls, at any time", CachedCountQuery, CountAnswer
    ),
    ("POST", "/v1/metrics/averageTokensPerRequest"): Told(
        "averageTokensPerRequest", "their tokens", TimedQuery, TokensPerRequestAnswer
    ),
    ("POST", "/v1/metrics/models"): Told("queryModels", "calls, tokens and cost by model", PageQuery, ModelsAnswer),
    ("POST", "/v1/metrics/country"): Told("queryCountries", "nothing: no country is known", PageQuery, CountriesAnswer),
    ("POST", "/v1/metrics/quantiles"): Told("queryQuantiles", "quantiles over time", QuantilesQuery, QuantilesAnswer),
    ("GET", "/healthz"): Told("getHealth", "whether calls are taken, logged and stored", None, Health),
    ("GET", "/healthz/settings"): Told("getSettings", "the settings in force, secrets masked", None, SettingsAnswer),
    ("POST", "/v1/sql"): Told("querySql", "rows for a SELECT on requests, scores, properties", SqlQuery, SqlAnswer),
    ("GET", "/openapi.json"): Told("getOpenapi", "this description of the API"),
    ("GET", "/docs"): Told("getDocs", "the same as a page"),
    ("GET", "/docs/docs.js"): Told("getDocsScript", "of that page"),
    ("GET", "/docs/docs.css"): Told("getDocsStyle", "of that page"),
}

_SCALARS = {
    "totalRequests": "how many calls",
    "totalCost": "what they cost, USD",
    "averageLatency": "how long they took, ms",
    "averageTimeToFirstToken": "… to the first token, ms",
    "totalThreats": "0: nobody looks for threats",
    "activeUsers": "how many users",
}
_SERIES = {
    "requestOverTime": "calls over time",
    "costOverTime": "cost over time",
    "tokensOverTime": "tokens over time",
    "latencyOverTime": "mean latency over time",
    "timeToFirstToken": "mean time to the first token over time",
    "usersOverTime": "users over time",
    "threatsOverTime": "0 over time",
    "errorOverTime": "calls that failed, over time",
    "requestStatusOverTime": "calls by status, over time",
}
TOLD |= {
    ("POST", f"/v1/metrics/{name}"): Told(name, summary, TimedQuery, SCALAR_ANSWERS[name])
    for name, summary in _SCALARS.items()
}
TOLD |= {
    ("POST", f"/v1/metrics/{name}"): Told(name, summary, SeriesQuery, SERIES_ANSWERS[name])
    for name, summary in _SERIES.items()
}
