"""/v1/alerts: created, evaluated, silenced, tested, looked back at; and webhooks that write for people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from evaluation.settings import SmtpSettings, WebhookSettings
from tests.api.conftest import Api, MakeConfig, running
from tests.api.test_access import key, shows
from tests.support.gate import WAIT_S
from tests.support.receiver import WebhookReceiver, receiving
from tests.support.smtp import SmtpServer, smtp_server

ALERTS = ["alert.fired", "alert.resolved"]
LOW = {
    "name": "Accuracy is low",
    "metric": "score_mean",
    "score": "accuracy",
    "direction": "below",
    "alert": 0.7,
    "warning": 0.8,
    "minimum_n": 5,
}


@pytest.fixture(scope="module")
def server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
async def api(make_config: MakeConfig, server: SmtpServer) -> AsyncIterator[Api]:
    server.mails.clear()
    smtp = SmtpSettings(host="127.0.0.1", port=server.port, security="none", allowed_domains=["example.com"])
    async with running(make_config(webhooks=WebhookSettings(allowed_hosts=["127.0.0.1"]), smtp=smtp)) as api:
        yield api


@pytest.fixture
async def receiver() -> AsyncIterator[WebhookReceiver]:
    async with receiving() as receiver:
        yield receiver


async def made(api: Api, path: str = "/v1/alerts", **fields: Any) -> Any:
    answer = await api.call("POST", path, json=fields)
    assert answer.status == 200, answer
    return answer.body["data"]


async def evaluated(api: Api, alert: Any, severity: str) -> Any:
    """The alert, once it has this severity."""
    async with asyncio.timeout(WAIT_S):
        while True:
            (row,) = [each for each in (await api.get("/v1/alerts")).body["data"] if each["id"] == alert["id"]]
            if row["severity"] == severity and row["evaluated_at"]:
                return row


async def rated(api: Api, *values: float) -> None:
    for number, value in enumerate(values):
        request_id = f"request-{value}-{number}"
        await api.log_call(request_id)
        score = {"request_id": request_id, "name": "accuracy", "value": value}
        assert (await api.call("POST", "/v1/scores", json=score)).status == 201


async def history(api: Api, alert: Any) -> Any:
    return (await api.get(f"/v1/alerts/{alert['id']}/history")).body["data"]


async def test_an_alert_reaches_a_server_a_chat_and_a_mailbox(
    api: Api, receiver: WebhookReceiver, server: SmtpServer
) -> None:
    """Each in its form, under one id, and later that it is over; the history has what was."""
    await made(api, "/v1/webhooks", destination=receiver.url, events=ALERTS)
    await made(api, "/v1/webhooks", destination=f"{receiver.url}/services/T0/secret", format="slack")
    await made(api, "/v1/webhooks", destination="mailto:ops@example.com", format="email")
    await rated(api, *[0.5, 0.6] * 5)
    alert = await made(api, **LOW)
    row = await evaluated(api, alert, "alert")
    assert (row["state"], row["value"], row["n"], row["error"]) == ("alert", 0.55, 10, None)
    (fires,) = (await api.get("/v1/alerts/open")).body["data"]
    assert (fires["id"], fires["firing"], fires["severity"]) == (alert["id"], True, "alert")
    assert fires["events"] == await history(api, alert)
    messages = [message.json for message in await receiver.first(2)]
    slack, plain = sorted(messages, key=lambda message: "rule_id" in message)
    assert (plain["type"], plain["alert"], plain["event_id"]) == ("alert.fired", "threshold", f"{alert['id']}-1")
    assert {message.id for message in receiver.delivered} == {f"msg_{alert['id']}-1"}
    assert plain["url"] == f"{api.url}/ui/alerts?id={alert['id']}&project=1#event-1"
    assert slack["text"].startswith("Alert: Accuracy is low\nThe mean of accuracy was 0.55 [95 %:")
    async with asyncio.timeout(WAIT_S):
        while not server.mails:
            await asyncio.sleep(0.01)
    assert server.mails[0]["Subject"] == "Alert: Accuracy is low"
    await rated(api, *[0.95, 0.96] * 20)
    changed = await api.call("PUT", f"/v1/alerts/{alert['id']}", json=LOW | {"warning": 0.75})
    assert changed.status == 200
    await evaluated(api, alert, "ok")
    over = [message.json for message in (await receiver.first(4))[2:]]
    assert {message["type"] for message in over if "type" in message} == {"alert.resolved"}
    assert (await api.get("/v1/alerts/open")).body["data"] == []
    resolved, fired = await history(api, alert)
    assert (fired["state"], fired["level"], fired["definition"]["warning"]) == ("alert", 0.7, 0.8)
    assert (resolved["state"], resolved["previous"], resolved["definition"]["warning"]) == ("ok", "alert", 0.75)
    assert (await api.get(f"/v1/alerts/{alert['id']}/history?before=2")).body["data"] == [fired]


async def test_a_silenced_alert_is_evaluated_and_sends_nothing(api: Api, receiver: WebhookReceiver) -> None:
    await made(api, "/v1/webhooks", destination=receiver.url, events=ALERTS)
    alert = await made(api, **LOW)
    path = f"/v1/alerts/{alert['id']}/silence"
    until = {"until": "2999-01-01T00:00:00Z"}
    silenced = (await api.call("POST", path, json=until)).body["data"]
    assert (silenced["state"], silenced["silenced_until"]) == ("silenced", "2999-01-01T00:00:00.000Z")
    await rated(api, *[0.5, 0.6] * 5)
    await api.call("POST", path, json=until)  # a change is evaluated at once
    row = await evaluated(api, alert, "alert")
    assert row["state"] == "silenced"
    assert (await api.get("/v1/alerts/open")).body["data"] == []
    assert [event["sent"] for event in await history(api, alert)] == [False]
    await api.call("POST", path, json={"until": None})
    (message,) = await receiver.first(1)
    assert not message.json["reminder"]  # nobody has heard of it before
    assert [event["sent"] for event in await history(api, alert)] == [True, False]


async def test_a_test_message_says_how_each_receiver_took_it(
    api: Api, receiver: WebhookReceiver, server: SmtpServer
) -> None:
    """Only those that get the messages of this alert; of a chat's address, answers have only the host."""
    slack = await made(api, "/v1/webhooks", destination=f"{receiver.url}/secret", format="slack")
    mail = await made(api, "/v1/webhooks", destination="mailto:ops@example.com", format="email")
    await made(api, "/v1/webhooks", destination=receiver.url, events=ALERTS)
    assert slack["events"] == ALERTS
    assert "secret" not in str((await api.get("/v1/webhooks")).body["data"][0]["destination"])
    alert = await made(api, **LOW, webhooks=[slack["id"], mail["id"]])
    receiver.statuses = [404]
    tests = (await api.call("POST", f"/v1/alerts/{alert['id']}/test")).body["data"]
    assert [(each["format"], each["success"], each["message"]) for each in tests] == [
        ("slack", False, "The test failed: HTTP 404"),
        ("email", True, "The receiver accepted the test"),
    ]
    assert tests[0]["destination"] == f"{receiver.url.removesuffix('/hook')}/…"
    assert receiver.delivered[0].json["text"].startswith("Test of Alert: Accuracy is low\nThis is a test")
    assert server.mails[-1]["Subject"] == "Test of Alert: Accuracy is low"
    assert (await api.call("POST", f"/v1/webhooks/{mail['id']}/test")).body["data"]["success"]
    await api.call("POST", "/v1/alerts/built-in-1/test")
    (of_built_in,) = [each.json for each in receiver.delivered if each.json.get("rule_id") == "built-in-1"]
    assert of_built_in["url"] == "http://127.0.0.1:0/ui/alerts?id=built-in-1&project=1"  # as the settings say


