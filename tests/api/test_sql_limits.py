"""POST /v1/sql: whatever a statement does, it ends within its limits, and nobody else notices."""

from __future__ import annotations

import asyncio
import sys
from hashlib import sha256
from typing import Any

import pytest

from store.settings import KeySettings, SqlSettings
from tests.api.conftest import Answer, Api, MakeConfig, running

LIMITS = SqlSettings(time_limit_s=3, cpu_limit_s=60, memory_limit_mb=192, answer_limit_mb=4, concurrency=2)
TEXT = "(SELECT string_agg('abcdefghij', '') AS s FROM range({}))"
ENDLESS = "SELECT count(*) FROM range(1000000000000)"
TOO_LONG, TOO_MUCH, TOO_LARGE = "sql.time_limit_s", "sql.memory_limit_mb", "sql.answer_limit_mb"


def _levenshtein(size: int) -> str:
    text = TEXT.format(size)
    return f"SELECT levenshtein(a.s, b.s || 'x') FROM {text} a, {text} b"


def _doubled(times: int) -> str:
    tables = [f"a{i} AS (SELECT * FROM a{i - 1}, a{i - 1} b)" for i in range(1, times + 1)]
    return f"WITH a0 AS (SELECT 1), {', '.join(tables)} SELECT * FROM a{times}"


def _tripled(times: int) -> str:
    tables = [f"a{i} AS (SELECT a.* FROM a{i - 1} a, a{i - 1} b, a{i - 1} c)" for i in range(1, times + 1)]
    return f"WITH a0 AS (SELECT r.id FROM requests r, scores s), {', '.join(tables)} SELECT * FROM a{times}"


# Statement → the limit that it reaches.
LONG = {
    # DuckDB does not look at its time while these are computed, or planned
    "levenshtein": (_levenshtein(10_000), TOO_LONG),
    "levenshtein for hours": (_levenshtein(60_000), TOO_LONG),
    "40 doublings": (_doubled(40), f"{TOO_LONG}|{TOO_MUCH}"),
    "60 doublings": (_doubled(60), f"{TOO_LONG}|{TOO_MUCH}"),
    "30 triplings": (_tripled(30), f"{TOO_LONG}|{TOO_MUCH}"),
    "an endless statement": (ENDLESS, TOO_LONG),
}
LARGE = {
    # killed the api process by SIGSEGV
    "a list": ("SELECT list(i) FROM range(20000000) t(i)", TOO_MUCH),
    # made DuckDB distrust the replica, which was then looked through
    "reservoir_quantile": ("SELECT reservoir_quantile(i, 0.5, 2000000000) FROM range(10) t(i)", TOO_MUCH),
    # values that DuckDB does not count
    "replace": (f"SELECT length(replace({TEXT.format(10000)}, 'a', '{'b' * 50_000}'))", TOO_MUCH),
    "lambdas": (
        "SELECT len(list_transform({0}, lambda x: list_transform({0}, lambda y: {0})))".format(str([1] * 1000)),
        TOO_MUCH,
    ),
    # the answer
    "a long answer": (f"SELECT s FROM {TEXT.format(10000)}, range(100)", TOO_LARGE),
    "a wide answer": (f"SELECT s FROM {TEXT.format(500_000)}", TOO_LARGE),
}


async def sql(api: Api, text: str, **options: Any) -> Answer:
    return await api.call("POST", "/v1/sql", json={"sql": text}, **options)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
