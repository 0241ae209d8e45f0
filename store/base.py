"""What every store promises: the `Store` protocol, its values and its errors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, get_args

from store.evaluation.alerts import AlertStore
from store.evaluation.evaluators import Evaluators
from store.evaluation.experiments import Experiments
from store.evaluation.labelling import Labelling
from store.evaluation.pipeline import Pipeline
from store.evaluation.replays import ReplayRuns
from store.evaluation.results import TaskResult
from store.evaluation.webhooks import WebhookStore
from store.findings import Finding
from store.models import Bodies, ExchangeRow, NewScore, Request, Score, ScoreDefinition, ScoreSelection, SessionStep
from store.views import SavedViews


class CannotOpen(RuntimeError):
    """The store cannot be opened now; the message names the file or server, and why."""


class DatabaseDamaged(CannotOpen):
    """The file is not a database, or is corrupt; the message says what to do."""


class TooNew(CannotOpen):
    """A newer version of Gnomon wrote the data; the message says what to do."""


class TooOld(CannotOpen):
    """A version of Gnomon that this one cannot upgrade from wrote the data; the message says what to do."""


class DataDirInUse(RuntimeError):
    """Another process has the data directory open for writing; the message names that process."""


class StoreUnavailable(RuntimeError):
    """The store could not be written or read (disk full, locked, failing, damaged); nothing of the call was stored."""


class Rejected(ValueError):
    """The store does not accept this call, and nothing of it was stored; the message says why and what to do."""


class Full(ValueError):
    """A collection that callers fill has as many items as it may have; the message names the limit and what to do."""


class DoesNotFit(ValueError):
    """An enforced definition does not allow some scores of the call; nothing of it was stored.

    `misfits`: index in the call → what does not fit, and what would.
    """

    def __init__(self, misfits: Mapping[int, str]) -> None:
        super().__init__("; ".join(misfits.values()))
        self.misfits = misfits


class AmbiguousTarget(ValueError):
    """The upstream's id that a score was sent for belongs to several requests; nothing of the call is kept."""

    def __init__(self, sent: str, request_ids: Sequence[str]) -> None:
        super().__init__(ambiguous(sent, request_ids))
        self.sent = sent
        self.request_ids = tuple(request_ids)


def ambiguous(sent: str, request_ids: Sequence[str]) -> str:
    names = ", ".join(request_ids[:10]) + (" …" if len(request_ids) > 10 else "")
    return f"target_id: {sent} is the provider's id of several requests; send the score for one of {names}"


class KeyReused(ValueError):
    """The idempotency key was used for another body."""


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """Marks a score call: repeated within a day, it gets the first receipt and stores nothing."""

    key: str
    body_hash: bytes
    step: int = 0  # numbers the steps of a call that is stored in several


# A score is durable when it is acknowledged. stored: with its request. waiting: until its request is logged.
# accepted: until the node that has its request, or ClickHouse, can be reached.
ScoreState = Literal["stored", "waiting", "accepted"]
STATES: tuple[ScoreState, ...] = get_args(ScoreState)


@dataclass(frozen=True, slots=True)
class ScoreReceipt:
    """What became of the scores of a call. The lists have one item per score, in the order sent."""

    score_ids: list[str | None]  # None: refused
    request_ids: list[str | None]  # None: waits for its request, refused, or its target is a session
    waiting: list[bool]  # True: stored, and waits for its request to be logged
    refused: dict[int, str]  # index → reason; only with `partly`
    labels_among_numbers: dict[str, int]  # name that has had numbers or booleans → labels of this call under it
    recorded_at_us: int
    repeated: bool = False  # True: nothing was stored now; this is the receipt of the same call before
    accepted: list[int] = field(default_factory=list)  # of those that wait: the home could not be reached or looked up

    def states(self) -> list[ScoreState]:
        """One for each score, in the order sent; meaningless for refused ones."""
        states: list[ScoreState] = ["waiting" if waits else "stored" for waits in self.waiting]
        for index in self.accepted:
            states[index] = "accepted"
        return states


