"""Whatever is asked, of data with everything in it, is answered or refused: never with 500.

schemathesis goes through what a schema allows, mostly over nothing; here the questions make sense, and there is data
for each branch: labels, booleans, disagreeing raters, probabilities, names of several types, ranges and filters that
nothing fits.
"""

from __future__ import annotations

import json
import random
from importlib.resources import files
from typing import Any

from api.http.operations import OPERATIONS
from tests.api.conftest import Api, MakeConfig, running
from tests.api.scored import rows, send

QUESTIONS = 240
EXAMPLES = json.loads(files("api").joinpath("examples.json").read_text())
QUERIES = (
    "queryScores",
    "compareScores",
    "compareScorePairs",
    "queryRequestGroups",
    "queryRequests",
    "countRequests",
    "queryEvals",
    "queryScoreDistributions",
    "queryDashboardScores",
    "querySessions",
    "queryUserMetrics",
    "queryModels",
    "queryQuantiles",
    "requestOverTime",
)
PATHS = {operation.id: operation.path for operation in OPERATIONS if operation.id in QUERIES}
BODIES = {operation.id: operation.body.load() for operation in OPERATIONS if operation.body}
NAMES = ["accuracy", "quality", "is_safe", "verdict", "sampled", "agreed", "rare", "mixed", "nobody"]
KEYS = ["property.Version", "property.Env", "property.none", "model", "user", "session", "prompt", "status", "rater"]
TIMES = ["hour", "day", "week", "month"]
ENDS = ["2026-10-24T20:00:00Z", "2026-10-25T01:30:00+02:00", "2026-10-26", "2030-01-01", None]
LEAVES: list[Any] = [
    {"request_response_rmt": {"model": {"equals": "gpt-4o"}}},
    {"request_response_rmt": {"model": {"equals": "nobody's"}}},
    {"request_response_rmt": {"latency": {"gte": 0}}},
    {"request_response_rmt": {"properties": {"version": {"equals": "v1"}}}},
    {"request_response_rmt": {"properties": {"never": {"equals": "null"}}}},
    {"request_response_rmt": {"scores": {"accuracy": {"gt": 80, "lte": 90}}}},
    {"request_response_rmt": {"scores": {"verdict": {"equals": "good"}}}},
    {"request_response_rmt": {"scores": {"nobody": {"equals": "null"}}}},
    {"request_response_rmt": {"request_body": {"contains": "input-1"}}},
    *({"request_response_rmt": {"user_id": {"equals": f"nobody-{number}"}}} for number in range(3)),
]


class Chance:
    """Bodies, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def body(self, name: str) -> dict[str, Any]:
        """What the examples ask, about something else, and of questions on scores with more."""
        body = dict(EXAMPLES[name]["body"])
        if "filter" in body:
            body["filter"] = self.filter()
        ours: dict[str, Any] = {
            "time_range": {end: at for end in ("start", "end") if (at := self._random.choice(ENDS))},
            "as_of": self._random.choice(ENDS),
            "cluster_by": self._random.choice(KEYS[:6]),
            "pair_by": self._random.choice(["input_hash", "item", "property.Input", "property.none"]),
            "first": {"filter": self.filter()},
            "second": {"filter": self.filter(), "name": "other"},
            "scores": self._some(NAMES, 1, 3),
            "unit": self._random.choice(["request", "session"]),
            "name": self._random.choice(NAMES),
            "group_by": [*self._some(KEYS, 0, 2), *self._some(TIMES, 0, 1)],
            "quantiles": self._some([0, 0.25, 0.5, 0.999, 1], 0, 3),
            "histogram": self._random.choice([None, {}, {"bins": 1}, {"bins": 7}, {"edges": [-1, 0.5, 90]}]),
            "include": self._some(["cost", "latency", "tokens"], 0, 2),
            "limit": self._random.choice([1, 2, 50]),
            "total": self._is(0.5),
            "time_zone": self._random.choice(["UTC", "Europe/Berlin", "Asia/Kolkata"]),
            "contains": self._random.choice(["", "1", "%"]),
        }
        if name == "queryRequestGroups":
            ours["group_by"] = self._random.choice([*KEYS[:-1], *TIMES, "minute", "property"])
        known = BODIES[name].model_fields
        return body | {key: value for key, value in ours.items() if key in body or (key in known and self._is(0.35))}

    def filter(self, depth: int = 0) -> Any:
        if self._is(0.25):
            return "all"
        if depth < 2 and self._is(0.4):
            sides = {side: self.filter(depth + 1) for side in ("left", "right")}
            return sides | {"operator": self._random.choice(["and", "or"])}
        return self._random.choice(LEAVES)

    def _some(self, of: list[Any], least: int, most: int) -> list[Any]:
        return self._random.sample(of, self._random.randint(least, most))

    def _is(self, share: float) -> bool:
        return self._random.random() < share


async def test_every_question_is_answered(make_config: MakeConfig) -> None:
    async with running(make_config()) as api:
        await send(api, rows(40))
        await _more_scores(api)
        chance, statuses = Chance(7), dict.fromkeys(PATHS, 0)
        for number in range(QUESTIONS):
            name = "queryScores" if number % 2 else [*PATHS][number // 2 % len(PATHS)]
            body = chance.body(name)
            answer = await api.call("POST", PATHS[name], json=body)
            assert answer.status in (200, 201, 422), (PATHS[name], body, answer)
            statuses[name] += answer.status != 422
        assert min(statuses.values()) > 0, statuses  # each was answered some of the time


async def _more_scores(api: Api) -> None:
    """A name of three types, one that a request has replaced, one of a session, one that waits."""
    mixed = [("request-1", 3), ("request-2", True), ("request-3", "good"), ("request-1", 4), ("never", 5)]
    items: list[dict[str, Any]] = [{"request_id": target, "name": "mixed", "value": value} for target, value in mixed]
    items += [
        {"session_id": f"session-{number}", "name": name, "value": value, "rater": rater}
        for number in (1, 2, 3, 99)
        for name, value in (("mixed", 0.5), ("quality", number / 7), ("is_safe", number > 1), ("verdict", "good"))
        for rater in ("ann", "bob")[: 1 + number % 2]
    ]
    answer = await api.call("POST", "/v1/scores", json=items)
    assert answer.status == 201, answer
