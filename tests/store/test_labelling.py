"""Queues: who gets which item, and what is done, follows from the scores alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from store.base import Batch, Full
from store.evaluation.labelling import (
    ITEMS_MOST,
    FullRating,
    Handed,
    LastStep,
    Queue,
    QueueItem,
    QueueStep,
    RaterProgress,
)
from store.models import NewScore
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import exchange


@pytest.fixture
async def store(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await asyncio.wrap_future(store.store_batch(Batch([exchange(name) for name in "abcd"])))
    yield store
    await store.close()


def queue(queue_id: str = "q", raters: int = 1, scores: tuple[str, ...] = ("verdict",), **more: object) -> Queue:
    fields = {"name": queue_id, "instructions": "", "filter": "all", "start_us": None, "end_us": None}
    fields |= {"sample_share": 1.0, "sample_most": 10, "item_order": "given", "created_at_us": 1, "updated_at_us": 1}
    return Queue(id=queue_id, project=1, scores=scores, raters_per_item=raters, **fields | more)  # type: ignore[arg-type]


async def filled(store: SqliteStore, made: Queue, items: str = "abcd") -> Queue:
    assert await store.labelling.put_queue(made)
    rows = [QueueItem(name, place, 0.5) for place, name in enumerate(items)]
    assert await store.labelling.add_items(made, rows) == len(items)
    return made


async def rate(store: SqliteStore, request_id: str, rater: str, name: str = "verdict", **more: object) -> None:
    score = NewScore(request_id, name, "label", None, "good", author=rater, source="human")
    await store.keep_scores(1, [score._replace(**more)])


async def given(store: SqliteStore, made: Queue, rater: str, **step: object) -> str | None:
    handed = await store.labelling.hand_out(made, QueueStep(rater, **step))  # type: ignore[arg-type]
    return handed and handed.item.request_id


async def test_each_rater_gets_what_still_needs_his_rating(store: SqliteStore) -> None:
    """One rating per item: what anna has before her, or has rated, bob does not get; a reload gives the same item."""
    one = await filled(store, queue())
    assert [await given(store, one, rater) for rater in ("anna", "anna", "bob")] == ["a", "a", "b"]
    await rate(store, "a", "anna")
    assert await given(store, one, "anna") == "c"
    assert await given(store, one, "bob") == "b"
    await rate(store, "b", "bob", name="other")  # not what the queue asks for
    assert await given(store, one, "bob") == "b"
    await rate(store, "d", "judge", evaluator="judge", source="model")  # programs are no raters
    await rate(store, "b", "bob")
    assert await given(store, one, "bob") == "d"


async def test_an_item_needs_as_many_full_ratings_as_the_queue_says(store: SqliteStore) -> None:
    """Two raters, two scores each: a rating with one of them is not full; a third rater has nothing to do."""
    two = await filled(store, queue(raters=2, scores=("verdict", "tone")), "a")
    await rate(store, "a", "anna")
    assert await store.labelling.hand_out(two, QueueStep("anna")) == Handed(QueueItem("a", 0, 0.5), is_done=False)
    await rate(store, "a", "anna", name="tone")
    assert await given(store, two, "anna") is None
    assert [await given(store, two, rater) for rater in ("bob", "carl")] == ["a", None]
    await rate(store, "a", "bob")
    await rate(store, "a", "bob", name="tone")
    progress = (await store.labelling.progress([two], "carl"))["q"]
    assert (progress.items, progress.done, progress.ratings) == (1, 1, 2)
    assert [tuple(each) for each in progress.raters] == [("anna", 1, 0, 0), ("bob", 1, 0, 0), ("carl", 0, 0, 0)]


async def test_a_lease_ends(store: SqliteStore) -> None:
    """What a rater left lying goes to the next one."""
    one = await filled(store, queue(), "a")
    assert await given(store, one, "anna", lease_s=0.0) == "a"
    assert await given(store, one, "bob") == "a"
    assert await given(store, one, "anna") is None


async def test_what_is_skipped_comes_again_on_demand(store: SqliteStore) -> None:
    """It is skipped by that rater alone; going back to it takes the skip back."""
    one = await filled(store, queue(), "ab")
    assert await given(store, one, "anna", skip="a") == "b"
    assert await given(store, one, "bob") == "a"
    assert await given(store, one, "anna", skip="b") is None
    (mine,) = [each for each in (await store.labelling.progress([one], "anna"))["q"].raters if each.rater == "anna"]
    assert (mine.done, mine.skipped, mine.left) == (0, 2, 2)
    assert await given(store, one, "anna", back_to="b") == "b"
    assert await given(store, one, "carl") is None  # both are before somebody
    await rate(store, "a", "bob")
    await rate(store, "b", "anna")
    assert await store.labelling.hand_out(one, QueueStep("anna", back_to="b")) == Handed(QueueItem("b", 1, 0.5), True)
    assert await given(store, one, "anna", return_skipped=True) is None  # bob has rated the other one
    assert await given(store, one, "anna", back_to="unknown") is None


async def test_a_deleted_score_makes_the_item_open_again(store: SqliteStore) -> None:
    """The scores are the only truth: undo is a deletion."""
    one = await filled(store, queue(), "a")
    await rate(store, "a", "anna")
    assert (await store.labelling.progress([one], None))["q"].done == 1
    (score,) = await store.scores_of(1, "request", "a")
    assert await store.delete_score(1, score.score_id)
    assert (await store.labelling.progress([one], None))["q"].done == 0
    assert await given(store, one, "anna") == "a"


async def test_queues_have_bounds_and_names_of_their_own(store: SqliteStore) -> None:
    """Items are added once; a queue that would be too long stays as it is; other projects do not see it."""
    one = await filled(store, queue(), "ab")
    assert await store.labelling.add_items(one, [QueueItem("b", 7, None), QueueItem("c", 8, None)]) == 1
    with pytest.raises(Full, match=f"at most {ITEMS_MOST} items; this one would have {ITEMS_MOST + 1}"):
        await store.labelling.add_items(one, [QueueItem(f"x{n}", n, None) for n in range(ITEMS_MOST - 2)])
    assert await store.labelling.item_ids("q") == ["a", "b", "c"]
    assert not await store.labelling.put_queue(queue("other", name="q"))
    assert await store.labelling.put_queue(queue(name="renamed"))
    assert [each.name for each in await store.labelling.queues(1)] == ["renamed"]
    assert await store.labelling.queues(2) == []
    assert not await store.labelling.delete_queue(2, "q")
    assert await store.labelling.delete_queue(1, "q")
    assert await store.labelling.item_ids("q") == []


async def test_deleted_requests_leave_their_queues(store: SqliteStore) -> None:
    """So do the corrections of their answers."""
    one = await filled(store, queue(), "ab")
    assert await store.labelling.correct(1, "a", "anna", "Qubits.")
    assert not await store.labelling.correct(1, "unknown", "anna", "Qubits.")
    assert [each.text for each in await store.labelling.corrections(1, ["a", "b"])] == ["Qubits."]
    assert await store.expire(rows_before_us=1 << 62, bodies_before_us=None) == 4
    assert await store.labelling.item_ids(one.id) == []
    assert await store.labelling.corrections(1, ["a", "b"]) == []


async def test_two_who_ask_at_once_get_two_items(store: SqliteStore) -> None:
    """Also when all ask in the same moment."""
    one = await filled(store, queue())
    got = await asyncio.gather(*(given(store, one, rater) for rater in ("anna", "bob", "carl", "dora", "emil")))
    assert sorted(name for name in got if name) == ["a", "b", "c", "d"]


async def test_what_was_removed_stays_out_unless_it_is_named(store: SqliteStore) -> None:
    """A sample does not bring it back, its id does. Its scores stay, and nobody has it before him any more."""
    one = await filled(store, queue(), "ab")
    assert await given(store, one, "anna") == "a"
    assert await store.labelling.remove_item(one, "a")
    assert not await store.labelling.remove_item(one, "a")
    assert await given(store, one, "anna") == "b"
    assert sorted(await store.labelling.decided_ids("q")) == ["a", "b"]
    assert await store.labelling.add_items(one, [QueueItem("a", 0, 0.5)]) == 0
    assert await store.labelling.add_items(one, [QueueItem("a", 0, None)]) == 1
    await rate(store, "a", "anna")
    await rate(store, "a", "bob")
    listed = await store.labelling.items(one, 0, 10)
    assert [(each.item.request_id, each.raters) for each in listed] == [("a", ("anna", "bob")), ("b", ())]
    assert [each.item.request_id for each in await store.labelling.items(one, 1, 1)] == ["b"]
    assert await last_step(store, one, "carl") is None


async def test_ratings_of_other_nodes_count_as_those_of_this_one(store: SqliteStore) -> None:
    """Those that both have count once. They are not remembered: the next question brings them again."""
    one = await filled(store, queue(), "abc")
    await rate(store, "b", "anna")
    known, ratings = await store.labelling.ratings(1, ["verdict"], ["a", "b", "nowhere"])
    assert (known, [each[:2] for each in ratings]) == (["a", "b"], [("b", "anna")])
    elsewhere = [FullRating("a", "anna", 1 << 60), *ratings]
    handed = await store.labelling.hand_out(one, QueueStep("bob"), elsewhere)
    assert handed
    assert handed.item.request_id == "c"
    seen = await store.labelling.hand_out(one, QueueStep("anna", back_to="a"), elsewhere)
    assert seen
    assert seen.is_done
    progress = (await store.labelling.progress([one], "anna", {"q": elsewhere}))["q"]
    assert (progress.done, progress.ratings, progress.last_step) == (2, 2, LastStep("a", "rated"))
    assert progress.raters == (RaterProgress("anna", 2, 0, 1),)
    listed = await store.labelling.items(one, 0, 10, elsewhere)
    assert [each.raters for each in listed] == [("anna",), ("anna",), ()]
    assert await given(store, one, "carl") is None  # a and c are before somebody
    await store.labelling.forget_requests(1, ["a", "nowhere"])
    assert await store.labelling.item_ids("q") == ["b", "c"]


async def test_the_last_step_of_a_rater_is_a_rating_or_a_skip(store: SqliteStore) -> None:
    """For undo: what comes back is skipped no longer, and the step before it is the last."""
    one = await filled(store, queue())
    await rate(store, "a", "bob")
    assert await last_step(store, one, "bob") == ("a", "rated")
    assert await given(store, one, "bob", skip="b") == "c"
    assert await given(store, one, "bob", skip="c") == "d"
    assert await last_step(store, one, "bob") == ("c", "skipped")
    assert await given(store, one, "bob", back_to="c") == "c"
    assert await last_step(store, one, "bob") == ("b", "skipped")
    await rate(store, "c", "bob")
    assert await last_step(store, one, "bob") == ("c", "rated")
    assert await last_step(store, one, "anna") is None


async def last_step(store: SqliteStore, one: Queue, rater: str) -> LastStep | None:
    return (await store.labelling.progress([one], rater))["q"].last_step
