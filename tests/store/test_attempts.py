"""Which exchange of a request id is the last attempt, and which are conflicts, however they become known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from store.attempts import AttemptKey, is_conflict
from store.base import Batch
from store.models import ExchangeRow
from store.settings import DataDir
from store.sqlite import retention
from store.sqlite.requests.storing import store_batch
from store.sqlite.session import Session
from tests.store.calls import exchange


class Call(NamedTuple):
    started_at_us: int
    method: str
    path: str
    request_hash: str | None


CALLS = st.lists(
    st.builds(
        Call,
        st.integers(0, 5),
        st.sampled_from(["POST", "GET"]),
        st.sampled_from(["/v1/a", "/v1/b"]),
        st.sampled_from(["x", "y", None]),
    ),
    min_size=1,
    max_size=6,
)
IDS = count()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    data_dir = DataDir(Path(tmp_path_factory.mktemp("data")))
    with closing(Session(data_dir)) as session:
        yield session


def test_another_body_path_or_method_is_a_conflict() -> None:
    first = AttemptKey(1, "a", "POST", "/v1/a", "body a")
    assert not is_conflict(first, first._replace(exchange_id="b"))
    for other in ({"request_hash": "body b"}, {"path": "/v1/b"}, {"method": "GET"}):
        assert is_conflict(first, first._replace(**other))


def test_a_body_that_was_not_captured_whole_is_not_compared() -> None:
    first = AttemptKey(1, "a", "POST", "/v1/a", "h")
    assert not is_conflict(first, first._replace(request_hash=None))
    assert not is_conflict(first._replace(request_hash=None), first)


def test_hashes_of_two_versions_are_not_compared() -> None:
    """A retry after an upgrade is an attempt of the request: the version before hashed its body in another way."""
    before = AttemptKey(1, "a", "POST", "/v1/a", 64 * "0")
    assert not is_conflict(before, before._replace(exchange_id="b", request_hash=32 * "1"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CALLS, st.randoms(), st.integers(1, 6), st.booleans())
def test_the_order_of_arrival_does_not_matter(
    session: Session, calls: list[Call], random: object, batch: int, in_flight: bool
) -> None:
    """In any order and any batches, also when each call is stored in flight before its body is known."""
    request_id = f"r{next(IDS)}"
    ended = [
        exchange(f"{request_id}.{number}", request_id=request_id, **call._asdict()) for number, call in enumerate(calls)
    ]
    events = list(ended)
    if in_flight:
        events += [changed(row, outcome=None, request_hash=None, request_size_bytes=None) for row in ended]
    random.shuffle(events)  # type: ignore[attr-defined]  # Hypothesis' own Random
    for start in range(0, len(events), batch):
        write(session, events[start : start + batch])
    assert marks(session, request_id) == expected(ended)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CALLS, st.integers(0, 6))
@example([Call(0, "POST", "/v1/a", None), Call(1, "POST", "/v1/a", "x"), Call(2, "POST", "/v1/a", "y")], 1)
def test_what_retention_leaves_is_judged_by_its_first(session: Session, calls: list[Call], before_us: int) -> None:
    request_id = f"r{next(IDS)}"
    rows = [
        exchange(f"{request_id}.{number}", request_id=request_id, **call._asdict()) for number, call in enumerate(calls)
    ]
    write(session, rows)
    session.begin()
    while retention.expire_rows(session, before_us):
        pass
    session.commit()
    assert marks(session, request_id) == expected([row for row in rows if row.started_at_us >= before_us])


def changed(row: ExchangeRow, **fields: object) -> ExchangeRow:
    other = row.copy()
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def write(session: Session, rows: Sequence[ExchangeRow]) -> None:
    session.begin()
    assert not store_batch(session, Batch(rows), {}).failed
    session.commit()


def marks(session: Session, request_id: str) -> dict[str, tuple[int, int]]:
    """Exchange id → is_last, conflict."""
    rows = session.main_db.execute(
        "SELECT exchange_id, is_last, conflict FROM exchange WHERE request_id = ?", (request_id,)
    )
    return {exchange_id: (is_last, conflict) for exchange_id, is_last, conflict in rows}


def expected(rows: Sequence[ExchangeRow]) -> dict[str, tuple[int, int]]:
    """All at once: what repeats the first is an attempt, and the latest attempt is the last."""
    keys = sorted(
        AttemptKey(row.started_at_us, row.exchange_id, row.method, row.path, row.request_hash) for row in rows
    )
    attempts = [key.exchange_id for key in keys if not is_conflict(keys[0], key)]
    return {key.exchange_id: (key.exchange_id == attempts[-1], key.exchange_id not in attempts) for key in keys}
