"""Frames of one exchange → its facts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.ingest.tail import LocatedFrame
from store.models import Bodies, ExchangeRow
from store.spool.frames import Kind

_OPENING_BYTES = 4_000  # what an opening takes in memory beside its body, about


@dataclass(slots=True)
class Opening:
    """An exchange whose end has not been seen: the opening's header, and the request's body as far as it came."""

    header: dict[str, Any]
    writer: str
    body: bytes | None  # None: omitted, or still arriving
    stored: bool = False  # the body is in the store already

    @property
    def weight(self) -> int:
        return len(self.body or b"") + _OPENING_BYTES


@dataclass(frozen=True, slots=True)
class Facts:
    """An exchange as its frames tell it. `new`: those of its bodies that the store does not have yet."""

    exchange: ExchangeRow
    bodies: Bodies
    new: Bodies
    frames: list[LocatedFrame]


class _NoOpening(Exception):
    """A frame belongs to an exchange that nothing else is known of."""


@dataclass(slots=True)
class PairedFrames:
    facts: list[Facts] = field(default_factory=list)
    rejected: list[tuple[LocatedFrame, str]] = field(default_factory=list)  # with the reason


class Pairing:
    """Holds openings until their closing comes, about `memory_bytes` of them; the store is asked for older ones."""

    def __init__(self, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._openings: OrderedDict[str, Opening] = OrderedDict()
        self._weight = 0
        self._ended_early: set[str] = set()

    def missing(self, found: Sequence[LocatedFrame]) -> set[str]:
        """Ids of frames whose opening is neither here nor among them."""
        opened = set()
        missing = set()
        for one in found:
            exchange_id = id_of(one.frame.header)
            if one.frame.kind is Kind.OPENING:
                opened.add(exchange_id)
            elif exchange_id and exchange_id not in opened and exchange_id not in self._openings:
                missing.add(exchange_id)
        return missing

    def pair(self, found: Sequence[LocatedFrame], stored: Mapping[str, tuple[ExchangeRow, Bodies]]) -> PairedFrames:
        """`stored`: what the store knows of the missing ones. A closing whose opening is lost is rejected: nobody can
        say whose it was, so nobody may be shown it."""
        paired = PairedFrames()
        self._load(stored)
        frames: dict[str, list[LocatedFrame]] = {}
        for one in found:
            try:
                exchange_id = id_of(one.frame.header)
                if exchange_id is None:
                    raise ValueError("no exchange_id")
                if exchange_id in self._ended_early:
                    if one.frame.kind is Kind.CLOSING:
                        self._ended_early.discard(exchange_id)
                    continue
                known = stored.get(exchange_id)
                if exchange_id not in self._openings and known and known[0].outcome is not None:
                    continue  # a replay of what the store has whole
                frames.setdefault(exchange_id, []).append(one)
                if one.frame.kind is Kind.CLOSING:
                    paired.facts.append(self._end(one, frames[exchange_id]))
                    del frames[exchange_id]
                else:
                    self._open(one)
            except _NoOpening as error:
                paired.rejected.append((one, str(error)))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                paired.rejected.append((one, f"{type(error).__name__}: {error}"))
        for exchange_id, of_it in frames.items():
            if opening := self._openings.get(exchange_id):
                paired.facts.append(_facts(opening, None, None, of_it))
        return paired

    def ended_early(self, facts: Sequence[Facts]) -> None:
        """These were taken out of the order; their frames will be met again."""
        self._ended_early.update(one.exchange.exchange_id for one in facts if one.exchange.outcome is not None)

    def has_ended_early(self, one: LocatedFrame) -> bool:
        return id_of(one.frame.header) in self._ended_early

    def committed(self, facts: Sequence[Facts], dead: Sequence[str]) -> None:
        """What was paired is in the store: make room."""
        for one in facts:
            if opening := self._openings.get(one.exchange.exchange_id):
                opening.stored = opening.stored or opening.body is not None
        for exchange_id in [key for key, opening in self._openings.items() if opening.writer in dead] if dead else ():
            self._weight -= self._openings.pop(exchange_id).weight
        while self._weight > self._memory_bytes and self._openings:
            _, opening = self._openings.popitem(last=False)
            self._weight -= opening.weight

    def _load(self, stored: Mapping[str, tuple[ExchangeRow, Bodies]]) -> None:
        for exchange_id, (exchange, bodies) in stored.items():
            if exchange.outcome is None:
                header = {name: getattr(exchange, name) for name in _OPENING_FIELDS}
                self._hold(exchange_id, Opening(header, exchange.writer, bodies.request, stored=True))

    def _hold(self, exchange_id: str, opening: Opening) -> None:
        self._openings[exchange_id] = opening
        self._weight += opening.weight

    def _open(self, one: LocatedFrame) -> None:
        header, body = one.frame.header, one.frame.body
        exchange_id = header["exchange_id"]
        if one.frame.kind is Kind.OPENING:
            if exchange_id not in self._openings:
                came = header["request_size_bytes"] is not None and not header["request_omitted"]
                opening = Opening({name: header[name] for name in _OPENING_FIELDS}, one.writer, body if came else None)
                self._hold(exchange_id, opening)
            return
        opening = self._opening_of(exchange_id)
        self._weight -= opening.weight
        opening.header["request_size_bytes"] = header["request_size_bytes"]
        opening.header["request_truncated"] = header["request_truncated"] or not header["request_complete"]
        if not opening.header["request_omitted"]:
            opening.body, opening.stored = body, False
        self._weight += opening.weight

    def _end(self, closing: LocatedFrame, frames: list[LocatedFrame]) -> Facts:
        opening = self._opening_of(closing.frame.header["exchange_id"])
        facts = _facts(opening, closing.frame.header, closing.frame.body, frames)
        del self._openings[facts.exchange.exchange_id]
        self._weight -= opening.weight
        return facts

    def _opening_of(self, exchange_id: str) -> Opening:
        try:
            return self._openings[exchange_id]
        except KeyError:
            raise _NoOpening(
                f"the opening of exchange {exchange_id} is lost, so nobody can say whose this is"
            ) from None


def id_of(header: Any) -> str | None:
    """The exchange's id; None in a header that is none of ours."""
    exchange_id = header.get("exchange_id") if isinstance(header, dict) else None
    return exchange_id if isinstance(exchange_id, str) else None