async def test_what_does_not_fit_is_refused_with_the_reason(api: Api) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"score": None}, "the metric score_mean needs 'score'"),
        ({"metric": "cost"}, "the metric cost has no 'score'"),
        ({"label": "rude"}, "has no 'label'"),
        ({"metric": "label_share"}, "needs 'label'"),
        ({"quantile": 0.5}, "has no 'quantile'"),
        ({"metric": "error_rate", "score": None, "alert": 5, "warning": None}, "from 0 to 1"),
        ({"warning": 0.6}, "'warning' must be higher than 'alert'"),
        ({"direction": "above"}, "'warning' must be lower than 'alert'"),
        ({"window_s": 60}, "greater than or equal to 300"),
        ({"filter": {"request_response_rmt": {"no such": {"equals": 1}}}}, "no such"),
        ({"webhooks": ["nobody"]}, "is not the id of a webhook"),
        ({"cluster_by": "weather"}, "cannot be used as cluster_by"),
    ]
    for changes, reason in wrong:
        answer = await api.call("POST", "/v1/alerts", json=LOW | changes)
        assert answer.status == 422, (changes, answer)
        assert reason in str(answer.body), (changes, answer.body)
    for fields, reason in [
        ({"destination": "https://example.com/x", "format": "slack", "events": ["request.logged"]}, "only alert.fired"),
        ({"destination": "https://example.com/x", "format": "email"}, "must be mailto:"),
        ({"destination": "mailto:x@evil.example", "format": "email"}, "smtp.allowed_domains"),
    ]:
        answer = await api.call("POST", "/v1/webhooks", json=fields)
        assert (answer.status, reason in str(answer.body)) == (422, True), answer
    assert [each["id"] for each in (await api.get("/v1/alerts")).body["data"]] == ["built-in-1"]


async def test_an_alert_that_is_deleted_is_over(api: Api, receiver: WebhookReceiver) -> None:
    await made(api, "/v1/webhooks", destination=receiver.url, events=ALERTS)
    await rated(api, *[0.5, 0.6] * 5)
    alert = await made(api, **LOW)
    await receiver.first(1)
    assert (await api.call("DELETE", f"/v1/alerts/{alert['id']}")).status == 200
    _, over = await receiver.first(2)
    assert over.json["type"] == "alert.resolved"
    assert over.json["text"] == "The mean of accuracy is no longer watched: the alert was deleted."
    assert (await api.get(f"/v1/alerts/{alert['id']}/history")).status == 404
    assert (await api.call("DELETE", f"/v1/alerts/{alert['id']}")).status == 404


