"""A record with everything that queries may meet, made at random, always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from store.base import Batch
from store.evaluation.replays import ITEM_PROPERTY, ORDERS_AGREE, PREFERENCE, RUN_PROPERTY
from store.models import ExchangeRow, NewScore, Usage
from store.sqlite import SqliteStore
from tests.store.calls import exchange

START = datetime(2026, 3, 27, 21, 7, 3, 123_457)  # before the clocks change in Europe, and in Chatham and Lord Howe
HOURS = 24 * 16
CALLS = 450
RUN = "run"
LATE = "Late"  # in the project 1 the property that came last, after those that have a column in DuckDB
RATERS = ("", "ann", "bob", "judge")
ODD_NAMES = ('qu"ote', "it's", "a.b", "Größe", "ключ", "back\\slash", "per%cent_", "日本 語", "{p0:String}")
_MODELS = ("gpt-4o-mini", "gpt-4o", "claude-3", "o4-mini-2026")
_TEXTS = (None, "", "Straße in MÜNCHEN", "100% sure_", "a\\b", "tab\there", "{p1:String} ? $1", 'It\'s "quoted"')


async def write_record(store: SqliteStore) -> None:
    chance = random.Random(19)
    calls = [_call(chance, number) for number in range(CALLS)]
    for first in range(0, CALLS, 50):
        _store(store, calls[first : first + 50])
        for scores in _scores(chance, calls[first : first + 50]):
            await store.keep_scores(1, scores)
    _store(store, [_other_project(chance, number) for number in range(60)])
    await store.keep_scores(2, [NewScore(f"other-{number}", "accuracy", "integer", number % 9) for number in range(50)])
    await _revise(store, chance, calls)
    await _replay(store)


def _store(store: SqliteStore, rows: Sequence[ExchangeRow]) -> None:
    store.store_batch(Batch(exchanges=rows)).result()


def _started_at_us(chance: random.Random, number: int) -> int:
    """Some start in the same microsecond; some came late."""
    at = START + timedelta(hours=HOURS * (number - number % 3) / CALLS, seconds=chance.choice([0, 0, 0, -7_200]))
    return round(at.replace(tzinfo=UTC).timestamp() * 1e6)


def _call(chance: random.Random, number: int) -> ExchangeRow:
    attempt = chance.random() < 0.12 and number > 5
    request_id = f"request-{number - chance.randint(1, 3)}" if attempt else f"request-{number}"
    outcome, status, error = _outcome(chance)
    usage = chance.choice(
        [Usage(), Usage(chance.randint(1, 900), None), Usage(chance.randint(1, 900), chance.randint(0, 99))]
    )
    answered = chance.choice([*_MODELS, None]) if outcome == "ok" else None
    fields: dict[str, Any] = {
        "request_id": request_id,
        "started_at_us": _started_at_us(chance, number),
        "path": "/v1/embeddings" if chance.random() < 0.1 else "/v1/chat/completions",
        "upstream": "openai" if number % 3 else "azure",
        "outcome": outcome,
        "status": status,
        "error": error,
        "error_type": chance.choice([None, "rate_limit_error"]) if error else None,
        "latency_ms": None if outcome is None else chance.choice([round(chance.lognormvariate(5, 1), 3), 250.0]),
        "time_to_first_token_ms": chance.choice([None, chance.uniform(5, 400)]),
        "is_stream": chance.random() < 0.4,
        "usage": usage,
        "cost_usd": chance.choice([None, 0.0, chance.lognormvariate(-7, 1), chance.randint(1, 900) / 1e6]),
        "cost_source": chance.choice([None, "price_table"]),
        "provider": chance.choice(["openai", "anthropic", None]),
        "model_asked": chance.choice([*_MODELS, None]),
        "model_answered": answered,
        "model_override": "house-model" if chance.random() < 0.03 else None,
        "user_id": chance.choice([None, *(f"user-{each}" for each in range(12)), "Ünï code"]),
        "session_id": chance.choice([None, *(f"session-{each}" for each in range(40))]),
        "session_name": chance.choice([None, "Checkout", "search Ä", "checkout"]),
        "session_path": chance.choice([None, "/a", "/a/b"]),
        "prompt_id": chance.choice([None, "greeting", "summary"]),
        "finish_reason": chance.choice([None, "stop", "length"]),
        "cache_reference_id": "cached" if chance.random() < 0.05 else None,
        "prompt_preview": chance.choice([*_TEXTS, f"Question {number}: what is {number % 7} + 1?"]),
        "answer_preview": chance.choice([None, f"It is {number % 7 + 1}.", "ÄRGER ist GROß"]),
        "input_hash": f"input-{number % 150}",
        "prompt_fingerprint": chance.choice([None, f"prompt-{number % 7}"]),
        "conversation_hash": chance.choice([None, f"conversation-{number % 90}"]),
        "last_user_message_hash": f"message-{number % 60}",
        "upstream_id": f"chatcmpl-{number}",
        "key_name": chance.choice([None, "team-a"]),
        "properties": _properties(chance, number),
    }
    return exchange(f"exchange-{number}", **fields)


def _outcome(chance: random.Random) -> tuple[str | None, int | None, str | None]:
    ended = [("ok", 200, None)] * 16 + [("ok", 429, "slow down"), ("client_closed", None, "the client left")]
    return chance.choice([*ended, ("upstream_failed", 502, "no answer: É"), (None, None, None)])


def _properties(chance: random.Random, number: int) -> dict[str, str]:
    """In the beginning all that have a column of their own in DuckDB; LATE and others have none."""
    if number == 0:
        return dict.fromkeys(("Env", "Version", "Customer", *ODD_NAMES, "Region", "Team", "Tier", "Ticket"), ".")
    properties = {
        "Env": chance.choice(["prod", "prod", "dev", "", "Prod"]),
        "Customer": chance.choice(["acme", "Ölwerk", "zeta", "o'neil", 'say "hi"', "a\\b", "100%"]),
        "Ticket": f"T-{number}",
        "Tier": chance.choice(["gold", "silver"]),
        LATE: chance.choice("xyz"),
    }
    for name in ODD_NAMES:
        properties[name] = chance.choice(["one", "two", "{p0:String}", "\t\n", "Größe"])
    if number % 5 == 0:
        properties["env".upper()] = properties.pop("Env")
    return {name: value for name, value in properties.items() if chance.random() < 0.85}


def _scores(chance: random.Random, calls: Sequence[ExchangeRow]) -> list[list[NewScore]]:
    """Calls to the API, in their order."""
    sent: list[list[NewScore]] = []
    for call in calls:
        target, scores = call.request_id, list[NewScore]()
        if chance.random() < 0.8:
            scores.append(NewScore(target, "accuracy", "integer", float(chance.randint(0, 100)), item_id=_item(chance)))
            scores.append(NewScore(target, "intent", "label", label=chance.choice(["refund", "other"])))
        if chance.random() < 0.6:
            probability = chance.choice([None, 0.25, 0.5, 1.0])
            scores.append(NewScore(target, "sampled", "float", chance.gauss(3, 1), probability=probability))
        for author in chance.sample(RATERS, chance.randint(0, 3)):
            scores += _rating(chance, target, author)
        sent.append(scores)
    waiting = [NewScore(f"never-{chance.randint(0, 9)}", "accuracy", "integer", 5.0)]
    sessions = [_of_session(chance, f"session-{chance.randint(0, 44)}") for _ in range(4)]
    return [each for each in [*sent, waiting, sessions] if each]


def _item(chance: random.Random) -> str | None:
    return chance.choice([None, *(f"item-{each}" for each in range(30))])


def _rating(chance: random.Random, target: str, author: str) -> list[NewScore]:
    judged: dict[str, Any] = {"author": author, "source": chance.choice([None, "human"])}
    if author == "judge":
        version = chance.choice([None, "1", "2"])
        judged = {"author": author, "source": "evaluator", "evaluator": "judge", "evaluator_version": version}
    comment = chance.choice([None, "", "fine", "Não sei"])
    experiment = chance.choice([None, "exp-1", "exp-2"])
    return [
        NewScore(target, "quality", "float", chance.randint(0, 30) / 7, **judged, comment=comment),
        NewScore(target, "tone", "label", label=chance.choice(["warm", "cold", "Größe", "it's"]), **judged),
        NewScore(target, "is_safe", "boolean", float(chance.random() < 0.7), **judged, experiment_id=experiment),
        NewScore(target, "mixed", chance.choice(["integer", "float"]), float(chance.randint(0, 5)), **judged),
        *([NewScore(target, "mixed", "label", label="odd", **judged)] if chance.random() < 0.2 else []),
    ]


def _of_session(chance: random.Random, session: str) -> NewScore:
    fields: dict[str, Any] = {"target_kind": "session", "author": chance.choice(RATERS), "item_id": _item(chance)}
    return chance.choice(
        [
            NewScore(session, "quality", "float", chance.randint(0, 30) / 7, **fields),
            NewScore(session, "solved", "boolean", float(chance.random() < 0.5), **fields),
            NewScore(session, "tone", "label", label=chance.choice(["warm", "cold"]), **fields),
        ]
    )


def _other_project(chance: random.Random, number: int) -> ExchangeRow:
    fields: dict[str, Any] = {"project": 2, "started_at_us": _started_at_us(chance, number), "user_id": "user-1"}
    return exchange(f"other-{number}", properties={"Env": "prod", "Only2": "x"}, session_id="session-1", **fields)


async def _replay(store: SqliteStore) -> None:
    """A run that repeated some of the calls, whose judge was called twice for each; some pairs have no preference."""
    rows, scores = [], []
    for number in range(0, 60, 2):
        properties = {RUN_PROPERTY: RUN, ITEM_PROPERTY: f"request-{number}"}
        fields: dict[str, Any] = {"started_at_us": round((START.timestamp() + number) * 1e6), "cost_usd": 0.25}
        made = f"replayed-{number}"
        rows.append(
            exchange(made, request_id=made, properties=properties, status=400 if number == 8 else 200, **fields)
        )
        for order in ("a", "b"):
            judged = f"judged-{number}-{order}"
            rows.append(exchange(judged, request_id=judged, properties=properties | {"Evaluator": "replay"}, **fields))
        scores.append(NewScore(made, "accuracy", "integer", float(number * 7 % 100)))
        if number % 3:
            scores.append(
                NewScore(made, PREFERENCE, "integer", float(number // 2 % 3 - 1), item_id=f"request-{number}")
            )
            scores.append(NewScore(made, ORDERS_AGREE, "boolean", float(number % 4 == 0)))
    _store(store, rows)
    await store.keep_scores(1, scores)


async def _revise(store: SqliteStore, chance: random.Random, calls: Sequence[ExchangeRow]) -> None:
    """New scores supersede earlier ones, others are deleted, calls end late, and one conflicts."""
    for call in chance.sample(list(calls), 60):
        await store.keep_scores(1, [NewScore(call.request_id, "accuracy", "integer", float(chance.randint(0, 100)))])
    for call in chance.sample(list(calls), 40):
        for score in (await store.scores_of(1, "request", call.request_id))[:1]:
            await store.delete_score(1, score.score_id)
    gone = await store.keep_scores(1, [NewScore("request-7", "gone", "float", 1.0)])
    assert gone.score_ids[0] is not None
    await store.delete_score(1, gone.score_ids[0])
    ended = [call.copy() for call in calls if call.outcome is None][:9]
    for call in ended:
        call.outcome, call.status, call.latency_ms = "ok", 200, 777.5
    _store(store, ended)
    _store(
        store, [exchange("conflict", request_id="request-3", path="/v1/other", started_at_us=calls[3].started_at_us)]
    )
