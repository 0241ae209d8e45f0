"""Requests that no client should send: raw bytes to the proxy, and JSON and SQL to the API."""

from __future__ import annotations

import asyncio
import http.client
import re
import time

from bench.torture.storm import Storm
from tests.support import bombs
from tests.support.load import ServerError

_PATIENCE_S = 1.5  # for an answer to bytes that may deserve none
_STATUS = re.compile(rb"^HTTP/1\.1 (\d{3}) ", re.MULTILINE)

# Behind each of these heads stands a second request. A server that reads the head differently takes it for one.
_HIDDEN = b"0\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
_AMBIGUOUS = (
    b"Content-Length: %d\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: chunked\r\nContent-Length: %d",
    b"Content-Length: %d\r\nContent-Length: 0",
    b"Content-Length: %d, 0",
    b"Content-Length: +%d",
    b"Content-Length: 0x%d",
    b"Content-Length : %d",
    b"Content-Length: %d\r\n Transfer-Encoding: chunked",
    b"Transfer-Encoding: gzip, chunked\r\nX: %d",
    b"Transfer-Encoding: chunked, identity\r\nX: %d",
    b"Transfer-Encoding: xchunked\r\nX: %d",
    b"Transfer-Encoding: \x0bchunked\r\nX: %d",
    b"Transfer-Encoding: chunked;a=b\r\nX: %d",
    b"X: a\rTransfer-Encoding: chunked\r\nContent-Length: %d",
    b"X: a\nTransfer-Encoding: chunked\r\nContent-Length: %d",
    b"X: a\x00b\r\nContent-Length: %d",
)
_BYTES = (
    b"",
    b"\r\n" * 200,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,  # TLS
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /v1/x\r\n\r\n",
    b"GET  /v1/x HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET http://elsewhere/v1/x HTTP/1.1\r\nHost: a\r\n\r\n",
    b"CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\n",
    b"GET /v1/x HTTP/1.1\r\n\r\n",
    b"GET /v1/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /v1/requests HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 40_000 + b"\r\n\r\n",
    b"GET /v1/requests HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 9_000 + b"\r\n",
    b"GET /healthz/live HTTP/1.1\r\nHost: localhost\r\n\r\n" * 500,
    b"POST /v1/models HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 5_000,
    b"POST /v1/models HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    b"POST /v1/models HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1;" + b"y" * 100_000,
)
_SCORE = "/v1/request/hostile/score"
_BODIES: tuple[tuple[str, bytes], ...] = (
    (_SCORE, b'{"scores": {"a": 1' + b"0" * 400 + b"}}"),
    (_SCORE, b'{"scores": {"a": NaN}}'),
    (_SCORE, rb'{"scores": {"\ud800": 1}}'),
    (_SCORE, b'{"scores": {"a": "\x00"}}'),
    (_SCORE, b'{"scores": ' + b"[" * 100_000),
    (_SCORE, b'{"scores": {"' + b"a" * 200_000 + b'": 1}}'),
    (_SCORE, b'{"scores": {' + b",".join(b'"n%d": 1' % number for number in range(20_000)) + b"}}"),
    ("/v1/request/hostile/feedback", b'{"rating": []}'),
    ("/v1/request/hostile/feedback", b'{"rating": {"a": 1}}'),
    ("/v1/scores", b'{"scores": 7}'),
    ("/v1/scores/query", b'{"name": "quality", "filter": ' + b'{"left":' * 5_000),
    ("/v1/request/query", b'{"filter": "all", "limit": 1e400}'),
)
_STATEMENTS = (
    "SELECT list(i) FROM range(20000000) t(i)",
    "SELECT count(*) FROM requests a, requests b, requests c, requests d",
    "SELECT levenshtein(a.s, b.s || 'x') FROM (SELECT string_agg('abcdefghij', '') s FROM range(10000)) a, "
    "(SELECT string_agg('abcdefghij', '') s FROM range(10000)) b",
    "SELECT reservoir_quantile(i, 0.5, 2000000000) FROM range(10) t(i)",
    "SELECT repeat('x', 2000000000)",
    "COPY requests TO '/tmp/stolen'",
    "ATTACH 'gnomon.db' AS other",
    "SELECT * FROM read_text('/etc/passwd')",
)


async def hostile_request(storm: Storm) -> None:
    await storm.random.choice((_send_ambiguous, _send_ambiguous, _send_bytes, _send_bytes, _post_json, _post_bomb))(
        storm
    )


async def _send_ambiguous(storm: Storm) -> None:
    lines = storm.random.choice(_AMBIGUOUS) % len(_HIDDEN)
    await _send(storm, b"POST /v1/models HTTP/1.1\r\nHost: a\r\n" + lines + b"\r\n\r\n" + _HIDDEN)


async def _send_bytes(storm: Storm) -> None:
    await _send(storm, storm.random.choice(_BYTES))


async def _post_json(storm: Storm) -> None:
    path, body = storm.random.choice(_BODIES)
    await _post(storm, path, body)


async def _post_bomb(storm: Storm) -> None:
    """SQL that would use up time or memory, or a request whose small body decodes to much."""
    if storm.random.random() < 0.5:
        statement = storm.random.choice(_STATEMENTS)
        await _post(storm, "/v1/sql", b'{"sql": "%b"}' % statement.encode())
    else:
        bomb = storm.random.choice(list(bombs.requests().values()))
        await _post(storm, "/v1/models", bomb.body, dict(bomb.headers))


async def _send(storm: Storm, data: bytes) -> None:
    """Raw bytes, in up to three pieces; then the connection is closed or reset, whatever came."""
    cuts = sorted(storm.random.randrange(len(data) + 1) for _ in range(storm.random.randrange(3)))
    sent_at = time.monotonic()
    came = b""
    storm.tally.counts["hostile requests"] += 1
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(storm.gnomon.url.rpartition(":")[2]))
    except OSError:
        return
    try:
        for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
            writer.write(data[start:end])
            await asyncio.wait_for(writer.drain(), _PATIENCE_S)
        while piece := await asyncio.wait_for(reader.read(1 << 16), _PATIENCE_S):
            came += piece
    except (OSError, TimeoutError):
        pass
    finally:
        writer.transport.abort()
    for status in map(int, _STATUS.findall(came)):
        _note(storm, f"the request {data[:200]!r}", status, sent_at, came)


async def _post(storm: Storm, path: str, body: bytes, headers: dict[str, str] | None = None) -> None:
    sent_at = time.monotonic()
    storm.tally.counts["hostile requests"] += 1
    sent = {"content-type": "application/json"} | (headers or {})
    try:
        reply = await asyncio.to_thread(storm.gnomon.call, "POST", path, body, sent)
    except TimeoutError:
        if not storm.is_disturbed:
            storm.tally.fault(f"POST {path} with {body[:200]!r} was not answered")
    except (OSError, http.client.HTTPException):
        pass  # the connection is broken, as it may be while the server is killed
    else:
        _note(storm, f"POST {path} with {body[:200]!r}", reply.status, sent_at, reply.body)


def _note(storm: Storm, what: str, status: int, sent_at: float, text: bytes) -> None:
    if status >= 500:
        storm.errors.append(ServerError(what, status, sent_at, time.monotonic(), text[:200]))