class ScoreStamp(NamedTuple):
    """What a score got where it was received, if that is not where it is stored."""

    score_id: str
    recorded_at_us: int


class WaitingScore(NamedTuple):
    """A score that waits for its request. Also one that another node may store."""

    place: tuple[int, int]  # among those that wait: later ones are greater
    project: int
    stamp: ScoreStamp
    sent: NewScore


class WaitingRecords(NamedTuple):
    """Log records of a span that is not stored yet; they are the body of its exchange id."""

    exchange_id: str
    records: int
    size_bytes: int
    limit_bytes: int  # of the span with its log records


class StoredSpan(NamedTuple):
    """What is stored under the id of a span."""

    has_come: bool  # False: only log records are stored, which wait for it
    exchange: ExchangeRow | None  # without its properties; None: it has not come, or is not a call of its own
    body: bytes | None  # the span, or its log records; None: expired, or not asked for
    limit_bytes: int = 0  # of log records that wait


@dataclass(frozen=True, slots=True)
class Batch:
    """What ingest read from the spool in one step.

    The same exchange may occur twice in `exchanges`: first in flight (outcome None), later ended.
    """

    exchanges: Sequence[ExchangeRow] = ()
    bodies: dict[str, Bodies] = field(default_factory=dict)  # by exchange id; a None in it leaves the stored body
    positions: dict[str, int] = field(default_factory=dict)  # segment name → offset up to which its frames are stored
    gone: Sequence[str] = ()  # segments read to their end, which are deleted after this batch
    dead_writers: Sequence[str] = ()  # no more frames will come from these
    completed: Sequence[ExchangeRow] = ()  # spans that are stored: their bodies have got log records
    log_records: Sequence[WaitingRecords] = ()  # of spans that are not stored
    lost_log_records: int = 0  # for which a span has no room, or which came after its body was deleted


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result of a batch: all its exchanges are stored, except for those in `failed`."""

    failed: dict[str, str] = field(default_factory=dict)  # exchange id → reason


class SessionOfSteps(NamedTuple):
    """A session that has steps, but no step that is a call."""

    session_id: str
    name: str  # of its first step
    started_at_us: int
    ended_at_us: int
    steps: int
    errors: int


class LinkedStep(NamedTuple):
    step: SessionStep
    request_id: str | None  # of the request that it describes; None: it is not a call


@dataclass(frozen=True, slots=True)
class Stats:
    exchanges: int  # rows, those in flight included
    in_flight: int
    scores: int  # rows, history and waiting ones included
    waiting_scores: int  # for requests that are not logged yet
    expired_scores: int  # deleted because they waited too long, since the store was created
    waiting_log_records: int  # for spans that have not come
    expired_log_records: int  # given up because no span came or had room for them, since the store was created
    size_bytes: int  # of the database files
    version: int  # of the newest change; grows with each
    dropped: int = 0  # exchanges that workers of the past could not log
    truncated: int = 0  # bodies that workers of the past logged in part


class SharedRow(NamedTuple):
    """A row of what exists once in an installation with several nodes."""

    name: str  # of its table
    key: str  # JSON array of the values of its primary key
    content: str | None  # JSON object of its columns; None: deleted


class SharedRows(Protocol):
    """Definitions of scores, hidden properties, saved views, experiments, webhooks, alerts, queues, replay runs,
    evaluators and what these have reserved, as the owner's record has them and those of the others get them. Every
    coroutine raises StoreUnavailable."""

    async def log(self, *, on: bool) -> None:
        """Whether changes are logged from now on. Off when the store is opened."""

    async def changed(self) -> tuple[list[SharedRow], int]:
        """The rows that the log names, as they are now; and up to where it was read."""

    async def forget(self, upto: int) -> None:
        """Delete the log up to there."""

    async def all(self) -> list[SharedRow]:
        """All rows."""

    async def apply(self, rows: Sequence[SharedRow]) -> None:
        """Store rows as another node has them, and delete those that it has deleted."""


Known = Literal["request", "exchange", "score", "session"]
NO_ROWS: Mapping[str, int] = {}


class IngestStore(Protocol):
    """What ingest needs of a store. Callable from any thread; each future is done once the change is durable, and
    fails with StoreUnavailable when the store cannot be written."""

    def store_batch(self, batch: Batch) -> Future[Recorded]:
        """Store a batch, exactly once by exchange id.

        A row that has ended is never changed; a row in flight is completed by one that has ended. A row that cannot be
        stored is listed in `failed` and costs only itself; `positions`, `gone` and `dead_writers` take effect only when
        no row failed. Scores that were waiting for a request join it in the same transaction. In-flight rows of dead
        writers get the outcome `worker_died`. A row with a step is stored as that step, and as an exchange if it is a
        call that did not come by another way. Log records wait for their span, a day and 100,000 of them at most;
        the store counts those that are given up.
        """

    def update_extracted(self, exchanges: Sequence[ExchangeRow]) -> Future[None]:
        """Replace the rows of exchanges that have ended with what was extracted of them later. Unknown ones are left
        out. Fails with any other error when a row cannot be stored."""

    def stored_exchanges(self, exchange_ids: Iterable[str]) -> Future[dict[str, tuple[ExchangeRow, Bodies]]]:
        """The stored rows of these exchanges, without their properties, and their bodies; unknown ids are left out."""

    def stored_spans(self, exchange_ids: Iterable[str], with_records: Collection[str]) -> Future[dict[str, StoredSpan]]:
        """What is stored of these spans, for log records to join them. `with_records`: those for which some have come
        now. Unknown ones are left out, and all others when no log records wait."""

    def writers_in_flight(self) -> Future[set[str]]:
        """The writers that have exchanges in flight, as far as is stored."""

    def count_dead_writer(self, writer: str, dropped: int, truncated: int) -> Future[None]:
        """Add the counters of a dead writer to the totals in `Stats`; a second call for a writer changes nothing."""


class Store(IngestStore, Protocol):
    """Exchanges, bodies and scores. Concurrent writes share durable commits.

    SQLite is the only engine so far. tests/store/test_store_contract.py holds it to these docstrings, and takes the
    openers of all engines as its parameters. Every coroutine raises StoreUnavailable when the store cannot be read or
    written. Ids of other projects are unknown ids. "Any id" of a request is its request id, else an exchange id, else
    the upstream's own id (of one that came twice, the newest exchange).
    """

    # Scores

    async def keep_scores(
        self,
        project: int,
        scores: Sequence[NewScore],
        *,
        partly: bool = False,
        idempotency: IdempotencyKey | None = None,
    ) -> ScoreReceipt:
        """Write scores in one transaction; they are durable when this returns.

        A score supersedes the current one of the same project, target, name, author and kind (integers and decimals
        count as one kind); the earlier one stays as history. A target is found by any id of the request; a score whose
        target is not logged yet waits for it. Where the name has a definition, a number is stored as the kind of number
        it defines (1 as 1.0, and 1.0 as 1).

        All or none are stored, unless `partly` is set: then scores that cannot be stored are left out and listed in
        `refused`. Raises DoesNotFit when an enforced definition does not allow one of the scores, Rejected when more
        would wait than `scores.waiting_max` allows (both only without `partly`). With `idempotency`, a repetition
        within a day gets the first receipt; raises KeyReused when the key was used for another body.
        """

    async def take_scores(
        self, project: int, scores: Sequence[NewScore], stamps: Sequence[ScoreStamp], *, partly: bool = False
    ) -> ScoreReceipt:
        """As `keep_scores`, for scores that got their ids and times where they were received. What is stored under its
        id changes nothing, so this can be repeated. A score is history if a later one of its identity is stored."""

    async def claim_key(self, project: int, idempotency: IdempotencyKey) -> ScoreReceipt | None:
        """The receipt of the same call before, within a day; None: there is none yet. From now on the key is used for
        this body. Raises KeyReused."""

    async def remember_receipt(self, project: int, idempotency: IdempotencyKey, receipt: ScoreReceipt) -> None:
        """For `claim_key`, and `keep_scores` with the same key."""

    async def release_key(self, project: int, idempotency: IdempotencyKey) -> None:
        """Take back what `claim_key` did, unless there is a receipt by now."""

    async def waiting_scores(self, before: tuple[int, int], limit: int) -> list[WaitingScore]:
        """Scores that wait for their request, the newest first, from those before that place."""

    async def hand_over(self, score_ids: Sequence[str]) -> int:
        """Delete scores that another node has taken, as far as they still wait. Returns their number."""

    async def take_task_results(self, results: Sequence[TaskResult]) -> None:
        """Store what another node made of this one's tasks while this one was away. What this node has done itself
        stays as it is."""

    async def scores_of(self, project: int, target_kind: str, target_id: str) -> list[Score]:
        """The scores of a request (by any id) or session, oldest first, history and waiting ones included; of more than
        10,000, the current ones and the newest others."""

    async def score_history(self, project: int, score_id: str) -> list[Score]:
        """That score and all others that superseded it or were superseded by it, oldest first; empty: unknown id."""

    async def delete_score(self, project: int, score_id: str) -> bool:
        """Delete that score for good, current or not; earlier ones stay history. False: unknown id."""

    async def count_scores(self, project: int, selection: ScoreSelection) -> int:
        """The number of selected scores, history included."""

    async def delete_scores(self, project: int, selection: ScoreSelection, expected: int) -> int:
        """Delete the selected scores for good, if their number is `expected`.

        Works in small steps that let other writes through; scores that come meanwhile stay. Returns the number of
        selected scores: nothing was deleted if it is not `expected`.
        """

    async def define_score(self, project: int, definition: ScoreDefinition) -> None:
        """Create or replace the definition of that name. It applies to scores that come from now on. Raises Full when
        the project has DEFINITIONS_MOST others, or too long ones."""

    async def score_definitions(self, project: int) -> list[ScoreDefinition]:
        """All definitions, by name."""

    async def delete_score_definition(self, project: int, name: str) -> bool:
        """False: the name had no definition."""

    async def forget_answers(self, recorded_before_us: int) -> int:
        """Delete the receipts of calls with an `IdempotencyKey` from before that time. Returns their number."""

    # Properties

    async def set_property(self, project: int, request_id: str, key: str, value: str) -> bool:
        """Set a property on a request (by any id). It replaces one from the call, and stays with later attempts and
        extractions. False: unknown id. Raises Full for a new property when the request has PROPERTIES_MOST."""

    async def hide_property(self, project: int, name: str) -> None:
        """Leave a property, in any case, out of lists of names; its values are not changed. Raises Full when the
        project hides HIDDEN_PROPERTIES_MOST others."""

    async def restore_property(self, project: int, name: str) -> None:
        """Undo `hide_property`."""

    async def hidden_properties(self, project: int) -> dict[str, str]:
        """Hidden names: case-folded → as first sent with a call, in alphabetical order."""

    # What acts on calls and scores by itself

    @property
    def pipeline(self) -> Pipeline:
        """Events of calls and scores, and the tasks that follow from them."""

    @property
    def webhooks(self) -> WebhookStore:
        """Subscriptions of other servers to events."""

    @property
    def alerts(self) -> AlertStore:
        """Rules that watch a metric, and what they have found."""

    @property
    def evaluators(self) -> Evaluators:
        """Evaluators, what they have scored and what they have spent."""

    @property
    def experiments(self) -> Experiments:
        """Groups of requests that are compared, decided on before their scores were seen."""

    @property
    def replays(self) -> ReplayRuns:
        """Runs in which logged calls were sent again to a candidate."""

    # Labelling

    @property
    def labelling(self) -> Labelling:
        """Queues in which people score requests, and answers that they corrected."""

    # Pages of the dashboard

    @property
    def views(self) -> SavedViews:
        """Pages with filter, columns and order, saved under a name."""

    # Several nodes

    @property
    def shared(self) -> SharedRows:
        """What exists once in an installation."""

    def log_changes(self) -> Future[None]:
        """From now on, note which rows change or are deleted, for the archive in ClickHouse, until `end_changes`."""

    def end_changes(self) -> Future[None]:
        """There is no archive any more: delete these notes, and make no more of them."""

    def forget_changes(self, upto: int, bodies_upto: int) -> Future[None]:
        """The archive has what the notes say, up to these numbers of the rows' and of the bodies' notes."""

    # Requests and bodies

    async def request(self, project: int, any_id: str) -> Request | None:
        """The request with that id, with all parts as of one point in time. None: unknown id."""

    async def requests(self, project: int, any_ids: Sequence[str], rows: Mapping[str, int] = NO_ROWS) -> list[Request]:
        """As `request` for many ids, in their order, each request once; unknown ids are left out.

        `rows`: ids → the row ids that queries have for them, where the caller knows them: then a store of several nodes
        need not look for these requests. May have other ids, too.
        """

    async def known(self, project: int, what: Known, ids: Collection[str]) -> set[str]:
        """Those of the ids that name a request (any id of it, or of a step), an exchange (of any project), a score, or
        a session with scores."""

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        """Both bodies, as they were on the wire. None: unknown id, or the bodies have expired.

        A body whose stored bytes are damaged is not there, and named in `damaged`; the same holds for `many_bodies`.
        """

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        """The bodies of exchanges of which the caller knows that they belong to its project.

        Reads in the order given, until `limit_bytes` are reached; None for those after that. Exchanges without bodies
        are left out.
        """

    # Steps

    async def steps(self, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        """The first `limit` steps of a session, in the order in which they began."""

    async def sessions_of_steps(
        self, project: int, start_us: int | None, end_us: int | None, limit: int
    ) -> list[SessionOfSteps]:
        """Sessions with steps that began in [start_us, end_us) and no call among these; the one that began last comes
        first. Looks at the newest 50,000 steps of that time, of all projects."""

    # The store itself

    async def positions(self) -> dict[str, int]:
        """Segment name → offset up to which its frames are stored."""

    async def stats(self) -> Stats:
        """Counts and sizes; cheap enough to be called every second."""

    async def findings(self, project: int | None, last: int) -> list[Finding]:
        """What could not be understood of the `last` calls stored in a project (None: in all), and the scores that wait
        for a request: the most frequent first within each kind."""

    async def expire(self, *, rows_before_us: int | None, bodies_before_us: int | None) -> int:
        """Delete exchanges (with their bodies, and scores of requests without an exchange) and bodies that started
        before these times; None deletes nothing.

        Works in small steps that let other writes through. Rows in flight stay. Returns the number of exchanges.
        """

    async def expire_waiting(self, recorded_before_us: int) -> int:
        """Delete scores that have been waiting for their request since before that time; `Stats` counts them. Returns
        their number."""

    async def count_exchanges(self, project: int) -> int:
        """The number of exchanges of a project; reads all of them."""

    async def delete_project(self, project: int) -> int:
        """Delete everything of a project: its exchanges that have ended with their bodies, its steps, scores,
        definitions and whatever else belongs to it. Names of its properties stay, without values.

        Works in small steps that let other writes through; nothing of another project changes. Returns the number of
        exchanges.
        """

    async def expire_log_records(self, recorded_before_us: int) -> int:
        """Give up log records that have been waiting for their span since before that time; `Stats` counts them.
        Returns their number."""

    async def close(self) -> None:
        """Finish the accepted writes, then close."""
