"""Thirty days of the team's calls. Pure, and the same for the same seed and time.

What is really there: prompt v2, rolled out from day 16 on, is better on accuracy by 5 points and on nothing else. In
the last week, retriever bm25 finds the wrong passages for German questions: its index of that language is broken.
The judge of accuracy is six points too lenient, as a person says who has read a fifth of the answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from api.demo.team import LANGUAGES, TOPICS

SEED = 17
DAYS = 30
SESSIONS = 720
FAULT_DAYS = 7
DAY_US = 86_400_000_000
_ROLL_OUT = (16.0, 21.0)  # between these days both prompts are in use, before it v1, after it v2
_MODELS = {"gpt-4o-mini": 0.56, "gpt-4o": 0.22, "gpt-5-nano": 0.17, "claude-sonnet-4-5": 0.05}
_LANGUAGES = dict(zip(LANGUAGES, (0.45, 0.28, 0.15, 0.12), strict=True))
_ERRORS = {
    "rate_limit": 0.45,
    "server_error": 0.2,
    "timeout": 0.15,
    "unreachable": 0.08,
    "too_long": 0.08,
    "cancelled": 0.04,
}
_ERROR_SHARE = {"gpt-4o-mini": 0.022, "gpt-4o": 0.045, "gpt-5-nano": 0.02, "claude-sonnet-4-5": 0.02}
_USERS = 60
Kind = Literal["answer", "plan", "tool", "picture"]


@dataclass(slots=True)
class DemoCall:
    number: int
    kind: Kind
    started_at_us: int
    session: str
    session_name: str
    path: str
    user: str
    language: str
    retriever: str
    prompt: str  # "v1" or "v2"
    model: str
    topic: int
    turn: int  # of the conversation, from 0
    error: str | None  # one of _ERRORS; None: it went well
    streamed: bool
    faulty: bool  # the planted fault: wrong passages
    grounded: float  # how much of the answer the passages support
    accuracy: float
    latency_ms: float


def traffic(now_us: int) -> list[DemoCall]:
    """In the order in which they began; all of them before `now_us`."""
    chance = random.Random(SEED)  # noqa: S311  made-up data that anybody may guess
    calls: list[DemoCall] = []
    for session in range(SESSIONS):
        calls += _session(chance, session, len(calls), now_us)
    return sorted(calls, key=lambda call: call.started_at_us)


def _session(chance: random.Random, number: int, first: int, now_us: int) -> Iterator[DemoCall]:
    day = _day(chance)
    language = _pick(chance, _LANGUAGES)
    retriever = "bm25" if chance.random() < 0.45 else "hybrid"
    rolled = (day - _ROLL_OUT[0]) / (_ROLL_OUT[1] - _ROLL_OUT[0])
    prompt = "v2" if rolled > 0 and chance.random() < max(0.5, rolled) else "v1"
    at_us = now_us - round((DAYS - day) * DAY_US) - 600_000_000
    is_agent = number % 9 == 4
    for turn, (kind, path) in enumerate(_steps(chance, is_agent=is_agent, with_picture=number % 40 == 11)):
        model = "gpt-4o" if is_agent else _pick(chance, _MODELS)
        faulty = day >= DAYS - FAULT_DAYS and language == "de" and retriever == "bm25"
        grounded = min(1.0, max(0.0, chance.gauss(0.3 if faulty else 0.86, 0.13)))
        accuracy = chance.gauss(76.0 + (5.0 if prompt == "v2" else 0.0) - (14.0 if faulty else 0.0), 7.0)
        latency_ms = chance.lognormvariate(6.9, 0.42) * {"gpt-4o": 1.4, "claude-sonnet-4-5": 2.1}.get(model, 1.0)
        failed = kind != "tool" and chance.random() < _ERROR_SHARE[model]
        call = DemoCall(
            number=first + turn,
            kind=kind,
            started_at_us=at_us,
            session=f"{'refund' if is_agent else 'chat'}-{number:04}",
            session_name="Refund agent" if is_agent else "Support chat",
            path=path,
            user=f"customer-{int(_USERS * chance.random() ** 1.6):03}",
            language=language,
            retriever=retriever,
            prompt=prompt,
            model=model,
            topic=(number + turn) % len(TOPICS),
            turn=turn,
            error=_pick(chance, _ERRORS) if failed else None,
            streamed=kind == "answer" and not is_agent and chance.random() < 0.7,
            faulty=faulty,
            grounded=grounded,
            accuracy=min(100.0, max(0.0, accuracy)),
            latency_ms=80 + chance.random() * 200 if kind == "tool" else latency_ms,
        )
        yield call
        pause_s = 0.2 + chance.random() if is_agent else 20 + 60 * chance.random()
        at_us += round(call.latency_ms * 1_000 + pause_s * 1_000_000)


def _steps(chance: random.Random, *, is_agent: bool, with_picture: bool) -> list[tuple[Kind, str]]:
    if with_picture:
        return [("picture", "/photo"), ("answer", "/answer")]
    if not is_agent:
        return [("answer", "/answer")] * (1 + (chance.random() < 0.45) + (chance.random() < 0.15))
    return [
        ("plan", "/agent/plan"),
        ("tool", "/agent/look-up-order"),
        ("plan", "/agent/check-rules"),
        ("tool", "/agent/search-handbook"),
        ("answer", "/agent/answer"),
    ]


def _day(chance: random.Random) -> float:
    """Days since the beginning: more of them by day than by night, and slowly more of them."""
    while True:
        day: float = DAYS * chance.random() ** 0.85
        by_day = 1.0 if 0.3 < day % 1 < 0.85 else 0.3
        if chance.random() < by_day:
            return day


def _pick(chance: random.Random, shares: dict[str, float]) -> str:
    (picked,) = chance.choices(list(shares), list(shares.values()))
    return picked
