"""Webhooks: what the store keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from store.evaluation.pipeline import EventKind

WebhookFormat = Literal["json", "slack", "email"]


@dataclass(frozen=True, slots=True)
class Webhook:
    """A subscription: events are sent to its destination."""

    id: str
    project: int
    created_at_us: int
    updated_at_us: int
    destination: str  # URL
    events: tuple[EventKind, ...]
    filter: Any  # filter tree, as JSON
    property_filters: tuple[tuple[str, str], ...]  # properties that must have these values, beside the filter
    sample_rate: float  # percent
    include_data: bool
    base_url: str  # of this server, as the creator called it
    enabled: bool
    disabled_reason: str | None  # None: enabled, or disabled by a person
    secret: bytes
    previous_secret: bytes | None = None  # None: never rotated
    rotated_at_us: int | None = None  # None: never rotated
    format: WebhookFormat = "json"  # "slack" and "email": sentences for people, of alerts only


class WebhookStore(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def all(self) -> list[Webhook]:
        """The webhooks of all projects, the oldest first."""

    async def put(self, webhook: Webhook) -> None:
        """Create or replace a webhook, by its id."""

    async def delete(self, webhook_id: str) -> None:
        """Delete a webhook with its tasks and counts."""
