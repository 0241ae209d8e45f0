"""`gnomon reprocess`: extract the fields of stored calls again, from their stored bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from store.extract import EXTRACTOR_VERSION, Prices, extract
from store.models import Bodies, ExchangeRow
from store.settings import DataDir
from store.sqlite.lock import DataDirLock
from store.sqlite.requests.reprocessing import ended_rows, update_extracted
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_STEP = 50  # calls of one transaction; their bodies are in memory at one time


def reprocess(
    data_dir: DataDir,
    prices: Prices,
    *,
    everything: bool = False,
    progress: Callable[[int], None] | None = None,
    lock_wait_s: float = 0.0,
) -> int:
    """Extract again what an older `EXTRACTOR_VERSION` extracted, or everything. Returns the number of calls.

    Calls whose bodies have expired keep the fields they have. `progress` is called with the number of calls done so
    far. Works on the files while no server uses them: raises DataDirInUse when one does after `lock_wait_s`, and
    CannotOpen with its subclasses.
    """
    lock = DataDirLock(data_dir, lock_wait_s)
    try:
        writer = WriterThread(Session(data_dir))
        try:
            done = 0
            for step in _steps(writer, None if everything else EXTRACTOR_VERSION):
                exchanges = [
                    extract(exchange, bodies, prices) for exchange, bodies in step if _has_bodies(exchange, bodies)
                ]
                writer.submit(partial(update_extracted, exchanges=exchanges)).result()
                done += len(exchanges)
                if progress:
                    progress(done)
            return done
        finally:
            writer.close()
    finally:
        lock.release()


def _steps(writer: WriterThread, older_than: int | None) -> Iterator[list[tuple[ExchangeRow, Bodies]]]:
    after = 0
    while True:
        rows = writer.submit(partial(ended_rows, after=after, older_than=older_than, limit=_STEP)).result()
        if not rows:
            return
        after = rows[-1][0]
        yield [(exchange, bodies) for _, exchange, bodies in rows]


def _has_bodies(exchange: ExchangeRow, bodies: Bodies) -> bool:
    return bodies != Bodies() or exchange.request_omitted
