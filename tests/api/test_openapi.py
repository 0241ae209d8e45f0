"""/openapi.json is true, its page shows it, and nothing that it allows makes the server fail."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import aiohttp
import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from api.http.openapi import document
from api.http.operations import OPERATIONS
from store.filter import BadFilter, parse
from store.filter.columns import MAPS, TABLES, Column
from store.filter.values import OPERATORS
from tests.api.conftest import Api
from tests.api.contract import promised

EXAMPLES = 2  # for each of more than a hundred and forty operations


async def test_the_document_is_served(api: Api) -> None:
    """As it is, to everybody."""
    assert (await api.get("/openapi.json")).body == document()


async def test_the_page_needs_nobody_else(api: Api) -> None:
    """All that it loads is on this host, and nothing inside it is a script."""
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/docs") as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert "<script>" not in page
        for path in loaded:
            async with session.get(api.url + path) as part:
                assert (part.status, bool(await part.read())) == (200, True), path


@pytest.mark.timeout(120)
async def test_nothing_that_is_described_fails(api: Api) -> None:
    """Bodies and parameters made from the description, right ones and wrong ones, get an answer that is described."""
    await asyncio.to_thread(_try_everything, api.url)


def _try_everything(url: str) -> None:
    contract = promised()
    schema = schemathesis.openapi.from_dict(contract.document)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        tried += 1

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            answer = case.call(base_url=url, timeout=60)  # the demo is filled and deleted: a busy machine takes long
            assert answer.status_code != 500, (case.as_curl_command(), answer.text)
            name, content_type = case.operation.definition.raw["operationId"], answer.headers["content-type"][0]
            if content_type == "application/json":
                contract.check(name, answer.status_code, answer.json())
            else:
                contract.schema(name, answer.status_code, content_type.partition(";")[0])

        answers()
    assert tried == len(OPERATIONS)


def test_every_filter_that_is_described_is_read() -> None:
    """Each table, column and operator; and no other operator is."""
    contract = promised()
    described = jsonschema_rs.Draft202012Validator(contract.shape("Filter"))
    values: dict[str, Any] = {
        "number": 1,
        "boolean": True,
        "timestamp": "2026-01-01",
        "feedback": False,
        "all_scores": "{}",
    }
    for table, columns in TABLES.items():
        for name, column in [("", columns)] if isinstance(columns, Column) else columns.items():
            for operator in OPERATORS[column.kind]:
                value = values.get(column.kind, "3")
                tests: Any = {operator: 3 if column.kind == "score" and operator[:2] in ("gt", "lt") else value}
                tests = {"any name": tests} if column.kind in MAPS else tests
                leaf = {table: {name: tests} if name else tests}
                tree = {"left": leaf, "operator": "or", "right": {}}
                parse(tree)
                assert described.is_valid(tree), tree
                wrong = json.loads(json.dumps(tree).replace(f'"{operator}"', '"nearly"'))
                assert not described.is_valid(wrong)
                with pytest.raises(BadFilter):
                    parse(wrong)
