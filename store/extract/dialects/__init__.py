"""The API dialects that Gnomon understands, one module each.

dialect.py              the `Dialect` protocol, and how to add a dialect
openai_chat.py          POST …/chat/completions, spoken by OpenAI and most others
openai_responses.py     POST …/responses
openai_completions.py   POST …/completions, the older API
openai_embeddings.py    POST …/embeddings
anthropic_messages.py   POST …/messages
choices.py              what OpenAI's chat and older completions have in common
deltas.py               many small events of a stream → few large ones
"""
