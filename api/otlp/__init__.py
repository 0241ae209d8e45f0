"""OpenTelemetry's protocol over HTTP: spans become calls and steps, log records messages or scores.

otlp.py             the endpoints: POST /v1/traces and /v1/logs, and Helicone's names for them
bodies.py           a request's body: decompressed, within bounds, decoded in a thread
protobuf.py         the wire format of protobuf → values (pure)
messages.py         the messages of OTLP in protobuf → batches (pure)
json_form.py        the messages of OTLP in JSON → batches (pure)
batch.py            what both give: spans and log records, and how many were refused, and why (pure)
spans.py            span → reported call (pure)
evaluations.py      `gen_ai.evaluation.result` → score (pure)
message_records.py  log records with messages → what is reported of their spans (pure)
answers.py          answers and errors, in protobuf or JSON as the request was
"""
