"""Keys, scopes, web pages, unknown paths: what a call passes before its handler."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from api.http.auth import OPEN_PROJECT
from api.http.operations import OPERATIONS
from api.ui.sign_in import cookie_name
from store.settings import KeySettings
from tests.api.conftest import Api, MakeConfig, running


def key(secret: str, **changes: object) -> KeySettings:
    settings = {"name": secret, "sha256": sha256(secret.encode()).hexdigest(), **changes}
    return KeySettings.model_validate(settings)


KEYS = (
    key("all"),
    key("reader", scopes={"read"}),
    key("scorer", scopes={"score"}),
    key("proxy-only", scopes={"proxy"}),
    key("elsewhere", project=2),
)


def shows(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


async def test_without_keys_everybody_is_let_in(api: Api) -> None:
    """No keys configured: any Authorization, or none, is project 1."""
    assert OPEN_PROJECT == 1
    await api.log_call("my-request")
    assert await api.request("my-request")
    assert (await api.get("/v1/request/my-request", headers=shows("anything"))).body["data"]


async def test_a_call_without_a_key_is_turned_away(make_config: MakeConfig) -> None:
    """Every route that has a scope answers 401 in Helicone's shape without a key or with an unknown one."""
    async with running(make_config(keys=KEYS)) as api:
        for operation in OPERATIONS:
            if operation.scope is None or operation.error_style is not None:
                continue
            path = re.sub(r"{\w+}", "x", operation.path)
            for headers, reason in [
                ({}, "No authorization header"),
                (shows("wrong"), "No API key found"),
                ({"Authorization": "Bearer"}, "No API key found"),
                ({"Authorization": "\xff"}, "No API key found"),
                ({"Helicone-Auth": "Bearer all"}, "No authorization header"),
            ]:
                answer = await api.call(operation.method, path, headers=headers)
                assert (answer.status, answer.body) == (401, {"error": reason, "trace": "isAuthenticated.error"})


async def test_scopes(make_config: MakeConfig) -> None:
    """A key may do what its scopes say; else 403 names the scope that is missing."""
    async with running(make_config(keys=KEYS)) as api:
        for secret, read, score in [
            ("all", 200, 201),
            ("reader", 200, 403),
            ("scorer", 403, 201),
            ("proxy-only", 403, 403),
        ]:
            reading = await api.get("/v1/request/x", headers=shows(secret))
            scoring = await api.score("x", {"a": 1}, headers=shows(secret))
            assert (reading.status, scoring.status) == (read, score), secret
        assert "scope 'read'" in (await api.get("/v1/request/x", headers=shows("scorer"))).body["error"]
        bare = await api.get("/v1/request/x", headers={"Authorization": "all"})
        assert bare.status == 200


async def test_projects_never_meet(make_config: MakeConfig) -> None:
    """A call and its scores are seen with a key of their project only, under the same id in two projects too."""
    async with running(make_config(keys=KEYS)) as api:
        await api.log_call("shared", project=1)
        await api.log_call("mine", project=1)
        theirs = await api.log_call("shared", project=2)
        await api.score("shared", {"a": 1}, headers=shows("all"))
        await api.score("shared", {"a": 2}, headers=shows("elsewhere"))
        seen = [
            (await api.get(path, headers=shows(secret))).body["data"]
            for path, secret in [
                ("/v1/request/shared", "all"),
                ("/v1/request/shared", "elsewhere"),
                ("/v1/request/mine", "elsewhere"),
            ]
        ]
        assert [seen[0]["scores"], seen[1]["scores"], seen[2]] == [{"a": 1}, {"a": 2}, None]
        assert [attempt["exchange_id"] for attempt in seen[1]["attempts"]] == [theirs]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8787"}, 200),
        ({"Host": "logs.example.com"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:8787", "Origin": "http://evil.example:8787"}, 421),
        ({"Host": "localhost:8787", "Origin": "http://localhost:8787"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://logs.example.com"}, 200),
    ],
)
async def test_pages_of_others(make_config: MakeConfig, headers: dict[str, str], status: int) -> None:
    """Every route is closed to pages of others, health included; the answer names the setting."""
    async with running(make_config(allowed_hosts=["logs.example.com"])) as api:
        for path in ("/v1/request/x", "/healthz"):
            answer = await api.get(path, headers=headers)
            assert answer.status == status
            assert status == 200 or "server.allowed_hosts" in answer.body["error"]


async def test_paths_and_methods_that_are_not_there(api: Api) -> None:
    """An unknown path is 404, a known one with another method 405 with Allow; both are JSON."""
    for path in ("/", "/v1/request", "/v1/request/x/y", "/v1/request/x/score/", "/v1/request//score", "/%FF"):
        answer = await api.get(path)
        assert (answer.status, answer.body["data"]) == (404, None)
    for method, path, allowed in [
        ("GET", "/v1/request/x/score", "POST"),
        ("DELETE", "/v1/request/x", "GET"),
        ("OPTIONS", "/healthz", "GET"),
    ]:
        answer = await api.call(method, path)
        assert (answer.status, answer.headers["Allow"]) == (405, allowed)
        assert allowed in answer.body["error"]


async def test_answers_are_private_json(api: Api) -> None:
    """No answer is kept by a cache or taken for a page, errors included."""
    for path in ("/healthz", "/v1/request/x", "/nowhere"):
        answer = await api.get(path)
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("expires", ["9" * 5000, "9" * 13, "\uff19" * 10, "-1", "+1", "1_7", " 9", "", "\u0663"])
async def test_a_cookie_with_an_odd_expiry_is_no_cookie(make_config: MakeConfig, expires: str) -> None:
    """Nobody is signed in by it, and it is no error of the server."""
    async with running(make_config(keys=KEYS)) as api:
        name = cookie_name(api.url.removeprefix("http://"))
        headers = {"Cookie": f"{name}={expires}.{'0' * 64}"}
        assert (await api.get("/ui/session", headers=headers)).body["name"] is None
        assert (await api.get("/ui/api/v1/request/x", headers=headers)).status == 401