@pytest.mark.parametrize(
    ("harmful", "time_limit_s"), [pytest.param(LONG, 2, id="long"), pytest.param(LARGE, 60, id="large")]
)
async def test_harmful_statements_end_alone(
    make_config: MakeConfig, harmful: dict[str, tuple[str, str]], time_limit_s: float
) -> None:
    """Each with 422 and the limit that it reached, all of them side by side. Scores, queries and other statements are
    answered meanwhile, and the replica is not looked through."""
    limits = LIMITS.model_copy(update={"time_limit_s": time_limit_s, "concurrency": len(harmful) + 1})
    async with running(make_config(sql=limits)) as api:
        await api.log_call("other")
        await api.log_call("r")
        assert (await api.score("r", {"accuracy": 0})).status == 201
        assert (await sql(api, "SELECT count(*) AS n FROM scores")).status == 200  # the SQL process is there
        running_ones = {name: asyncio.create_task(sql(api, text)) for name, (text, _) in harmful.items()}
        rounds = 0
        while not rounds or not all(task.done() for task in running_ones.values()):
            rounds += 1
            others = (
                api.score("r", {"accuracy": rounds}),
                api.call("POST", "/v1/request/query", json={"filter": "all"}),
                sql(api, "SELECT count(*) AS n FROM scores"),
            )
            score, query, other = await asyncio.gather(*others)
            assert (score.status, query.status, other.status) == (201, 201, 200), (score, query, other)
            assert other.body["data"]["rows"] == [[1]], (rounds, other, (await sql(api, "FROM score_history")).body)
        for name, task in running_ones.items():
            answer = await task
            assert answer.status == 422, (name, answer)
            assert any(word in answer.body["error"] for word in harmful[name][1].split("|")), (name, answer)
        assert (await api.get("/healthz")).body["status"] == "ok"


async def test_cpu_time_has_a_limit(make_config: MakeConfig) -> None:
    limits = SqlSettings(time_limit_s=60, cpu_limit_s=1)
    async with running(make_config(sql=limits)) as api:
        answer = await sql(api, ENDLESS)
        assert answer.status == 422
        assert "more than 1 s of CPU time (sql.cpu_limit_s)" in answer.body["error"]


async def test_the_message_names_the_limit_and_what_to_do(make_config: MakeConfig) -> None:
    async with running(make_config(sql=LIMITS.model_copy(update={"time_limit_s": 0.5}))) as api:
        assert (await sql(api, ENDLESS)).body["error"] == (
            "the statement took longer than 0.5 s (sql.time_limit_s): select fewer requests, or aggregate them"
        )


async def test_a_statement_ends_when_its_caller_leaves(make_config: MakeConfig) -> None:
    """It would keep the only turn until its time is over, and the next statement would wait longer than it may."""
    limits = SqlSettings(time_limit_s=600, cpu_limit_s=600, concurrency=1)
    async with running(make_config(sql=limits)) as api:
        await sql(api, "SELECT 1")
        leaving = asyncio.create_task(sql(api, ENDLESS))
        waiting = asyncio.create_task(sql(api, "SELECT 2"))
        await asyncio.wait([waiting], timeout=0.5)
        leaving.cancel()
        assert (await waiting).status == 200


async def test_a_project_has_a_bounded_number_of_waiting_statements(make_config: MakeConfig) -> None:
    """Further ones are answered 429 with Retry-After; those of another project are not."""
    limits = SqlSettings(time_limit_s=1.5, concurrency=1, waiting_max=1)
    keys = [_key("one", 1), _key("two", 2)]
    async with running(make_config(sql=limits, keys=keys)) as api:
        await sql(api, "SELECT 1", headers=_shows("one"))
        many = [asyncio.create_task(sql(api, ENDLESS, headers=_shows("one"))) for _ in range(4)]
        refused, *_ = await asyncio.wait(many, return_when=asyncio.FIRST_COMPLETED)
        answers = [task.result() for task in refused]
        assert {answer.status for answer in answers} == {429}
        assert answers[0].headers["Retry-After"] == "5"
        assert "sql.waiting_max" in answers[0].body["error"]
        assert (await sql(api, "SELECT 1", headers=_shows("two"))).status == 200
        assert sorted(answer.status for answer in await asyncio.gather(*many)) == [422, 422, 429, 429]


def _key(secret: str, project: int) -> KeySettings:
    return KeySettings(name=secret, sha256=sha256(secret.encode()).hexdigest(), project=project)


def _shows(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}
