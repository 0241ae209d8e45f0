"""Alerts: what the store keeps of the rules that watch a metric, of their states and of their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

RULES_MOST = 100  # of a project: each is a query, again and again
HISTORY_MOST = 1_000  # events of a rule that are kept

LevelMetric = Literal[
    "score_mean", "label_share", "error_rate", "latency", "time_to_first_token", "cost", "requests"
]  # fmt: skip
AlertMetric = Literal[LevelMetric, "everything"]
AlertSeverity = Literal["ok", "warning", "alert", "no_data"]
Direction = Literal["above", "below"]
NoData = Literal["ok", "keep", "alert"]
RuleKind = Literal["threshold", "change"]

FIRING: frozenset[AlertSeverity] = frozenset({"warning", "alert"})


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a rule watches: a metric of the requests of the last `window_s` seconds, against levels."""

    metric: LevelMetric
    window_s: int
    direction: Direction  # on which side of a level is trouble
    alert: float
    warning: float | None = None
    score: str | None = None  # of score_mean and label_share
    label: str | None = None  # of label_share
    quantile: float | None = None  # of latency and time_to_first_token
    cluster_by: str | None = None  # of scores: requests with the same value may depend on each other
    filter: Any = "all"  # filter tree, as JSON
    recovery_margin: float = 0.0  # by which the value has to be better than a level before its state ends
    minimum_n: int = 30
    no_data: NoData = "keep"


@dataclass(frozen=True, slots=True)
class ChangeWatch:
    """What a rule watches by itself: whether the level of a metric has changed."""

    # cost: of a request; latency and time_to_first_token: the mean of their logarithms; everything: every score,
    # of labels their shares, and error_rate, latency, cost and requests, each as if it was watched alone
    metric: AlertMetric
    score: str | None = None
    label: str | None = None
    filter: Any = "all"
    group_by: str | None = None  # a key of requests, whose most frequent values are watched one by one, too
    # At most, on average, of all that the rule watches together; of `everything`, of each metric and of each score with
    # all its labels.
    false_alarms_per_quarter: float = 1.0
    since_us: int = 0  # since when it watches this, if its rule was created before; changes found earlier are no news

    def watches_same(self, other: Threshold | ChangeWatch) -> bool:
        """Whether the changes of both are about the same."""
        about = "metric", "score", "label", "filter", "group_by"
        return isinstance(other, ChangeWatch) and all(getattr(self, each) == getattr(other, each) for each in about)

    @property
    def is_of_everything(self) -> bool:
        return self.metric == "everything"


@dataclass(frozen=True, slots=True)
class AlertRule:
    id: str
    project: int
    name: str
    definition: Threshold | ChangeWatch
    renotify_s: int | None  # None: one message for each change of state
    webhooks: tuple[str, ...] | None  # ids of those that get its messages; None: all that listen for alerts
    enabled: bool
    silenced_until_us: int | None
    base_url: str  # of this server, as the creator called it
    created_at_us: int
    updated_at_us: int

    @property
    def kind(self) -> RuleKind:
        return "threshold" if isinstance(self.definition, Threshold) else "change"

    @property
    def threshold(self) -> Threshold:
        """Of a rule of that kind."""
        assert isinstance(self.definition, Threshold)
        return self.definition


@dataclass(frozen=True, slots=True)
class WindowValue:
    """A metric in a window. None: there is no such number."""

    value: float | None
    n: int  # requests of which it is known
    low: float | None = None  # of its 95 % interval; None: it has none, or the values are too few
    high: float | None = None
    has_interval: bool = False  # False: a total, which has none


@dataclass(frozen=True, slots=True)
class AlertState:
    rule: str
    project: int
    state: AlertSeverity
    since_us: int
    number: int = 0  # of its last event
    notified: AlertSeverity = "ok"  # the state of the last message
    notified_at_us: int | None = None
    evaluated_at_us: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    error: str | None = None  # why it was not evaluated last


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """A change of a rule's state, or a reminder (`previous` is the same)."""

    rule: str
    number: int  # counted from 1 for each rule, so that a second node gives it the same id
    project: int
    at_us: int
    state: AlertSeverity
    previous: AlertSeverity
    sent: bool  # a message was written
    text: str  # what happened, in a sentence
    value: float | None
    low: float | None
    high: float | None
    n: int
    level: float | None  # that was crossed
    definition: dict[str, Any]  # of the rule at that time
    details: dict[str, Any] | None = None

    @property
    def id(self) -> str:
        """The same however often it is sent, and whichever node sends it."""
        return f"{self.rule}-{self.number}"


class AlertStore(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def rules(self) -> list[AlertRule]:
        """Those of all projects, the oldest first."""

    async def states(self) -> dict[str, AlertState]:
        """By rule; of rules that were evaluated."""

    async def put(self, rule: AlertRule) -> None:
        """Create or replace a rule, by its id. Raises Full when the project has RULES_MOST others."""

    async def built_in(self) -> frozenset[int]:
        """The projects that were given the built-in alert, which may have been deleted since."""

    async def put_built_in(self, rule: AlertRule) -> bool:
        """Create the built-in alert of a project. False: the project was given it before."""

    async def delete(self, project: int, rule_id: str) -> bool:
        """With its state and history. False: unknown id."""

    async def save(self, state: AlertState, event: AlertEvent | None, message: Mapping[str, Any] | None) -> bool:
        """Store a state, and the event that led to it with its message for webhooks, in one transaction. False: the
        rule does not exist, and nothing was stored."""

    async def history(self, rule_id: str, limit: int, before: int | None = None) -> list[AlertEvent]:
        """The newest first; `before`: with smaller numbers."""
