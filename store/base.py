"""What every store promises. The contract tests hold each engine to these docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from store.models import Bodies, ExchangeRow, NewScore, Request, Score, ScoreDefinition, ScoreSelection


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
    """The store will not keep this, and nothing of the call it came in; the message says why and what to do."""


class DoesNotFit(ValueError):
    """Scores that an enforced definition does not allow; nothing of their call is kept. `misfits`: their places in the
    call → what does not fit and what would."""

    def __init__(self, misfits: Mapping[int, str]) -> None:
        super().__init__("; ".join(misfits.values()))
        self.misfits = misfits


class KeyReused(ValueError):
    """The idempotency key has been used for another body."""


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """Marks a call: made again within a day it gets the same answer and is not done again. A call that is kept in
    several steps numbers them."""

    key: str
    body_hash: bytes
    step: int = 0


@dataclass(frozen=True, slots=True)
class ScoreReceipt:
    """How scores were kept, in the order in which they were sent."""

    score_ids: list[str | None]  # None: refused
    request_ids: list[str | None]  # None: waits for it, or not meant for a request, or refused
    waiting: list[bool]
    refused: dict[int, str]  # place → why
    labels_among_numbers: dict[str, int]
    recorded_at_us: int
    repeated: bool = False  # nothing was kept now: this is what became of the same call before


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step of ingest found in the spool.

    `exchanges` are whole rows: the same exchange_id may come twice, first in flight (outcome None), later ended.
    `bodies` by exchange_id; a None inside leaves what is already stored. `positions`: segment name → the offset up to
    which it is contained in the store once this batch is. `gone`: segments that were read to their end and are deleted
    after this batch. `dead_writers`: no more frames will come from these.
    """

    exchanges: Sequence[ExchangeRow] = ()
    bodies: dict[str, Bodies] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    gone: Sequence[str] = ()
    dead_writers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a batch went: the exchanges that could not be kept, and why. The rest is stored."""

    failed: dict[str, str] = field(default_factory=dict)  # exchange_id → reason


@dataclass(frozen=True, slots=True)
class Stats:
    exchanges: int
    in_flight: int
    scores: int
    waiting_scores: int
    expired_scores: int  # waited longer than allowed, since the store was made
    size_bytes: int
    version: int  # of the newest change
    dropped: int = 0  # calls that workers which are gone could not log
    truncated: int = 0  # bodies that workers which are gone logged in part


class IngestStore(Protocol):
    """What ingest needs of a store. Callable from any thread; each future is done once the change is durable, and
    fails with StoreUnavailable when the store cannot be written."""

    def store_batch(self, batch: Batch) -> Future[Recorded]:
        """Store a batch, exactly once by exchange id.

        A row that has ended is never changed; a row in flight is completed by one that has ended. A row that cannot be
        stored is listed in `failed` and costs only itself; `positions`, `gone` and `dead_writers` take effect only when
        no row failed. Scores that were waiting for a request join it in the same transaction. In-flight rows of dead
        writers get the outcome `worker_died`.
        """

    def stored_exchanges(self, exchange_ids: Iterable[str]) -> Future[dict[str, tuple[ExchangeRow, Bodies]]]:
        """The stored rows of these exchanges, without their properties, and their bodies; unknown ids are left out."""

    def writers_in_flight(self) -> Future[set[str]]:
        """The writers that have exchanges in flight, as far as is stored."""

    def count_dead_writer(self, writer: str, dropped: int, truncated: int) -> Future[None]:
        """Add the counters of a dead writer to the totals in `Stats`; a second call for a writer changes nothing."""


class Store(IngestStore, Protocol):
    """Exchanges, bodies and scores. Concurrent writes share durable commits.

    SQLite is the only engine so far; tests/store/test_store_contract.py holds it to these docstrings, and any engine
    added later. Every coroutine raises StoreUnavailable when the store cannot be read or written. Ids of other projects
    are unknown ids.
    """

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
        count as one kind); the earlier one stays as history. A target is found by request id, exchange id or the
        upstream's own id (of an id that came twice, the newest exchange); a score whose target is not logged yet waits
        for it (`request_ids[i]` is None, `waiting[i]` is True). Where the name has a definition, a number is stored as
        the kind of number it defines (1 as 1.0, and 1.0 as 1).

        All or none are stored, unless `partly` is set: then scores that cannot be stored are left out and listed in
        `refused`. Raises DoesNotFit when an enforced definition does not allow one of the scores, Rejected when more
        would wait than `scores.waiting_max` allows (both only without `partly`). With `idempotency`, a repetition within a
        day gets the first receipt; raises KeyReused when the key was used for another body. Raises StoreUnavailable.
        """

    async def scores_of(self, project: int, target_kind: str, target_id: str) -> list[Score]:
        """All scores of a request (by any of its ids) or session, history and waiting ones included, oldest first."""

    async def score_history(self, project: int, score_id: str) -> list[Score]:
        """That score and all others of its identity, oldest first; empty when it is unknown."""

    async def delete_score(self, project: int, score_id: str) -> bool:
        """Delete that score for good, whether it is current or history; earlier ones stay history. False: unknown."""

    async def count_scores(self, project: int, selection: ScoreSelection) -> int:
        """How many scores are meant, history included."""

    async def delete_scores(self, project: int, selection: ScoreSelection, expected: int) -> int:
        """Delete them for good, in small steps that let other writes through, if there are as many as expected.

        Returns how many there are: anything but `expected` means that nothing was deleted.
        """

    async def define_score(self, project: int, definition: ScoreDefinition) -> None:
        """Set or replace the definition of that name; it holds for what comes from now on."""

    async def score_definitions(self, project: int) -> list[ScoreDefinition]:
        """All definitions, by name."""

    async def delete_score_definition(self, project: int, name: str) -> bool:
        """False: there was none."""

    async def set_property(self, project: int, request_id: str, key: str, value: str) -> bool:
        """Give a request (by any of its ids) a property; later attempts and derivations keep it. False: unknown id."""

    async def hide_property(self, project: int, name: str) -> None:
        """Leave a property, in whatever case, out of lists of names; its values stay where they are."""

    async def restore_property(self, project: int, name: str) -> None:
        """Undo that."""

    async def hidden_properties(self, project: int) -> dict[str, str]:
        """Those names, case-folded → as first sent with a call, by name."""

    async def forget_answers(self, recorded_before_us: int) -> int:
        """Drop what is remembered of calls marked with `IdempotencyKey` before that moment."""

    async def request(self, project: int, request_id: str) -> Request | None:
        """The request of that id (request id, else exchange id, else the upstream's own id), as of now."""

    async def requests(self, project: int, names: Sequence[str]) -> list[Request]:
        """Many requests as of one moment, by the same names as one, in their order, each once; unknown ones
        left out."""

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        """The bodies of exchanges that were found in the caller's project, as many in the order given as have
        `limit_bytes` together. None: left out for that reason; those that have none are missing."""

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        """Both bodies, as they were on the wire. None: unknown, or expired."""

    async def positions(self) -> dict[str, int]:
        """Segment name → offset up to which its frames are in the store."""

    async def stats(self) -> Stats:
        """Counts and sizes, cheap enough to ask every second."""

    async def expire(self, *, rows_before_us: int | None, bodies_before_us: int | None) -> int:
        """Delete exchanges (with their scores) and bodies that started before these moments, in small steps that let
        other writes through; returns how many rows went. In-flight rows stay."""

    async def expire_waiting(self, recorded_before_us: int) -> int:
        """Drop scores that have waited for their request since before that moment; they are counted."""

    async def close(self) -> None:
        """Finish what was accepted, then close."""
