"""A realtime session over a WebSocket, as aiohttp's client and server speak it: relayed, and its tokens logged."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.support.server import Gnomon

USAGE = {"input_tokens": 30, "output_tokens": 12, "total_tokens": 42, "input_token_details": {"audio_tokens": 20}}


async def session(request: web.Request) -> web.WebSocketResponse:
    """A session with one response for each message of the client."""
    socket = web.WebSocketResponse(compress=True)
    await socket.prepare(request)
    await socket.send_json({"type": "session.created", "session": {"id": "sess_1", "model": "gpt-realtime-mini"}})
    async for message in socket:
        said = json.loads(message.data)["say"]
        await socket.send_json({"type": "response.created", "response": {"id": "resp_1"}})
        for _ in range(50):
            await socket.send_json({"type": "response.output_audio.delta", "delta": "QUJD" * 1_000})
        content = [{"type": "output_audio", "transcript": said}]
        response = {"status": "completed", "output": [{"type": "message", "content": content}], "usage": USAGE}
        await socket.send_json({"type": "response.done", "response": response})
    return socket


@pytest.fixture
async def realtime() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get("/v1/realtime", session)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.mark.parametrize("compress", [0, 15], ids=["plain", "compressed"])
async def test_the_tokens_of_a_session(realtime: TestServer, tmp_path: Path, compress: int) -> None:
    """All responses count, the text is what was said, and of the audio nothing is kept."""
    with Gnomon(tmp_path, str(realtime.make_url("/"))) as gnomon:
        url = f"{gnomon.url}/v1/realtime?model=gpt-realtime"
        headers = {"Helicone-Request-Id": "talk"}
        async with ClientSession() as client, client.ws_connect(url, headers=headers, compress=compress) as socket:
            assert (await socket.receive_json())["type"] == "session.created"
            for said in ("Good day.", "Goodbye."):
                await socket.send_json({"say": said})
                seen = [(await socket.receive_json())["type"] for _ in range(52)]
                assert (seen[0], seen[-1]) == ("response.created", "response.done")
        logged = gnomon.request("talk")
        body = gnomon.get("/v1/request/talk?includeBody=true").json()["data"]["response_body"]
    assert logged["model"] == "gpt-realtime-mini"
    assert (logged["prompt_tokens"], logged["completion_tokens"]) == (60, 24)
    assert logged["attempts"][0]["outcome"] == "ok"
    assert logged["attempts"][0]["dialect"] == "openai_realtime"
    assert body["usage"]["total_tokens"] == 84
    assert [item["content"][0]["transcript"] for item in body["output"]] == ["Good day.", "Goodbye."]
