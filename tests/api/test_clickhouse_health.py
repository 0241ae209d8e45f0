"""What /healthz and /metrics say of ClickHouse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import aiohttp

from store.settings import DataDir
from tests.api.conftest import Api, MakeConfig, running
from tests.api.two_nodes import key_of, running_node, until
from tests.store.clickhouse.test_archive_again import log_of_changes
from tests.support.clickhouse import ClickHouse


async def test_what_is_wrong_with_a_server_is_shown(make_config: MakeConfig, tmp_path: Path) -> None:
    """With what waits for it, and SQL of callers says what it needs."""
    with ClickHouse(tmp_path / "clickhouse") as server:
        async with running_node(make_config, server, tmp_path / "node") as api:
            answer = await api.call("POST", "/v1/sql", json={"sql": "SELECT 1"})
            assert (
                answer.status,
                "run deploy/clickhouse/grants.sql, and set store.sql_user" in answer.body["error"],
            ) == (503, True)
            assert (await api.get("/healthz")).body["replica"]["lag_s"] == 0
            await api.log_call("first")
            await until(lambda: _archived(api))
            server.kill()
            await api.log_call("waits")

            async def shown() -> Any:
                health = (await api.get("/healthz")).body
                address = f"127.0.0.1:{server.http_port}: connection refused"
                waiting = rf"queries do not include .*{address} \([1-9][0-9]* changes wait, for up to [0-9]+ s\)"
                return health if any(re.fullmatch(waiting, reason) for reason in health["reasons"]) else None

            health = await until(shown)
            assert (health["status"], health["replica"]["behind"] > 0, health["replica"]["lag_s"] > 0) == (
                "degraded",
                True,
                True,
            )
            failing = f"queries are answered with status 503: 127.0.0.1:{server.http_port}: connection refused"
            await until(lambda: _has_reason(api, failing))
            query = await api.call("POST", "/v1/scores/query", json={"scores": ["quality"]})
            assert (query.status, "of this request" in query.body["error"]) == (503, False), "it stores nothing"
            metrics = await until(lambda: _fails_to_archive(api))
            assert "gnomon_archive_lag_seconds" in metrics
            reasons = (await api.get("/healthz")).body["reasons"]
            (archive,) = [reason for reason in reasons if reason.startswith("the archive in ClickHouse does not get")]
            assert re.search(
                r"connection refused \([1-9]\d* changes and [1-9]\d* bodies wait, for up to \d+ s\)$", archive
            )
        async with running(make_config(data_dir=tmp_path / "node")) as api:
            assert "archive" not in (await api.get("/healthz")).body
            assert (await api.call("PUT", "/v1/score-definitions/stars", json={"kind": "integer"})).status == 200
        assert log_of_changes(DataDir(tmp_path / "node")) == ["gap", "gap"], "without ClickHouse it does not grow"


async def _has_reason(api: Api, reason: str) -> bool:
    return reason in (await api.get("/healthz")).body["reasons"]


async def _archived(api: Api) -> bool:
    archive = (await api.get("/healthz")).body["archive"]
    return (archive["behind"], archive["bodies_behind"]) == (0, 0)


async def _fails_to_archive(api: Api) -> str | None:
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{api.url}/metrics", headers={"Authorization": f"Bearer {key_of(1)}"})
        text = await answer.text()
    fails = "\ngnomon_archive_failing 1.0\n" in text
    # Of the second call, and of the first one if the server was killed before it had come.
    return text if fails and re.search(r"^gnomon_archive_lag_bodies [24]\.0$", text, re.MULTILINE) else None
