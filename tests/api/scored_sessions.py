"""Sessions with several requests and several ratings, logged and scored, and the same as plain values to answer from.

Some sessions have requests that differ in what is grouped by, some have requests without a value of it, and some were
never logged at all. Ratings are replaced and deleted on the way.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.api import calls
from tests.api.conftest import Api
from tests.api.scored import START, us

MIXED = "(mixed)"
LATE = "Late"  # a property that comes after those with a column of their own
_EARLY = {f"Early{number}": "." for number in range(16)}
_MODELS = ("gpt-4o", "gpt-4o-mini")
_LATENCIES_US = (100_000, 250_000, 400_000)


@dataclass
class Call:
    """A request. `latency_us` is that of its only or last attempt."""

    request_id: str
    at: datetime
    model: str
    user: str | None
    properties: dict[str, str]
    latency_us: int
    attempts: int
    quality: float | None  # a score of the request, not of the session

    def value(self, key: str) -> str | None:
        constant = {"provider": "openai", "path": "/v1/chat/completions", "status": "200", "prompt": None}
        of_call = {"model": self.model, "user": self.user, **constant}
        return of_call[key] if key in of_call else self.properties.get(key.removeprefix("property."))


@dataclass
class Rating:
    score_id: str
    name: str
    value: Any
    author: str
    evaluator: str | None
    item: str | None
    probability: float | None
    recorded_at: datetime
    superseded_at: datetime | None

    def counts(self, as_of: datetime | None) -> bool:
        if as_of is None:
            return self.superseded_at is None
        return self.recorded_at <= as_of and (self.superseded_at is None or self.superseded_at > as_of)


@dataclass
class Session:
    session_id: str
    calls: list[Call] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)  # with their history, as far as it is not deleted

    @property
    def start(self) -> datetime:
        return min([call.at for call in self.calls] or [rating.recorded_at for rating in self.ratings])

    def key(self, name: str, mixed: str | None = MIXED) -> str | None:
        if name == "session":
            return self.session_id
        values = {call.value(name) for call in self.calls} - {None}
        return next(iter(values), None) if len(values) < 2 else mixed

    def has(self, matches: Callable[[Call], bool]) -> bool:
        return any(matches(call) for call in self.calls)


class ScoredSessions:
    """What was sent, after `send`."""

    def __init__(self, seed: int = 11, count: int = 40) -> None:
        self._random = random.Random(seed)
        self.sessions = [self._session(number) for number in range(count)]
        self.before = START  # a time before the ratings were replaced and deleted

    async def send(self, api: Api) -> None:
        everything = [(call, session.session_id) for session in self.sessions for call in session.calls]
        everything += [(self._call(f"alone-{number}", number), None) for number in range(5)]
        self._random.shuffle(everything)
        for number, (call, session_id) in enumerate(everything):
            await _log(api, call, session_id, _EARLY if number == 0 else {})
        of_requests = [
            {"request_id": call.request_id, "name": "quality", "value": call.quality}
            for call, _ in everything
            if call.quality is not None
        ]
        await _score(api, of_requests)
        ids = await _score(api, [item for session in self.sessions for item in self._ratings(session)])
        await self._read(api)
        shown = max(rating.recorded_at for session in self.sessions for rating in session.ratings)
        self.before = shown + timedelta(milliseconds=1)  # times are shown without their microseconds
        again = [item for session in self.sessions[::3] for item in self._ratings(session)]
        await _score(api, again)
        for score_id in self._random.sample(ids, 15):
            assert (await api.call("DELETE", f"/v1/scores/{score_id}")).status == 200
        await self._read(api)

    async def _read(self, api: Api) -> None:
        for session in self.sessions:
            query = f"session_id={session.session_id}&include_superseded=true"
            records = (await api.get(f"/v1/scores?{query}")).body["data"]
            assert all(record["unit"] == "session" for record in records)
            session.ratings = [_rating(record) for record in records]

    def _session(self, number: int) -> Session:
        plan = self._random.choice(["pro", "free"])
        size = self._random.choice([0, 1, 2, 3, 4])
        return Session(f"session-{number}", [self._call(f"call-{number}-{each}", number, plan) for each in range(size)])

    def _call(self, request_id: str, number: int, plan: str = "free") -> Call:
        choose = self._random.choice
        properties = {"Plan": plan, "Env": choose(["prod", "dev"]), LATE: choose(["x", "x", "y"])}
        properties = {name: value for name, value in properties.items() if self._random.random() < 0.7}
        minute = 300 * number + self._random.randrange(600)
        return Call(
            request_id,
            START + timedelta(minutes=minute, microseconds=self._random.randrange(10**6)),
            choose(_MODELS) if number % 2 else _MODELS[0],
            None if number % 5 == 0 else f"user-{number % 4}" if number % 7 else f"user-{self._random.randrange(4)}",
            properties | {"Topic": f"topic-{number // 2}"},
            choose(_LATENCIES_US),
            choose([1, 1, 1, 2]),
            choose([0.25, 0.75, None]),
        )

    def _ratings(self, session: Session) -> list[dict[str, Any]]:
        choose, number = self._random.choice, int(session.session_id.removeprefix("session-"))
        of_session = {"session_id": session.session_id}
        raters = self._random.sample(["ann", "bob", "cleo"], self._random.randint(1, 3))
        return [
            of_session | {"name": "steps", "value": self._random.randint(1, 9), "item_id": f"item-{number // 2}"},
            of_session | {"name": "quality", "value": round(self._random.random(), 3), "evaluator": "judge"},
            of_session | {"name": "sampled", "value": self._random.randint(1, 99), "probability": choose([0.2, 0.5])},
            *(of_session | {"name": "resolved", "value": choose([True, True, False]), "rater": one} for one in raters),
            *(of_session | {"name": "csat", "value": self._random.randint(1, 5), "rater": one} for one in raters),
            *(of_session | {"name": "tone", "value": choose(["warm", "cold"]), "rater": one} for one in raters),
        ]


async def _log(api: Api, call: Call, session_id: str | None, more: dict[str, str]) -> None:
    headers = [(f"Helicone-Property-{name}", value) for name, value in (call.properties | more).items()]
    if call.user:
        headers.append(("Helicone-User-Id", call.user))
    if session_id:
        headers.append(("Helicone-Session-Id", session_id))
    body = json.dumps({"model": call.model, "messages": [{"role": "user", "content": call.request_id}]}).encode()
    for attempt in range(call.attempts):
        started_at_us = us(call.at) - 1_000_000 * (call.attempts - 1 - attempt)
        exchange_id = await api.open_call(call.request_id, body, helicone_headers=headers, started_at_us=started_at_us)
        answer = calls.ANSWER.replace(b"gpt-4o-mini-2024-07-18", call.model.encode())
        await api.close_call(exchange_id, answer, duration_us=call.latency_us)


async def _score(api: Api, items: list[dict[str, Any]]) -> list[str]:
    answer = await api.call("POST", "/v1/scores", json=items)
    assert answer.status == 201, answer
    return [score["score_id"] for score in answer.body["data"]["scores"]]


def _rating(record: dict[str, Any]) -> Rating:
    return Rating(
        record["score_id"],
        record["name"],
        record["label"] if record["kind"] == "label" else record["value"],
        record["author"],
        record["evaluator"],
        record["item_id"],
        record["probability"],
        datetime.fromisoformat(record["recorded_at"]),
        datetime.fromisoformat(record["superseded_at"]) if record["superseded_at"] else None,
    )