_OPENING_FIELDS = (
    "exchange_id",
    "request_id",
    "project",
    "key_name",
    "node",
    "started_at_us",
    "method",
    "path",
    "upstream",
    "target_url",
    "request_headers",
    "helicone_headers",
    "request_omitted",
    "response_omitted",
    "request_size_bytes",
    "request_truncated",
)


def _facts(opening: Opening, closing: dict[str, Any] | None, answer: bytes | None, frames: list[LocatedFrame]) -> Facts:
    fields = dict(opening.header)
    if closing is None:
        answer = None
    else:
        fields.update(_closing_fields(closing))
        nothing_came = closing["first_byte_us"] is None and not answer
        if opening.header["response_omitted"] or nothing_came:
            answer = None
    new = Bodies(None if opening.stored else opening.body, answer)
    return Facts(ExchangeRow(writer=opening.writer, **fields), Bodies(opening.body, answer), new, frames)


def _closing_fields(closing: dict[str, Any]) -> dict[str, Any]:
    first_byte_us = closing["first_byte_us"]
    return {
        "outcome": closing["outcome"],
        "error": closing["error"],
        "status": closing["status"],
        "response_headers": closing["response_headers"],
        "response_size_bytes": closing["response_size_bytes"],
        "response_truncated": closing["response_truncated"],
        "latency_ms": closing["duration_us"] / 1000,
        "time_to_first_byte_ms": None if first_byte_us is None else first_byte_us / 1000,
        "chunks": closing["chunks"],
        "connect_attempts": closing["connect_attempts"],
        "served_by": closing["served_by"],
    }
