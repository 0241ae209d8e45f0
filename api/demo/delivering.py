"""The demo's webhook, and what became of its messages. It is disabled: nothing is sent from the demo."""

from __future__ import annotations

from collections.abc import Sequence

from api.demo.calls import request_id_of
from api.demo.traffic import DemoCall
from store.base import Store
from store.evaluation.pipeline import Consumer, NewTask, Routing, Settled
from store.evaluation.webhooks import Webhook
from store.ids import uuid7
from store.keys import DEMO_PROJECT

_DELAY_US = 60_000_000
_REASONS = ("the receiver answered 503", "the receiver did not answer within 10 s")
_NO_SECRET = b"\0" * 32  # nothing is signed with it


async def keep_webhook(store: Store, calls: Sequence[DemoCall]) -> None:
    """Store a webhook that told of failed calls; the newest of its messages were not delivered."""
    failed = [call for call in calls if call.error is not None]
    missed = failed[-len(_REASONS) :]
    at_us = calls[0].started_at_us
    webhook = Webhook(
        id=uuid7(),
        project=DEMO_PROJECT,
        created_at_us=at_us,
        updated_at_us=at_us,
        destination="https://support.example.com/gnomon",
        events=("request.logged",),
        filter={"request_response_rmt": {"status": {"gte": 400}}},
        property_filters=(),
        sample_rate=100.0,
        include_data=True,
        base_url="http://127.0.0.1",
        enabled=False,
        disabled_reason=None,
        secret=_NO_SECRET,
    )
    await store.webhooks.put(webhook)
    consumer = Consumer("webhook", webhook.id)
    counts = {"seen": sum(call.kind != "tool" for call in calls), "matched": len(failed), "sampled": len(failed)}
    tasks = [
        NewTask(
            consumer, DEMO_PROJECT, "request.logged", request_id_of(call), request_id_of(call), call.session, 1.0,
            call.started_at_us, call.started_at_us + _DELAY_US,
        )
        for call in missed
    ]  # fmt: skip
    await store.pipeline.route(
        Routing(
            tasks=tasks,
            waiting_most={consumer: len(tasks)},
            counts={(consumer, name): count for name, count in counts.items()},
        )
    )
    waiting = await store.pipeline.tasks(consumer)
    settled = [Settled(task.id, error=reason) for task, reason in zip(waiting, _REASONS, strict=False)]
    delivered = {"delivered": len(failed) - len(missed), "failed": len(missed)}
    await store.pipeline.settle(consumer, settled, delivered)
