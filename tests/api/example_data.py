"""The calls and scores that the examples of /openapi.json are about."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from api.settings import ShownSetting
from tests.api import calls
from tests.api.conftest import Api
from tests.api.scored import us

START = datetime(2026, 1, 5, 10, tzinfo=UTC)
QUESTIONS = ("Explain quantum computing", "Summarise this letter", "Is this review kind?", "Name three rivers")
ACCURACY = {"v1": (78, 81, 75, 84), "v2": (88, 85, 90, 83)}
SETTINGS = (
    ShownSetting("server.port", 8787, True, "0 = any free port."),
    ShownSetting("auth.key.0.sha256", "5e884898…", False, "SHA-256 of the key, in hex; gnomon keys new prints it."),
)
VERDICTS = ("good", "good", "bad", "good")


async def send(api: Api) -> None:
    """Four questions to each of two versions of a prompt, by two users, all scored; `my-request` is the first."""
    scores: list[dict[str, Any]] = []
    for place, version in enumerate(ACCURACY):
        for number, question in enumerate(QUESTIONS):
            request_id = f"request-{version}-{number}" if place or number else "my-request"
            at = START + timedelta(hours=number, minutes=20 * place)
            await _call(api, request_id, at, question, version, ("alice", "bob")[number % 2])
            scores += _scores(request_id, version, number)
    session = {"session_id": "session-v1", "name": "helicone-score-feedback", "value": True, "source": "user"}
    answer = await api.call("POST", "/v1/scores", json=[*scores, session])
    assert answer.status == 201, answer
    definition = {"kind": "integer", "minimum": 0, "maximum": 100, "direction": "higher", "pass_threshold": 80}
    assert (await api.call("PUT", "/v1/score-definitions/accuracy", json=definition)).status == 200
    queue = {"name": "First look", "scores": ["accuracy"]}
    assert (await api.call("POST", "/v1/queues", json=queue)).status == 201
    webhook = {"destination": "https://receiver.invalid/hook", "events": ["score.added"], "enabled": False}
    assert (await api.call("POST", "/v1/webhooks", json=webhook)).status == 200
    assert (await api.call("DELETE", "/v1/alerts/built-in-1")).status == 200
    alert = {"name": "Errors", "metric": "error_rate", "direction": "above", "alert": 0.05, "enabled": False}
    assert (await api.call("POST", "/v1/alerts", json=alert)).status == 200
    view = {
        "name": "Failed calls",
        "page": "requests",
        "search": {"f": [{"field": "status", "op": "gte", "value": "400"}]},
    }
    assert (await api.call("POST", "/v1/views", json=view)).status == 200


async def _call(api: Api, request_id: str, at: datetime, question: str, version: str, user: str) -> None:
    body = json.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": question}]}).encode()
    headers = [
        ("Helicone-User-Id", user),
        ("Helicone-Session-Id", f"session-{version}"),
        ("Helicone-Session-Name", "Support"),
        ("Helicone-Session-Path", "/answer"),
        ("Helicone-Property-PromptVersion", version),
        ("Helicone-Property-Environment", "production" if version == "v1" else "staging"),
    ]
    exchange_id = await api.open_call(request_id, body, helicone_headers=headers, started_at_us=us(at))
    await api.close_call(exchange_id, calls.ANSWER)


def _scores(request_id: str, version: str, number: int) -> list[dict[str, Any]]:
    accuracy = ACCURACY[version][number]
    return [
        {"request_id": request_id, "name": "accuracy", "value": accuracy, "source": "code"},
        {
            "request_id": request_id,
            "name": "relevance",
            "value": accuracy / 100,
            "source": "model",
            "evaluator": "judge",
        },
        {"request_id": request_id, "name": "is_safe", "value": number != 2, "source": "code"},
        {"request_id": request_id, "name": "verdict", "value": VERDICTS[number], "source": "human", "rater": "anna"},
    ]
