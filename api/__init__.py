"""The control plane: scores in, answers to queries out. One process, behind the proxy workers, which relay the paths of
the API to its Unix socket.

server.py    the process: opens the store, starts ingest, serves, shuts down in order
  connections.py  the limits of a request's head, and the answer to one that cannot be read
  running.py   counts the requests being answered, for which a shutdown waits
  other_nodes.py    whether there are other nodes
    several_nodes.py  if so, what the process has beyond that
  away_work.py  the owner does what nodes that are away had to do
settings.py  its settings
retention.py deletes what is too old, every hour
http/        the application: operations, keys, errors, JSON, OpenAPI
health/      how the server is
requests/    logged requests
otlp/        spans and evaluations of OpenTelemetry
intake/      calls that did not pass the proxy
scores/      scores and queries on them
labelling/   queues in which people score requests, and corrected answers
planning/    how many requests an answer needs
evaluators/  what scores calls by itself
experiments/ groups of requests that are compared while they run
replays/     logged calls that were sent again to a candidate
fairness/    what differs between two groups that are compared
changes/     when a score or metric changed
comparisons/ pairs of two groups, and what explains the change between them
helicone/    what Helicone's clients and dashboard call
properties/  sessions/  users/   queries on these
demo/        made-up calls to try the dashboard with
webhooks/    events that are sent to other servers
alerts/      rules that watch a metric, and their history
views/       saved views of the dashboard's pages
sql/         SQL that callers write
queries/     what all queries have in common
metrics/     monitoring by Prometheus
ui/          the dashboard's files and its sign-in

Each folder has the handlers of a noun in <noun>.py and its pydantic models in <noun>_models.py. examples.json has the
examples of /openapi.json; the dashboard is built into dashboard/.
"""
