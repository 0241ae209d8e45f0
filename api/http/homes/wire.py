"""What nodes ask each other for by many ids at once, and how that is written. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import Base64Bytes, TypeAdapter

from evaluation.evaluators.definition import EvaluatorWord
from store.base import (
    AmbiguousTarget,
    DoesNotFit,
    IdempotencyKey,
    KeyReused,
    LinkedStep,
    Rejected,
    ScoreReceipt,
    ScoreStamp,
    SessionOfSteps,
    StoreUnavailable,
)
from store.evaluation.evaluators import BudgetReached, Spending, SpendingLimit
from store.evaluation.labelling import Correction, RatedRequests
from store.evaluation.pipeline import Consumer, ConsumerKind, Task, TaskState
from store.models import Bodies, NewScore, Request, ScoreSelection, Side

Q = TypeVar("Q")
A = TypeVar("A")

HOUR_US = 3_600 * 1_000_000
REFUSED = 409  # the status of an answer that is an exception

_Body = tuple[Base64Bytes | None, Base64Bytes | None, tuple[Side, ...]]


class NodeCall(Generic[Q, A]):
    def __init__(self, name: str, question: Callable[[], TypeAdapter[Q]], answer: Callable[[], TypeAdapter[A]]) -> None:
        """They are made with the first call: an installation with one node makes none."""
        self.name = name
        self._question = question
        self._answer = answer

    @cached_property
    def question(self) -> TypeAdapter[Q]:
        return self._question()

    @cached_property
    def answer(self) -> TypeAdapter[A]:
        return self._answer()


class TakeScores(NamedTuple):
    project: int
    scores: list[NewScore]
    stamps: list[ScoreStamp]
    partly: bool


class NoteKey(NamedTuple):
    project: int
    key: str
    body_hash: str  # in hexadecimal
    step: int

    def idempotency(self) -> IdempotencyKey:
        return IdempotencyKey(self.key, bytes.fromhex(self.body_hash), self.step)


class RememberReceipt(NamedTuple):
    key: NoteKey
    receipt: ScoreReceipt


class ReadRequests(NamedTuple):
    project: int
    ids: list[str]


class ReadBodies(NamedTuple):
    exchange_ids: list[str]
    limit_bytes: int


class ReadSteps(NamedTuple):
    project: int
    session_id: str
    limit: int


class ReadSessionsOfSteps(NamedTuple):
    project: int
    start_us: int | None
    end_us: int | None
    limit: int


class CountScores(NamedTuple):
    project: int
    selection: ScoreSelection


class DeleteScores(NamedTuple):
    project: int
    selection: ScoreSelection
    expected: int


class Reserve(NamedTuple):
    """Of the owner: see Evaluators.reserve_for_all."""

    consumer: Consumer
    calls: int
    usd: float
    limits: list[SpendingLimit]
    now_us: int


class Refund(NamedTuple):
    """Of the owner: see Evaluators.refund_for_all."""

    consumer: Consumer
    hour: int
    calls: int
    usd: float


class ReadTasks(NamedTuple):
    consumer: Consumer
    state: TaskState | None
    limit: int


class Retry(NamedTuple):
    consumer: Consumer
    now_us: int
    ids: list[int] | None
    from_us: int | None
    to_us: int | None


class StateThere(NamedTuple):
    """Of an evaluator on the node that is asked."""

    state: EvaluatorWord
    reason: str | None
    until_us: int | None


class ReadKnownRequests(NamedTuple):
    project: int
    ids: list[str]


class ReadRatings(NamedTuple):
    project: int
    wanted: list[tuple[list[str], list[str]]]  # names of scores, and ids of requests


class ReadCorrections(NamedTuple):
    project: int
    ids: list[str]


TAKE_SCORES = NodeCall("scores", lambda: TypeAdapter(TakeScores), lambda: TypeAdapter(ScoreReceipt))
CLAIM_KEY = NodeCall("claim-key", lambda: TypeAdapter(NoteKey), lambda: TypeAdapter(ScoreReceipt | None))
RELEASE_KEY = NodeCall("release-key", lambda: TypeAdapter(NoteKey), lambda: TypeAdapter(None))
REMEMBER_RECEIPT = NodeCall("receipt", lambda: TypeAdapter(RememberReceipt), lambda: TypeAdapter(None))
READ_REQUESTS = NodeCall("requests", lambda: TypeAdapter(ReadRequests), lambda: TypeAdapter(list[Request]))
READ_BODIES = NodeCall("bodies", lambda: TypeAdapter(ReadBodies), lambda: TypeAdapter(dict[str, _Body | None]))
READ_STEPS = NodeCall("steps", lambda: TypeAdapter(ReadSteps), lambda: TypeAdapter(list[LinkedStep]))
READ_SESSIONS_OF_STEPS = NodeCall(
    "sessions", lambda: TypeAdapter(ReadSessionsOfSteps), lambda: TypeAdapter(list[SessionOfSteps])
)
COUNT_SCORES = NodeCall("count-scores", lambda: TypeAdapter(CountScores), lambda: TypeAdapter(int))
DELETE_SCORES = NodeCall("delete-scores", lambda: TypeAdapter(DeleteScores), lambda: TypeAdapter(int))
READ_COUNTS: NodeCall[ConsumerKind, dict[str, dict[str, int]]] = NodeCall(
    "counts", lambda: TypeAdapter(ConsumerKind), lambda: TypeAdapter(dict[str, dict[str, int]])
)
READ_SPENT = NodeCall("spent", lambda: TypeAdapter(int), lambda: TypeAdapter(dict[str, tuple[Spending, Spending]]))
READ_STATES = NodeCall(
    "evaluator-states", lambda: TypeAdapter(int), lambda: TypeAdapter(dict[str, StateThere])
)  # of a project, by name
FRESH: NodeCall[None, bool] = NodeCall("fresh", lambda: TypeAdapter(None), lambda: TypeAdapter(bool))
READ_TASKS = NodeCall("tasks", lambda: TypeAdapter(ReadTasks), lambda: TypeAdapter(list[Task]))
RETRY = NodeCall("retry", lambda: TypeAdapter(Retry), lambda: TypeAdapter(int))
RESERVE: NodeCall[Reserve, BudgetReached | None] = NodeCall(
    "reserve", lambda: TypeAdapter(Reserve), lambda: TypeAdapter(BudgetReached | None)
)
REFUND: NodeCall[Refund, None] = NodeCall("refund", lambda: TypeAdapter(Refund), lambda: TypeAdapter(None))
READ_KNOWN_REQUESTS = NodeCall("known-requests", lambda: TypeAdapter(ReadKnownRequests), lambda: TypeAdapter(set[str]))
READ_RATINGS = NodeCall("ratings", lambda: TypeAdapter(ReadRatings), lambda: TypeAdapter(list[RatedRequests]))
READ_CORRECTIONS = NodeCall("corrections", lambda: TypeAdapter(ReadCorrections), lambda: TypeAdapter(list[Correction]))


def to_wire(bodies: Mapping[str, Bodies | None]) -> dict[str, Any]:
    return {name: each and (each.request, each.response, each.damaged) for name, each in bodies.items()}


def from_wire(bodies: Mapping[str, _Body | None]) -> dict[str, Bodies | None]:
    return {name: None if each is None else Bodies(*each) for name, each in bodies.items()}


def written(error: AmbiguousTarget | DoesNotFit | KeyReused | Rejected) -> dict[str, Any]:
    """An exception that the caller of another node is to get."""
    match error:
        case AmbiguousTarget():
            return {"error": "ambiguous", "sent": error.sent, "request_ids": error.request_ids}
        case DoesNotFit():
            return {"error": "does_not_fit", "misfits": {str(index): text for index, text in error.misfits.items()}}
        case KeyReused():
            return {"error": "key_reused", "message": str(error)}
        case _:
            return {"error": "rejected", "message": str(error)}


def raised(body: Mapping[str, Any]) -> Exception:
    """The exception that `written` has written."""
    match body:
        case {"error": "ambiguous", "sent": sent, "request_ids": request_ids}:
            return AmbiguousTarget(sent, request_ids)
        case {"error": "does_not_fit", "misfits": misfits}:
            return DoesNotFit({int(index): text for index, text in misfits.items()})
        case {"error": "key_reused", "message": message}:
            return KeyReused(message)
        case {"error": "rejected", "message": message}:
            return Rejected(message)
    return StoreUnavailable("another node gave an answer that this version does not know")
