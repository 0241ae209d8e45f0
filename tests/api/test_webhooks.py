"""/v1/webhooks: created, changed, tested, re-sent."""

from __future__ import annotations

import asyncio
import hmac
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from hashlib import sha256
from typing import Any

import pytest
import standardwebhooks
from aiohttp import web

from evaluation.settings import WebhookSettings
from store.settings import DataDir
from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running
from tests.api.test_access import key, shows
from tests.api.test_prometheus import scrape
from tests.support.gate import WAIT_S
from tests.support.receiver import WebhookReceiver, receiving

HERE = WebhookSettings(allowed_hosts=["127.0.0.1"])
PROD = {"request_response_rmt": {"properties": {"Environment": {"equals": "production"}}}}


@pytest.fixture
async def api(make_config: MakeConfig) -> AsyncIterator[Api]:
    async with running(make_config(webhooks=HERE)) as api:
        yield api


@pytest.fixture
async def receiver() -> AsyncIterator[WebhookReceiver]:
    async with receiving() as receiver:
        yield receiver


async def create(api: Api, destination: str, **fields: Any) -> Any:
    answer = await api.call("POST", "/v1/webhooks", json={"destination": destination, **fields})
    assert answer.status == 200, answer
    return answer.body["data"]


async def shown(api: Api, webhook: Any) -> Any:
    (row,) = [row for row in (await api.get("/v1/webhooks")).body["data"] if row["id"] == webhook["id"]]
    return row


async def counted(api: Api, webhook: Any, **wanted: int) -> Any:
    """The webhook, once its counts have at least these values."""
    async with asyncio.timeout(WAIT_S):
        while True:
            row = await shown(api, webhook)
            if all(row["deliveries"][name] >= value for name, value in wanted.items()):
                return row


async def test_a_call_is_sent_as_soon_as_it_is_stored(api: Api, receiver: WebhookReceiver) -> None:
    """With Helicone's names and those of its page on scores, and both signatures."""
    webhook = await create(api, receiver.url)
    assert re.fullmatch("[0-9a-f]{64}", webhook["hmac_key"])
    exchange_id = await api.log_call(
        "my-request",
        helicone_headers=[("Helicone-User-Id", "anna"), ("Helicone-Property-Environment", "production")],
    )
    (message,) = await receiver.first(1)
    assert message.json == standardwebhooks.Webhook(webhook["secret"]).verify(message.body, dict(message.headers))
    signature = hmac.new(webhook["hmac_key"].encode(), message.body, sha256).hexdigest()
    assert message.headers["Helicone-Signature"] == signature
    assert message.headers["Content-Type"] == "application/json"
    body = message.json
    assert body["type"] == "request.logged"
    assert body["request_id"] == body["requestId"] == "my-request"
    assert body["user_id"] == body["userId"] == "anna"
    assert body["response"]["choices"][0]["message"]["content"] == "Qubits, mostly."
    assert body["response_body"] == body["response"]
    assert body["request_body"]["model"] == "gpt-4o-mini"
    assert (body["model"], body["provider"]) == ("gpt-4o-mini-2024-07-18", "openai")
    assert body["metadata"] == {
        "cost": body["cost"],
        "promptTokens": 12,
        "completionTokens": 5,
        "totalTokens": 17,
        "latencyMs": 250,
    }
    assert body["properties"] == {"Environment": "production"}
    assert (body["scores"], body["exchange_id"], body["outcome"], body["status"]) == ({}, exchange_id, "ok", 200)
    bodies = await api.get(body["request_response_url"].removeprefix(api.url))
    assert bodies.body["response"] == body["response"]
    deliveries = (await counted(api, webhook, delivered=1))["deliveries"]
    assert {name: count for name, count in deliveries.items() if count} == {
        "seen": 1,
        "matched": 1,
        "sampled": 1,
        "delivered": 1,
    }


async def test_without_data_the_message_is_as_in_helicone(api: Api, receiver: WebhookReceiver) -> None:
    await create(api, receiver.url, includeData=False)
    await api.log_call("r1")
    (message,) = await receiver.first(1)
    assert {"request_id", "request_body", "response_body", "response"} <= message.json.keys()
    left_out = {"request_response_url", "model", "provider", "metadata", "properties", "scores", "cost"}
    assert not left_out & message.json.keys()


