"""Calls that have just begun are held until the next read of the spool, within 0.1 s: by then most of them have ended.

A call that is stored as in flight is written, extracted and copied twice. Of calls that take milliseconds, a fifth
would be. What is held is in memory and in the spool: until it is stored, the position of its segment stays before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.ingest.pairing import PairedExchange
from store.ingest.tail import TailRead
from store.spool.frames import Kind


class Held(NamedTuple):
    begun: dict[str, PairedExchange]  # by exchange id
    read_to: dict[str, int]  # the segments that these are in → offset up to which they were read


class Turn(NamedTuple):
    """What is to be stored after a read, and what is held instead."""

    exchanges: list[PairedExchange]
    positions: dict[str, int]
    held: Held


NOTHING = Held({}, {})


def turn(before: Held, exchanges: Sequence[PairedExchange], read: TailRead, *, may_hold: bool) -> Turn:
    """`exchanges`: those of the read. Nothing is held twice, so a call in flight is stored with the next read."""
    # A later attempt of a request is stored with the end of the one before, which else would count as the last.
    ended = {paired.exchange.request_id for paired in exchanges if paired.exchange.outcome is not None}
    begun = {
        paired.exchange.exchange_id: paired
        for paired in exchanges
        if may_hold and _has_begun(paired) and paired.exchange.request_id not in ended
    }
    came = {paired.exchange.exchange_id for paired in exchanges}
    stored = [paired for exchange_id, paired in before.begun.items() if exchange_id not in came]
    stored += [paired for paired in exchanges if paired.exchange.exchange_id not in begun]
    positions = before.read_to | read.positions
    read_to: dict[str, int] = {}
    for first in (paired.frames[0] for paired in begun.values()):
        read_to.setdefault(first.segment, positions[first.segment])
        positions[first.segment] = min(positions[first.segment], first.offset)
    return Turn(stored, positions, Held(begun, read_to))


def _has_begun(paired: PairedExchange) -> bool:
    return paired.exchange.outcome is None and paired.frames[0].frame.kind is Kind.OPENING
