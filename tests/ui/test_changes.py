"""A score's page shows when its level changed, by how much, and why."""

from __future__ import annotations

import json
import random
import re
import time
from typing import Any

from playwright.sync_api import Route, expect

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
    """The answer takes its time: the page asks once, after all else, and waits for it with nothing else."""
    plant(fresh)
    watched = look(fresh)
    page = watched.page
    held: list[Route] = []
    page.route("**/v1/changes/query", lambda route: held.append(route))
    watched.open("/scores/groundedness?range=30d")
    section = page.get_by_role("region", name="Changes found")
    expect(section).to_have_text("Looking for changes …")
    expect(page.get_by_role("img", name="groundedness by day")).to_be_visible()
    expect(page.get_by_role("table", name="Ten lowest requests")).to_be_visible()
    height = page.get_by_role("main").bounding_box()
    (question,) = held
    question.continue_()
    line = section.get_by_text(re.compile(r"^1 change: fell by 0\.1\d* \[.*, likely cause: model model-2$"))
    expect(line).to_be_visible()
    assert page.get_by_role("main").bounding_box() == height
    line.click()
    change = section.get_by_role("article")
    expect(change).to_have_count(1)
    expect(change).to_contain_text(re.compile(r"groundedness fell by 0\.1\d* \[0\.1\d*, 0\.\d+\]"))
    expect(change).to_contain_text(
        re.compile(r"model model-2 is new, and in \d+% of the requests since, first seen at ")
    )
    expect(section).to_contain_text("at most one false alarm in 13 weeks")
    watched.check_accessible()
    assert held == [question]
    page.unroute_all()
    watched.open("/scores/groundedness?range=24h")
    section.get_by_text("No changes can be found yet", exact=True).click()
    expect(section).to_contain_text("No changes can be found yet: fewer than 50 values")