async def test_only_what_was_chosen_is_sent(api: Api, receiver: WebhookReceiver) -> None:
    """By the filter tree, Helicone's property filters, the kinds of events and the sample rate."""
    by_tree = await create(api, f"{receiver.url}/tree", filter=PROD)
    filters = [{"key": "Environment", "value": "production"}, {"key": "Team", "value": "a"}]
    by_property = await create(api, f"{receiver.url}/properties", config={"propertyFilters": filters})
    of_scores = await create(api, f"{receiver.url}/scores", events=["score.added"], filter=PROD)
    nothing = await create(api, f"{receiver.url}/nothing", config={"sampleRate": "0"})
    production = ("Helicone-Property-Environment", "production")
    await api.log_call("r1", helicone_headers=[production])
    await api.log_call("r2", helicone_headers=[production, ("Helicone-Property-Team", "a")])
    await api.log_call("r3", helicone_headers=[("Helicone-Property-Team", "a")])
    await counted(api, by_tree, delivered=2, seen=3)
    await counted(api, by_property, delivered=1, seen=3)
    await api.score("r1", {"clarity": 92})
    await api.score("r3", {"clarity": 92})
    await counted(api, of_scores, delivered=1, seen=2)
    row = await counted(api, nothing, seen=3)
    assert (row["deliveries"]["matched"], row["deliveries"]["sampled"]) == (3, 0)
    assert sorted(message.json["request_id"] for message in receiver.delivered) == ["r1", "r1", "r2", "r2"]
    (scored,) = [message.json for message in receiver.delivered if message.json["type"] == "score.added"]
    assert (scored["score"]["name"], scored["score"]["value"], scored["scores"]) == ("clarity", 92, {"clarity": 92})


async def test_a_webhook_is_changed(api: Api, receiver: WebhookReceiver) -> None:
    """Absent fields stay. A disabled webhook hears of nothing; what waits for it is sent when it is enabled again."""
    webhook = await create(api, receiver.url, filter=PROD)
    path = f"/v1/webhooks/{webhook['id']}"
    disabled = (await api.call("PUT", path, json={"enabled": False})).body["data"]
    assert (disabled["enabled"], disabled["filter"], disabled["secret"]) == (False, PROD, webhook["secret"])
    await api.log_call("r1", helicone_headers=[("Helicone-Property-Environment", "production")])
    await api.get("/v1/request/r1")
    everything = {"enabled": True, "filter": "all", "config": {"sampleRate": 100}, "includeData": False}
    changed = (await api.call("PUT", path, json=everything)).body["data"]
    assert {name: changed[name] for name in ("enabled", "filter", "includeData")} == {
        "enabled": True,
        "filter": "all",
        "includeData": False,
    }
    await api.log_call("r2")
    (message,) = await receiver.first(1)
    assert message.json["request_id"] == "r2"
    assert (await counted(api, webhook, delivered=1))["deliveries"]["seen"] == 1


async def test_a_secret_is_rotated(api: Api, receiver: WebhookReceiver) -> None:
    """Receivers with the old or the new secret verify the next message."""
    old = await create(api, receiver.url)
    new = (await api.call("PUT", f"/v1/webhooks/{old['id']}", json={"rotate_secret": True})).body["data"]
    assert old["secret"] != new["secret"]
    assert new["rotated_at"]
    await api.log_call("r1")
    (message,) = await receiver.first(1)
    for webhook in (old, new):
        standardwebhooks.Webhook(webhook["secret"]).verify(message.body, dict(message.headers))
    signature = hmac.new(new["hmac_key"].encode(), message.body, sha256).hexdigest()
    assert message.headers["Helicone-Signature"] == signature


async def test_a_test_is_sent_and_its_outcome_shown(api: Api, receiver: WebhookReceiver) -> None:
    webhook = await create(api, receiver.url)
    path = f"/v1/webhooks/{webhook['id']}/test"
    answer = await api.call("POST", path)
    assert answer.body == {"data": {"success": True, "message": "The receiver accepted the test"}, "error": None}
    (message,) = receiver.delivered
    standardwebhooks.Webhook(webhook["secret"]).verify(message.body, dict(message.headers))
    assert (message.json["test"], message.json["requestId"]) == (True, "test-request")
    assert message.json["response"]["choices"][0]["message"]["content"] == "I am."
    receiver.statuses = [500]
    answer = await api.call("POST", path)
    assert answer.body["data"] == {"success": False, "message": "The test failed: HTTP 500"}
    answer = await api.call("POST", "/v1/webhooks/unknown/test")
    assert (answer.status, answer.body["error"]) == (404, "Webhook not found")


