"""Bytes of a logged call → model, text, usage, cost, ids. Pure functions that never raise, whatever the bytes.

`extract` fills the extracted fields of an `ExchangeRow`, `assemble` makes its bodies readable, `Prices` knows what
tokens cost. They are imported from their modules, since a worker needs nothing but the ids in headers. In the order in
which a call meets the files:

extraction.py   row + bodies → the row with all extracted fields: `read`, then `priced`
omitted.py      the same in two steps, for calls whose bodies are dropped in between
process.py      the process in which ingest extracts large bodies
paths.py        method, path and host → dialect, provider, model
bodies/         bytes → values: encodings, JSON, forms, streams
dialects/       one module for each API: what its requests, responses and streams say
budgets.py      how much work a body may make
tokens.py       token counts of every provider → `Usage`
pricing/        what a call costs
failures.py     whether an answer says that it failed
reported/       what callers report of calls that did not pass the proxy
headers.py      Helicone-* headers → ids, properties
sessions.py     sessions and users of callers that send none of our headers
aider.py        the first words of a conversation with Aider, for sessions.py
tracing.py      W3C traceparent → trace id, parent span id
messages.py     messages with roles: without the system's, and the last one of the user
previews.py     text for lists
questions.py    what is asked in a message that is mostly a template
hashes/         hashes that find repeated requests, equal inputs, and calls of one prompt
timing.py       when a byte of the answer arrived
"""