async def test_the_preview_asks_what_the_alert_would(api: Api) -> None:
    await rated(api, *[0.5, 0.6] * 5)
    query = {name: value for name, value in LOW.items() if name != "name"}
    found = (await api.call("POST", "/v1/alerts/preview", json={**query, "days": 0.1})).body["data"]
    assert (found["alerts"], found["warnings"], found["step_s"], len(found["windows"])) == (1, 0, 360, 24)
    assert found["windows"][-1]["value"] == 0.55
    assert found["windows"][0]["state"] == "no_data"
    assert found["events"][0]["state"] == "alert"


async def test_only_keys_that_may_read_create_alerts(make_config: MakeConfig) -> None:
    """What they find is sent to others; and those of another project are unknown."""
    keys = (key("scorer", scopes={"score"}), key("ours"), key("theirs", project=2))
    async with running(make_config(keys=keys)) as api:
        assert (await api.call("POST", "/v1/alerts", json=LOW, headers=shows("scorer"))).status == 403
        answer = await api.call("POST", "/v1/alerts", json=LOW, headers=shows("ours"))
        alert = answer.body["data"]
        (of_others,) = (await api.get("/v1/alerts", headers=shows("theirs"))).body["data"]
        assert of_others["id"] == "built-in-2"
        for path in ("silence", "test"):
            answer = await api.call(
                "POST", f"/v1/alerts/{alert['id']}/{path}", json={"until": None}, headers=shows("theirs")
            )
            assert answer.status == 404


async def test_a_rule_for_changes_has_no_levels(api: Api) -> None:
    """It is created with what it watches alone."""
    fields = {"name": "Quality", "kind": "change", "metric": "score_mean", "score": "quality"}
    made_rule = await made(api, "/v1/alerts", **fields, group_by="model")
    assert (made_rule["kind"], made_rule["false_alarms_per_quarter"], made_rule["group_by"]) == ("change", 1.0, "model")
    assert (made_rule["alert"], made_rule["window_s"]) == (None, None)
    assert made_rule["what"] == "the level of quality, also by model"
    row = await evaluated(api, made_rule, "no_data")
    assert row["error"] is None
    query = {name: value for name, value in fields.items() if name != "name"}
    found = (await api.call("POST", "/v1/alerts/preview", json=query)).body["data"]
    assert (found["what"], found["alerts"], found["windows"], found["events"]) == ("the level of quality", 0, [], [])
    for changes, reason in [
        ({"alert": 0.5}, "a rule for changes has no 'alert'"),
        ({"kind": "threshold"}, "a threshold needs the level 'alert'"),
        ({"kind": "threshold", "alert": 0.5, "group_by": "model"}, "a threshold has no 'group_by'"),
        ({"metric": "cost"}, "has no 'score'"),
        ({"metric": "everything", "score": None, "group_by": "model"}, "has no 'group_by'"),
        ({"metric": "everything", "score": None, "kind": "threshold", "alert": 0.5}, "only a rule for changes"),
        ({"group_by": "colour"}, "cannot be used in group_by"),
    ]:
        answer = await api.call("POST", "/v1/alerts", json=fields | changes)
        assert (answer.status, reason in str(answer.body)) == (422, True), answer


async def test_every_project_has_an_alert_on_everything_from_the_start(make_config: MakeConfig) -> None:
    """Who changes it keeps it changed, and who deletes it keeps it deleted, also after a restart."""
    config = make_config(keys=(key("ours"), key("theirs", project=2)))
    for changes, url in [
        ({"host": "::1", "port": 80}, "http://[::1]:80"),
        ({"host": "0.0.0.0"}, ""),
        ({"allowed_hosts": ["logs.example.com"]}, ""),
        ({"host": "0.0.0.0", "address": "http://10.0.0.5:8787"}, "http://10.0.0.5:8787"),
    ]:
        assert replace(config, **changes).usual_url == url
    async with running(config) as api:
        for name, project in (("ours", 1), ("theirs", 2)):
            (alert,) = (await api.get("/v1/alerts", headers=shows(name))).body["data"]
            assert (alert["id"], alert["built_in"], alert["enabled"]) == (f"built-in-{project}", True, True)
            assert (alert["name"], alert["kind"], alert["metric"]) == ("Something changed", "change", "everything")
        body = {"name": "Watch it", "kind": "change", "metric": "everything", "enabled": False}
        changed = await api.call("PUT", "/v1/alerts/built-in-1", json=body, headers=shows("ours"))
        assert changed.status == 200
        deleted = await api.call("DELETE", "/v1/alerts/built-in-2", headers=shows("theirs"))
        assert deleted.status == 200
    async with running(config) as api:
        (alert,) = (await api.get("/v1/alerts", headers=shows("ours"))).body["data"]
        assert (alert["name"], alert["state"]) == ("Watch it", "disabled")
        assert (await api.get("/v1/alerts", headers=shows("theirs"))).body["data"] == []
