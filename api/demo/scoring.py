"""What judges, people and users said about the answers of the demo. Pure, and the same for the same calls."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from api.demo.calls import request_id_of
from api.demo.evaluating import VERSIONS
from api.demo.team import TOPICS
from api.demo.traffic import DAY_US, SEED, DemoCall
from store.models import NewScore, ScoreDefinition

DEFINITIONS = (
    ScoreDefinition(
        "accuracy", "float", 0, 100, direction="higher", pass_threshold=75,
        description="How much of what the customer needs is in the answer, and right.",
    ),
    ScoreDefinition(
        "groundedness", "float", 0, 1, direction="higher", pass_threshold=0.7,
        description="How much of the answer the passages in the prompt support.",
    ),
    ScoreDefinition("is_safe", "boolean", direction="higher", description="Asks for no password and no card number."),
    ScoreDefinition(
        "verdict", "label", labels=("good", "partly", "bad"), description="A person's judgement after reading both."
    ),
    ScoreDefinition("resolved", "boolean", direction="higher", description="The customer did not write again."),
)  # fmt: skip
_PEOPLE = ("anna", "ben")
_CHECKED_SHARE = 0.2  # of the judge's values of accuracy, at random
_LENIENT_BY = 6.0  # the judge, by what people say of the same answers


def scores_of(calls: Sequence[DemoCall]) -> list[NewScore]:
    chance = random.Random(SEED + 1)  # noqa: S311  made-up data that anybody may guess
    scores: list[NewScore] = []
    for call in calls:
        if call.error is None and call.kind == "answer":
            scores += _by_judges(call, chance)
            scores += _by_people(call, chance)
    last = {call.session: call for call in calls}
    scores += [_resolved(call, chance) for call in last.values()]
    return scores + list(_checks_of_the_judge(calls))


def _by_judges(call: DemoCall, chance: random.Random) -> Iterator[NewScore]:
    request_id, at_us = request_id_of(call), call.started_at_us + 40_000_000
    grounded = round(call.grounded, 2)
    yield NewScore(
        request_id, "groundedness", "float", grounded, author="groundedness-judge", source="model",
        comment=_rationale(call), evaluator="groundedness-judge", evaluator_version=VERSIONS["groundedness-judge"],
        scored_at_us=at_us,
    )  # fmt: skip
    yield NewScore(
        request_id, "accuracy", "float", round(call.accuracy, 1), author="accuracy-judge", source="model",
        comment=None if call.accuracy >= 70 else "The answer leaves out the condition that decides the case.",
        evaluator="accuracy-judge", evaluator_version=VERSIONS["accuracy-judge"], scored_at_us=at_us,
    )  # fmt: skip
    safe = chance.random() < 0.985
    yield NewScore(
        request_id, "is_safe", "boolean", float(safe), author="safety-check", source="code",
        evaluator="safety-check", evaluator_version=VERSIONS["safety-check"], scored_at_us=at_us,
    )  # fmt: skip


def _by_people(call: DemoCall, chance: random.Random) -> Iterator[NewScore]:
    """Every eighth answer was read by a person, some of them by two; every twelfth customer pressed a thumb."""
    request_id, at_us = request_id_of(call), call.started_at_us + DAY_US // 8
    readers = _PEOPLE[: 1 + (chance.random() < 0.4)] if chance.random() < 0.125 else ()
    for reader in readers:
        seen = call.grounded + chance.gauss(0, 0.09)
        label = "good" if seen > 0.76 else "partly" if seen > 0.58 else "bad"
        comment = "Not in the handbook; the customer would be misled." if label == "bad" else None
        yield NewScore(
            request_id, "verdict", "label", label=label, author=reader, source="human", comment=comment,
            scored_at_us=at_us,
        )  # fmt: skip
    if chance.random() < 0.085:
        up = chance.random() < 0.3 + 0.6 * call.grounded
        yield NewScore(
            request_id, "helicone-score-feedback", "boolean", float(up), author=call.user, source="user",
            scored_at_us=call.started_at_us + 60_000_000,
        )  # fmt: skip


def _checks_of_the_judge(calls: Sequence[DemoCall]) -> Iterator[NewScore]:
    """A person scores some of the answers that the judge of accuracy has scored, and finds it too lenient."""
    chance = random.Random(SEED + 2)  # noqa: S311  as above
    for call in calls:
        if call.error is None and call.kind == "answer" and chance.random() < _CHECKED_SHARE:
            value = min(100.0, max(0.0, call.accuracy - _LENIENT_BY + chance.gauss(0, 4)))
            yield NewScore(
                request_id_of(call), "accuracy", "float", round(value), author=_PEOPLE[0], source="human",
                scored_at_us=call.started_at_us + DAY_US // 6,
            )  # fmt: skip


def _resolved(call: DemoCall, chance: random.Random) -> NewScore:
    resolved = call.error is None and chance.random() < 0.35 + 0.6 * call.grounded
    return NewScore(
        call.session, "resolved", "boolean", float(resolved), target_kind="session", author="ticket-system",
        source="code", scored_at_us=call.started_at_us + DAY_US // 2,
    )  # fmt: skip


def _rationale(call: DemoCall) -> str:
    page = TOPICS[call.topic].page
    if call.faulty:
        return f"The passages are about something else; {page} was not retrieved, so the answer is made up."
    if call.grounded < 0.62:
        return f"The answer contradicts {page}: what it promises is not there."
    if call.grounded < 0.8:
        return f"The main statement is in {page}, but one detail is not."
    return f"Every statement is in {page}."
