"""Request heads that are too large or cannot be read: an answer in JSON, and no header's value in the log."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.api.conftest import SHARED, Api

SECRET = "SECRETINLOG"


async def answer(api: Api, head: bytes) -> tuple[int, dict[str, str], Any]:
    """Status, headers and JSON of the answer to these bytes, after which the server closes the connection."""
    parts = urlsplit(api.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(head)
    received = await reader.read()
    writer.close()
    first, _, rest = received.partition(b"\r\n")
    lines, _, body = rest.partition(b"\r\n\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines.decode().split("\r\n"))
    return int(first.split(b" ")[1]), headers, json.loads(body)


def get(target: str, *lines: str) -> bytes:
    return "\r\n".join([f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", *lines, "", ""]).encode()


LARGE = f"{SECRET}{'1' * 60_000}"
ACCEPTED = {
    "target": (get(f"/v1/request/x?{LARGE}"), 200),
    "cookie": (get("/ui/session", f"Cookie: gnomon_session={LARGE}"), 200),
    "many cookies": (get("/ui/session", *(f"Cookie: a{number}={SECRET}" for number in range(1000))), 200),
    "authorization": (get("/v1/request/x", f"Authorization: Bearer {LARGE}"), 200),
    "name": (get("/v1/request/x", f"X-{LARGE}: 1"), 200),
    "many headers": (get("/v1/request/x", *(f"X-{number}: {SECRET}" for number in range(2000))), 200),
}
TOO_LARGE = f"{SECRET}{'1' * 70_000}"
REFUSED = {
    "target": (get(f"/v1/request/x?{TOO_LARGE}"), 431),
    "cookie": (get("/ui/session", f"Cookie: gnomon_session={TOO_LARGE}"), 431),
    "authorization": (get("/v1/request/x", f"Authorization: Bearer {TOO_LARGE}"), 431),
    "helicone": (get("/v1/request/x", f"Helicone-Property-A: {TOO_LARGE}"), 431),
    "name": (get("/v1/request/x", f"X-{TOO_LARGE}: 1"), 431),
    "many headers": (get("/v1/request/x", *(f"X-{number}: {SECRET}" for number in range(70_000))), 431),
    "not a header": (get("/v1/request/x", SECRET), 400),
    "a control character": (get("/v1/request/x", f"X-A: {SECRET}\x00"), 400),
    "two hosts": (get("/v1/request/x", f"Host: {SECRET}"), 400),
    "not a url": (get(f"http://[{SECRET}/"), 400),
    "not a port": (get(f"http://a:{SECRET}/"), 400),
    "a made-up method": (f"{SECRET} / HTTP/1.1\r\nHost: a\r\n\r\n".encode(), 400),
    "another version": (f"GET /{SECRET} HTTP/7.7\r\nHost: a\r\n\r\n".encode(), 400),
}


@pytest.mark.parametrize("name", ACCEPTED)
@SHARED
async def test_a_head_within_the_workers_limit_is_read(shared_api: Api, name: str) -> None:
    """proxy.max_head_bytes is one setting for workers and API, for a single line and for all of them."""
    head, status = ACCEPTED[name]
    assert (await answer(shared_api, head))[0] == status


@pytest.mark.parametrize("name", REFUSED)
@SHARED
async def test_other_heads_get_an_error_in_json(
    shared_api: Api, name: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the answer nor the log repeats a part of the head."""
    head, status = REFUSED[name]
    refusal = await answer(shared_api, head)
    assert refusal[0] == status
    assert refusal[1]["content-type"] == "application/json"
    assert set(refusal[2]) == {"data", "error"}
    assert ("proxy.max_head_bytes" in refusal[2]["error"]) is (status == 431)
    logged = "".join([*capfd.readouterr(), caplog.text])
    assert SECRET not in logged + json.dumps(refusal[2])
    assert "Traceback" not in logged