async def test_failures_are_listed_and_sent_again(
    api: Api, receiver: WebhookReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One by its id, or all of a time range; with the same message id, and with a schedule of their own."""
    monkeypatch.setattr("evaluation.webhooks.schedule.SCHEDULE_S", ())
    webhook = await create(api, receiver.url)
    path = f"/v1/webhooks/{webhook['id']}"
    receiver.statuses = [500, 502, 503]
    for name in ("r1", "r2", "r3"):
        await api.log_call(name)
    await counted(api, webhook, failed=3)
    rows = (await api.get(f"{path}/deliveries?state=failed")).body["data"]
    assert [row["request_id"] for row in rows] == ["r3", "r2", "r1"]
    assert {row["error"] for row in rows} == {"HTTP 500", "HTTP 502", "HTTP 503"}
    assert {row["message_id"] for row in rows} == {message.id for message in receiver.delivered}
    assert (rows[0]["attempts"], rows[0]["next_attempt_at"], rows[0]["score_id"]) == (1, None, None)
    assert (await api.get(f"{path}/deliveries?state=waiting")).body["data"] == []
    page = await api.get(f"{path}/deliveries?limit=1&before={rows[0]['id']}")
    assert [row["request_id"] for row in page.body["data"]] == ["r2"]

    async def resend(**body: Any) -> int:
        count: int = (await api.call("POST", f"{path}/resend", json=body)).body["data"]["resent"]
        return count

    assert await resend(ids=[rows[2]["id"], 999_999]) == 1
    await counted(api, webhook, delivered=1)
    assert (await resend(end=rows[2]["created_at"]), await resend(start="2026-01-01")) == (0, 2)
    row = await counted(api, webhook, delivered=3)
    assert (row["deliveries"]["failed"], row["deliveries"]["failed_now"]) == (3, 0)
    again = [message.id for message in receiver.delivered[3:]]
    assert sorted(again) == sorted(row["message_id"] for row in rows)


async def test_a_receiver_that_answers_410_is_disabled(api: Api, receiver: WebhookReceiver) -> None:
    """The row says why; a person can enable it again, and send the message again."""
    webhook = await create(api, receiver.url)
    receiver.statuses = [410]
    await api.log_call("r1")
    async with asyncio.timeout(WAIT_S):
        # It is disabled first; then the message has failed.
        while (row := await shown(api, webhook))["enabled"] or not row["deliveries"]["failed_now"]:
            pass
    assert row["disabled_reason"] == "the receiver answered 410 Gone"
    assert row["deliveries"]["failed_now"] == 1
    path = f"/v1/webhooks/{webhook['id']}"
    enabled = (await api.call("PUT", path, json={"enabled": True})).body["data"]
    assert (enabled["enabled"], enabled["disabled_reason"]) == (True, None)
    await api.call("POST", f"{path}/resend", json={"start": "2026-01-01"})
    assert len({message.id for message in await receiver.first(2)}) == 1


async def test_a_deleted_webhook_leaves_nothing(api: Api, receiver: WebhookReceiver) -> None:
    """Status 201, as in Helicone; its messages are gone."""
    webhook = await create(api, receiver.url)
    receiver.statuses = [500]
    await api.log_call("r1")
    await counted(api, webhook, attempts_failed=1)
    path = f"/v1/webhooks/{webhook['id']}"
    answer = await api.call("DELETE", path)
    assert (answer.status, answer.body) == (201, {"data": None, "error": None})
    assert (await api.get("/v1/webhooks")).body["data"] == []
    for method, rest in (("DELETE", ""), ("PUT", ""), ("GET", "/deliveries"), ("POST", "/resend")):
        body = {"json": {"ids": [1]}} if rest == "/resend" else {"json": {}} if method == "PUT" else {}
        answer = await api.call(method, path + rest, **body)
        assert (answer.status, answer.body["error"]) == (404, "Webhook not found")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("destination", "ftp://x.example/", "must be an http or https URL"),
        ("destination", "/hook", "must be an http or https URL"),
        ("destination", "https://", "must be a"),
        ("destination", "https://user:pw@x.example/", "must not contain a user name or password"),
        ("destination", "https://x.example/a b", "must not contain spaces"),
        ("destination", "https://x.example:99999/", "must be a"),
        ("destination", "https://x.example/" + "a" * 2_000, "must have at most 2000 characters"),
        ("destination", "http://10.0.0.1/", "not a public address; to allow it, name 10.0.0.1 in the setting"),
        ("destination", "http://[fe80::1]/", "webhooks.allowed_hosts"),
        ("destination", "http://169.254.169.254/latest", "never"),
        ("destination", 5, "string"),
        ("filter", {"request_response_rmt": {"nothing": {"equals": 1}}}, "unknown column"),
        ("filter", "some", 'must be "all"'),
        ("config.sampleRate", 101, "less than or equal to 100"),
        ("config.sampleRate", -1, "greater than or equal to 0"),
        ("config.propertyFilters", [{"key": "a"}], "'value' is required"),
        ("config.other", 1, "excess property"),
        ("events", [], "at least 1 item"),
        ("events", ["request.failed"], "'request.logged', 'score.added', 'alert.fired' or 'alert.resolved'"),
        ("secret", "mine", "excess property"),
    ],
)
async def test_what_is_wrong_is_named(api: Api, field: str, value: Any, message: str) -> None:
    """When a webhook is created, and when it is changed."""
    outer, _, inner = field.partition(".")
    body = {outer: {inner: value} if inner else value}
    webhook = await create(api, "https://fine.example/")
    for method, path, fields in (
        ("POST", "/v1/webhooks", {"destination": "https://fine.example/"} | body),
        ("PUT", f"/v1/webhooks/{webhook['id']}", body),
    ):
        answer = await api.call(method, path, json=fields)
        assert answer.status == 422, answer
        ((where, detail),) = answer.body["details"].items()
        assert where.startswith(f"requestBody.{field}")
        assert message in detail["message"]
    assert await shown(api, webhook) == webhook


async def test_wrong_questions_about_deliveries_are_named(api: Api) -> None:
    path = f"/v1/webhooks/{(await create(api, 'https://fine.example/'))['id']}"
    for query in ("state=sent", "limit=0", "limit=1001", "limit=x", "before=-1", "before=" + "9" * 30):
        answer = await api.get(f"{path}/deliveries?{query}")
        assert (answer.status, [*answer.body["details"]]) == (422, [query.split("=")[0]])
    for body in ({}, {"ids": []}, {"ids": [1], "start": "2026-01-01"}, {"ids": ["x"]}, {"start": "soon"}):
        assert (await api.call("POST", f"{path}/resend", json=body)).status == 422


async def test_a_project_has_a_hundred_webhooks_at_most(api: Api) -> None:
    for number in range(100):
        await create(api, f"https://receiver-{number}.example/", enabled=False)
    answer = await api.call("POST", "/v1/webhooks", json={"destination": "https://one-more.example/"})
    assert (answer.status, answer.body["details"]["requestBody"]["message"]) == (
        422,
        "the project has 100 webhooks; delete one first",
    )


async def test_keys_see_and_change_what_they_may(make_config: MakeConfig, receiver: WebhookReceiver) -> None:
    """The secrets are shown to keys that may change the webhook, of its project. A key that may only score cannot have
    logged calls sent to itself."""
    keys = (key("all"), key("reader", scopes={"read"}), key("scorer", scopes={"score"}), key("elsewhere", project=2))
    async with running(make_config(webhooks=HERE, keys=keys)) as api:
        body = {"json": {"destination": receiver.url}}
        created = await api.call("POST", "/v1/webhooks", headers=shows("all"), **body)
        path = f"/v1/webhooks/{created.body['data']['id']}"
        assert created.body["data"]["hmac_key"]
        (row,) = (await api.get("/v1/webhooks", headers=shows("reader"))).body["data"]
        assert (row["hmac_key"], row["secret"], row["destination"]) == (None, None, receiver.url)
        assert (await api.get("/v1/webhooks", headers=shows("elsewhere"))).body["data"] == []
        for secret, status in (("reader", 403), ("scorer", 403), ("elsewhere", 200)):
            answer = await api.call("POST", "/v1/webhooks", headers=shows(secret), **body)
            assert answer.status == status
        for secret, status in (("reader", 403), ("scorer", 403), ("elsewhere", 404)):
            assert (await api.call("PUT", path, headers=shows(secret), json={})).status == status
        assert (await api.call("DELETE", path, headers=shows("elsewhere"))).status == 404


async def test_webhooks_survive_a_restart(
    make_config: MakeConfig, receiver: WebhookReceiver, capfd: pytest.CaptureFixture[str]
) -> None:
    """With what waits for them, their counts and their secrets. No secret and no path of a URL is in the log."""
    config = make_config(webhooks=HERE)
    async with running(config) as api:
        webhook = await create(api, f"{receiver.url}/path-secret")
        other = await create(api, "http://127.0.0.1:1/path-secret", enabled=False)
        receiver.statuses = [500]
        await api.log_call("r1")
        await counted(api, webhook, attempts_failed=1)
    async with running(config) as api:
        row = await shown(api, webhook)
        assert {name: row[name] for name in ("secret", "destination", "created_at")} == {
            name: webhook[name] for name in ("secret", "destination", "created_at")
        }
        assert (row["deliveries"]["attempts_failed"], row["deliveries"]["waiting"]) == (1, 1)
        assert not (await shown(api, other))["enabled"]
        await api.log_call("r2")
        assert [message.json["request_id"] for message in await receiver.first(2)] == ["r1", "r2"]
    log = capfd.readouterr().err
    for secret in (webhook["secret"], webhook["hmac_key"], "path-secret"):
        assert secret not in log


async def test_a_receiver_that_answers_410_at_the_end_is_disabled_too(
    make_config: MakeConfig, receiver: WebhookReceiver
) -> None:
    """The answer comes while the server stops; nothing is started again by it."""
    config, stopping = make_config(webhooks=HERE), asyncio.Event()

    async def gone(_request: web.Request) -> web.Response:
        await stopping.wait()
        return web.Response(status=410)

    receiver.answer = gone
    async with running(config) as api:
        webhook = await create(api, receiver.url)
        await create(api, receiver.url, filter=PROD)
        await api.log_call("r1")
        await receiver.first(1)
        asyncio.get_running_loop().call_later(0.3, stopping.set)
    assert not [task for task in asyncio.all_tasks() if "Delivery" in repr(task.get_coro())]
    async with running(config) as api:
        row = await shown(api, webhook)
        assert (row["enabled"], row["deliveries"]["failed_now"]) == (False, 1)


async def test_large_calls_are_sent_when_their_bodies_have_been_read(api: Api, receiver: WebhookReceiver) -> None:
    """Whatever is read in another process: the message has the model and the tokens."""
    await create(api, receiver.url)
    body = calls.ANSWER.replace(b"Qubits, mostly.", b"Qubits. " * 400_000)
    exchange_id = await api.open_call("large")
    await api.close_call(exchange_id, body)
    (message,) = await receiver.first(1)
    assert message.json["model"] == "gpt-4o-mini-2024-07-18"
    assert message.json["metadata"]["totalTokens"] == 17


async def test_a_feed_that_fails_is_visible_and_recovers(api: Api, receiver: WebhookReceiver) -> None:
    """In /healthz and in the metrics, with those of webhooks; calls are stored meanwhile, and sent afterwards."""
    webhook = await create(api, receiver.url)
    with closing(sqlite3.connect(DataDir(api.config.data_dir).database, timeout=WAIT_S)) as db:
        db.execute("ALTER TABLE consumer_count RENAME TO away")
        await api.log_call("r1")
        reasons: list[str] = []
        async with asyncio.timeout(WAIT_S):
            while not any(reason.startswith("webhooks and evaluators do not act on recent") for reason in reasons):
                reasons = (await api.get("/healthz")).body["reasons"]
        assert await api.request("r1")
        db.execute("ALTER TABLE away RENAME TO consumer_count")
    await receiver.first(1)
    await counted(api, webhook, delivered=1)
    metrics = await scrape(api)
    assert metrics.value("gnomon_feed_failing") == 0
    assert metrics.value("gnomon_webhook_messages_total", webhook=webhook["id"], outcome="delivered") == 1
    assert metrics.value("gnomon_webhook_messages_waiting", webhook=webhook["id"]) == 0


async def test_a_store_that_cannot_be_read_at_the_start_does_not_stop_the_server(
    make_config: MakeConfig, receiver: WebhookReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Webhooks get 503 until it can be read, and no call is lost to them meanwhile."""
    monkeypatch.setattr("evaluation.webhooks.webhooks._RETRY_S", 0.05)
    config = make_config(webhooks=HERE)
    async with running(config) as api:
        await create(api, receiver.url)
    with closing(sqlite3.connect(DataDir(config.data_dir).database)) as db:
        db.execute("ALTER TABLE webhook RENAME COLUMN secret TO hidden")
    async with running(config) as api:
        assert (await api.get("/v1/webhooks")).status == 503
        await api.log_call("r1")
        assert await api.request("r1")
        with closing(sqlite3.connect(DataDir(config.data_dir).database, timeout=WAIT_S)) as db:
            db.execute("ALTER TABLE webhook RENAME COLUMN hidden TO secret")
        (message,) = await receiver.first(1)
        assert message.json["request_id"] == "r1"
