"""The control plane: scores in, questions out. One process per installation, behind the workers, which relay its
paths to its Unix socket. In the order a request meets the files:

server.py          the process: opens the store, starts ingest, serves, leaves in order
settings.py        what it is told
app.py             the aiohttp application and what every request passes
errors.py          each error a client can see, and the one place where they become answers
guard.py           Host and Origin: which web pages may talk to us
auth.py            keys, projects, scopes
routes.py          the table of routes
request_ids.py     the id in a path
json_body.py       a body that must be JSON
scores.py          POST a score
  score_body.py      bytes → scores, or which field is wrong (pure)
requests.py        GET a request
  request_shape.py   rows → the answer (pure)
health.py          GET /healthz
models.py          the shapes of answers
replies.py         JSON answers
retention.py       what is deleted by its age, every hour
"""
