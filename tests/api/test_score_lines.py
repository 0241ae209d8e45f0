"""POST /v1/scores with a line for each score."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from api.scores.backlog import Backlog
from api.scores.line_splitter import LineSplitter
from api.scores.lines import MAX_LINE_BYTES, STEP_LINES
from store.settings import ScoreSettings
from tests.api.conftest import Api, MakeConfig, running

LINES = {"Content-Type": "application/x-ndjson"}

HEAD = b"POST /v1/scores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"


def line(request_id: str = "r", name: str = "a", value: Any = 1, **more: Any) -> bytes:
    return json.dumps({"request_id": request_id, "name": name, "value": value, **more}).encode() + b"\n"


async def send(api: Api, body: bytes | AsyncIterator[bytes], **headers: str) -> tuple[list[Any], Any]:
    """The answer's lines, and the last one, which sums up."""
    options = {"data": body, "headers": LINES | headers}
    async with aiohttp.ClientSession() as session, session.post(URL(api.url + "/v1/scores"), **options) as answer:
        assert (answer.status, answer.content_type) == (200, "application/x-ndjson")
        *lines, last = [json.loads(one) for one in (await answer.read()).splitlines()]
        return lines, last


async def test_each_line_is_answered_and_a_bad_one_costs_itself(api: Api) -> None:
    """Good lines are kept and get their ids; bad ones say what is wrong, by their number; blank ones are nothing."""
    body = (
        line("r1") + b"\n" + b"{nonsense\n" + line(value=None) + line("r2", value="x")[:-1] + b"\r\n" + b"[1]\n"
        b'{"request_id": "r", "name": "a", "value": NaN}\n' + b"\xff\n" + line("r3")[:-1]
    )
    lines, last = await send(api, body)
    assert [(one["line"], one.get("status"), "error" in one) for one in lines] == [
        (1, "waiting", False),
        (3, None, True),
        (4, None, True),
        (5, "waiting", False),
        (6, None, True),
        (7, None, True),
        (8, None, True),
        (9, "waiting", False),
    ]
    assert "not JSON" in lines[1]["error"]
    assert lines[2]["details"]["value"]["message"].startswith("must be")
    assert "finite" in lines[5]["details"]["value"]["message"]
    assert last == {
        "done": True,
        "error": None,
        "lines": 8,
        "stored": 0,
        "waiting": 3,
        "accepted": 0,
        "refused": 5,
        "labels_among_numbers": {"a": 1},
    }
    kept = await api.get("/v1/scores", params={"request_id": "r3"})
    assert [one["score_id"] for one in kept.body["data"]] == [lines[-1]["score_id"]]


async def test_lines_are_answered_while_more_may_come(api: Api) -> None:
    """After 1,000 lines they are on the disk and answered, though the body has not ended."""
    answered = asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b"".join(line(f"r{number}") for number in range(STEP_LINES)) + line("last")
        await asyncio.wait_for(answered.wait(), 20)
        found = await api.get("/v1/scores", params={"request_id": "r999"})
        assert len(found.body["data"]) == 1
        assert (await api.get("/v1/scores", params={"request_id": "last"})).body["data"] == []

    async with (
        aiohttp.ClientSession() as session,
        session.post(URL(api.url + "/v1/scores"), data=body(), headers=LINES) as answer,
    ):
        for number in range(STEP_LINES):
            assert json.loads(await answer.content.readline())["line"] == number + 1
        answered.set()
        assert json.loads(await answer.content.readline())["line"] == STEP_LINES + 1


