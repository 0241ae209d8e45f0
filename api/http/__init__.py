"""The HTTP side of the API, in the order a request meets it.

app.py               the aiohttp application and what every request passes
errors.py            the errors that a client can see, and the one place where they become answers
guard.py             Host and Origin: which web pages may use the API
auth.py              API keys, projects, scopes
operation.py         one operation: what a row of the table says
operations.py        the table of operations: path, scope, handler, summary, models, errors
operations_table.py  writes what is generated from it: the table in docs/api.md, own_paths.json
own_paths.py         the paths of the table, for the proxy
homes/               an installation with several nodes: what is on another one
parameters.py        parameters of the query string
json_body.py         a body → JSON → the model it must match, or which field is wrong
json_values.py       JSON parsed without loss; values in error messages (pure)
base_models.py       what the models of bodies and answers are made of
timestamps.py        timestamps in answers (pure)
replies.py           HTTP responses with JSON
openapi.py           the content of /openapi.json
docs_page.py         GET /openapi.json, and /docs, whose files are in pages/
"""
