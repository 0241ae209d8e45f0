"""The calls and streams that all measurements send, byte for byte: a small call, a large call, a stream."""

from __future__ import annotations

import json
import random
from typing import Literal, get_args

# A small call; a large call; a stream of CHUNKS; a stream that lasts until its reader disconnects; a chunk per second.
Kind = Literal["small", "large", "paced", "endless", "slow"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Sent by the openai SDK for Python (3.54), besides Host and Content-Length; the last header is for Gnomon.
REQUEST_HEADERS = {
    "Accept-Encoding": "gzip, deflate, br",
    "Connection": "keep-alive",
    "authorization": "Bearer sk-0123456789abcdef0123456789abcdef0123456789abcdef",
    "accept": "application/json",
    "content-type": "application/json",
    "user-agent": "OpenAI/Python 3.54.0",
    "x-stainless-lang": "python",
    "x-stainless-package-version": "3.54.0",
    "x-stainless-os": "Linux",
    "x-stainless-arch": "x64",
    "x-stainless-runtime": "CPython",
    "x-stainless-runtime-version": "3.13.1",
    "x-stainless-async": "false",
    "x-stainless-retry-count": "0",
    "x-stainless-read-timeout": "600",
    "Helicone-Property-App": "bench",
}

PATH = "/v1/chat/completions"

REQUEST_BODY = (
    b'{"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are a helpful assistant who answers in one '
    b'short sentence."},{"role":"user","content":"What is the shadow of a gnomon for?"}],"temperature":0.2}'
)

ANSWER_BODY = (
    b'{"id":"chatcmpl-BenchBenchBenchBenchBenchBench","object":"chat.completion","created":1795410000,"model":'
    b'"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant","content":"The shadow of a gnomon '
    b"tells the hour: its direction shows the time of day, and its length at noon the time of the year, which made it "
    b'the first instrument of the astronomers.","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":'
    b'"stop"}],"usage":{"prompt_tokens":34,"completion_tokens":38,"total_tokens":72,"prompt_tokens_details":'
    b'{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,'
    b'"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":'
    b'"fp_0123456789"}'
)

# A streamed event carries the timestamp at which the upstream sent it, in the text, which every proxy passes on:
# microseconds since 1970 in 16 digits, after these letters.
STAMP = "at:"
EVENT_BEGIN = (
    b'data: {"id":"chatcmpl-BenchBenchBenchBenchBenchBench","object":"chat.completion.chunk","created":1795410000,'
    b'"model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_0123456789","choices":'
    b'[{"index":0,"delta":{"content":"'
)
EVENT_END = b'"},"logprobs":null,"finish_reason":null}]}\n\n'
EVENT = EVENT_BEGIN + b" shadow" + EVENT_END
LAST_EVENT = EVENT.replace(b'"content":" shadow"', b"").replace(b"null}]", b'"stop"}]')

_TEXT = (
    "the shadow of a gnomon tells the hour and its length at noon the time of year which made it the first instrument "
    "that astronomers had before glass and clocks when light itself was measured in steps along a floor of stone"
)


def body(kind: Kind, model: str = "gpt-4o-mini") -> bytes:
    """Request body of that kind of call: 100 kB for a large call, else 0.2 kB."""
    if kind == "large":
        return _large_body(model)
    small = REQUEST_BODY.replace(b'"gpt-4o-mini"', json.dumps(model).encode())
    return small if kind == "small" else small.replace(b'"temperature"', b'"stream":true,"temperature"')


def _large_body(model: str) -> bytes:
    """100 kB: a long conversation, which applications send with every call."""
    messages = [
        {"role": "assistant" if turn % 2 else "user", "content": prose(turn, 3_966)}  # 25 of them make 100 kB
        for turn in range(25)
    ]
    return json.dumps({"model": model, "messages": messages, "temperature": 0.2}, separators=(",", ":")).encode()


def large_answer() -> bytes:
    """Response body of a large call, 8 kB."""
    answer = json.loads(ANSWER_BODY)
    answer["choices"][0]["message"]["content"] = prose(0, 7_400)
    return json.dumps(answer, separators=(",", ":")).encode()


def prose(seed: int, size_bytes: int) -> str:
    """Words that compress about as well as natural language; the same seed gives the same text."""
    words, generator = _TEXT.split(), random.Random(seed)
    text = " ".join(generator.choice(words) for _ in range(size_bytes // 4))
    return text[:size_bytes]


def request(host: str, path: str = PATH) -> bytes:
    """One complete call as it is on the wire."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in REQUEST_HEADERS.items())
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\n{lines}Content-Length: {len(REQUEST_BODY)}\r\n\r\n"
    return head.encode() + REQUEST_BODY


def answer() -> bytes:
    """One complete response as nginx sends it."""
    return b"%bContent-Type: application/json\r\nContent-Length: %d\r\nConnection: keep-alive\r\n\r\n%b" % (
        _NGINX,
        len(ANSWER_BODY),
        ANSWER_BODY,
    )


def stream_head() -> bytes:
    return b"%bContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n" % _NGINX


def stream_chunk() -> bytes:
    return b"%x\r\n%b\r\n" % (len(EVENT), EVENT)


_NGINX = b"HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 23 Nov 2026 05:00:00 GMT\r\n"
