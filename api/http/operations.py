"""The table of operations. Routing, /openapi.json, the table in docs/api.md and the paths that the proxy keeps from the
upstreams are made from it.

An operation is added by its handler, its models, one row here and its example in examples.json; afterwards
`python -m api.http.operations_table` and `make web-types` write what is generated.

Handlers and models are named, not imported: each module is loaded with the first request for one of its operations.
"""

from __future__ import annotations

from collections.abc import Callable

from api.http.auth import Handler
from api.http.operation import FLAG, NUMBER, STATE, TEXT, Lazy, LazyModule, Make, Operation, Schema
from api.intake import manual_log_errors
from api.otlp import answers as otlp_answers

alerts_models = LazyModule("api.alerts.alerts_models")
AlertHandlers = LazyModule("api.alerts.alerts").AlertHandlers
changes_models = LazyModule("api.changes.changes_models")
ChangeHandlers = LazyModule("api.changes.changes").ChangeHandlers
explain_models = LazyModule("api.comparisons.explain_models")
pairs_models = LazyModule("api.comparisons.pairs_models")
ScoreExplainHandlers = LazyModule("api.comparisons.explain").ScoreExplainHandlers
ScorePairHandlers = LazyModule("api.comparisons.pairs").ScorePairHandlers
demo_models = LazyModule("api.demo.demo_models")
DemoHandlers = LazyModule("api.demo.demo").DemoHandlers
backfills_models = LazyModule("api.evaluators.backfills_models")
evaluators_models = LazyModule("api.evaluators.evaluators_models")
previews_models = LazyModule("api.evaluators.previews_models")
BackfillHandlers = LazyModule("api.evaluators.backfills").BackfillHandlers
EvaluatorHandlers = LazyModule("api.evaluators.evaluators").EvaluatorHandlers
PreviewHandlers = LazyModule("api.evaluators.previews").PreviewHandlers
experiments_models = LazyModule("api.experiments.experiments_models")
verdicts_models = LazyModule("api.experiments.verdicts_models")
ExperimentHandlers = LazyModule("api.experiments.experiments").ExperimentHandlers
findings_models = LazyModule("api.health.findings_models")
health_models = LazyModule("api.health.health_models")
settings_models = LazyModule("api.health.settings_models")
FindingsHandlers = LazyModule("api.health.findings").FindingsHandlers
HealthHandlers = LazyModule("api.health.health").HealthHandlers
SettingsHandlers = LazyModule("api.health.settings").SettingsHandlers
evals_models = LazyModule("api.helicone.evals_models")
metrics_models = LazyModule("api.helicone.metrics_models")
helicone_models = LazyModule("api.helicone.scores_models")
EvalHandlers = LazyModule("api.helicone.evals").EvalHandlers
MetricHandlers = LazyModule("api.helicone.metrics").MetricHandlers
HeliconeScoreHandlers = LazyModule("api.helicone.scores").HeliconeScoreHandlers
DeletedAnswer = LazyModule("api.http.base_models").DeletedAnswer
Done = LazyModule("api.http.base_models").Done
DocsHandlers = LazyModule("api.http.docs_page").DocsHandlers
ManualLogHandlers = LazyModule("api.intake.manual_logs").ManualLogHandlers
ManualLog = LazyModule("api.intake.manual_logs_models").ManualLog
agreement_models = LazyModule("api.labelling.agreement_models")
corrections_models = LazyModule("api.labelling.corrections_models")
items_models = LazyModule("api.labelling.items_models")
plans_models = LazyModule("api.labelling.plans_models")
queues_models = LazyModule("api.labelling.queues_models")
AgreementHandlers = LazyModule("api.labelling.agreement").AgreementHandlers
CorrectionHandlers = LazyModule("api.labelling.corrections").CorrectionHandlers
QueueItemHandlers = LazyModule("api.labelling.items").QueueItemHandlers
LabelPlanHandlers = LazyModule("api.labelling.plans").LabelPlanHandlers
QueueHandlers = LazyModule("api.labelling.queues").QueueHandlers
PrometheusHandlers = LazyModule("api.metrics.prometheus").PrometheusHandlers
OtlpHandlers = LazyModule("api.otlp.otlp").OtlpHandlers
power_models = LazyModule("api.planning.power_models")
PowerHandlers = LazyModule("api.planning.power").PowerHandlers
property_models = LazyModule("api.properties.properties_models")
PropertyHandlers = LazyModule("api.properties.properties").PropertyHandlers
TimedQuery = LazyModule("api.queries.time_filters_models").TimedQuery
replays_models = LazyModule("api.replays.replays_models")
ReplayHandlers = LazyModule("api.replays.replays").ReplayHandlers
groups_models = LazyModule("api.requests.groups_models")
lists_models = LazyModule("api.requests.lists_models")
properties_models = LazyModule("api.requests.properties_models")
requests_models = LazyModule("api.requests.requests_models")
RequestGroupHandlers = LazyModule("api.requests.groups").RequestGroupHandlers
RequestListHandlers = LazyModule("api.requests.lists").RequestListHandlers
RequestPropertyHandlers = LazyModule("api.requests.properties").RequestPropertyHandlers
RequestHandlers = LazyModule("api.requests.requests").RequestHandlers
SentBodyHandlers = LazyModule("api.requests.sent_bodies").SentBodyHandlers
definitions_models = LazyModule("api.scores.definitions_models")
names_models = LazyModule("api.scores.names_models")
queries_models = LazyModule("api.scores.queries_models")
scores_models = LazyModule("api.scores.scores_models")
ScoreDefinitionHandlers = LazyModule("api.scores.definitions").ScoreDefinitionHandlers
ScoreNameHandlers = LazyModule("api.scores.names").ScoreNameHandlers
ScoreQueryHandlers = LazyModule("api.scores.queries").ScoreQueryHandlers
ScoreHandlers = LazyModule("api.scores.scores").ScoreHandlers
sessions_models = LazyModule("api.sessions.sessions_models")
SessionHandlers = LazyModule("api.sessions.sessions").SessionHandlers
StepHandlers = LazyModule("api.sessions.steps").StepHandlers
sql_models = LazyModule("api.sql.sql_models")
SqlHandlers = LazyModule("api.sql.sql").SqlHandlers
users_models = LazyModule("api.users.users_models")
UserHandlers = LazyModule("api.users.users").UserHandlers
views_models = LazyModule("api.views.views_models")
ViewHandlers = LazyModule("api.views.views").ViewHandlers
webhooks_models = LazyModule("api.webhooks.webhooks_models")
WebhookHandlers = LazyModule("api.webhooks.webhooks").WebhookHandlers
Evaluator = LazyModule("evaluation.evaluators.definition").Evaluator

