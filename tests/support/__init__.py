"""Servers, clients and checks that the tests share.

upstream.py        a real server that can misbehave: every response is a script over raw bytes
received.py        a request as the upstream received it
gate.py            steps that a test releases one by one
scripts.py         ready-made scripts: complete and streamed responses, stalls, cuts, wrong lengths, garbage
openai_like.py     routes with the bodies that OpenAI sends
anthropic_like.py  routes with the bodies that Anthropic sends
tls.py             a certificate authority for the tests
server.py          `gnomon serve` as a real process
client.py          an HTTP client for it
browser.py         a browser that reports every fault of a page
load.py            many calls at once, and the result of each as its client saw it
disk.py            a disk that fills up
bombs.py           small bodies that take much work to read
audit.py           whether the log agrees with what the clients saw
llama.py           llama.cpp's own server with a tiny random model, made by tiny_gguf.py
node.py            Node and the npm packages of tests/node
"""
