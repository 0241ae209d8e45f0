"""The API dialects that Gnomon understands, one module each.

dialect.py              what the extractor asks of a dialect, and how to add one
openai_chat.py          POST …/chat/completions, spoken by OpenAI and most others
openai_responses.py     POST …/responses
openai_completions.py   POST …/completions, the older API
openai_embeddings.py    POST …/embeddings
openai_realtime.py      …/realtime and …/responses over a WebSocket
anthropic_messages.py   POST …/messages
gemini.py               …:generateContent and …:streamGenerateContent, at Google and Vertex
bedrock_converse.py     …/converse and …/converse-stream
ollama.py               POST /api/chat and /api/generate
cohere.py               POST /v2/chat
openai_images.py        POST …/images/…
openai_audio.py         POST …/audio/…
rerank.py               POST …/rerank
moderations.py          POST …/moderations
choices.py              what OpenAI's chat and older completions have in common
"""
