"""What the stories are told with.

upstream.py        a real server that can misbehave: every answer is a script over raw bytes
received.py        a request as it came
gate.py            steps that a test releases one by one
scripts.py         ready-made scripts: whole and streamed answers, stalls, cuts, lies, garbage
openai_like.py     routes with the bodies that OpenAI sends
anthropic_like.py  the same of Anthropic
tls.py             a certificate authority of the tests' own
server.py          `gnomon serve` as a real process
client.py          asking it over plain HTTP
load.py            many calls at once, and what became of each
audit.py           whether the log tells what the clients saw
llama.py           llama.cpp's own server with a tiny random model, made by tiny_gguf.py
node.py            Node and the npm packages of tests/node
"""
