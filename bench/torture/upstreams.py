"""Answers that no provider should send: each is called for by name, beside the ordinary calls."""

from __future__ import annotations

import itertools
import time
from functools import cache

import aiohttp

from bench.torture.storm import Storm
from tests.support import bombs
from tests.support.load import ServerError
from tests.support.openai_like import dumps
from tests.support.scripts import (
    answer,
    cut_stream,
    dropped,
    early_answer,
    event,
    garbage,
    head,
    json_answer,
    many_headers,
    raw,
    silent,
    wrong_length,
)
from tests.support.upstream import Call, Script

PATH = "/hostile/v1/chat/completions"
_EXPECTED = (502, 504)  # an upstream that cannot be understood, or is silent
_SILENT = "silence"
_TIMEOUT_S = 30.0
_numbers = itertools.count()

# Heads that two programs could read differently, and framings that no program can follow.
_RAW: dict[str, bytes] = {
    "length and chunked": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked and length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a list of lengths": b"Content-Length: 5, 5\r\n\r\nhello",
    "a negative length": b"Content-Length: -1\r\n\r\n",
    "a length of 26 digits": b"Content-Length: 99999999999999999999999999\r\n\r\n",
    "gzip, chunked": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked twice": b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "unknown coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "line feeds only": b"Content-Length: 5\n\nhello",
    "a bare carriage return": b"X: a\rb\r\nContent-Length: 5\r\n\r\nhello",
    "a NUL": b"X: a\x00b\r\nContent-Length: 5\r\n\r\nhello",
    "a folded line": b"X: a\r\n b\r\nContent-Length: 5\r\n\r\nhello",
    "a space before the colon": b"Content-Length : 5\r\n\r\nhello",
    "a line without a colon": b"X\r\nContent-Length: 5\r\n\r\nhello",
    "our own headers": b"Helicone-Id: other\r\nSet-Cookie: gnomon=1; Path=/\r\nContent-Length: 5\r\n\r\nhello",
    "bytes after the end": b"Content-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad",
    "a chunk that is too long": b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
    "a chunk size that is no number": b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",
    "a chunk size of 20 digits": b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
    "an endless chunk line": b"Transfer-Encoding: chunked\r\n\r\n5;" + b"x" * 1_000_000,
    "an endless trailer": b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 200_000,
    "an endless head": b"X: y\r\n" * 200_000,
    "an endless line": b"X: " + b"y" * 1_000_000,
}
_FIRST_LINES = ("HTTP/1.1 000 X", "HTTP/1.1 99 X", "HTTP/1.1 1000 X", "HTTP/2 200 OK", "HTTP/0.9 200 OK", "ICY 200 OK")
# What the fields of an answer should not be.
_USAGES = ("NaN", "-1", "1e400", "1" + "0" * 400, "9223372036854775808", '"many"', "true", "0.5", "null", "[]", "{}")
_CONTENTS = (r'"\ud800"', r'"\u0000"', '"' + "x" * 2_000_000 + '"', "[" * 5_000 + "]" * 5_000, "7", '{"a": {}}')


@cache
def scripts() -> dict[str, Script]:
    """Every hostile answer, by its name; compressing some takes a moment."""
    found: dict[str, Script] = {name: raw(b"HTTP/1.1 200 OK\r\n" + text) for name, text in _RAW.items()}
    found |= {line: raw(f"{line}\r\nContent-Length: 5\r\n\r\nhello".encode()) for line in _FIRST_LINES}
    found |= {f"usage {text[:20]}": _completion(f'"usage": {{"prompt_tokens": {text}}}') for text in _USAGES}
    found |= {
        f"content {text[:20]}": _completion(f'"choices": [{{"message": {{"content": {text}}}}}]') for text in _CONTENTS
    }
    stream = [("content-type", "text/event-stream")]
    found |= {
        f"a stream of {name}": answer(200, [*stream, *bomb.headers], bomb.body)
        for name, bomb in bombs.streams().items()
    }
    return found | {
        "204 with a body": raw(head(204, [("content-length", "5")]) + b"hello"),
        "304 with a body": raw(head(304, [("content-length", "5")]) + b"hello"),
        "a thousand times 100": raw(head(100) * 1_000, head(200, [("content-length", "2")]), b"ok"),
        "103 with a length": raw(head(103, [("content-length", "9")]), head(200, [("content-length", "2")]), b"ok"),
        "1,000 headers": answer(200, many_headers(1_000, 200), b"ok"),
        "invalid UTF-8": json_answer(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}'),
        "an unknown encoding": answer(200, [("content-encoding", "rot13")], b"uryyb"),
        "an encoding that it has not": answer(200, [("content-encoding", "gzip")], b"hello"),
        "a body that is too short": wrong_length(b"hello", 500),
        "a stream without an end": cut_stream([event('{"choices": []}')] * 3),
        "a stream that is reset": cut_stream([event("{")], reset=True),
        "an answer before the request is read": early_answer(400, b"no"),
        "garbage": garbage(),
        "nothing": raw(),
        "a reset": dropped(),
        _SILENT: silent(),
    }


def _completion(field: str) -> Script:
    return json_answer(f'{{"id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-4o-mini", {field}}}'.encode())


async def by_name(call: Call) -> None:
    """The script of the hostile upstream: the answer that the call asks for."""
    await scripts()[call.request.header("x-answer") or "garbage"](call)


async def hostile_answer(storm: Storm) -> None:
    """One call that gets such an answer. Whatever the client then sees, only 502 and 504 may come from us."""
    name = storm.random.choice(list(scripts()))
    request_id = f"{storm.prefix}h-{next(_numbers)}"
    headers = {"Helicone-Request-Id": request_id, "x-call": request_id, "x-answer": name}
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": name}]}
    sent_at = time.monotonic()
    timeout = aiohttp.ClientTimeout(total=1 if name == _SILENT else _TIMEOUT_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as session,
            session.post(storm.gnomon.url + PATH, data=dumps(body), headers=headers) as got,
        ):
            status, text = got.status, await got.content.read(200)
            await got.read()
    except (aiohttp.ClientError, OSError, ValueError):
        status, text = 0, b""  # a broken answer, as it should be
    except TimeoutError:
        if name != _SILENT and not storm.is_disturbed:
            storm.tally.fault(f"a call with the hostile answer '{name}' did not end within {_TIMEOUT_S:.0f} s")
        return
    finally:
        storm.tally.counts["hostile answers"] += 1
    if status >= 500 and status not in _EXPECTED:
        storm.errors.append(ServerError(f"the hostile answer '{name}'", status, sent_at, time.monotonic(), text))
