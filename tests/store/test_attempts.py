from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.attempts import AttemptKey, Standing, standings

TRIES = st.lists(
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
    unique_by=lambda one: one.exchange_id,
)


def test_a_repeat_is_an_attempt_and_the_latest_start_is_last() -> None:
    first, again = AttemptKey("a", 1, "POST", "/v1/a", "h"), AttemptKey("b", 2, "POST", "/v1/a", "h")
    assert standings([again, first]) == {"a": Standing(False, False), "b": Standing(True, False)}


def test_another_body_or_path_under_the_same_id_is_a_conflict() -> None:
    first = AttemptKey("a", 1, "POST", "/v1/a", "h")
    others = [
        AttemptKey("b", 2, "POST", "/v1/a", "other"),
        AttemptKey("c", 3, "POST", "/v1/b", "h"),
        AttemptKey("d", 4, "GET", "/v1/a", "h"),
    ]
    judged = standings([first, *others])
    assert judged.pop("a") == Standing(True, False)
    assert set(judged.values()) == {Standing(False, True)}


def test_a_body_that_was_not_captured_whole_is_not_compared() -> None:
    first, cut = AttemptKey("a", 1, "POST", "/v1/a", "h"), AttemptKey("b", 2, "POST", "/v1/a", None)
    assert standings([first, cut])["b"] == Standing(True, False)


@given(TRIES, st.randoms())
def test_the_order_of_arrival_does_not_matter(tries: list[AttemptKey], random: object) -> None:
    shuffled = list(tries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' own Random
    assert standings(tries) == standings(shuffled)


@given(TRIES)
def test_exactly_one_is_last_and_it_is_no_conflict(tries: list[AttemptKey]) -> None:
    (last,) = [one for one in standings(tries).values() if one.is_last]
    assert not last.conflict
