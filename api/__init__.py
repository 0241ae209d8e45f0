"""The control plane: scores in, questions out. One process per installation, behind the workers, which relay its
paths to its Unix socket. In the order a request meets the files:

server.py          the process: opens the store, starts ingest, serves, leaves in order
  running.py         the requests that are being answered, for which a stop waits
settings.py        what it is told
app.py             the aiohttp application and what every request passes
errors.py          each error a client can see, and the one place where they become answers
guard.py           Host and Origin: which web pages may talk to us
auth.py            keys, projects, scopes
routes.py          the table of routes
request_ids.py     the id in a path
parameters.py      parameters in a query string
json_body.py       a body that must be JSON
  json_values.py     its values as they were written (pure)
  json_models.py     the model that it should be, or what is wrong with which field
helicone_scores.py POST a score, in Helicone's shape
  score_body.py      bytes → scores, or which field is wrong (pure)
scores.py          /v1/scores: scores of any kind
  score_items.py     JSON → scores (pure)
  score_values.py    what a name and a value may be (pure)
  score_lines.py     scores without end, a line each
    lines.py           a body → its lines (pure)
    backlog.py         answers that wait for a client which does not read yet
score_definitions.py  what the scores of a name should be
  score_models.py    the shapes of what goes in and out around scores
requests.py        GET a request
  request_shape.py   rows → the answer (pure)
request_properties.py  PUT a property
queries.py         POST queries: lists and counts of requests
  request_answers.py  the shapes of their answers
  query_models.py    their bodies, and what is wrong with one (pure)
  signed_urls.py     URLs that give a request's bodies for a day
score_questions.py POST /v1/scores/query and compare
  score_question_models.py  their bodies and the shapes of their answers
  score_answers.py   answers → what is sent (pure)
score_names.py     GET /v1/scores/names
score_pairs.py     POST /v1/scores/compare/pairs: what moved most
evals.py           Helicone's questions on scores
helicone_questions.py  what Helicone's other questions have in common
  metrics.py         /v1/metrics
    metric_shapes.py   the shapes of its answers
  sessions.py        /v1/session
  users.py           /v1/user
  properties.py      /v1/property
  spreads.py         histograms of sessions and users
request_groups.py  POST /v1/request/groups/query: by model, user, property …
sql.py             POST /v1/sql
docs.py            GET /openapi.json, and /docs, whose files are in pages/
  openapi.py         the document, made of the routes and the models; examples.json has its examples
  filter_schemas.py  … of filters (pure)
  route_docs.py      … of each route
ui.py              the dashboard's files, built from web/ into dashboard/
sign_in.py         a key becomes a cookie, which the API takes under /ui/api
health.py          GET /healthz
  settings_in_force.py  GET /healthz/settings
models.py          the shapes of answers
answers.py         what they are wrapped in
replies.py         JSON answers
retention.py       what is deleted by its age, every hour
"""
