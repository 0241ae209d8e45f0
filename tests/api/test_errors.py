"""Errors become answers in one place."""

from __future__ import annotations

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from api.http.errors import translate


async def test_a_bug_is_500_and_logged_without_what_the_caller_sent() -> None:
    """A fault of ours shows nothing of itself to the caller; the log has its traceback, and the route, not the path."""

    async def broken(_request: web.Request) -> web.Response:
        raise KeyError("a bug")

    app = web.Application(middlewares=[translate])
    app.router.add_get("/v1/request/{request_id}", broken)
    async with TestClient(TestServer(app)) as client:
        with capture_logs() as logged:
            answer = await client.get("/v1/request/secret-id?key=secret-key", headers={"Authorization": "secret"})
        assert (answer.status, await answer.json()) == (500, {"message": "Internal Server Error"})
    (entry,) = logged
    assert (entry["route"], entry["exc_info"], entry["log_level"]) == ("/v1/request/{request_id}", True, "error")
    assert "secret" not in str(entry)
