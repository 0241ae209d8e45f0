"""What /openapi.json says of each route: what it is for, and the model of its body. A test compares it with ROUTES."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from api import metrics
from api.evals import DashboardQuery, EvalQuery
from api.helicone_questions import TimedQuery
from api.metrics import PageQuery, QuantilesQuery, SeriesQuery
from api.properties import KeyQuery, NoQuery, OverTimeQuery, SearchQuery, TopQuery
from api.query_models import CountQuery, IdsQuery, RequestQuery
from api.score_models import DefinitionBody, DeleteBody, EvalBody, PropertyBody, RatingBody
from api.score_question_models import CompareQuery, ScoresQuery
from api.sessions import SessionNameQuery, SessionQuery
from api.sql import SqlQuery
from api.users import UserMetricsQuery, UserQuery, UserSpreadQuery


class ScoresBody(BaseModel):
    """Read by score_body.py, which names each score that is wrong."""

    scores: dict[str, int | bool | str] = Field(description="Name → value; 1 to 1,000 of them.")


class NewScore(BaseModel):
    """Read by score_items.py, which names each field that is wrong."""

    model_config = ConfigDict(extra="forbid")

    request_id: str | None = Field(None, description="This or session_id.")
    session_id: str | None = None
    name: str
    value: int | float | bool | str
    source: str | None = Field(None, description="human, model, code or user")
    rater: str | None = None
    comment: str | None = None
    evaluator: str | dict[str, Any] | None = None
    probability: float | None = Field(None, gt=0, le=1)
    experiment_id: str | None = None
    item_id: str | None = None
    metadata: dict[str, Any] | None = None
    scored_at: str | int | None = None


class NewScores(BaseModel):
    """One score by itself and a list of scores are taken as well."""

    scores: list[NewScore] = Field(max_length=10_000)


class Told(NamedTuple):
    summary: str
    body: type[BaseModel] | None


TOLD = {
    ("POST", "/v1/request/{request_id}/score"): Told("keep scores for a call", ScoresBody),
    ("POST", "/v1/scores"): Told("keep scores of any kind, one or many", NewScores),
    ("GET", "/v1/scores"): Told("the scores of a request or session", None),
    ("GET", "/v1/scores/{score_id}/history"): Told("what a score has replaced", None),
    ("DELETE", "/v1/scores/{score_id}"): Told("delete a score", None),
    ("POST", "/v1/scores/delete"): Told("count the scores that a filter means, or delete them", DeleteBody),
    ("GET", "/v1/score-definitions"): Told("what scores should be", None),
    ("GET", "/v1/score-definitions/{name}"): Told("what the scores of a name should be", None),
    ("PUT", "/v1/score-definitions/{name}"): Told("say so", DefinitionBody),
    ("DELETE", "/v1/score-definitions/{name}"): Told("say nothing any more", None),
    ("POST", "/v1/request/{request_id}/feedback"): Told("thumbs up or down for a call", RatingBody),
    ("POST", "/v1/session/{session_id}/feedback"): Told("thumbs up or down for a session", RatingBody),
    ("POST", "/v1/evals/{request_id}"): Told("keep one score for a call", EvalBody),
    ("PUT", "/v1/request/{request_id}/property"): Told("give a call a property", PropertyBody),
    ("GET", "/v1/request/{request_id}"): Told("a call with its tries, scores and, if asked for, its bodies", None),
    ("GET", "/v1/request/{request_id}/bodies"): Told("both bodies, by a signed_body_url", None),
    ("POST", "/v1/request/query"): Told("a list of calls", RequestQuery),
    ("POST", "/v1/request/query-clickhouse"): Told("the same", RequestQuery),
    ("POST", "/v1/request/query-ids"): Told("calls by their ids", IdsQuery),
    ("POST", "/v1/request/count/query"): Told("how many calls", CountQuery),
    ("POST", "/v1/scores/query"): Told("scores by groups, with intervals", ScoresQuery),
    ("POST", "/v1/scores/compare"): Told("two groups side by side", CompareQuery),
    ("GET", "/v1/evals/scores"): Told("the names of all scores", None),
    ("POST", "/v1/evals/query"): Told("each score's mean, minimum, maximum and count, and by the hour", EvalQuery),
    ("POST", "/v1/evals/score-distributions/query"): Told("each score's histogram", EvalQuery),
    ("POST", "/v1/dashboard/scores/query"): Told("each score's mean over time", DashboardQuery),
    ("POST", "/v1/property/query"): Told("the names of properties", NoQuery),
    ("POST", "/v1/property/hide"): Told("leave a property out of that list", KeyQuery),
    ("POST", "/v1/property/restore"): Told("take it in again", KeyQuery),
    ("POST", "/v1/property/hidden/query"): Told("the names that are left out", NoQuery),
    ("POST", "/v1/property/properties/over-time"): Told(
        "calls and cost by the values of a property, over time", OverTimeQuery
    ),
    ("POST", "/v1/property/{key}/search"): Told("values of a property", SearchQuery),
    ("POST", "/v1/property/{key}/top-costs/query"): Told("its ten dearest values", TopQuery),
    ("POST", "/v1/property/{key}/top-requests/query"): Told("its ten most frequent values", TopQuery),
    ("POST", "/v1/session/query"): Told("sessions", SessionQuery),
    ("POST", "/v1/session/count"): Told("how many, and their means", SessionQuery),
    ("POST", "/v1/session/name/query"): Told("names of sessions", SessionNameQuery),
    ("POST", "/v1/session/metrics/query"): Told("how calls, time and cost are spread over sessions", SessionNameQuery),
    ("POST", "/v1/user/query"): Told("what users have used", UserQuery),
    ("POST", "/v1/user/metrics/query"): Told("the same in more detail, in pages", UserMetricsQuery),
    ("POST", "/v1/user/metrics-overview/query"): Told("how calls and cost are spread over users", UserSpreadQuery),
    ("POST", "/v1/metrics/totalRequests"): Told("how many calls", TimedQuery),
    ("POST", "/v1/metrics/totalCost"): Told("what they cost, USD", TimedQuery),
    ("POST", "/v1/metrics/averageLatency"): Told("how long they took, ms", TimedQuery),
    ("POST", "/v1/metrics/averageTimeToFirstToken"): Told("… to the first token, ms", TimedQuery),
    ("POST", "/v1/metrics/averageTokensPerRequest"): Told("their tokens", TimedQuery),
    ("POST", "/v1/metrics/totalThreats"): Told("0: nobody looks for threats", TimedQuery),
    ("POST", "/v1/metrics/activeUsers"): Told("how many users", TimedQuery),
    ("POST", "/v1/metrics/requestCount"): Told("how many calls, at any time", metrics.CountQuery),
    ("POST", "/v1/metrics/requestOverTime"): Told("calls over time", SeriesQuery),
    ("POST", "/v1/metrics/costOverTime"): Told("cost over time", SeriesQuery),
    ("POST", "/v1/metrics/tokensOverTime"): Told("tokens over time", SeriesQuery),
    ("POST", "/v1/metrics/latencyOverTime"): Told("mean latency over time", SeriesQuery),
    ("POST", "/v1/metrics/timeToFirstToken"): Told("mean time to the first token over time", SeriesQuery),
    ("POST", "/v1/metrics/usersOverTime"): Told("users over time", SeriesQuery),
    ("POST", "/v1/metrics/threatsOverTime"): Told("0 over time", SeriesQuery),
    ("POST", "/v1/metrics/errorOverTime"): Told("calls that failed, over time", SeriesQuery),
    ("POST", "/v1/metrics/requestStatusOverTime"): Told("calls by status, over time", SeriesQuery),
    ("POST", "/v1/metrics/models"): Told("calls, tokens and cost by model", PageQuery),
    ("POST", "/v1/metrics/country"): Told("nothing: no country is known", PageQuery),
    ("POST", "/v1/metrics/quantiles"): Told("quantiles over time", QuantilesQuery),
    ("GET", "/healthz"): Told("whether calls are taken, logged and stored", None),
    ("POST", "/v1/sql"): Told("rows for a SELECT on requests, scores, properties", SqlQuery),
    ("GET", "/openapi.json"): Told("this description of the API", None),
    ("GET", "/docs"): Told("the same as a page", None),
    ("GET", "/docs/docs.js"): Told("of that page", None),
    ("GET", "/docs/docs.css"): Told("of that page", None),
}
