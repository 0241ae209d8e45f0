"""The work of one step does not depend on how many exchanges an id has. Counted in instructions of SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from store.analytics.replica.source import Source
from store.base import Batch
from store.intake import SPAN
from store.models import ExchangeRow, NewScore, SessionStep
from store.settings import DataDir
from store.sqlite import retention
from store.sqlite.requests.properties import set_property
from store.sqlite.requests.reprocessing import update_extracted
from store.sqlite.requests.storing import store_batch
from store.sqlite.scores.adding import ScoreWrite
from store.sqlite.scores.targets import resolve
from store.sqlite.session import Session
from tests.store.calls import exchange

FEW, MANY = 300, 3_000  # exchanges of one id
STEP = 20


@pytest.fixture
def session(data_dir: DataDir) -> Iterator[Session]:
    data_dir.database.parent.mkdir(parents=True, exist_ok=True)
    with closing(Session(data_dir)) as session:
        yield session


Rows = Callable[[int, int], list[ExchangeRow]]  # those with numbers from … to
Job = Callable[[Session], object]


def attempts(start: int, stop: int) -> list[ExchangeRow]:
    """Under one id: every third call has the path of the first one, the others have paths of their own."""
    return [
        exchange(
            f"e{number}",
            request_id="again",
            started_at_us=1_000 + number,
            path="/v1/chat/completions" if number % 3 == 0 else f"/v1/{number}",
        )
        for number in range(start, stop)
    ]


def answers(start: int, stop: int) -> list[ExchangeRow]:
    """Of an upstream that gives one id to all."""
    return [exchange(f"e{number}", upstream_id="same", started_at_us=number) for number in range(start, stop)]


def polls(start: int, stop: int) -> list[ExchangeRow]:
    """Of one response that was created in the background."""
    return [exchange(f"e{number}", reads_upstream_id="same", started_at_us=number) for number in range(start, stop)]


def spans(start: int, stop: int) -> list[ExchangeRow]:
    """Of one trace without a session, from an upstream that gives one id to all."""
    rows = []
    for number in range(start, stop):
        row = exchange(f"e{number}", upstream=SPAN, upstream_id="same", started_at_us=number, trace_id="trace")
        row.session_id, row.session_source = "trace", "trace"
        row.step = SessionStep(row.exchange_id, 1, "call", "chat", "trace", "trace", number, trace_id="trace")
        rows.append(row)
    return rows


def continuations(start: int, stop: int) -> list[ExchangeRow]:
    """Of one response that was not logged."""
    return [continuation(number) for number in range(start, stop)]


def continuation(number: int) -> ExchangeRow:
    name = {"session_id": "same", "session_source": "previous_response"}
    return exchange(f"e{number}", dialect="openai_responses", started_at_us=number, **name)


def creator(number: int) -> ExchangeRow:
    return exchange(f"c{number}", dialect="openai_responses", upstream_id="same", started_at_us=number)


def stored(*rows: ExchangeRow) -> Job:
    return lambda session: store_batch(session, Batch(rows), {})


# What the id has, and a job, given the number of the next exchange
JOBS: dict[str, tuple[Rows, Callable[[int], Job]]] = {
    "a batch of attempts": (attempts, lambda number: stored(*attempts(number, number + STEP))),
    "what was extracted late": (
        attempts,
        lambda number: lambda session: update_extracted(session, attempts(number - STEP, number)),
    ),
    "a property": (attempts, lambda _: lambda session: set_property(session, 1, "again", "Team", "blue")),
    "a score": (attempts, lambda _: ScoreWrite(1, [NewScore("again", "quality", "integer", 1.0)], 10)),
    "retention": (attempts, lambda _: lambda session: retention.expire_rows(session, 1_000 + STEP)),
    "the target of a score": (answers, lambda _: lambda session: resolve(session, 1, ["same"])),
    "a call that continues a response": (answers, lambda number: stored(continuation(number))),
    "a call that reads a response back": (answers, lambda number: stored(*polls(number, number + 1))),
    "a response that was read back": (
        polls,
        lambda number: stored(exchange(f"o{number}", reads_upstream_id="other"), creator(number)),
    ),
    "spans": (spans, lambda number: stored(*spans(number, number + STEP))),
    "a call that was traced before": (
        spans,
        lambda number: stored(exchange("w", upstream_id="same", started_at_us=number)),
    ),
    "a response that is created again": (continuations, lambda number: stored(creator(number))),
}


@pytest.mark.parametrize("name", JOBS)
def test_an_id_that_is_used_for_ever(session: Session, name: str) -> None:
    rows, job = JOBS[name]
    with transaction(session):
        stored(creator(0), *rows(1, FEW))(session)
    few = instructions(session, job(FEW))
    with transaction(session):
        stored(*rows(FEW + STEP, MANY), *rows(1, STEP + 1))(session)  # the first ones may have been deleted
    many = instructions(session, job(MANY))
    assert many < 1.5 * few, f"{name}: {few} instructions with {FEW} exchanges, {many} with {MANY}"


@pytest.mark.parametrize("target", ["again", "e7"])
def test_the_replica_of_a_score(session: Session, data_dir: DataDir, target: str) -> None:
    """It leads to the last attempt."""
    counted = []
    for start, stop in ((1, FEW), (FEW, MANY)):
        with transaction(session):
            stored(*attempts(start, stop))(session)
        before = session.counts["version"]
        with transaction(session):
            ScoreWrite(1, [NewScore(target, f"quality{start}", "integer", 1.0)], 10)(session)
        with closing(Source(data_dir)) as source:
            steps: list[None] = []
            source._record.set_progress_handler(lambda steps=steps: steps.append(None), 1)
            changes = source.changes(before, 10, 0)
            counted.append(len(steps))
        (last,) = session.main_db.execute("SELECT id FROM exchange WHERE is_last = 1 AND request_id = 'again'")
        assert last[0] in changes.scores[-1]
    few, many = counted
    assert many < 1.5 * few, f"{few} instructions with {FEW} exchanges, {many} with {MANY}"


@contextmanager
def transaction(session: Session) -> Iterator[None]:
    session.begin()
    yield
    session.commit()


def instructions(session: Session, job: Job) -> int:
    steps: list[None] = []
    with transaction(session):
        session.main_db.set_progress_handler(lambda: steps.append(None), 1)
        job(session)
        session.main_db.set_progress_handler(None, 0)
    return len(steps)
