"""POST /v1/sql over HTTP: formats, keys, limits, refusals. What a statement may contain is tested with the store."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any, NamedTuple

import aiohttp
import pyarrow as pa
import pytest
import pytest_asyncio

from api.http.timestamps import iso_8601
from store.settings import DataDir, KeySettings
from tests.api.conftest import SHARED, Api, MakeConfig, plain_config, running
from tests.api.contract import promised

CSV, ARROW = "text/csv", "application/vnd.apache.arrow.stream"
# One API for all tests that have no settings of their own: starting it, and the SQL process, takes longer than they do.
pytestmark = pytest.mark.asyncio(loop_scope="module")
ROWS = "SELECT i, 'a,b' AS t FROM range(5) r(i)"


class Raw(NamedTuple):
    status: int
    headers: Any
    body: bytes


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    async with running(plain_config(tmp_path_factory.mktemp("data"))) as api:
        yield api


async def ask(api: Api, sql: str, accept: str = "", **more: Any) -> Raw:
    headers = {"Accept": accept} if accept else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/v1/sql", json={"sql": sql, **more}, headers=headers) as answer,
    ):
        return Raw(answer.status, answer.headers, await answer.read())


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        (CSV, CSV),
        ("text/html, TEXT/CSV;q=0.9, */*", CSV),
        (ARROW, ARROW),
        ("image/png", "application/json"),
    ],
)
async def test_the_first_format_that_is_named(api: Api, accept: str, content_type: str) -> None:
    """Accept chooses; JSON where it names none that there is. Each says whether rows were left out, and how fresh."""
    for limit, truncated in ((5, False), (2, True)):
        answer = await ask(api, ROWS, accept, limit=limit)
        assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)
        assert answer.headers["Gnomon-Fresh-To"].endswith("Z")
        assert answer.headers["Cache-Control"] == "no-store"
        match content_type:
            case "text/csv":
                rows = list(csv.reader(io.StringIO(answer.body.decode())))
                assert rows == [["i", "t"], *([str(i), "a,b"] for i in range(limit))]
            case "application/json":
                found = (await api.call("POST", "/v1/sql", json={"sql": ROWS, "limit": limit})).body
                assert found["data"]["rows"] == [[i, "a,b"] for i in range(limit)]
                assert found["data"]["truncated"] is truncated
                promised().check("querySql", 200, found)
                continue
            case _:
                table = pa.ipc.open_stream(answer.body).read_all()
                assert table.to_pydict() == {"i": list(range(limit)), "t": ["a,b"] * limit}
        assert answer.headers["Gnomon-Truncated"] == str(truncated).lower()


async def test_everything_before_the_call_is_in_the_answer(api: Api) -> None:
    """A call and a score just acknowledged are found at once."""
    for number in range(3):
        await api.log_call(f"r{number}")
        await api.score(f"r{number}", {"accuracy": number})
        sql = "SELECT count(*), sum(s.value) FROM requests r JOIN scores s ON s.request = r.id"
        answer = await _fresh(api, sql)
        assert answer["rows"] == [[number + 1, sum(range(number + 1))]]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT nope FROM requests", "nope"),
        ("DROP TABLE request", "only SELECT"),
        ("SELECT 1; SELECT 2", "only SELECT"),
        ("SELECT * FROM read_csv('/etc/passwd')", "read_csv"),
        ("SELECT error('mine')", "mine"),
        ("SELECT CAST(t AS INTEGER) FROM (VALUES ('1'), ('x')) v(t)", "x"),
    ],
)
async def test_a_refusal_is_json(api: Api, sql: str, said: str) -> None:
    """422 with the reason, whatever format was asked for."""
    for accept in ("application/json", CSV, ARROW):
        answer = await ask(api, sql, accept)
        assert (answer.status, answer.headers["Content-Type"]) == (422, "application/json")
        assert said in answer.body.decode()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "sql"),
        ({"sql": ""}, "sql"),
        ({"sql": 1}, "sql"),
        ({"sql": "x" * 100_001}, "sql"),
        ({"sql": "SELECT 1", "limit": 0}, "limit"),
        ({"sql": "SELECT 1", "limit": 100_001}, "limit"),
        ({"sql": "SELECT 1", "limit": "5"}, "limit"),
    ],
)
@SHARED
async def test_what_is_wrong_with_the_body_is_named(shared_api: Api, body: Any, field: str) -> None:
    answer = await shared_api.call("POST", "/v1/sql", json=body)
    assert (answer.status, list(answer.body["details"])) == (422, [f"requestBody.{field}"])


async def test_a_key_sees_its_project(make_config: MakeConfig) -> None:
    """And needs the scope `read`; what one project may ask, no other one sees in any of the tables."""
    keys = [_key("one"), _key("two", project=2), _key("writer", scopes={"score"})]
    async with running(make_config(keys=keys)) as api:
        await api.log_call("mine", helicone_headers=[("Helicone-Property-Env", "prod")])
        await api.call("POST", "/v1/request/mine/score", json={"scores": {"a": 1}}, headers=_shows("one"))
        for table in ("requests", "scores", "score_history", "properties"):
            for key, count in (("one", 1), ("two", 0)):
                answer = await _fresh(api, f"SELECT count(*) FROM {table}", headers=_shows(key))
                assert answer["rows"] == [[count]], (table, key)
        for headers, status in ((_shows("writer"), 403), (_shows("wrong"), 401), ({}, 401)):
            answer = await api.call("POST", "/v1/sql", json={"sql": "SELECT 1"}, headers=headers)
            assert answer.status == status


async def test_an_internal_error_is_a_fixed_sentence(make_config: MakeConfig) -> None:
    """And says when to try again."""
    config = make_config()
    async with running(config) as api:
        database = DataDir(config.data_dir).database
        database.rename(database.with_suffix(".away"))
        answer = await api.call("POST", "/v1/sql", json={"sql": "SELECT 1"})
        database.with_suffix(".away").rename(database)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert answer.body["error"] == (
            "The statement was not answered: the process that runs SQL ended, or did not start: try again in a few"
            " seconds"
        )
        assert (await api.call("POST", "/v1/sql", json={"sql": "SELECT 1"})).status == 200


async def _fresh(api: Api, sql: str, **options: Any) -> Any:
    """Asked again as long as the answer says that it is of an earlier moment, as on a machine with too much to do."""
    now = iso_8601(time.time_ns() // 1000)
    while True:
        answer = await api.call("POST", "/v1/sql", json={"sql": sql}, **options)
        if answer.body["fresh_to"] >= now:
            return answer.body["data"]


def _key(secret: str, **changes: Any) -> KeySettings:
    return KeySettings.model_validate({"name": secret, "sha256": sha256(secret.encode()).hexdigest(), **changes})


def _shows(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


async def test_csv_has_no_formulas(api: Api) -> None:
    """A spreadsheet would run them. An apostrophe makes them text; numbers stay numbers, also as text."""
    texts = ["=1+1", "+1-1", "@SUM(1+1)", "-cmd", "\tx", "\rx", "-1.5", "+2e3", "-1.5x", "x=1", ""]
    columns = ", ".join(
        ["-1.5 AS n", "-7 AS i", '1 AS "=cmd"', *(f"'{text}' AS t{number}" for number, text in enumerate(texts))]
    )
    columns += ", -170141183460469231731687303715884105727::HUGEINT AS h"
    answer = await ask(api, f"SELECT {columns}", CSV)
    head, row = csv.reader(io.StringIO(answer.body.decode(), newline=""))
    assert head[2] == "'=cmd"
    assert row[:3] == ["-1.5", "-7", "1"]
    assert row[3:-1] == ["'=1+1", "'+1-1", "'@SUM(1+1)", "'-cmd", "'\tx", "'\rx", "-1.5", "+2e3", "'-1.5x", "x=1", ""]
    assert row[-1] == "-170141183460469231731687303715884105727"