_HEALTH = {"$ref": "#/components/schemas/Health"}
_LINES = "application/x-ndjson"
_LINES_SENT = {_LINES: {"schema": {"type": "string", "description": "One score per line; any number of lines."}}}
_LINES_ANSWERED = {_LINES: {"schema": {"type": "string", "description": "One line for each line that was sent."}}}
_OTLP = {"schema": {"type": "object"}}
_ROWS: dict[str, Schema] = {"text/csv": {}, "application/vnd.apache.arrow.stream": {}}


def _scalar(name: str, summary: str, answer: Lazy) -> Operation:
    return Operation("POST", f"/v1/metrics/{name}", "read", name,
                     lambda make: make(MetricHandlers).scalar(name, answer.load()),
                     summary, TimedQuery, answer)  # fmt: skip


def _series(name: str, summary: str, answer: Lazy) -> Operation:
    return Operation("POST", f"/v1/metrics/{name}", "read", name,
                     lambda make: make(MetricHandlers).series(name, answer.load()),
                     summary, metrics_models.SeriesQuery, answer)  # fmt: skip


def _log(path: str, name: str, of: str = "") -> Operation:
    return Operation("POST", path, "proxy", name, lambda make: make(ManualLogHandlers).log,
                     f"Add a call{of} that did not pass the proxy to the log", ManualLog, errors=(503,),
                     other_answers={200: {"text/plain": {}}}, error_style=manual_log_errors.STYLE)  # fmt: skip


def _otlp(path: str, name: str, handler: Callable[[Make], Handler], summary: str) -> Operation:
    return Operation("POST", path, "proxy", name, handler, summary, errors=(400, 413, 415, 429, 503),
                     other_answers={200: {"application/json": _OTLP, otlp_answers.PROTOBUF: {}}},
                     other_bodies={"application/json": _OTLP, otlp_answers.PROTOBUF: {}},
                     error_style=otlp_answers.STYLE)  # fmt: skip


