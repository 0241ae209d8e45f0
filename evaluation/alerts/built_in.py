"""The alert that every project has from the start: it watches everything. Pure."""

from __future__ import annotations

from typing import Any

from store.evaluation.alerts import AlertRule, ChangeWatch
from store.evaluation.pipeline import EVALUATOR_PROPERTY
from store.evaluation.replays import RUN_PROPERTY

NAME = "Something changed"


def built_in_alert(project: int, at_us: int) -> AlertRule:
    """Under the same id on every node. Nobody has created it, so nobody has called this server by a URL."""
    return AlertRule(
        id=built_in_id(project),
        project=project,
        name=NAME,
        definition=ChangeWatch("everything", filter=_without_own_calls()),
        renotify_s=None,
        webhooks=None,
        enabled=True,
        silenced_until_us=None,
        base_url="",
        created_at_us=at_us,
        updated_at_us=at_us,
    )


def built_in_id(project: int) -> str:
    return f"built-in-{project}"


def _without_own_calls() -> Any:
    """Neither calls of replays and shadows, nor of judges: they come and go with who makes them."""
    run, judge = (_without(name.title()) for name in (RUN_PROPERTY, EVALUATOR_PROPERTY))
    return {"left": run, "operator": "and", "right": judge}


def _without(name: str) -> Any:
    return {"request_response_rmt": {"properties": {name: {"equals": "null"}}}}
