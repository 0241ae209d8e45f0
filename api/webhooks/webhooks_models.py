"""Bodies and answers of /v1/webhooks."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.http.base_models import Answer, Iso, Shape
from api.queries.filter_models import FilterTree
from api.queries.time_models import TimeRange
from store.evaluation.pipeline import EventKind, TaskState
from store.evaluation.webhooks import WebhookFormat

# Numbers may come as text, as in Helicone.
_BODY = ConfigDict(extra="forbid", allow_inf_nan=False, hide_input_in_errors=True, defer_build=True)


class PropertyFilter(BaseModel):
    """A property that must have exactly this value."""

    model_config = _BODY

    key: str = Field(min_length=1, max_length=200)
    value: str = Field(max_length=2_000)


class WebhookConfig(BaseModel):
    """Which calls are sent, in Helicone's words."""

    model_config = _BODY

    sampleRate: float = Field(100, ge=0, le=100, description="Part of the calls that is sent, in percent.")
    propertyFilters: list[PropertyFilter] = Field([], max_length=50, description="All of them must match.")


ALERT_EVENTS: frozenset[EventKind] = frozenset({"alert.fired", "alert.resolved"})
Events = Annotated[list[EventKind], Field(min_length=1, max_length=10)]


class WebhookBody(BaseModel):
    """A subscription to events."""

    model_config = _BODY

    destination: str = Field(
        description="http or https URL of the receiver; with the format email, mailto: and addresses."
    )
    format: WebhookFormat = Field(
        "json",
        description="json: the message as data, signed. slack: text and blocks, as Slack and others take them. "
        "email: over the SMTP server of the settings. The last two are for alerts only, and cannot be changed.",
    )
    config: WebhookConfig = WebhookConfig()
    includeData: bool = Field(
        True,
        description="false: leave out model, provider, cost, tokens, properties, scores and the URL of the bodies.",
    )
    events: Events = Field(
        ["request.logged"],
        description="request.logged: a call has ended. score.added: a score has its request. "
        "alert.fired: something needs a person: an alert has fired, or an evaluator is blocked. "
        "alert.resolved: it no longer does. By default, with the formats slack and email, these two.",
    )
    filter: FilterTree = Field("all", description="A filter on the call, or on the scored request.")
    enabled: bool = True

    @model_validator(mode="after")
    def _only_alerts(self) -> Self:
        if self.format != "json" and "events" not in self.model_fields_set:
            self.events = ["alert.fired", "alert.resolved"]
        return self


class WebhookChange(BaseModel):
    """What to change of a webhook; absent fields stay as they are."""

    model_config = _BODY

    destination: str | None = None
    config: WebhookConfig | None = None
    includeData: bool | None = None
    events: Events | None = None
    filter: FilterTree = Field(None, description="null: stays as it is.")
    enabled: bool | None = None
    rotate_secret: bool = Field(
        False, description="Make a new secret. Deliveries are signed with both of them for 24 hours."
    )


class DeliveryCounts(Shape):
    """What became of events since the webhook was created."""

    seen: int = Field(description="Events of the kinds that the webhook names.")
    matched: int = Field(description="Events that match the filters.")
    sampled: int = Field(description="Matching events that are in the sample.")
    dropped: int = Field(description="Sampled events that were not sent, because too many messages were waiting.")
    filter_failed: int = Field(description="Events that were not sent, because the filter took too long.")
    delivered: int = Field(description="Messages that the receiver accepted.")
    deleted: int = Field(description="Messages that were not sent, because their call or score was deleted before.")
    attempts_failed: int = Field(description="Attempts that the receiver did not accept.")
    failed: int = Field(description="Messages given up after their last attempt.")
    waiting: int = Field(description="Messages that wait for their next attempt now.")
    failed_now: int = Field(description="Failed messages that can be sent again.")


class WebhookRow(Shape):
    """A webhook. The secrets are null for keys that cannot change it."""

    id: str
    created_at: Iso
    updated_at: Iso
    destination: str = Field(description="With the format slack, only its host: the rest is a secret.")
    format: WebhookFormat
    version: Literal["2024-10-22"] = Field("2024-10-22", description="Version of the message, as in Helicone.")
    config: WebhookConfig
    includeData: bool
    events: list[EventKind]
    filter: Any = Field(description="Filter tree, as it was sent.")
    enabled: bool
    disabled_reason: str | None = Field(description="Why the server disabled it; null: it did not.")
    hmac_key: str | None = Field(description="Key of Helicone-Signature.")
    secret: str | None = Field(description="Secret of webhook-signature, as whsec_….")
    rotated_at: Iso | None = Field(description="When its secret was rotated last; null: never.")
    deliveries: DeliveryCounts


class WebhookAnswer(Answer[WebhookRow]):
    """A webhook."""


class WebhooksAnswer(Answer[list[WebhookRow]]):
    """All webhooks of the project, the oldest first."""


class WebhookTest(Shape):
    """How the receiver answered a made-up call."""

    success: bool
    message: str


class WebhookTestAnswer(Answer[WebhookTest]):
    """How the receiver answered a made-up call."""


class DeliveryRow(Shape):
    """A message that waits for its next attempt, or has failed."""

    id: int
    message_id: str = Field(description="The header webhook-id of each attempt.")
    event: EventKind
    state: TaskState
    request_id: str | None = Field(description="null: the score of a session.")
    session_id: str | None
    score_id: str | None = Field(description="null: the event is not about a score.")
    created_at: Iso = Field(description="When the event happened.")
    attempts: int
    error: str | None = Field(description="What went wrong last; null: no attempt has failed.")
    next_attempt_at: Iso | None = Field(description="null: it has failed.")


class DeliveriesAnswer(Answer[list[DeliveryRow]]):
    """Messages that wait or have failed, the newest first."""


class ResendBody(TimeRange):
    """Which failed messages to send again: by their ids, or by the time of their events."""

    ids: list[int] | None = Field(None, min_length=1, max_length=1_000, description="Instead of a time range.")

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if (self.ids is None) == (self.start is None and self.end is None):
            raise ValueError("must have either 'ids' or a time range ('start', 'end')")
        return self


class Resent(Shape):
    """The number of messages."""

    resent: int


class ResentAnswer(Answer[Resent]):
    """How many messages are being sent again."""


class NothingAnswer(Answer[None]):
    """The webhook and its messages are deleted."""

    data: None = None