# fmt: off
OPERATIONS = (
    # The server
    Operation("GET", "/healthz", None, "getHealth", lambda make: make(HealthHandlers).show,
              "Report whether calls are accepted, logged and stored",
              answer=health_models.Health, other_answers={503: {"application/json": {"schema": _HEALTH}}}),
    Operation("GET", "/healthz/settings", "read", "getSettings", lambda make: make(SettingsHandlers).show,
              "List the settings in force, with secrets masked",
              answer=settings_models.SettingsAnswer),
    Operation("GET", "/healthz/findings", "read", "listFindings", lambda make: make(FindingsHandlers).show,
              "List what could not be understood of the newest calls, and what to do about it",
              answer=findings_models.FindingsAnswer),
    Operation("GET", "/metrics", "read", "getMetrics", lambda make: make(PrometheusHandlers).show,
              "Export metrics in the text format of Prometheus", other_answers={200: {"text/plain": {}}}),
    Operation("GET", "/openapi.json", None, "getOpenapi", lambda make: make(DocsHandlers).openapi,
              "Get this description of the API, as OpenAPI 3.1",
              other_answers={200: {"application/json": {"schema": {"type": "object"}}}}),
    Operation("GET", "/docs", None, "getDocs", lambda make: make(DocsHandlers).page,
              "Show the description of the API as a web page", other_answers={200: {"text/html": {}}}),
    Operation("GET", "/docs/docs.js", None, "getDocsScript", lambda make: make(DocsHandlers).script,
              "Get the script of the page /docs", other_answers={200: {"text/javascript": {}}}),
    Operation("GET", "/docs/docs.css", None, "getDocsStyle", lambda make: make(DocsHandlers).style,
              "Get the style sheet of the page /docs", other_answers={200: {"text/css": {}}}),

    # Requests
    Operation("GET", "/v1/request/{request_id}", "read", "getRequest", lambda make: make(RequestHandlers).show,
              "Get a request with its attempts and scores and, on demand, its bodies",
              answer=requests_models.RequestAnswer, query={"includeBody": FLAG}, runs="home"),
    Operation("GET", "/v1/request/{request_id}/attempts/{exchange_id}", "read", "getRequestAttempt",
              lambda make: make(RequestHandlers).attempt,
              "Get one attempt of a request with its headers and bodies",
              answer=requests_models.AttemptAnswer, errors=(404,), runs="home"),
    Operation("GET", "/v1/request/{request_id}/request-body", "read", "getRequestBody",
              lambda make: make(SentBodyHandlers).show, "Get the body of a request, byte for byte as it was sent",
              other_answers={200: {"application/octet-stream": {}}}, errors=(404, 409), runs="home"),
    Operation("GET", "/v1/request/{request_id}/bodies", None, "getRequestBodies",
              lambda make: make(RequestListHandlers).bodies,
              "Get both bodies of a request with the URL in its signed_body_url",
              answer=requests_models.BodiesAnswer, errors=(404,),
              query={"project": TEXT, "expires": TEXT, "signature": TEXT}, runs="home"),
    Operation("POST", "/v1/request/query", "read", "queryRequests", lambda make: make(RequestListHandlers).query,
              "List requests that match a filter",
              lists_models.RequestQuery, requests_models.RequestsAnswer, 201),
    Operation("POST", "/v1/request/query-clickhouse", "read", "queryRequestsClickhouse",
              lambda make: make(RequestListHandlers).query,
              "List requests that match a filter (alias of /v1/request/query)",
              lists_models.RequestQuery, requests_models.RequestsAnswer, 201),
    Operation("POST", "/v1/request/query-ids", "read", "queryRequestsByIds",
              lambda make: make(RequestListHandlers).by_ids,
              "Get many requests by their ids",
              lists_models.IdsQuery, requests_models.RequestsByIdsAnswer, 201),
    Operation("POST", "/v1/request/count/query", "read", "countRequests", lambda make: make(RequestListHandlers).count,
              "Count requests that match a filter",
              lists_models.CountQuery, requests_models.RequestCountAnswer),
    Operation("POST", "/v1/request/groups/query", "read", "queryRequestGroups",
              lambda make: make(RequestGroupHandlers).query,
              "Group requests by model, user, property, time or another field",
              groups_models.GroupsQuery, groups_models.GroupsAnswer),
    Operation("POST", "/v1/request/firsts/query", "read", "queryFirsts",
              lambda make: make(RequestGroupHandlers).firsts,
              "List models, prompts and property values that occurred for the first time",
              groups_models.FirstsQuery, groups_models.FirstsAnswer),
    Operation("PUT", "/v1/request/{request_id}/property", "score", "putRequestProperty",
              lambda make: make(RequestPropertyHandlers).put,
              "Set a property of a logged request",
              properties_models.PropertyBody, Done, 201, (404,), runs="home"),

    # Calls that did not pass the proxy
    _log("/custom/v1/log", "logCustom"),
    _log("/oai/v1/log", "logOpenai", " of OpenAI"),
    _log("/anthropic/v1/log", "logAnthropic", " of Anthropic"),
    _log("/googleapis/v1/log", "logGoogle", " of Google"),
    _log("/v1/trace/custom/v1/log", "logTraceCustom"),
    _log("/v1/trace/custom/log", "logTraceCustomShort"),
    _otlp("/v1/traces", "addSpans", lambda make: make(OtlpHandlers).traces,
          "Add spans of OpenTelemetry as calls and steps of sessions"),
    _otlp("/v1/trace/log", "addSpansJson", lambda make: make(OtlpHandlers).traces,
          "Add spans of OpenTelemetry (Helicone's alias of /v1/traces)"),
    _otlp("/v1/trace/log-python", "addSpansPython", lambda make: make(OtlpHandlers).traces,
          "Add spans of OpenTelemetry (Helicone's alias of /v1/traces)"),
    _otlp("/v1/logs", "addEvaluations", lambda make: make(OtlpHandlers).logs,
          "Add evaluation events of OpenTelemetry as scores, and messages to calls"),

    # Scores
    Operation("POST", "/v1/request/{request_id}/score", "score", "addRequestScores",
              lambda make: make(HeliconeScoreHandlers).add,
              "Add scores to a request, in Helicone's format", helicone_models.ScoresBody, Done, 201, (409, 429),
              runs="home"),
    Operation("POST", "/v1/request/{request_id}/feedback", "score", "rateRequest",
              lambda make: make(HeliconeScoreHandlers).rate,
              "Rate a request with thumbs up or down", helicone_models.RatingBody, Done, 201, (409, 429), runs="home"),
    Operation("POST", "/v1/feedback", "score", "rateRequestById",
              lambda make: make(HeliconeScoreHandlers).rate_by_id,
              "Rate the request named in the body", helicone_models.FeedbackBody, Done, 201, (409, 429)),
    Operation("POST", "/v1/session/{session_id}/feedback", "score", "rateSession",
              lambda make: make(HeliconeScoreHandlers).rate_session,
              "Rate a session with thumbs up or down", helicone_models.RatingBody, Done, 201, (429,)),
    Operation("POST", "/v1/scores", "score", "addScores", lambda make: make(ScoreHandlers).add,
              "Add scores of any kind to requests and sessions",
              scores_models.AnyScoresBody, scores_models.KeptScoresAnswer, 201, (409, 429), keyed=True,
              other_bodies=_LINES_SENT, other_answers={200: _LINES_ANSWERED}),
    Operation("GET", "/v1/scores", "read", "listScores", lambda make: make(ScoreHandlers).show,
              "List the scores of a request or session", answer=scores_models.ScoresAnswer,
              query={"request_id": TEXT, "session_id": TEXT, "name": TEXT, "include_superseded": FLAG}, runs="home"),
    Operation("GET", "/v1/scores/{score_id}/history", "read", "getScoreHistory",
              lambda make: make(ScoreHandlers).history,
              "List a score with those that it replaced or that replaced it",
              answer=scores_models.ScoresAnswer, errors=(404,), runs="home"),
    Operation("DELETE", "/v1/scores/{score_id}", "score", "deleteScore", lambda make: make(ScoreHandlers).delete,
              "Delete one score by its id", answer=DeletedAnswer, errors=(404,), runs="home"),
    Operation("POST", "/v1/scores/delete", "score", "deleteScores", lambda make: make(ScoreHandlers).delete_many,
              "Count or delete the scores that match a filter",
              scores_models.DeleteBody, scores_models.DeletionAnswer, errors=(409,)),
    Operation("GET", "/v1/scores/names", "read", "listScoreNames", lambda make: make(ScoreNameHandlers).show,
              "List score names with their types and numbers of ratings", answer=names_models.ScoreTypesAnswer),
    Operation("POST", "/v1/scores/query", "read", "queryScores", lambda make: make(ScoreQueryHandlers).query,
              "Aggregate scores by group, with confidence intervals",
              queries_models.ScoresQuery, queries_models.ScoresQueryAnswer),
    Operation("POST", "/v1/scores/compare", "read", "compareScores", lambda make: make(ScoreQueryHandlers).compare,
              "Compare scores and metrics of two groups of requests",
              queries_models.CompareQuery, pairs_models.CompareAnswer),
    Operation("POST", "/v1/scores/compare/pairs", "read", "compareScorePairs",
              lambda make: make(ScorePairHandlers).query,
              "List the pairs whose score differs most between two groups of requests",
              pairs_models.PairsQuery, pairs_models.PairsAnswer),
    Operation("POST", "/v1/scores/agreement", "read", "queryAgreement", lambda make: make(AgreementHandlers).query,
              "Get how far people, and judges with them, agree on a score",
              agreement_models.AgreementBody, agreement_models.AgreementAnswer),
    Operation("POST", "/v1/power", "read", "planComparison", lambda make: make(PowerHandlers).plan,
              "Get how many requests a comparison needs, or what a number of them can show",
              power_models.PowerBody, power_models.PlanAnswer),
    Operation("POST", "/v1/label-plans", "read", "planLabels", lambda make: make(LabelPlanHandlers).plan,
              "Get which requests people should label next to correct a judge's mean, and put them into a queue",
              plans_models.LabelPlanBody, plans_models.LabelPlanAnswer, errors=(409,), runs="owner"),
    Operation("POST", "/v1/scores/explain", "read", "explainScores",
              lambda make: make(ScoreExplainHandlers).explain,
              "Get what explains the change of a score or metric between two groups",
              explain_models.ExplainQuery, explain_models.ExplainAnswer),
    Operation("POST", "/v1/changes/query", "read", "queryChanges", lambda make: make(ChangeHandlers).query,
              "Get when a score or metric changed, by how much, and the likely cause",
              changes_models.ChangesQuery, changes_models.ChangesAnswer),
    Operation("GET", "/v1/score-definitions", "read", "listScoreDefinitions",
              lambda make: make(ScoreDefinitionHandlers).list,
              "List all score definitions", answer=definitions_models.DefinitionsAnswer),
    Operation("GET", "/v1/score-definitions/{name}", "read", "getScoreDefinition",
              lambda make: make(ScoreDefinitionHandlers).show,
              "Get the definition of a score name", answer=definitions_models.DefinitionAnswer, errors=(404,)),
    Operation("PUT", "/v1/score-definitions/{name}", "score", "putScoreDefinition",
              lambda make: make(ScoreDefinitionHandlers).put,
              "Create or replace a score definition",
              definitions_models.DefinitionBody, definitions_models.DefinitionAnswer, runs="owner"),
    Operation("DELETE", "/v1/score-definitions/{name}", "score", "deleteScoreDefinition",
              lambda make: make(ScoreDefinitionHandlers).delete,
              "Delete a score definition", answer=DeletedAnswer, errors=(404,), runs="owner"),

    # Experiments
    Operation("POST", "/v1/experiments", "score", "createExperiment", lambda make: make(ExperimentHandlers).create,
              "Create an experiment: values of a property, or groups by filter, judged by scores and metrics",
              experiments_models.ExperimentBody, experiments_models.ExperimentAnswer, 201, (409,), runs="owner"),
    Operation("GET", "/v1/experiments", "read", "listExperiments", lambda make: make(ExperimentHandlers).list,
              "List all experiments", answer=experiments_models.ExperimentsAnswer),
    Operation("GET", "/v1/experiments/{name}", "read", "getExperiment", lambda make: make(ExperimentHandlers).show,
              "Get an experiment", answer=experiments_models.ExperimentAnswer, errors=(404,)),
    Operation("GET", "/v1/experiments/{name}/verdict", "read", "getExperimentVerdict",
              lambda make: make(ExperimentHandlers).verdict,
              "Get what an experiment says so far: its health, then a verdict for each arm, score and guardrail",
              answer=verdicts_models.VerdictAnswer, errors=(404,)),
    Operation("PATCH", "/v1/experiments/{name}", "score", "changeExperiment",
              lambda make: make(ExperimentHandlers).change,
              "Set the end of an experiment; nothing else can be changed",
              experiments_models.ExperimentChange, experiments_models.ExperimentAnswer, errors=(404,), runs="owner"),
    Operation("DELETE", "/v1/experiments/{name}", "score", "deleteExperiment",
              lambda make: make(ExperimentHandlers).delete, "Delete an experiment; its calls and scores stay",
              answer=DeletedAnswer, errors=(404,), runs="owner"),

    # Labelling
    Operation("POST", "/v1/queues", "score", "createQueue", lambda make: make(QueueHandlers).create,
              "Create a queue of requests to be scored by people, and fill it",
              queues_models.NewQueueBody, queues_models.QueueAnswer, 201, (409,), runs="owner"),
    Operation("GET", "/v1/queues", "read", "listQueues", lambda make: make(QueueHandlers).list,
              "List all queues and how far their raters have come", answer=queues_models.QueuesAnswer, runs="owner"),
    Operation("GET", "/v1/queues/{queue_id}", "read", "getQueue", lambda make: make(QueueHandlers).show,
              "Get a queue and how far its raters have come", answer=queues_models.QueueAnswer, errors=(404,),
              runs="owner"),
    Operation("PUT", "/v1/queues/{queue_id}", "score", "putQueue", lambda make: make(QueueHandlers).put,
              "Set name, scores, instructions and number of raters of a queue, and whether it follows its filter",
              queues_models.QueueBody, queues_models.QueueAnswer, errors=(404, 409), runs="owner"),
    Operation("DELETE", "/v1/queues/{queue_id}", "score", "deleteQueue", lambda make: make(QueueHandlers).delete,
              "Delete a queue; its scores stay", answer=DeletedAnswer, errors=(404,), runs="owner"),
    Operation("POST", "/v1/queues/{queue_id}/items", "score", "addQueueItems", lambda make: make(QueueItemHandlers).add,
              "Add requests to a queue, by their ids or by its filter",
              items_models.ItemsBody, items_models.AddedItemsAnswer, errors=(404,), runs="owner"),
    Operation("GET", "/v1/queues/{queue_id}/items", "read", "listQueueItems", lambda make: make(QueueItemHandlers).list,
              "List the requests of a queue and who has rated them", answer=items_models.ListedItemsAnswer,
              errors=(404,), query={"offset": NUMBER, "limit": NUMBER}, runs="owner"),
    Operation("DELETE", "/v1/queues/{queue_id}/items/{request_id}", "score", "deleteQueueItem",
              lambda make: make(QueueItemHandlers).remove, "Delete an item of a queue; the request and its scores stay",
              answer=DeletedAnswer, errors=(404,), runs="owner"),
    Operation("POST", "/v1/queues/{queue_id}/next", "score", "nextQueueItem", lambda make: make(QueueHandlers).next,
              "Get the next request that a rater is to score",
              queues_models.NextBody, queues_models.NextAnswer, errors=(404,), runs="owner"),
    Operation("PUT", "/v1/request/{request_id}/correction", "score", "putCorrection",
              lambda make: make(CorrectionHandlers).put,
              "Set what the answer of a request should have been", corrections_models.CorrectionBody, Done,
              errors=(404,), runs="home"),
    Operation("POST", "/v1/corrections/query", "read", "queryCorrections", lambda make: make(CorrectionHandlers).query,
              "Get the corrected answers of many requests",
              corrections_models.CorrectionsBody, corrections_models.CorrectionsAnswer),

    # Evaluators. The paths without a name stand before the one with a name, which would take them.
    Operation("POST", "/v1/evaluators", "score", "putEvaluator", lambda make: make(EvaluatorHandlers).put,
              "Create an evaluator, or replace it by a new version", Evaluator, evaluators_models.EvaluatorAnswer, 201,
              (409,), runs="owner"),
    Operation("GET", "/v1/evaluators", "read", "listEvaluators", lambda make: make(EvaluatorHandlers).list,
              "List all evaluators and how they get on", answer=evaluators_models.EvaluatorsAnswer, runs="owner"),
    Operation("GET", "/v1/evaluators/templates", "read", "listJudgeTemplates",
              lambda make: make(EvaluatorHandlers).templates,
              "List prompts for judges to begin with", answer=evaluators_models.JudgeTemplatesAnswer),
    Operation("POST", "/v1/evaluators/preview", "score", "previewEvaluator", lambda make: make(PreviewHandlers).run,
              "Run a draft of an evaluator on logged calls without storing its scores",
              previews_models.PreviewBody, previews_models.PreviewAnswer, runs="owner"),
    Operation("GET", "/v1/evaluators/{name}", "read", "getEvaluator", lambda make: make(EvaluatorHandlers).show,
              "Get an evaluator and how it gets on", answer=evaluators_models.EvaluatorAnswer, errors=(404,),
              runs="owner"),
    Operation("DELETE", "/v1/evaluators/{name}", "score", "deleteEvaluator",
              lambda make: make(EvaluatorHandlers).delete,
              "Delete an evaluator; its scores stay", answer=DeletedAnswer, errors=(404, 409), runs="owner"),
    Operation("POST", "/v1/evaluators/{name}/resume", "score", "resumeEvaluator",
              lambda make: make(EvaluatorHandlers).resume,
              "Set a blocked evaluator to work again", answer=evaluators_models.EvaluatorAnswer, errors=(404,),
              runs="owner"),
    Operation("GET", "/v1/evaluators/{name}/versions", "read", "listEvaluatorVersions",
              lambda make: make(EvaluatorHandlers).versions,
              "List all versions of an evaluator", answer=evaluators_models.EvaluatorVersionsAnswer, errors=(404,),
              runs="owner"),
    Operation("POST", "/v1/evaluators/{name}/backfills", "score", "beginBackfill",
              lambda make: make(BackfillHandlers).begin,
              "Create a run of an evaluator over logged calls, or estimate what it would cost",
              backfills_models.BackfillBody, backfills_models.BackfillAnswer, errors=(404,), runs="owner"),
    Operation("GET", "/v1/evaluators/{name}/backfills", "read", "listBackfills",
              lambda make: make(BackfillHandlers).list,
              "List the runs of an evaluator over logged calls", answer=backfills_models.BackfillsAnswer, runs="owner"),
    Operation("DELETE", "/v1/evaluators/{name}/backfills/{backfill_id}", "score", "cancelBackfill",
              lambda make: make(BackfillHandlers).cancel,
              "Delete a run of an evaluator over logged calls; its scores stay", answer=DeletedAnswer, errors=(404,),
              runs="owner"),

    # Helicone's queries on scores. The paths without an id stand before the one with an id, which would take them.
    Operation("GET", "/v1/evals/scores", "read", "listEvalScores", lambda make: make(EvalHandlers).names,
              "List the names of all numeric and boolean scores", answer=evals_models.ScoreNamesAnswer),
    Operation("POST", "/v1/evals/query", "read", "queryEvals", lambda make: make(EvalHandlers).query,
              "Get the mean, minimum, maximum and count of each score, in total and by hour",
              evals_models.EvalQuery, evals_models.EvalsAnswer),
    Operation("POST", "/v1/evals/score-distributions/query", "read", "queryScoreDistributions",
              lambda make: make(EvalHandlers).distributions,
              "Get a histogram of each score", evals_models.EvalQuery, evals_models.DistributionsAnswer),
    Operation("POST", "/v1/evals/{request_id}", "score", "addEval", lambda make: make(HeliconeScoreHandlers).add_eval,
              "Add one score to a request", helicone_models.EvalBody, Done, 201, (409, 429), runs="home"),
    Operation("POST", "/v1/dashboard/scores/query", "read", "queryDashboardScores",
              lambda make: make(EvalHandlers).dashboard,
              "Get the mean of each score over time",
              evals_models.DashboardQuery, evals_models.ScoresOverTimeAnswer),

    # Properties
    Operation("POST", "/v1/property/query", "read", "listProperties", lambda make: make(PropertyHandlers).names,
              "List the names of properties, without hidden ones",
              property_models.NoQuery, property_models.PropertiesAnswer),
    Operation("POST", "/v1/property/hide", "score", "hideProperty", lambda make: make(PropertyHandlers).hide,
              "Hide a property from the list of names", property_models.KeyQuery, property_models.OkAnswer,
              runs="owner"),
    Operation("POST", "/v1/property/restore", "score", "restoreProperty", lambda make: make(PropertyHandlers).restore,
              "Show a hidden property again", property_models.KeyQuery, property_models.OkAnswer, runs="owner"),
    Operation("POST", "/v1/property/hidden/query", "read", "listHiddenProperties",
              lambda make: make(PropertyHandlers).hidden,
              "List the names of hidden properties", answer=property_models.HiddenPropertiesAnswer),
    Operation("POST", "/v1/property/properties/over-time", "read", "queryPropertyOverTime",
              lambda make: make(PropertyHandlers).over_time,
              "Get requests and cost by the values of a property, over time",
              property_models.OverTimeQuery, property_models.PropertyOverTimeAnswer),
    Operation("POST", "/v1/property/{key}/search", "read", "searchPropertyValues",
              lambda make: make(PropertyHandlers).search,
              "Search the values of a property", property_models.SearchQuery, property_models.ValuesAnswer),
    Operation("POST", "/v1/property/{key}/top-costs/query", "read", "queryPropertyTopCosts",
              lambda make: make(PropertyHandlers).top("cost"),
              "List the ten values of a property with the highest cost",
              property_models.TopQuery, property_models.TopCostsAnswer),
    Operation("POST", "/v1/property/{key}/top-requests/query", "read", "queryPropertyTopRequests",
              lambda make: make(PropertyHandlers).top("count"),
              "List the ten values of a property with the most requests",
              property_models.TopQuery, property_models.TopRequestsAnswer),

    # Sessions and users
    Operation("GET", "/v1/session/{session_id}/steps", "read", "listSessionSteps",
              lambda make: make(StepHandlers).show,
              "List the steps of a session as a tree: its agents, tools and calls",
              answer=sessions_models.StepsAnswer),
    Operation("POST", "/v1/session/steps-only/query", "read", "querySessionsOfSteps",
              lambda make: make(StepHandlers).sessions,
              "List sessions that have steps of agents and tools, but no call",
              sessions_models.StepSessionsQuery, sessions_models.StepSessionsAnswer),
    Operation("POST", "/v1/session/query", "read", "querySessions", lambda make: make(SessionHandlers).query,
              "List sessions with their cost, tokens and latency",
              sessions_models.SessionQuery, sessions_models.SessionsAnswer),
    Operation("POST", "/v1/session/count", "read", "countSessions", lambda make: make(SessionHandlers).count,
              "Count sessions and get their mean cost, latency and number of requests",
              sessions_models.SessionQuery, sessions_models.SessionCountAnswer),
    Operation("POST", "/v1/session/name/query", "read", "querySessionNames", lambda make: make(SessionHandlers).names,
              "List session names, the most recently used first",
              sessions_models.SessionNameQuery, sessions_models.SessionNamesAnswer),
    Operation("POST", "/v1/session/metrics/query", "read", "querySessionMetrics",
              lambda make: make(SessionHandlers).metrics,
              "Get histograms of requests, duration and cost per session",
              sessions_models.SessionNameQuery, sessions_models.SessionMetricsAnswer),
    Operation("POST", "/v1/user/query", "read", "queryUsers", lambda make: make(UserHandlers).query,
              "Sum tokens, cost and requests per user", users_models.UserQuery, users_models.UsersAnswer),
    Operation("POST", "/v1/user/metrics/query", "read", "queryUserMetrics", lambda make: make(UserHandlers).metrics,
              "List users with their usage in detail, page by page",
              users_models.UserMetricsQuery, users_models.UserMetricsAnswer),
    Operation("POST", "/v1/user/metrics-overview/query", "read", "queryUserSpread",
              lambda make: make(UserHandlers).spread,
              "Get histograms of requests and cost per user",
              users_models.UserSpreadQuery, users_models.UserSpreadAnswer),

    # Metrics of requests, as Helicone's dashboard uses them
    Operation("POST", "/v1/metrics/requestCount", "read", "requestCount", lambda make: make(MetricHandlers).count,
              "Count requests regardless of time", metrics_models.CachedCountQuery, metrics_models.CountAnswer),
    _scalar("totalRequests", "Count requests in a time range", metrics_models.CountAnswer),
    _scalar("totalCost", "Sum the cost of requests, in USD", metrics_models.AmountAnswer),
    _scalar("averageLatency", "Get the mean latency of requests, in ms", metrics_models.MeanAnswer),
    _scalar("averageTimeToFirstToken", "Get the mean time to first token, in ms", metrics_models.MeanAnswer),
    Operation("POST", "/v1/metrics/averageTokensPerRequest", "read", "averageTokensPerRequest",
              lambda make: make(MetricHandlers).tokens_per_request,
              "Get the mean number of tokens per request", TimedQuery, metrics_models.TokensPerRequestAnswer),
    _scalar("totalThreats", "Return 0, because threats are not detected", metrics_models.CountAnswer),
    _scalar("activeUsers", "Count users with at least one request", metrics_models.CountAnswer),
    _series("requestOverTime", "Count requests over time", metrics_models.CountsAnswer),
    _series("costOverTime", "Sum cost over time, in USD", metrics_models.CostsAnswer),
    _series("tokensOverTime", "Sum prompt and completion tokens over time", metrics_models.TokensAnswer),
    _series("latencyOverTime", "Get the mean latency over time, in ms", metrics_models.LatenciesAnswer),
    _series("timeToFirstToken", "Get the mean time to first token over time, in ms", metrics_models.FirstTokensAnswer),
    _series("usersOverTime", "Count users over time", metrics_models.CountsAnswer),
    _series("threatsOverTime", "Return 0 for each bucket, because threats are not detected",
            metrics_models.CountsAnswer),
    _series("errorOverTime", "Count failed requests over time", metrics_models.CountsAnswer),
    _series("requestStatusOverTime", "Count requests by HTTP status over time", metrics_models.StatusesAnswer),
    Operation("POST", "/v1/metrics/models", "read", "queryModels", lambda make: make(MetricHandlers).models,
              "Sum requests, tokens and cost by model", metrics_models.PageQuery, metrics_models.ModelsAnswer),
    Operation("POST", "/v1/metrics/country", "read", "queryCountries", lambda make: make(MetricHandlers).countries,
              "Return an empty list, because countries are not recorded",
              metrics_models.PageQuery, metrics_models.CountriesAnswer),
    Operation("POST", "/v1/metrics/quantiles", "read", "queryQuantiles", lambda make: make(MetricHandlers).quantiles,
              "Get quantiles of a metric over time", metrics_models.QuantilesQuery, metrics_models.QuantilesAnswer),

    # Webhooks
    Operation("POST", "/v1/webhooks", "score", "createWebhook", lambda make: make(WebhookHandlers).create,
              "Create a webhook, to which calls or scores are sent",
              webhooks_models.WebhookBody, webhooks_models.WebhookAnswer, runs="owner"),
    Operation("GET", "/v1/webhooks", "read", "listWebhooks", lambda make: make(WebhookHandlers).list,
              "List all webhooks with what became of their messages", answer=webhooks_models.WebhooksAnswer,
              runs="owner"),
    Operation("PUT", "/v1/webhooks/{webhook_id}", "score", "changeWebhook", lambda make: make(WebhookHandlers).change,
              "Set fields of a webhook, enable it, or rotate its secret",
              webhooks_models.WebhookChange, webhooks_models.WebhookAnswer, errors=(404,), runs="owner"),
    Operation("DELETE", "/v1/webhooks/{webhook_id}", "score", "deleteWebhook",
              lambda make: make(WebhookHandlers).delete,
              "Delete a webhook and the messages that wait", answer=webhooks_models.NothingAnswer, status=201,
              errors=(404,), runs="owner"),
    Operation("POST", "/v1/webhooks/{webhook_id}/test", "score", "testWebhook",
              lambda make: make(WebhookHandlers).test,
              "Run a test: send a made-up call to a webhook", answer=webhooks_models.WebhookTestAnswer, errors=(404,),
              runs="owner"),
    Operation("GET", "/v1/webhooks/{webhook_id}/deliveries", "read", "listDeliveries",
              lambda make: make(WebhookHandlers).deliveries,
              "List the messages of a webhook that wait or have failed", answer=webhooks_models.DeliveriesAnswer,
              errors=(404,), query={"state": STATE, "limit": NUMBER, "before": NUMBER}, runs="owner"),
    Operation("POST", "/v1/webhooks/{webhook_id}/resend", "score", "resendDeliveries",
              lambda make: make(WebhookHandlers).resend,
              "Run failed messages of a webhook again: some of them, or those of a time range",
              webhooks_models.ResendBody, webhooks_models.ResentAnswer, errors=(404,), runs="owner"),

    # Alerts
    Operation("POST", "/v1/alerts", "score", "createAlert", lambda make: make(AlertHandlers).create,
              "Create an alert: a rule that watches a metric and says when it is beyond a level",
              alerts_models.AlertBody, alerts_models.AlertAnswer, runs="owner"),
    Operation("GET", "/v1/alerts", "read", "listAlerts", lambda make: make(AlertHandlers).list,
              "List all alerts with their states and last values", answer=alerts_models.AlertsAnswer, runs="owner"),
    Operation("GET", "/v1/alerts/open", "read", "listOpenAlerts", lambda make: make(AlertHandlers).open_alerts,
              "List the alerts that fire now or have found a change in the last week, with these events",
              answer=alerts_models.OpenAlertsAnswer, runs="owner"),
    Operation("POST", "/v1/alerts/preview", "read", "previewAlert", lambda make: make(AlertHandlers).preview,
              "Get how often an alert would have fired in the past",
              alerts_models.AlertPreviewQuery, alerts_models.AlertPreviewAnswer),
    Operation("PUT", "/v1/alerts/{alert_id}", "score", "replaceAlert", lambda make: make(AlertHandlers).replace,
              "Set all fields of an alert, whose history stays",
              alerts_models.AlertBody, alerts_models.AlertAnswer, errors=(404,), runs="owner"),
    Operation("DELETE", "/v1/alerts/{alert_id}", "score", "deleteAlert", lambda make: make(AlertHandlers).delete,
              "Delete an alert with its history", answer=DeletedAnswer, errors=(404,), runs="owner"),
    Operation("POST", "/v1/alerts/{alert_id}/silence", "score", "silenceAlert",
              lambda make: make(AlertHandlers).silence,
              "Set until when an alert sends no messages",
              alerts_models.SilenceBody, alerts_models.AlertAnswer, errors=(404,), runs="owner"),
    Operation("POST", "/v1/alerts/{alert_id}/test", "score", "testAlert", lambda make: make(AlertHandlers).test,
              "Run a test: send a message to everyone who gets those of an alert",
              answer=alerts_models.AlertTestAnswer, errors=(404,), runs="owner"),
    Operation("GET", "/v1/alerts/{alert_id}/history", "read", "listAlertEvents",
              lambda make: make(AlertHandlers).history,
              "List what an alert has found, each event as it was", answer=alerts_models.AlertHistoryAnswer,
              errors=(404,), query={"limit": NUMBER, "before": NUMBER}, runs="owner"),

    # The demo project
    Operation("GET", "/v1/demo", "read", "getDemo", lambda make: make(DemoHandlers).show,
              "Count the calls of the demo project", answer=demo_models.DemoAnswer, runs="owner"),
    Operation("PUT", "/v1/demo", "score", "putDemo", lambda make: make(DemoHandlers).fill,
              "Create the demo project's calls and scores, or replace them by new ones",
              answer=demo_models.DemoAnswer, runs="owner"),
    Operation("DELETE", "/v1/demo", "score", "deleteDemo", lambda make: make(DemoHandlers).remove,
              "Delete everything in the demo project", answer=demo_models.RemovedDemoAnswer, runs="owner"),
    # Runs in which logged calls are sent again to a candidate
    Operation("GET", "/v1/replays", "read", "listReplays", lambda make: make(ReplayHandlers).list,
              "List the runs in which logged calls were sent again to a candidate",
              answer=replays_models.ReplaysAnswer),
    Operation("PUT", "/v1/replays/{name}", "score", "putReplay", lambda make: make(ReplayHandlers).put,
              "Create a replay run, or set how far it is", replays_models.ReplayBody,
              replays_models.BegunReplayAnswer, errors=(409,), runs="owner"),
    Operation("GET", "/v1/replays/{name}", "read", "getReplay", lambda make: make(ReplayHandlers).show,
              "Get a replay run with its verdict and its pairs, those that got worse first",
              answer=replays_models.ReplayAnswer, errors=(404,), query={"pairs": NUMBER}, runs="owner"),
    Operation("DELETE", "/v1/replays/{name}", "score", "deleteReplay", lambda make: make(ReplayHandlers).delete,
              "Delete a replay run; its calls and scores stay", answer=DeletedAnswer, errors=(404,), runs="owner"),

    # Saved views of the dashboard
    Operation("GET", "/v1/views", "read", "listViews", lambda make: make(ViewHandlers).list,
              "List the saved views of the dashboard's pages that the caller may see", answer=views_models.ViewsAnswer),
    Operation("POST", "/v1/views", "score", "createView", lambda make: make(ViewHandlers).create,
              "Create a saved view of a page: filter, columns and order under a name",
              views_models.ViewBody, views_models.ViewAnswer, runs="owner"),
    Operation("PUT", "/v1/views/{view_id}", "score", "replaceView", lambda make: make(ViewHandlers).replace,
              "Set all fields of a saved view", views_models.ViewBody, views_models.ViewAnswer, errors=(404,),
              runs="owner"),
    Operation("DELETE", "/v1/views/{view_id}", "score", "deleteView", lambda make: make(ViewHandlers).delete,
              "Delete a saved view", answer=DeletedAnswer, errors=(404,), runs="owner"),

    # SQL
    Operation("POST", "/v1/sql", "read", "querySql", lambda make: make(SqlHandlers).query,
              "Run a SELECT on requests, scores and properties",
              sql_models.SqlQuery, sql_models.SqlAnswer, errors=(429,), other_answers={200: _ROWS}),
)
# fmt: on
