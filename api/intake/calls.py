"""Reported calls → frames of the spool, which are durable before their callers hear of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from api.http.errors import ServiceUnavailable
from store.extract.budgets import WORKER
from store.extract.omitted import read_omitted
from store.settings import SpoolSettings
from store.spool.counters import Counters
from store.spool.frames import ClosingHeader, FrameHeader, Kind, LogRecordsHeader, WholeHeader
from store.spool.writer import SpoolWriter

_TICK_S = 1.0
_AT_ONCE = 500  # frames of one turn of the loop
_TAIL_BYTES = 64 << 10  # of a body beyond its limit, as in the proxy: providers report token counts at the end
_FULL = (
    "The spool has no room for more calls (spool.max_bytes), or the disk is full; nothing of this request was stored"
)


@dataclass(frozen=True, slots=True)
class ReportedCall:
    """A call as its caller reports it, after its end. Times as the caller's clock has them."""

    exchange_id: str
    request_id: str
    project: int
    key_name: str | None
    upstream: str  # see store.intake
    path: str
    target_url: str
    started_at_us: int
    request: bytes
    response: bytes | None = None
    duration_us: int | None = None  # None: not said
    first_byte_us: int | None = None
    status: int | None = None
    outcome: str = "ok"
    error: str | None = None
    chunks: Sequence[tuple[int, int]] = ()  # (end offset in the response, µs since the start); (): not known
    served_by: str | None = None
    helicone_headers: list[tuple[str, str]] = field(default_factory=list)
    response_headers: dict[str, str] = field(default_factory=dict)
    request_omitted: bool = False
    response_omitted: bool = False


@dataclass(frozen=True, slots=True)
class ReportedLogRecords:
    """Messages of a span's call, which callers send beside the span."""

    exchange_id: str  # of the span
    body: bytes  # see store.extract.reported.spans.log_records


class ReportedCalls:
    """The api process's own writer of the spool."""

    def __init__(self, writer: SpoolWriter, limit_bytes: int) -> None:
        """`limit_bytes`: of a body, as it is logged."""
        self._writer = writer
        self.limit_bytes = limit_bytes
        self._node = socket.gethostname()

    @classmethod
    @asynccontextmanager
    async def open(cls, spool: Path, settings: SpoolSettings, limit_bytes: int) -> AsyncIterator[ReportedCalls]:
        """What was written is durable and can be read to its end after the block."""
        at_once = settings.model_copy(update={"fsync_ms": 0})  # nobody would repeat what was acknowledged
        writer = SpoolWriter(spool, at_once, asyncio.get_running_loop(), Counters(None))
        clock = asyncio.create_task(_tick(writer))
        try:
            yield cls(writer, limit_bytes)
        finally:
            clock.cancel()
            await asyncio.wait([clock])
            await writer.close()

    async def write(self, calls: Sequence[ReportedCall | ReportedLogRecords]) -> None:
        """Returns when all of them are durable. Raises ServiceUnavailable when one of them could not be written."""
        if not calls:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        missing = len(calls)
        failed = False

        def on_written(written: bool) -> None:
            nonlocal missing, failed
            missing -= 1
            failed = failed or not written
            if missing == 0 and not done.done():
                done.set_result(None)

        for number, call in enumerate(calls):
            self._writer.append(*self._frame(call), on_written)
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)  # a turn of the loop writes what it got, and others get theirs
        await done
        if failed:
            raise ServiceUnavailable(_FULL)

    def _frame(self, call: ReportedCall | ReportedLogRecords) -> tuple[Kind, FrameHeader, bytes]:
        if isinstance(call, ReportedCall):
            return (Kind.WHOLE, *self._whole(call))
        header: LogRecordsHeader = {"exchange_id": call.exchange_id, "limit_bytes": self.limit_bytes}
        return Kind.LOG_RECORDS, header, call.body

    def _whole(self, call: ReportedCall) -> tuple[WholeHeader, bytes]:
        request, request_gap = _capped(call.request, self.limit_bytes)
        response, response_gap = _capped(call.response or b"", self.limit_bytes)
        closing: ClosingHeader = {
            "exchange_id": call.exchange_id,
            "request_id": call.request_id,
            "outcome": call.outcome,
            "error": call.error,
            "status": call.status,
            "response_headers": call.response_headers,
            "response_size_bytes": len(call.response or b""),
            "response_truncated": response_gap is not None,
            "response_gap_offset": response_gap,
            "duration_us": call.duration_us,
            "first_byte_us": call.first_byte_us,
            "chunks": [*call.chunks],
            "connect_attempts": 0,  # nothing was connected by us
            "served_by": call.served_by,
        }
        header: WholeHeader = {
            "exchange_id": call.exchange_id,
            "request_id": call.request_id,
            "project": call.project,
            "key_name": call.key_name,
            "node": self._node,
            "started_at_us": call.started_at_us,
            "method": "POST",
            "path": call.path,
            "upstream": call.upstream,
            "target_url": call.target_url,
            "request_headers": {"content-type": "application/json"},
            "helicone_headers": call.helicone_headers,
            "request_omitted": call.request_omitted,
            "response_omitted": call.response_omitted,
            "request_size_bytes": len(call.request),
            "request_truncated": request_gap is not None,
            "request_gap_offset": request_gap,
            "request_bytes": len(request),
            "closing": closing,
        }
        if call.request_omitted or call.response_omitted:
            closing["extracted"] = read_omitted(header, closing, (request, response), WORKER)
            request = b"" if call.request_omitted else request
            response = b"" if call.response_omitted else response
            header["request_bytes"] = len(request)
        return header, request + response


def _capped(body: bytes, limit_bytes: int) -> tuple[bytes, int | None]:
    """The head and the tail of a body beyond the limit, and where bytes are missing between them."""
    if len(body) <= limit_bytes:
        return body, None
    tail_bytes = min(_TAIL_BYTES, limit_bytes // 16)
    head_bytes = limit_bytes - tail_bytes
    return body[:head_bytes] + body[len(body) - tail_bytes :], head_bytes


async def _tick(writer: SpoolWriter) -> None:
    while True:
        await asyncio.sleep(_TICK_S)
        writer.on_tick()
