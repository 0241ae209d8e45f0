"""The demo project: what it holds is really there, and nothing but it goes when it is removed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from evaluation.alerts.built_in import built_in_id
from store.keys import DEMO_PROJECT
from store.settings import DataDir
from tests.api.conftest import Api, MakeConfig, running

DEMO = {"Gnomon-Project": "demo"}


def rows(data_dir: DataDir) -> dict[str, set[tuple[Any, ...]]]:
    """Every table of the record, but what every change moves on, and the demo's built-in alert, which it gets anew."""
    moving = ("tombstone", "counter", "spool_position", "counted_writer", "property_key", "built_in_alert")
    found: dict[str, set[tuple[Any, ...]]] = {}
    for file in (data_dir.database, data_dir.bodies):
        with closing(sqlite3.connect(file)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for table in tables:
                if table not in moving and not table.startswith("sqlite_"):
                    found[table] = set(db.execute(f'SELECT * FROM "{table}"'))
        if "alert_rule" in found:
            found["alert_rule"] = {row for row in found["alert_rule"] if row[0] != built_in_id(DEMO_PROJECT)}
    return found


async def groups(api: Api, by: str, **query: Any) -> dict[str | None, Any]:
    answer = await api.call("POST", "/v1/request/groups/query", json={"group_by": by, **query}, headers=DEMO)
    assert answer.status == 200, answer
    return {group["value"]: group for group in answer.body["data"]["groups"]}


async def sql(api: Api, statement: str) -> list[Any]:
    answer = await api.call("POST", "/v1/sql", json={"sql": statement}, headers=DEMO)
    assert answer.status == 200, answer
    rows: list[Any] = answer.body["data"]["rows"]
    return rows


async def own_data(api: Api) -> None:
    """Of a caller without the header: calls, scores of every kind, a definition, a property set later."""
    await api.log_call("mine", helicone_headers=[("Helicone-Property-Language", "nl"), ("Helicone-Session-Id", "s")])
    scores = [
        {"request_id": "mine", "name": "accuracy", "value": 12},
        {"session_id": "s", "name": "resolved", "value": True},
        {"request_id": "not-yet-logged", "name": "accuracy", "value": 3},
    ]
    assert (await api.call("POST", "/v1/scores", json=scores)).status == 201
    definition = {"kind": "integer", "minimum": 0, "maximum": 20}
    assert (await api.call("PUT", "/v1/score-definitions/accuracy", json=definition)).status == 200
    named = await api.call("PUT", "/v1/request/mine/property", json={"key": "Later", "value": "x"})
    assert named.status == 201


async def test_the_demo_is_filled_beside_real_data_and_removed_without_a_trace_in_it(make_config: MakeConfig) -> None:
    config = make_config()
    async with running(config) as api:
        await own_data(api)
        assert await api.request("mine")
        before = rows(DataDir(config.data_dir))
        filled = (await api.call("PUT", "/v1/demo")).body["data"]
        assert 1_000 <= filled["calls"] <= 2_000
        assert (await api.get("/v1/demo")).body["data"] == filled
        await _check_what_is_really_there(api, filled["calls"])
        count = await api.call("POST", "/v1/request/count/query", json={"filter": "all"})
        assert count.body["data"] == 1, "a caller without the header sees the own project only"

        # People may score in it, like anywhere else
        demo_id = (await _newest(api))["request_id"]
        score = {"request_id": demo_id, "name": "mine", "value": 1}
        assert (await api.call("POST", "/v1/scores", json=score, headers=DEMO)).status == 201
        await api.call("POST", "/v1/property/hide", json={"key": "Retriever"}, headers=DEMO)
        queue = {"name": "Review", "scores": ["verdict"], "filter": "all", "sample_most": 5}
        created = await api.call("POST", "/v1/queues", json=queue, headers=DEMO)
        following = f"/v1/queues/{created.body['data']['id']}/next"
        assert (await api.call("POST", following, json={"rater": "anna"}, headers=DEMO)).status == 200

        removed = (await api.call("DELETE", "/v1/demo")).body["data"]
        assert removed == {"deleted": filled["calls"]}
        assert (await api.get("/v1/demo")).body["data"] == {"calls": 0}
        assert await groups(api, "model") == {}
        assert (await api.get("/v1/scores/names", headers=DEMO)).body["data"] == []
        assert (await api.get("/v1/score-definitions", headers=DEMO)).body["data"] == []
        assert rows(DataDir(config.data_dir)) == before


async def _newest(api: Api) -> Any:
    body = {"filter": "all", "limit": 1, "sort": {"created_at": "desc"}}
    return (await api.call("POST", "/v1/request/query", json=body, headers=DEMO)).body["data"][0]


async def _check_what_is_really_there(api: Api, calls: int) -> None:
    """v2 is better on accuracy and not on groundedness; bm25 is broken for German in the last week; the judge of
    accuracy is too lenient."""
    query = {"scores": ["accuracy"], "group_by": ["property.PromptVersion"]}
    (series,) = (await api.call("POST", "/v1/scores/query", json=query, headers=DEMO)).body["data"]
    before, after = sorted(series["groups"], key=lambda group: group["mean"])
    assert after["group"] == {"property.PromptVersion": "v2"}
    assert after["interval"]["low"] > before["interval"]["high"] + 2
    query = {"scores": ["accuracy"], "corrected_by": {}}
    (series,) = (await api.call("POST", "/v1/scores/query", json=query, headers=DEMO)).body["data"]
    judged = series["groups"][0]["judged"]
    assert judged["corrected"]["interval"]["high"] < judged["mean"] - 4
    [[broken, sound]] = await sql(
        api,
        """SELECT avg(score.value) FILTER (retriever.value = 'bm25'),
            avg(score.value) FILTER (retriever.value = 'hybrid')
        FROM scores AS score JOIN requests AS r USING (request_id)
        JOIN properties AS language ON language.request_id = r.request_id AND language.name = 'Language'
        JOIN properties AS retriever ON retriever.request_id = r.request_id AND retriever.name = 'Retriever'
        WHERE score.name = 'groundedness' AND language.value = 'de' AND r.started_at > now() - INTERVAL 7 DAY""",
    )
    assert broken < sound - 0.2
    outcomes = await groups(api, "outcome")
    assert {"ok", "upstream_timeout", "upstream_unreachable", "client_closed"} <= set(outcomes)
    assert {"rate_limit_exceeded", "internal_error"} <= set(await groups(api, "error_code"))
    assert set(await groups(api, "property.Language")) == {"en", "de", "fr", "es"}
    assert sum(group["requests"] for group in (await groups(api, "cost_source")).values()) <= calls
    [[streamed, users]] = await sql(
        api, "SELECT count(*) FILTER (is_stream AND time_to_first_token_ms > 0), count(DISTINCT user_id) FROM requests"
    )
    assert streamed > 300
    assert users > 30
    steps = (await api.get("/v1/session/refund-0004/steps", headers=DEMO)).body["data"]
    assert "look_up_order" in str(steps)
    await _check_what_acted(api)


async def _check_what_acted(api: Api) -> None:
    """Evaluators, a webhook and a queue have a past, and none of them acts."""
    evaluators = (await api.get("/v1/evaluators", headers=DEMO)).body["data"]
    assert [(each["name"], each["state"]) for each in evaluators] == [
        ("accuracy-judge", "disabled"),
        ("groundedness-judge", "disabled"),
        ("safety-check", "disabled"),
    ]
    for each in evaluators:
        counts = each["counts"]
        assert counts["scored"] + counts["skipped"] == counts["sampled"] < counts["seen"]
        assert counts["skipped"] > 0
        (versions,) = await sql(
            api, f"SELECT count(*), min(evaluator_version) FROM scores WHERE evaluator = '{each['name']}'"
        )
        assert versions == [counts["scored"], each["version"]]
    (webhook,) = (await api.get("/v1/webhooks", headers=DEMO)).body["data"]
    assert webhook["enabled"] is False
    deliveries = (await api.get(f"/v1/webhooks/{webhook['id']}/deliveries", headers=DEMO)).body["data"]
    assert {each["state"] for each in deliveries} == {"failed"}
    (queue,) = (await api.get("/v1/queues", headers=DEMO)).body["data"]
    assert 0 < queue["progress"]["done"] < queue["progress"]["items"] == 40
    assert {rater["rater"] for rater in queue["progress"]["raters"]} == {"anna", "ben"}


async def test_another_project_cannot_be_chosen_and_nothing_acts_in_the_demo(make_config: MakeConfig) -> None:
    async with running(make_config()) as api:
        other = await api.get("/v1/scores/names", headers={"Gnomon-Project": "2"})
        assert (other.status, other.body["error"]) == (
            400,
            'Gnomon-Project: must be "demo" or the project of the caller, 1, got 2; '
            "another project needs a key of its own",
        )
        assert (await api.get("/v1/scores/names", headers={"Gnomon-Project": "1"})).status == 200
        webhook = {"destination": "https://receiver.invalid/hook", "events": ["score.added"]}
        for path in ("/v1/webhooks", "/v1/evaluators", "/v1/evaluators/preview"):
            refused = await api.call("POST", path, json=webhook, headers=DEMO)
            assert refused.status == 403
            assert "nothing acts there" in refused.body["error"]
        assert (await api.get("/v1/webhooks", headers=DEMO)).body["data"] == []
