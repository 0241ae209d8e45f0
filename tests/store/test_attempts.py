from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.attempts import AttemptKey, AttemptMark, mark_attempts

EXCHANGES = st.lists(
    st.builds(
        AttemptKey,
        st.uuids().map(str),
        st.integers(0, 5),
        st.sampled_from(["POST", "GET"]),
        st.sampled_from(["/v1/a", "/v1/b"]),
        st.sampled_from(["x", "y", None]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda exchange: exchange.exchange_id,
)


def test_a_repeat_is_an_attempt_and_the_latest_start_is_last() -> None:
    first, again = AttemptKey("a", 1, "POST", "/v1/a", "h"), AttemptKey("b", 2, "POST", "/v1/a", "h")
    assert mark_attempts([again, first]) == {"a": AttemptMark(False, False), "b": AttemptMark(True, False)}


def test_another_body_or_path_under_the_same_id_is_a_conflict() -> None:
    first = AttemptKey("a", 1, "POST", "/v1/a", "h")
    others = [
        AttemptKey("b", 2, "POST", "/v1/a", "other"),
        AttemptKey("c", 3, "POST", "/v1/b", "h"),
        AttemptKey("d", 4, "GET", "/v1/a", "h"),
    ]
    marks = mark_attempts([first, *others])
    assert marks.pop("a") == AttemptMark(True, False)
    assert set(marks.values()) == {AttemptMark(False, True)}


def test_a_body_that_was_not_captured_whole_is_not_compared() -> None:
    first, cut = AttemptKey("a", 1, "POST", "/v1/a", "h"), AttemptKey("b", 2, "POST", "/v1/a", None)
    assert mark_attempts([first, cut])["b"] == AttemptMark(True, False)


@given(EXCHANGES, st.randoms())
def test_the_order_of_arrival_does_not_matter(exchanges: list[AttemptKey], random: object) -> None:
    shuffled = list(exchanges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own Random
    assert mark_attempts(exchanges) == mark_attempts(shuffled)


@given(EXCHANGES)
def test_exactly_one_is_last_and_is_not_a_conflict(exchanges: list[AttemptKey]) -> None:
    (last,) = [mark for mark in mark_attempts(exchanges).values() if mark.is_last]
    assert not last.conflict
