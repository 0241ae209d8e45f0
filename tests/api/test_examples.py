"""Every endpoint has an example in /openapi.json, and it is true."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.http.openapi import document
from store.clickhouse.nodes.leases import LeaseTimes
from store.clickhouse.nodes.registry import NodeTimes
from store.settings import StoreSettings
from tests.api import example_data
from tests.api.conftest import Api, MakeConfig, running
from tests.api.contract import Contract, promised
from tests.api.examples import FILE, UNSHOWN, Ran, run, settled
from tests.support.clickhouse import ClickHouse
from tests.support.gate import WAIT_S

EXAMPLES: dict[str, Any] = orjson.loads(FILE.read_bytes())
MOVING = {"getHealth"}  # its numbers are never the same twice


def test_every_operation_has_an_example() -> None:
    """With its body and, where it is JSON, its answer; no example is of an operation that does not exist."""
    contract = promised()
    assert set(EXAMPLES) == set(contract.operations)
    assert {name for name, example in EXAMPLES.items() if "answer" not in example} == UNSHOWN
    for name, (_, path, operation) in contract.operations.items():
        assert set(EXAMPLES[name].get("path", {})) == _parameters(path), name
        assert ("body" in EXAMPLES[name]) == ("requestBody" in operation), name


def test_the_document_shows_them() -> None:
    """Each body and each answer stands beside its schema."""
    told = orjson.dumps(document()).decode()
    for name, example in EXAMPLES.items():
        for part in ("body", "answer"):
            if part in example:
                assert f'"example":{orjson.dumps(example[part]).decode()}' in told, name


@pytest.mark.timeout(240)
async def test_every_example_is_true(make_config: MakeConfig) -> None:
    """Run against a server with data, each gets the status and the answer shown, and every field that the document
    promises is there, and no other."""
    contract = promised()
    async with running(make_config(shown=example_data.SETTINGS)) as api:
        ran = await run(api, contract)
    _are_true(contract, ran)


@pytest.mark.timeout(480)
async def test_every_example_is_true_with_clickhouse(make_config: MakeConfig, tmp_path: Path) -> None:
    """Each operation has the same answer from a node whose rows are in ClickHouse. SQL of callers, which needs row
    policies, has a module of its own."""
    contract = promised()
    with ClickHouse(tmp_path / "clickhouse") as server:
        store = StoreSettings(url=server.url())
        times = NodeTimes(lease=LeaseTimes(ttl_s=300.0, renew_s=10.0))  # however busy the machine is
        async with running(make_config(shown=example_data.SETTINGS, store=store), times=times) as api:
            await _has_owner(api)
            ran = await run(api, contract)
    assert ran.pop("querySql").status == 503
    _are_true(contract, ran)


async def _has_owner(api: Api) -> None:
    """There is no event to wait for."""
    async with asyncio.timeout(WAIT_S):
        while (await api.call("POST", "/v1/property/hide", json={"key": "Any"})).status != 200:
            await asyncio.sleep(0.01)
    assert (await api.call("POST", "/v1/property/restore", json={"key": "Any"})).status == 200


def _are_true(contract: Contract, ran: dict[str, Ran]) -> None:
    assert set(ran) | {"querySql"} == set(EXAMPLES)
    for name, answer in ran.items():
        described = next(status for status in contract.operations[name][2]["responses"] if status.startswith("2"))
        if name == "addScores":
            described = "201"
        assert str(answer.status) == described, (name, answer)
        if name in UNSHOWN:
            assert answer.body
            contract.schema(name, answer.status, answer.content_type)
            continue
        contract.check(name, answer.status, answer.json)
        contract.check(name, answer.status, EXAMPLES[name]["answer"])
        if name not in MOVING:
            assert settled(answer.json) == settled(EXAMPLES[name]["answer"]), name


def _parameters(path: str) -> set[str]:
    return {part.partition("}")[0] for part in path.split("{")[1:]}
