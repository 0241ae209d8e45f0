"""Log records of spans join the spans, whichever comes first: frames → exchanges, and what to store beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import orjson

from store.base import Batch, IngestStore, StoredSpan, WaitingRecords
from store.extract.bodies.parsing import Json, mappings
from store.extract.reported.spans.log_records import MEMBER, with_records
from store.ingest.extractor import Extractor
from store.ingest.pairing import PairedExchange
from store.ingest.quarantine import Quarantine
from store.ingest.tail import LocatedFrame
from store.ingest.tallies import Tallies
from store.intake import SPAN
from store.models import Bodies, ExchangeRow
from store.spool.frames import Kind


@dataclass(slots=True)
class _Arrived:
    """The log records of one span that came now."""

    limit_bytes: int = 0
    records: list[Json] = field(default_factory=list)
    frames: list[LocatedFrame] = field(default_factory=list)


class _Completed(NamedTuple):
    row: ExchangeRow
    body: bytes


class LogRecords:
    """Belongs to the ingest thread. A span with its log records is one body, which the extractor reads as it reads any
    other."""

    def __init__(self, store: IngestStore, extractor: Extractor, tallies: Tallies, quarantine: Quarantine) -> None:
        self._store = store
        self._extractor = extractor
        self._tallies = tallies
        self._quarantine = quarantine
        self._early: set[tuple[str, int]] = set()  # frames that are stored, and will be read again in their turn

    def join(
        self, exchanges: list[PairedExchange], frames: Sequence[LocatedFrame]
    ) -> tuple[list[PairedExchange], Batch]:
        """The exchanges, the spans among them with their log records; and a batch with spans that are stored and have
        got some, and with log records whose spans have not come. Raises StoreUnavailable."""
        spans = {paired.exchange.exchange_id for paired in exchanges if paired.exchange.upstream == SPAN}
        if not spans and not frames:
            return exchanges, Batch()
        arrived = self._arrived([located for located in frames if _place(located) not in self._early])
        stored = self._store.stored_spans(spans, arrived.keys()).result()
        if not stored and not arrived:
            return exchanges, Batch()
        joined: dict[str, PairedExchange] = {}  # of spans: what comes twice has all it needs in the first
        lost = 0
        for paired in exchanges:
            exchange_id = paired.exchange.exchange_id
            known = stored.get(exchange_id)
            if exchange_id in spans and exchange_id not in joined and not (known and known.has_come):
                joined[exchange_id], left_out = _joined(paired, known, arrived.get(exchange_id))
                lost += left_out
        others = {key: each for key, each in arrived.items() if key not in joined}
        batch = self._beside(others, stored)
        wire = [paired for paired in exchanges if paired.exchange.exchange_id not in spans]
        return [*wire, *joined.values()], replace(batch, lost_log_records=batch.lost_log_records + lost)

    def note_early(self, frames: Iterable[LocatedFrame]) -> None:
        """These were stored ahead of their turn."""
        self._early.update(_place(located) for located in frames if located.frame.kind is Kind.LOG_RECORDS)

    def note_read(self, frames: Iterable[LocatedFrame]) -> None:
        """These were stored in their turn."""
        if self._early:
            self._early.difference_update(map(_place, frames))

    def _arrived(self, frames: Sequence[LocatedFrame]) -> dict[str, _Arrived]:
        """By exchange id of the span, each record once."""
        arrived: dict[str, _Arrived] = {}
        for located in frames:
            header = located.frame.header
            try:
                records = mappings(orjson.loads(located.frame.body), MEMBER)
                exchange_id, limit_bytes = str(header["exchange_id"]), int(header["limit_bytes"])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                self._quarantine.set_aside(located, f"{type(error).__name__}: {error}")
                continue
            each = arrived.setdefault(exchange_id, _Arrived())
            each.limit_bytes = limit_bytes
            each.records += [record for record in records if isinstance(record.get("id"), str)]
            each.frames.append(located)
        return arrived

    def _beside(self, arrived: dict[str, _Arrived], stored: dict[str, StoredSpan]) -> Batch:
        """What to store of log records whose spans did not come with them."""
        completed: list[_Completed] = []
        waiting: list[WaitingRecords] = []
        bodies: dict[str, Bodies] = {}
        lost = 0
        self._extractor.renew_grace()
        for exchange_id, each in arrived.items():
            known = stored.get(exchange_id)
            span = _object(known.body) if known else {}
            if known and known.has_come and known.exchange is None:  # no call, or one that came by another way
                continue
            if known and known.has_come and not span:  # expired
                lost += len(each.records)
                continue
            grown = with_records(span, each.records, each.limit_bytes)
            lost += grown.left_out
            if known is None or known.exchange is None:
                waiting.append(WaitingRecords(exchange_id, grown.records, len(grown.body), each.limit_bytes))
            else:
                # After a crash between both databases, the body may have them already, and the row not.
                if not grown.added and known.exchange.request_size_bytes == len(known.body or b""):
                    continue
                completed.append(_Completed(self._read(known.exchange, grown.body), grown.body))
            bodies[exchange_id] = Bodies(grown.body)
        return Batch(
            bodies=bodies, completed=[each.row for each in completed], log_records=waiting, lost_log_records=lost
        )

    def _read(self, stored: ExchangeRow, body: bytes) -> ExchangeRow:
        exchange = stored.copy()
        exchange.request_size_bytes = len(body)
        was_unread = self._extractor.forget(exchange.exchange_id)
        row = self._extractor.extract(exchange, Bodies(body))
        is_unread = row.exchange_id in self._extractor.late_ids()
        if was_unread and not is_unread:
            self._tallies.add_late(row)
        elif is_unread and not was_unread:
            self._tallies.read_again(row.exchange_id)
        return row


def _place(located: LocatedFrame) -> tuple[str, int]:
    return located.segment, located.offset


def _joined(paired: PairedExchange, known: StoredSpan | None, arrived: _Arrived | None) -> tuple[PairedExchange, int]:
    """The span with its log records, and how many of these have no room."""
    waiting = _object(known.body) if known else {}
    records, frames = (arrived.records, arrived.frames) if arrived else ([], [])
    span = _object(paired.bodies.request)
    if not span or not (waiting or records):
        return paired, len(records)
    limit_bytes = arrived.limit_bytes if arrived else known.limit_bytes if known else 0
    grown = with_records(waiting | span, records, limit_bytes)
    exchange = paired.exchange.copy()
    exchange.request_size_bytes = len(grown.body)
    bodies = Bodies(grown.body)
    return PairedExchange(exchange, bodies, paired.extracted, bodies, [*paired.frames, *frames]), grown.left_out


def _object(body: bytes | None) -> Json:
    """{} for what is none."""
    try:
        value = orjson.loads(body or b"")
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}
