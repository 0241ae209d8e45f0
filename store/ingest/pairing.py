"""Frames of one exchange → its row and bodies."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.ingest.tail import LocatedFrame
from store.models import Bodies, ExchangeRow
from store.spool.facts import closing_fields, fields_of_row, opening_fields, request_fields
from store.spool.frames import Kind

_OPENING_BYTES = 4_000  # what an opening takes in memory beside its body, roughly


@dataclass(slots=True)
class Opening:
    """An exchange whose closing frame has not come: the header of its opening, and the request's body so far."""

    header: dict[str, Any]
    writer: str
    body: bytes | None  # None: omitted, or still arriving
    stored: bool = False  # the body is in the store already

    @property
    def size_bytes(self) -> int:
        return len(self.body or b"") + _OPENING_BYTES


@dataclass(frozen=True, slots=True)
class PairedExchange:
    """An exchange with the facts that its frames hold."""

    exchange: ExchangeRow
    bodies: Bodies
    extracted: dict[str, Any] | None  # what the worker read of omitted bodies; None: nothing
    new_bodies: Bodies  # those of `bodies` that the store does not have yet
    frames: list[LocatedFrame]


class _NoOpening(Exception):
    """A frame belongs to an exchange of which nothing else is known."""


@dataclass(slots=True)
class PairingResult:
    exchanges: list[PairedExchange] = field(default_factory=list)
    rejected: list[tuple[LocatedFrame, str]] = field(default_factory=list)  # with the reason


