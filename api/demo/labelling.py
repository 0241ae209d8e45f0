"""The demo's queue: answers that two people read, some of them read already."""

from __future__ import annotations

from collections.abc import Sequence
from time import time_ns

from api.labelling.filling import items_of_ids
from store.base import Store
from store.evaluation.labelling import Queue
from store.ids import uuid7
from store.keys import DEMO_PROJECT
from store.models import NewScore

_READ = 24  # items that people have scored before
_NEW = 16


async def keep_queue(store: Store, scores: Sequence[NewScore]) -> None:
    """Store a queue of the newest answers, with a correction of one that a person called bad."""
    verdicts = [score for score in scores if score.name == "verdict"]
    read = list(dict.fromkeys(score.target_id for score in reversed(verdicts)))[:_READ]
    judged = dict.fromkeys(score.target_id for score in reversed(scores) if score.source == "model")
    unread = [request_id for request_id in judged if request_id not in {score.target_id for score in verdicts}][:_NEW]
    now_us = time_ns() // 1000
    queue = Queue(
        id=uuid7(),
        project=DEMO_PROJECT,
        name="Answers to read",
        instructions="Read the passages first. good: the customer can act on the answer. "
        "partly: a detail is missing. bad: it contradicts the passages or is made up.",
        scores=("verdict",),
        raters_per_item=2,
        filter=None,
        start_us=None,
        end_us=None,
        sample_share=1.0,
        sample_most=_READ + _NEW,
        item_order="given",
        created_at_us=now_us,
        updated_at_us=now_us,
    )
    await store.labelling.put_queue(queue)
    await store.labelling.add_items(queue, items_of_ids(queue, [*unread, *read]))
    bad = next((score for score in reversed(verdicts) if score.label == "bad"), None)
    if bad is not None:
        text = "I could not find this in our handbook. I have passed your question on; you will hear from us today."
        await store.labelling.correct(DEMO_PROJECT, bad.target_id, bad.author, text)
