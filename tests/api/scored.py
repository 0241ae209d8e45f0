"""Logged and scored calls to ask about, and the same rows as plain values to answer from."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.api import calls
from tests.api.conftest import Api

START = datetime(2026, 10, 24, 20, 17, tzinfo=UTC)  # Berlin's clocks go back in the night that follows
MODELS = ("gpt-4o", "gpt-4o-mini", "claude-sonnet-4")


@dataclass
class Row:
    """A request, and its ratings by name: (value, rater, probability)."""

    request_id: str
    at: datetime
    model: str
    session: str | None
    user: str
    properties: dict[str, str]
    ratings: dict[str, list[tuple[Any, str, float | None]]] = field(default_factory=dict)

    def value(self, name: str) -> float:
        """The unit is the request: the mean of its ratings."""
        values = [float(value) for value, _, _ in self.ratings[name]]
        return sum(values) / len(values)


def rows(count: int = 90) -> list[Row]:
    """The same every time. `accuracy`: one whole number each; `quality`: 1 to 3 raters' decimals; `is_safe`: booleans;
    `verdict`: labels; `sampled`: with probabilities; `agreed`: booleans of 1 or 2 raters."""
    chance = random.Random(17)
    return [_row(chance, number) for number in range(count)]


def _row(chance: random.Random, number: int) -> Row:
    version = chance.choice(["v1", "v2"])
    row = Row(
        f"request-{number}",
        START + timedelta(minutes=23 * number, microseconds=number),
        chance.choice(MODELS),
        None if number % 10 == 7 else f"session-{number // 4}",
        f"user-{chance.randrange(6)}",
        {"Version": version, "Input": f"input-{number // 2}"}
        | ({"Env": chance.choice(["prod", "dev"])} if number % 5 else {}),
    )
    better = 3 if version == "v2" else 0
    row.ratings["accuracy"] = [(round(chance.gauss(80 + better, 6)), "", None)]
    raters = chance.sample(["ann", "bob", "cleo"], chance.randint(1, 3))
    row.ratings["quality"] = [(round(chance.random(), 3), rater, None) for rater in raters]
    row.ratings["is_safe"] = [(chance.random() < 0.8, "", None)]
    row.ratings["verdict"] = [(chance.choice(["good", "bad", "good", "unclear"]), "", None)]
    probability = chance.choice([0.2, 0.5, None])
    row.ratings["sampled"] = [(round(chance.gauss(50, 9), 2), "", probability)]
    row.ratings["agreed"] = [(chance.random() < 0.6, rater, None) for rater in raters[:2]]
    if number % 3:
        row.ratings["rare"] = [(number, "", None)]
    return row


async def send(api: Api, sent: list[Row]) -> None:
    """Log and score them, through the spool and the API."""
    for row in sent:
        headers = [(f"Helicone-Property-{name}", value) for name, value in row.properties.items()]
        headers.append(("Helicone-User-Id", row.user))
        if row.session:
            headers.append(("Helicone-Session-Id", row.session))
        body = json.dumps({"model": row.model, "messages": [{"role": "user", "content": row.properties["Input"]}]})
        exchange_id = await api.open_call(
            row.request_id, body.encode(), helicone_headers=headers, started_at_us=us(row.at)
        )
        await api.close_call(exchange_id, calls.ANSWER.replace(b"gpt-4o-mini-2024-07-18", row.model.encode()))
    answer = await api.call("POST", "/v1/scores", json=[item for row in sent for item in _items(row)])
    assert answer.status == 201, answer


def us(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _items(row: Row) -> list[dict[str, Any]]:
    items = []
    for name, ratings in row.ratings.items():
        for value, rater, probability in ratings:
            item = {"request_id": row.request_id, "name": name, "value": value, "source": "human"}
            items.append(
                item | ({"rater": rater} if rater else {}) | ({"probability": probability} if probability else {})
            )
    return items