class Pairing:
    """Holds openings until their closing comes, about `memory_bytes` of them; older ones are read from the store."""

    def __init__(self, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._openings: OrderedDict[str, Opening] = OrderedDict()
        self._size_bytes = 0
        self.ended_early: set[str] = set()  # ingested ahead of their turn; their frames will be read again

    @property
    def has_room(self) -> bool:
        """Whether openings stay in memory at least until the next but one read."""
        return self._size_bytes < self._memory_bytes // 2

    def missing(self, frames: Sequence[LocatedFrame]) -> set[str]:
        """Ids of exchanges whose opening is neither held here nor among these frames."""
        opened = set()
        missing = set()
        for located in frames:
            exchange_id = id_of(located.frame.header)
            if located.frame.kind in (Kind.OPENING, Kind.WHOLE):
                opened.add(exchange_id)
            elif exchange_id and exchange_id not in opened and exchange_id not in self._openings:
                missing.add(exchange_id)
        return missing

    def pair(self, frames: Sequence[LocatedFrame], stored: Mapping[str, tuple[ExchangeRow, Bodies]]) -> PairingResult:
        """`stored`: what the store has of the missing ones.

        A closing whose opening is lost is rejected: its project is unknown, so it must not be shown to anyone.
        """
        result = PairingResult()
        self._load(stored)
        frames_of: dict[str, list[LocatedFrame]] = {}
        for located in frames:
            try:
                exchange_id = id_of(located.frame.header)
                if exchange_id is None:
                    raise ValueError("no exchange_id")
                if exchange_id in self.ended_early:
                    if located.frame.kind in (Kind.CLOSING, Kind.WHOLE):
                        self.ended_early.discard(exchange_id)
                    continue
                known = stored.get(exchange_id)
                if exchange_id not in self._openings and known and known[0].outcome is not None:
                    continue  # read again; the store has all of this exchange
                if located.frame.kind is Kind.WHOLE:
                    result.exchanges.append(_whole(located))
                    continue
                frames_of.setdefault(exchange_id, []).append(located)
                if located.frame.kind is Kind.CLOSING:
                    result.exchanges.append(self._end(located, frames_of[exchange_id]))
                    del frames_of[exchange_id]
                else:
                    self._open(located)
            except _NoOpening as error:
                result.rejected.append((located, str(error)))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                result.rejected.append((located, f"{type(error).__name__}: {error}"))
        for exchange_id, own_frames in frames_of.items():
            if opening := self._openings.get(exchange_id):
                result.exchanges.append(_paired(opening, None, None, own_frames))
        return result

    def note_ended_early(self, exchanges: Sequence[PairedExchange]) -> None:
        """These were ingested ahead of their turn."""
        self.ended_early.update(
            paired.exchange.exchange_id for paired in exchanges if paired.exchange.outcome is not None
        )

    def committed(self, exchanges: Sequence[PairedExchange], dead_writers: Sequence[str]) -> None:
        """These exchanges are in the store: free memory."""
        for paired in exchanges:
            exchange_id = paired.exchange.exchange_id
            if opening := self._openings.get(exchange_id):
                if paired.exchange.outcome is None:
                    opening.stored = opening.stored or opening.body is not None
                else:
                    self._size_bytes -= self._openings.pop(exchange_id).size_bytes
        if dead_writers:
            for exchange_id in [key for key, opening in self._openings.items() if opening.writer in dead_writers]:
                self._size_bytes -= self._openings.pop(exchange_id).size_bytes
        while self._size_bytes > self._memory_bytes and self._openings:
            _, opening = self._openings.popitem(last=False)
            self._size_bytes -= opening.size_bytes

    def _load(self, stored: Mapping[str, tuple[ExchangeRow, Bodies]]) -> None:
        for exchange_id, (exchange, bodies) in stored.items():
            if exchange.outcome is None:
                header = fields_of_row(exchange)
                self._hold(exchange_id, Opening(header, exchange.writer, bodies.request, stored=True))

    def _hold(self, exchange_id: str, opening: Opening) -> None:
        self._openings[exchange_id] = opening
        self._size_bytes += opening.size_bytes

    def _open(self, located: LocatedFrame) -> None:
        header, body = located.frame.header, located.frame.body
        exchange_id = header["exchange_id"]
        if located.frame.kind is Kind.OPENING:
            if exchange_id not in self._openings:
                arrived = header["request_size_bytes"] is not None and not header["request_omitted"]
                self._hold(exchange_id, Opening(opening_fields(header), located.writer, body if arrived else None))
            return
        opening = self._opening_of(exchange_id)
        self._size_bytes -= opening.size_bytes
        opening.header.update(request_fields(header))
        if not opening.header["request_omitted"]:
            opening.body, opening.stored = body, False
        self._size_bytes += opening.size_bytes

    def _end(self, closing: LocatedFrame, frames: list[LocatedFrame]) -> PairedExchange:
        """The opening stays until the exchange is in the store: if that fails, these frames are paired again."""
        opening = self._opening_of(closing.frame.header["exchange_id"])
        return _paired(opening, closing.frame.header, closing.frame.body, frames)

    def _opening_of(self, exchange_id: str) -> Opening:
        try:
            return self._openings[exchange_id]
        except KeyError:
            raise _NoOpening(f"the opening of exchange {exchange_id} is lost, so its project is unknown") from None


def id_of(header: Any) -> str | None:
    """The exchange id in a frame's header; None when the header is not one of ours."""
    exchange_id = header.get("exchange_id") if isinstance(header, dict) else None
    return exchange_id if isinstance(exchange_id, str) else None


def _whole(located: LocatedFrame) -> PairedExchange:
    header, body = located.frame.header, located.frame.body
    split = header["request_bytes"]
    opening = Opening(opening_fields(header), located.writer, body[:split])
    return _paired(opening, header["closing"], body[split:] or None, [located])


def _paired(
    opening: Opening, closing: dict[str, Any] | None, response: bytes | None, frames: list[LocatedFrame]
) -> PairedExchange:
    """`closing`: its header; None: the exchange is in flight."""
    fields = dict(opening.header)
    if closing is None:
        response = None
    else:
        fields.update(closing_fields(closing))
        has_no_answer = closing["first_byte_us"] is None and not response
        if opening.header["response_omitted"] or has_no_answer:
            response = None
    new_bodies = Bodies(None if opening.stored else opening.body, response)
    exchange = ExchangeRow(writer=opening.writer, **fields)
    extracted = closing.get("extracted") if closing is not None else None
    return PairedExchange(exchange, Bodies(opening.body, response), extracted, new_bodies, frames)
