"""A score's page shows when its level changed, by how much, and why."""

from __future__ import annotations

import json
import random
import re
import time
from typing import Any

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look

CALLS = 240
PLANTED = 190  # the first call of the new model


def plant(gnomon: Gnomon) -> None:
    """A call an hour in ten days, and its score; two days ago a new model came, which is worse."""
    chance = random.Random(3)
    scores: list[dict[str, Any]] = []
    for number in range(CALLS):
        started = int(time.time() - 3600 * (CALLS - number))
        model = "model-2" if number >= PLANTED else "model-1"
        log = {
            "providerRequest": {"url": "custom-model-nopath", "json": {"model": model, "messages": []}, "meta": {}},
            "providerResponse": {"json": {"model": model, "choices": []}, "status": 200, "headers": {}},
            "timing": {
                "startTime": {"seconds": started, "milliseconds": 0},
                "endTime": {"seconds": started + 1, "milliseconds": 0},
            },
        }
        headers = {"content-type": "application/json", "helicone-request-id": f"log-{number}"}
        logged = gnomon.call("POST", "/custom/v1/log", json.dumps(log).encode(), headers)
        assert logged.status == 200, logged.body
        value = round(chance.gauss(0.7 if number >= PLANTED else 0.85, 0.05), 3)
        scores.append({"request_id": f"log-{number}", "name": "groundedness", "value": value, "source": "code"})
    told = gnomon.post("/v1/scores", scores)
    assert told.status == 201, told.body


def test_a_change_is_shown_with_its_cause(fresh: Gnomon, look: Look) -> None:
    plant(fresh)
    watched = look(fresh)
    page = watched.open("/scores/groundedness?range=30d")
    section = page.get_by_role("region", name="Changes found")
    change = section.get_by_role("article")
    expect(change).to_have_count(1)
    expect(change).to_contain_text(re.compile(r"groundedness fell by 0\.1\d* \[0\.1\d*, 0\.\d+\]"))
    expect(change).to_contain_text(re.compile(r"model model-2 new, in \d+% of the requests since"))
    expect(section).to_contain_text("at most one false alarm in 13 weeks")
    expect(page.get_by_role("img", name="groundedness by day")).to_be_visible()
    watched.check_accessible()
    watched.open("/scores/groundedness?range=24h")
    expect(section).to_contain_text("No changes can be found yet: fewer than 50 values")
