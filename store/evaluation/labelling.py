"""Labelling: what the store promises of queues, in which people score requests, and of corrected answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

QUEUES_MOST = 100  # in one project
ITEMS_MOST = 5_000  # of one queue: each is looked at when a rater asks for the next one
SKIPS_MOST = 50_000  # of one queue
REMOVED_MOST = 50_000  # of one queue
RATERS_MOST = 20  # per item
SCORES_MOST = 10  # that one queue asks for
CORRECTIONS_MOST = 100  # of one request
LEASE_S = 600.0
POSITION_DIGITS = 15  # hexadecimal ones of the hash: a position fits into 63 bits

ItemOrder = Literal["random", "given"]


@dataclass(frozen=True, slots=True)
class Queue:
    """The requests that raters are asked to score, and how."""

    id: str
    project: int
    name: str
    instructions: str
    scores: tuple[str, ...]  # names
    raters_per_item: int
    filter: Any  # filter tree as JSON; None: requests are only added by their ids
    start_us: int | None
    end_us: int | None
    sample_share: float
    sample_most: int
    item_order: ItemOrder
    created_at_us: int
    updated_at_us: int
    follow_from_us: int | None = None  # matching requests that began then or later join; None: none do


class QueueItem(NamedTuple):
    request_id: str
    position: int
    probability: float | None  # None: it was added by its id


class RatedItem(NamedTuple):
    item: QueueItem
    raters: tuple[str, ...]  # who rated it in full, by name


class FullRating(NamedTuple):
    """A person has given all scores of a queue to a request."""

    request_id: str
    rater: str
    rated_at_us: int  # when the last of the scores came


class RatedRequests(NamedTuple):
    """What one record knows of some requests."""

    known: list[str]  # those that it has
    ratings: list[FullRating]


class RaterProgress(NamedTuple):
    """`done`: rated in full. `skipped`: put off, and not rated since. `left`: still to be rated by this rater."""

    rater: str
    done: int
    skipped: int
    left: int


class LastStep(NamedTuple):
    """What a rater did last in a queue since it was made; an item is rated once it has all scores."""

    request_id: str
    kind: Literal["rated", "skipped"]


class QueueProgress(NamedTuple):
    """`done`: items with as many full ratings as wanted. `ratings`: full ratings that count towards them."""

    items: int
    done: int
    ratings: int
    raters: tuple[RaterProgress, ...]  # who rated or skipped any, and who was asked about; by name
    last_step: LastStep | None  # of the rater who was asked about; None: there is none, or nobody was asked about


@dataclass(frozen=True, slots=True)
class QueueStep:
    """What a rater asks of a queue. At most one of `skip`, `back_to` and `return_skipped` is set."""

    rater: str
    skip: str | None = None  # put this request off
    back_to: str | None = None  # look at this request again, done or not
    return_skipped: bool = False  # what was put off comes again
    lease_s: float = LEASE_S


class Handed(NamedTuple):
    """The item that a rater has now."""

    item: QueueItem
    is_done: bool  # by this rater


class Correction(NamedTuple):
    request_id: str
    author: str
    text: str
    updated_at_us: int


def hashed_position(queue_id: str, request_id: str) -> int:
    """The place of a request in a queue of random order. The replica computes the same (requests/sampling.py)."""
    digest = md5(f"{queue_id}:{request_id}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:POSITION_DIGITS], 16)


NO_RATINGS: Mapping[str, Sequence[FullRating]] = MappingProxyType({})


class Labelling(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written. Ids of queues of other projects
    are unknown ids. `elsewhere`: full ratings that other nodes have."""

    @property
    def changes_here(self) -> bool:
        """Whether queues may be changed here; of several nodes, only the owner changes them."""

    async def put_queue(self, queue: Queue) -> bool:
        """Create a queue, or replace the one with its id. False: another queue of the project has that name. Raises
        Full when the project has QUEUES_MOST others."""

    async def queues(self, project: int) -> list[Queue]:
        """By name."""

    async def delete_queue(self, project: int, queue_id: str) -> bool:
        """With its items; scores and corrections stay. False: unknown id."""

    async def add_items(self, queue: Queue, items: Sequence[QueueItem]) -> int:
        """Add those that it does not have, and of a sample, those that were not removed. Returns their number. Raises
        Full when it would have more than ITEMS_MOST; nothing is added then."""

    async def remove_item(self, queue: Queue, request_id: str) -> bool:
        """Take a request out of a queue; its scores stay. False: it is not in the queue. Raises Full when more than
        REMOVED_MOST would be removed."""

    async def forget_requests(self, project: int, request_ids: Collection[str]) -> None:
        """Take requests that no longer exist out of all queues of the project."""

    async def items(
        self, queue: Queue, offset: int, limit: int, elsewhere: Sequence[FullRating] = ()
    ) -> list[RatedItem]:
        """In the order of the queue."""

    async def decided_ids(self, queue_id: str) -> list[str]:
        """The requests that are in a queue, and those that were removed."""

    async def known_requests(self, project: int, request_ids: Collection[str]) -> set[str]:
        """Those of the ids under which a request is stored."""

    async def item_ids(self, queue_id: str) -> list[str]:
        """The requests of a queue, in its order."""

    async def hand_out(self, queue: Queue, step: QueueStep, elsewhere: Sequence[FullRating] = ()) -> Handed | None:
        """The item that the rater gets next: the one he has, else the first one that he has neither rated nor skipped,
        and that fewer others than wanted have rated or have before them. It is his for `lease_s`. None: there is none,
        or `back_to` is not in the queue. Raises Full when more than SKIPS_MOST would be skipped."""

    async def progress(
        self, queues: Sequence[Queue], rater: str | None, elsewhere: Mapping[str, Sequence[FullRating]] = NO_RATINGS
    ) -> Mapping[str, QueueProgress]:
        """By the ids of the queues, as `elsewhere`; `rater` is listed even if he has done nothing."""

    async def ratings(self, project: int, names: Sequence[str], request_ids: Collection[str]) -> RatedRequests:
        """Which of the requests are stored here, and who has given them all scores of these names."""

    async def correct(self, project: int, request_id: str, author: str, text: str | None) -> bool:
        """Store what the answer of a request should have been, or take it back (None). False: there is no such request.
        Raises Full when CORRECTIONS_MOST others corrected it."""

    async def corrections(self, project: int, request_ids: Collection[str]) -> list[Correction]:
        """By request and author."""
