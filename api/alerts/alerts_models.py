"""Bodies and answers of /v1/alerts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from api.http.base_models import Answer, Iso, Shape
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import Timestamp
from api.scores.queries_models import ClusterKey, GroupKey, Name
from store.evaluation.alerts import AlertMetric, AlertSeverity, Direction, NoData, RuleKind
from store.evaluation.webhooks import WebhookFormat

AlertShown = Literal["ok", "warning", "alert", "no_data", "silenced", "disabled"]
AlertName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Level = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]

_OF_SCORES = ("score_mean", "label_share")
_OF_TIMES = ("latency", "time_to_first_token")
_SHARES = ("label_share", "error_rate")
_OF_CHANGES = ("group_by", "false_alarms_per_quarter")
_OF_THRESHOLDS = {
    *("window_s", "direction", "alert", "warning", "recovery_margin", "minimum_n", "no_data", "quantile", "cluster_by"),
    "renotify_s",
}


class AlertThreshold(Query):
    """What is watched: a metric of the requests of the last `window_s` seconds, against levels."""

    metric: AlertMetric = Field(
        description="score_mean and label_share: of the score `score`. error_rate: the share of failed requests. "
        "latency, time_to_first_token: the quantile `quantile`, in milliseconds. cost: the sum in USD. "
        "requests: their number. everything, only for changes: every score, of labels the shares of the ten most "
        "frequent ones, and error_rate, latency, cost and requests, each as if it was watched alone."
    )
    score: Name | None = Field(None, description="The score name of score_mean and label_share.")
    label: Name | None = Field(None, description="The label of label_share.")
    quantile: float | None = Field(
        None, gt=0, lt=1, description="Which quantile of latency or time_to_first_token, from 0 to 1; null: 0.95."
    )
    cluster_by: ClusterKey | None = Field(
        None, description="For scores: requests with the same value, such as session, may depend on each other."
    )
    filter: FilterTree = Field("all", description="Which requests count.")
    window_s: int = Field(3_600, ge=300, le=604_800, description="From 5 minutes to a week.")
    direction: Direction = Field("below", description="On which side of a level is trouble.")
    alert: Level = Field(description="Alert when the whole 95 % interval is beyond it. Shares are from 0 to 1.")
    warning: Level | None = Field(None, description="A warning, in the same way; null: there is none.")
    recovery_margin: float = Field(
        0,
        ge=0,
        le=1e15,
        description="A state ends when the value is better than its level by this much, in the metric's unit.",
    )
    minimum_n: int = Field(
        30,
        ge=2,
        le=1_000_000,
        description="With fewer requests of which the metric is known, there is no data. Not for cost and requests.",
    )
    no_data: NoData = Field(
        "keep",
        description="Without data, ok: a warning or alert ends. keep: it goes on. alert: this is an alert.",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        self._check_names()
        self._check_kind()
        if self.metric in _SHARES and not all(0 <= level <= 1 for level in self._levels()):
            raise ValueError("the levels of a share must be from 0 to 1")
        if self.warning is not None and (self.warning < self.alert) != (self.direction == "above"):
            side = "lower" if self.direction == "above" else "higher"
            raise ValueError(f"'warning' must be {side} than 'alert', so that it is reached before")
        return self

    def _levels(self) -> list[float]:
        return [self.alert] if self.warning is None else [self.alert, self.warning]

    def _check_kind(self) -> None:
        """Raises ValueError."""

    def _check_names(self) -> None:
        of_scores, of_times = self.metric in _OF_SCORES, self.metric in _OF_TIMES
        if of_scores != (self.score is not None):
            raise ValueError(f"the metric {self.metric} {'needs' if of_scores else 'has no'} 'score'")
        if (self.metric == "label_share") != (self.label is not None):
            raise ValueError(f"the metric {self.metric} {'has no' if self.label is not None else 'needs'} 'label'")
        if self.quantile is not None and not of_times:
            raise ValueError(f"the metric {self.metric} has no 'quantile'")
        if self.cluster_by is not None and not of_scores:
            raise ValueError(f"the metric {self.metric} has no 'cluster_by'")


class AlertWatched(AlertThreshold):
    """What a rule watches: a metric against levels, or whether the level of a metric changes."""

    kind: RuleKind = Field(
        "threshold",
        description="threshold: fires when the metric is beyond a level. change: fires when the level of the metric "
        "has changed, and has no levels, window, direction, quantile, cluster_by, minimum_n or no_data.",
    )
    alert: Level | None = Field(  # type: ignore[assignment]  # a rule for changes has none
        None, description="The level of a threshold, which needs one."
    )
    group_by: GroupKey | None = Field(
        None, description="Only for changes: watch the most frequent values of this key one by one, too."
    )
    false_alarms_per_quarter: float | None = Field(
        None,
        ge=0.01,
        le=100,
        description="Only for changes: at most so many, on average, of this rule, or of each score and metric of "
        "everything; null: 1.",
    )

    def _check_kind(self) -> None:
        sent = self.model_fields_set
        if self.kind == "change":
            if others := sorted(sent & _OF_THRESHOLDS):
                raise ValueError(f"a rule for changes has no {others[0]!r}")
            if self.metric == "everything" and self.group_by is not None:
                raise ValueError("the metric everything has no 'group_by'")
        elif self.metric == "everything":
            raise ValueError("only a rule for changes can watch everything")
        elif self.alert is None:
            raise ValueError("a threshold needs the level 'alert'")
        elif others := sorted(name for name in _OF_CHANGES if getattr(self, name) is not None):
            raise ValueError(f"a threshold has no {others[0]!r}")

    def _levels(self) -> list[float]:
        return [] if self.kind == "change" else super()._levels()


class AlertBody(AlertWatched):
    """A rule: what is watched, and who is told."""

    name: AlertName
    webhooks: list[str] | None = Field(
        None, max_length=100, description="Ids of the webhooks that get its messages; null: all that listen for alerts."
    )
    renotify_s: int | None = Field(
        None, ge=300, le=2_592_000, description="Send the message again after so long, while it lasts; null: never."
    )
    enabled: bool = True


class AlertPreviewQuery(AlertWatched):
    """A rule that is not stored, and how far to look back."""

    days: float = Field(21, gt=0, le=90, description="The last days; of short windows, the last 504 windows.")


class SilenceBody(Query):
    """Until when no messages are sent."""

    until: Timestamp | None = Field(description="null: messages are sent again.")


class AlertRow(Shape):
    """A rule and its state."""

    id: str
    name: str
    kind: RuleKind
    built_in: bool = Field(description="It was there from the start: nobody has created it.")
    metric: AlertMetric
    score: str | None
    label: str | None
    quantile: float | None
    cluster_by: str | None
    filter: Any = Field(description="Filter tree, as it was sent.")
    window_s: int | None = Field(description="null: a rule for changes, which has none of a threshold's fields.")
    direction: Direction | None
    alert: float | None
    warning: float | None
    recovery_margin: float | None
    minimum_n: int | None
    no_data: NoData | None
    group_by: str | None
    false_alarms_per_quarter: float | None = Field(description="null: a threshold.")
    webhooks: list[str] | None
    renotify_s: int | None
    enabled: bool
    silenced_until: Iso | None
    created_at: Iso
    updated_at: Iso
    what: str = Field(description="The metric in words.")
    every_s: int = Field(description="From one evaluation to the next.")
    state: AlertShown = Field(description="A silenced or disabled rule shows that, whatever its value.")
    severity: AlertSeverity = Field(description="What the last evaluation found.")
    since: Iso | None = Field(description="Since when its severity is this; null: it was not evaluated yet.")
    value: float | None = Field(description="At the last evaluation; null: unknown.")
    low: float | None = Field(description="Lower end of the 95 % interval; null: there is none.")
    high: float | None
    n: int = Field(description="Requests of which the metric was known.")
    evaluated_at: Iso | None = Field(description="null: not yet, or not on the node that answers.")
    error: str | None = Field(description="Why the last evaluation gave no result; null: it did.")


class AlertAnswer(Answer[AlertRow]):
    """A rule and its state."""


class AlertsAnswer(Answer[list[AlertRow]]):
    """The rules of the project, the oldest first."""


class AlertEventRow(Shape):
    """A change of the state of a rule, as it was."""

    id: str = Field(description="The id of its message, too.")
    number: int
    at: Iso
    state: AlertSeverity
    previous: AlertSeverity = Field(
        description="The state before; equal to state: a reminder. Of the first message after a silence, the state of "
        "the last message."
    )
    sent: bool = Field(
        description="A message was written. false: it was silenced, or found before the rule was created."
    )
    text: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    level: float | None = Field(description="The level that was crossed; null: none.")
    definition: dict[str, Any] = Field(description="The rule at that time.")
    what: str = Field(description="The metric in words, as it was watched at that time.")
    change: dict[str, Any] | None = Field(
        description="For changes: when with its interval, how much, and the likely causes; null: a threshold."
    )


class AlertHistoryAnswer(Answer[list[AlertEventRow]]):
    """The events of a rule, the newest first. The newest 1,000 are kept."""


class OpenAlertRow(Shape):
    """An alert that fires now, or has found a change in the last week."""

    id: str
    name: str
    firing: bool = Field(description="Now. false: it has only found a change in the last week.")
    severity: AlertSeverity
    since: Iso = Field(description="Since when its severity is this.")
    events: list[AlertEventRow] = Field(
        description="The newest first: the changes of the last week; of levels, how the state began, or when it was "
        "last said again."
    )


class OpenAlertsAnswer(Answer[list[OpenAlertRow]]):
    """Those that are neither silenced nor disabled, those that fire first. At most 20 have events."""


class AlertTest(Shape):
    """How a receiver took a test message."""

    webhook_id: str
    format: WebhookFormat
    destination: str
    success: bool
    message: str


class AlertTestAnswer(Answer[list[AlertTest]]):
    """How each receiver took a test message."""


class PreviewWindow(Shape):
    """The metric in one window."""

    at: Iso = Field(description="The end of the window.")
    value: float | None
    low: float | None
    high: float | None
    n: int
    state: AlertSeverity


class AlertPreviewShape(Shape):
    """What a rule would have done."""

    what: str
    step_s: int = Field(description="From one window to the next; at least `every_s` of the rule.")
    start: Iso = Field(description="The end of the first window; of changes, since when they were looked for.")
    alerts: int = Field(description="How often its state would have become alert.")
    warnings: int
    messages: int
    windows: list[PreviewWindow] = Field(description="Empty for changes.")
    events: list[AlertEventRow]


class AlertPreviewAnswer(Answer[AlertPreviewShape]):
    """What a rule would have done in the past."""
