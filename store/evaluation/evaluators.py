"""Evaluators: what the store promises to those who score calls by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from store.evaluation.pipeline import Consumer
from store.models import NewScore

EXAMPLES_MOST = 10  # kept of each outcome and reason
ALL_EVALUATORS = ""  # whose spending is that of all together

EvaluatorSource = Literal["settings", "api"]
EvaluationOutcome = Literal["scored", "skipped", "failed"]
BackfillState = Literal["running", "paused", "done", "cancelled"]


class EvaluatorId(NamedTuple):
    project: int
    name: str

    @property
    def consumer(self) -> Consumer:
        """Under which its tasks, counts and spending are."""
        return Consumer("evaluator", f"{self.project}/{self.name}")


@dataclass(frozen=True, slots=True)
class StoredEvaluator:
    id: EvaluatorId
    source: EvaluatorSource
    definition: Mapping[str, Any]
    version: str
    blocked_reason: str | None
    failures: int  # in a row
    created_at_us: int
    updated_at_us: int


@dataclass(frozen=True, slots=True)
class EvaluatorVersion:
    version: str
    content: Mapping[str, Any]
    created_at_us: int


@dataclass(frozen=True, slots=True)
class Spending:
    calls: int
    usd: float


@dataclass(frozen=True, slots=True)
class SpendingLimit:
    """None: no limit."""

    consumer: str  # or ALL_EVALUATORS
    calls_per_hour: int | None
    calls_per_day: int | None
    usd_per_hour: float | None
    usd_per_day: float | None

    @property
    def is_limited(self) -> bool:
        limits = (self.calls_per_hour, self.calls_per_day, self.usd_per_hour, self.usd_per_day)
        return any(limit is not None for limit in limits)


@dataclass(frozen=True, slots=True)
class BudgetReached:
    """A reservation that was refused."""

    limit: str  # such as "usd_per_hour"
    of_all: bool  # the limit is that of all evaluators together
    until_us: int  # when the hour or day ends


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of one call."""

    outcome: EvaluationOutcome
    reason: str  # one word; "" for scored ones
    detail: str  # for a person; may be empty
    subject: str  # the request id or session id
    exchange_id: str | None  # None: there is no such call any more
    scores: Sequence[NewScore] = ()
    score_ids: Sequence[str] = ()  # that follow from the task, so that no node stores one twice; empty: new ones
    task: tuple[int, int] | None = None  # id and due time of the task that this was; None: of a back-fill
    refund_hour: int | None = None  # of its reservation; None: it has none
    refund_usd: float = 0.0  # reserved and not spent
    refund_call: bool = False  # it was not made at all
    cost_usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Backfill:
    """A run of an evaluator over logged calls, from the oldest to the newest."""

    id: int
    project: int
    evaluator: str
    version: str
    filter: Any
    since_us: int | None
    until_us: int
    sample_rate: float
    state: BackfillState
    reason: str | None
    total: int
    done: int
    scored: int
    skipped: int
    failed: int
    cost_usd: float
    cursor_at_us: int | None
    cursor_id: int | None
    created_at_us: int
    updated_at_us: int


@dataclass(frozen=True, slots=True)
class NewBackfill:
    evaluator: EvaluatorId
    version: str
    filter: Any
    since_us: int | None
    until_us: int
    sample_rate: float
    total: int


@dataclass(frozen=True, slots=True)
class Example:
    at_us: int
    subject: str  # the request id or session id
    version: str
    detail: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The newest calls of one outcome."""

    outcome: EvaluationOutcome
    reason: str
    examples: Sequence[Example] = field(default=())


class Evaluators(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def put(
        self,
        evaluator: EvaluatorId,
        source: EvaluatorSource,
        definition: Mapping[str, Any],
        version: str,
        content: bytes,
    ) -> StoredEvaluator:
        """Create or replace it. A new version, and only that, ends its failures and its block."""

    async def delete(self, evaluator: EvaluatorId) -> bool:
        """With its tasks, counts and examples; its versions, scores and spending stay. False: unknown name."""

    async def all(self, project: int | None = None) -> list[StoredEvaluator]:
        """By project and name."""

    async def versions(self, evaluator: EvaluatorId) -> list[EvaluatorVersion]:
        """Every version that there ever was under that name, the newest first."""

    async def block(self, evaluator: EvaluatorId, reason: str | None) -> None:
        """Note why it may not go on; None: it may again, and has no failures."""

    async def reserve(
        self, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
    ) -> BudgetReached | None:
        """Count these as spent in this hour, unless that would exceed a limit."""

    async def reserve_for_all(
        self, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
    ) -> BudgetReached | None:
        """As `reserve`, in the ledger of an installation with several nodes. For its owner."""

    async def refund_for_all(self, consumer: Consumer, hour: int, calls: int, usd: float) -> None:
        """Give back to that ledger what was reserved in that hour and not spent."""

    async def refund(self, consumer: Consumer, hour: int, usd: float) -> None:
        """Give back what was reserved in that hour and not spent, without an evaluation of this record."""

    async def spent(self, now_us: int) -> dict[str, tuple[Spending, Spending]]:
        """Consumer, or ALL_EVALUATORS → what it spent in this hour, and on this day (UTC)."""

    async def settle(
        self,
        evaluator: EvaluatorId,
        version: str,
        evaluations: Sequence[Evaluation],
        backfill_id: int | None = None,
    ) -> int:
        """Store the scores and all that follows from them in one transaction; `backfill_id`: with the counts of that
        run. Scores of a call that this version has evaluated before are left out. Returns the failures in a row."""

    async def evaluated(self, evaluator: EvaluatorId, version: str, exchange_ids: Collection[str]) -> set[str]:
        """Those of the calls that this version has evaluated."""

    async def examples(self, evaluator: EvaluatorId) -> list[Examples]:
        """The newest calls of each outcome and reason."""

    async def begin_backfill(self, new: NewBackfill) -> Backfill:
        """Its state is running."""

    async def backfills(self, evaluator: EvaluatorId) -> list[Backfill]:
        """The newest hundred, the newest first."""

    async def open_backfills(self) -> list[Backfill]:
        """Those of all evaluators that have not ended, the newest first."""

    async def advance_backfill(self, backfill_id: int, done: int, cursor_at_us: int, cursor_id: int) -> None:
        """So many further calls are done, up to that one (its start and its row)."""

    async def set_backfill(self, backfill_id: int, state: BackfillState, reason: str | None) -> None:
        """Change its state. One that has ended stays as it is."""
