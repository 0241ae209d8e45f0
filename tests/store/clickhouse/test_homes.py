"""Nodes find each other's requests and scores in ClickHouse, as their newest versions are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.base import StoreUnavailable
from store.clickhouse.nodes.copies import requests_from_copies
from store.clickhouse.nodes.homes import ANY_PROJECT, Homes
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.membership import NUMBER_SHIFT
from tests.store.clickhouse.shared_servers import connected
from tests.support.clickhouse import ClickHouse

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
OF_REQUEST = ("request_id", "exchange_id", "upstream_id", "is_last", "started_at")
OF_SCORE = ("score_id", "request", "request_id", "target_kind", "target_id", "value", "superseded_at", "recorded_at")
GONE = {"name": "quality", "recorded_at": AT}
NODE, OTHER = 5, 7
REQUEST = (NODE << NUMBER_SHIFT) + 1


def _insert(server: ClickHouse, table: str, row: int, version: int, deleted: int, values: dict[str, Any]) -> None:
    with server.client("gnomon") as client:
        columns = {"id": row, "project": 1, "version": version, "deleted": deleted} | values
        client.insert(table, [list(columns.values())], list(columns))


def _score(score_id: str, superseded_at: datetime | None = None) -> dict[str, Any]:
    of_request = (score_id, REQUEST, "r1", "request", "r1", 1.0, superseded_at, AT)
    return dict(zip(OF_SCORE, of_request, strict=True)) | {"name": "quality", "kind": "float", "scored_at": AT}


async def test_the_newest_versions_of_a_few_rows_are_read(tmp_path: Path) -> None:
    """The servers are asked once for an id that a call is about, whether or not a node has it."""
    with ClickHouse(tmp_path / "server") as server:
        servers = connected(server)
        servers.contact(shard=1)
        _insert(server, "request_row", REQUEST, 1, 0, dict(zip(OF_REQUEST, ("r1", "e1", "u1", 1, AT), strict=True)))
        for row, name in enumerate(("current", "deleted", "superseded"), REQUEST + 1):
            _insert(server, "score_row", row, 1, 0, _score(name))
        _insert(server, "score_row", REQUEST + 2, 2, 1, GONE)
        _insert(server, "score_row", REQUEST + 3, 2, 0, _score("superseded", AT))

        for any_id in ("r1", "e1", "u1"):
            (request,) = requests_from_copies(servers, 1, [any_id])
            assert (request.request_id, [score.score_id for score in request.scores]) == ("r1", ["current"])

        store = await SqliteStore.open(DataDir(tmp_path), ScoreSettings())
        homes = Homes(servers, store, own=0)
        assert await homes.of(1, "score", ["current", "deleted", "superseded"]) == {"current": NODE, "superseded": NODE}
        rows = {"r2": OTHER << NUMBER_SHIFT, "not asked for": 1}
        assert await homes.parts(1, "request", ["r1", "r2", "r3"], rows) == {NODE: ["r1"], OTHER: ["r2"], 0: ["r3"]}
        homes.remember_exchanges(["e2"], OTHER)
        assert await homes.of(ANY_PROJECT, "exchange", ["e1", "e2"]) == {"e2": OTHER, "e1": NODE}
    with pytest.raises(StoreUnavailable):
        await homes.of(1, "request", ["r4"])
    for number, home in {None: 0, OTHER: OTHER}.items():
        with homes.settled(1, "request", "r4", number):
            assert await homes.of(1, "request", ["r4"]) == {"r4": home}
    with pytest.raises(StoreUnavailable):
        await homes.of(1, "request", ["r4"])
    await store.close()
