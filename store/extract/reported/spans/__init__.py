"""A span of OpenTelemetry → what it says of a call or of a step. Pure; never raises, whatever JSON it is given.

`understand` takes a span as `api.otlp` writes it into the spool: one JSON object with `attributes`, `events` and
`resource` as objects, and `log_records` once ingest has joined them. In the order in which a span meets the files:

understanding.py  span → `SpanMeaning`
kinds.py          whether it is a call, an agent, a tool …
genai.py          conversation and usage by OpenTelemetry's conventions: up to 1.36, 1.37 to 1.41, 0.1.0
openinference.py  … by OpenInference (Arize Phoenix)
openllmetry.py    … by OpenLLMetry (Traceloop)
dialect.py        the dialect of a call that a span describes
conversation.py   what all three give: messages and choices in the form of OpenAI's chat completions
log_records.py    log records that hold a span's messages: joined with the span, within its limit
attributes.py     attributes → words, numbers, JSON, lists
"""

from store.extract.reported.spans.understanding import SpanMeaning, understand

__all__ = ["SpanMeaning", "understand"]
