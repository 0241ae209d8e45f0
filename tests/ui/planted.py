"""What the stories of the dashboard find: 240 calls over a real proxy, with differences that are really there, and with
texts that try to be markup.

PromptVersion v1 and v2 alternate; v2 is better on accuracy by about 8 points, helpfulness is the same in both. Arm is A
or B, with no difference at all. Each ten calls are a session; six users, three models; every 40th call fails.
Call number 120 is markup wherever a caller can write something: its user, session, a property's name and a score's.
"""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote

from tests.support.openai_like import chat_completions, error
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

CALLS = 240
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
HOSTILE_ID = "id:~@a+b=c."  # as wild as an id of ours can be
HOSTILE_CALL = 120
MODELS = ("gpt-4o-mini", "gpt-4o", "gpt-5-nano")


def plant(gnomon: Gnomon, upstream: Upstream) -> None:
    upstream.route("POST", "/v1/chat/completions", chat_completions)
    chance = random.Random(7)
    scores: list[dict[str, Any]] = []
    for number in range(CALLS):
        request_id = HOSTILE_ID if number == CALLS - 1 else f"call-{number:03}"
        if number % 40 == 39:
            upstream.next(error(500))
        _call(gnomon, request_id, number)
        scores += _scores(request_id, number, chance)
    told = gnomon.post("/v1/scores", scores)
    assert told.status in (200, 201), told.body
    _name_hostilely(gnomon, f"call-{HOSTILE_CALL:03}")


def _name_hostilely(gnomon: Gnomon, request_id: str) -> None:
    body = json.dumps({"key": HOSTILE, "value": HOSTILE}).encode()
    json_body = {"content-type": "application/json"}
    named = gnomon.call("PUT", f"/v1/request/{quote(request_id)}/property", body, json_body)
    assert named.status in (200, 201), named.body
    scored = gnomon.post(
        "/v1/scores", {"request_id": request_id, "name": HOSTILE, "value": HOSTILE, "comment": HOSTILE}
    )
    assert scored.status in (200, 201), scored.body


def _call(gnomon: Gnomon, request_id: str, number: int) -> None:
    asked = f"Question {number}" if number % 60 else f"{HOSTILE} {number}"
    body = {"model": MODELS[number % 3], "messages": [{"role": "user", "content": asked}]}
    hostile = HOSTILE if number == HOSTILE_CALL else None
    headers = {
        "content-type": "application/json",
        "authorization": "Bearer sk-test",
        "helicone-request-id": request_id,
        "helicone-user-id": hostile or f"user-{number % 6}",
        "helicone-session-id": hostile or f"session-{number // 10}",
        "helicone-session-name": hostile or "support",
        "helicone-session-path": f"/{hostile}" if hostile else f"/step-{number % 10}",
        "helicone-property-promptversion": f"v{number % 2 + 1}",
        "helicone-property-arm": "A" if number // 2 % 2 else "B",
        "helicone-property-environment": HOSTILE if number % 60 == 0 else "production",
    }
    gnomon.call("POST", "/v1/chat/completions", json.dumps(body).encode(), headers)


def _scores(request_id: str, number: int, chance: random.Random) -> list[dict[str, Any]]:
    better = 8 if number % 2 else 0
    comment = HOSTILE if number % 60 == 0 else "as judged"
    values: dict[str, Any] = {
        "accuracy": round(chance.gauss(80 + better, 6), 2),
        "helpfulness": round(chance.gauss(70, 8), 2),
        "is_safe": chance.random() < 0.95,
        "tone": chance.choice(["friendly", "neutral", "rude"]),
    }
    judged = {"request_id": request_id, "source": "model", "evaluator": {"name": "judge"}, "comment": comment}
    return [{**judged, "name": name, "value": value} for name, value in values.items()]