async def test_a_client_that_reads_only_after_it_has_sent_all(api: Api) -> None:
    """30,000 answers wait for a client that sends first and reads then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(api.url).port)
    body = b"".join(line(f"r{number % 100}", f"n{number}") for number in range(30_000))
    writer.write(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await asyncio.wait_for(writer.drain(), 60)
    answer = await asyncio.wait_for(reader.read(), 60)
    assert answer.count(b'"status":"waiting"') == 30_000
    assert b'"done":true' in answer
    writer.close()
    await writer.wait_closed()


async def test_lines_have_a_bound(api: Api) -> None:
    """A line that is too long costs itself, and is not held in memory."""
    long = b'{"comment": "' + b"x" * (1 << 19) + b'"}\n'
    lines, last = await send(api, line("r1") + long + line("r2"))
    assert [one.get("status") for one in lines] == ["waiting", None, "waiting"]
    assert str(MAX_LINE_BYTES) in lines[1]["error"]
    assert last["refused"] == 1


async def test_the_same_lines_again_under_a_key(make_config: MakeConfig) -> None:
    """A bulk load that is repeated under its key, after a restart, keeps nothing twice and gets the same answer, also
    when it was cut before; other lines under that key are refused."""
    body = b"".join(line(f"r{number}") for number in range(1_500)) + b"{\n"
    key = {"Idempotency-Key": "load-1"}
    async with running(make_config()) as api:
        cut, _ = await send(api, b"".join(body.splitlines(keepends=True)[:STEP_LINES]), **key)
    async with running(make_config()) as api:
        whole, last = await send(api, body, **key)
        assert whole[:STEP_LINES] == cut
        assert (last["lines"], last["waiting"], last["refused"]) == (1_501, 1_500, 1)
        assert await send(api, body, **key) == (whole, last)
        assert (await api.get("/healthz")).body["store"]["scores"] == 1_500
        lines, last = await send(api, line("other"), **key)
        assert (lines, last["done"]) == ([], False)
        assert "Idempotency-Key" in last["error"]


async def test_lines_and_json_do_not_share_a_key(api: Api) -> None:
    """The same bytes mean something else as one body: neither form is answered with what became of the other."""
    await api.call("PUT", "/v1/score-definitions/a", json={"kind": "integer", "maximum": 5, "enforce": True})
    for number, body in enumerate((line("r1", value=6), b"[" + line("r1").strip() + b"]")):
        key = {"Idempotency-Key": f"key-{number}"}
        _, last = await send(api, body, **key)
        assert last["refused"] == 1
        answer = await api.call("POST", "/v1/scores", data=body, headers=key | {"Content-Type": "application/json"})
        assert (answer.status, answer.body["details"].keys()) == (422, {"Idempotency-Key"})
    body, key = line("r1"), {"Idempotency-Key": "key-2"}
    answer = await api.call("POST", "/v1/scores", data=body, headers=key | {"Content-Type": "application/json"})
    assert answer.status == 201
    lines, last = await send(api, body, **key)
    assert (lines, last["done"], "Idempotency-Key" in last["error"]) == ([], False, True)


async def test_definitions_and_the_waiting_bound_cost_lines_only(make_config: MakeConfig) -> None:
    """What an enforced definition or scores.waiting_max refuses is answered in its line."""
    async with running(make_config(scores=ScoreSettings(waiting_max=2))) as api:
        await api.call("PUT", "/v1/score-definitions/a", json={"kind": "integer", "maximum": 5, "enforce": True})
        lines, last = await send(api, line("r1") + line("r2", value=6) + line("r2") + line("r3"))
        assert [one.get("status") for one in lines] == ["waiting", None, "waiting", None]
        assert "at most 5" in lines[1]["error"]
        assert "waiting_max" in lines[3]["error"]
        assert last["refused"] == 2


async def test_a_load_that_breaks_off_keeps_what_was_answered(api: Api) -> None:
    """The client is gone in mid-body: whole steps are kept, the rest is not, and the API goes on."""
    _, writer = await asyncio.open_connection("127.0.0.1", URL(api.url).port)
    writer.write(HEAD + b"Content-Length: 9999999\r\n\r\n")
    writer.write(b"".join(line(f"r{number}") for number in range(STEP_LINES)) + line("rest"))
    await writer.drain()
    async with asyncio.timeout(20):
        while (await api.get("/healthz")).body["store"]["scores"] < STEP_LINES:
            pass
    writer.close()
    await writer.wait_closed()
    assert (await api.get("/healthz")).body["store"]["scores"] == STEP_LINES


async def test_compressed_lines_are_refused(api: Api) -> None:
    """Lines are read as they come; 415 says so."""
    answer = await api.call("POST", "/v1/scores", data=b"x", headers=LINES | {"Content-Encoding": "gzip"})
    assert answer.status == 415


@given(body=st.lists(st.sampled_from([b"a", b"\n", b"bb", b"ccc\n", b"\n\n"])), size=st.integers(1, 4))
def test_lines_do_not_depend_on_how_the_body_arrives(body: list[bytes], size: int) -> None:
    """However the bytes are cut, the lines are the same; what is too long is left out by its number."""
    splitter = LineSplitter(4)
    whole = b"".join(body)
    lines = [found for at in range(0, len(whole), size) for found in splitter.feed(whole[at : at + size])]
    lines += splitter.end()
    expected = whole.split(b"\n") if whole else []
    if expected and not expected[-1]:
        expected.pop()
    assert lines == [(number, data if len(data) <= 4 else None) for number, data in enumerate(expected, 1)]


@pytest.mark.parametrize("in_memory_bytes", [1, 1 << 20])
async def test_a_backlog_gives_back_what_was_put(in_memory_bytes: int) -> None:
    """In memory or in a file, bytes come out in order, and the end after them."""
    backlog = Backlog(in_memory_bytes)
    taken = b""
    for number in range(50):
        backlog.put(b"%d," % number * 10)
        if number % 7 == 0:
            taken += await backlog.take(5)
    backlog.end()
    while data := await backlog.take():
        taken += data
    assert taken == b"".join(b"%d," % number * 10 for number in range(50))
    backlog.close()
