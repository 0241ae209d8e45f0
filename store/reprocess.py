"""`gnomon reprocess`: extract the fields of stored calls again from their stored bodies, or price them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial

from store.extract.extraction import EXTRACTOR_VERSION, price_again
from store.extract.pricing.cost import Prices
from store.ingest.extractor import DEADLINE_S, Extractor
from store.models import Bodies, ExchangeRow
from store.settings import DataDir
from store.sqlite.lock import DataDirLock
from store.sqlite.requests.reprocessing import count_ended, ended_rows, update_extracted
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_STEP = 50  # calls of one transaction; their bodies are in memory at one time

Progress = Callable[[int, int], None]  # called with the number of calls done so far, and of all of them


def reprocess(
    data_dir: DataDir,
    prices: Prices,
    *,
    everything: bool = False,
    progress: Progress | None = None,
    lock_wait_s: float = 0.0,
) -> int:
    """Extract again what an older `EXTRACTOR_VERSION` extracted, or everything. Returns the number of calls.

    Calls whose bodies have expired, or were never kept, stay as they are. Works on the files while no server uses them:
    raises DataDirInUse when one does after `lock_wait_s`, and CannotOpen with its subclasses.
    """
    older_than = None if everything else EXTRACTOR_VERSION
    with _writing(data_dir, lock_wait_s) as writer, closing(Extractor(prices, grace_s=DEADLINE_S)) as extractor:
        return _each_step(writer, older_than, partial(_extract, extractor), _has_bodies, progress)


def reprice(data_dir: DataDir, prices: Prices, *, progress: Progress | None = None, lock_wait_s: float = 0.0) -> int:
    """Price all stored calls again by their stored token counts, but for those whose provider stated the cost. Returns
    the number of calls whose tokens are known. Raises as `reprocess`."""
    with _writing(data_dir, lock_wait_s) as writer:
        return _each_step(
            writer,
            None,
            lambda call, _: price_again(call, prices),
            lambda call, _: call.usage.prompt_tokens is not None,
            progress,
        )


def _extract(extractor: Extractor, exchange: ExchangeRow, bodies: Bodies) -> ExchangeRow:
    extractor.renew_grace()
    row = extractor.extract(exchange, bodies)
    extractor.late()  # ends what has taken too long
    was_read = exchange.extractor_version and not exchange.extract_error
    if was_read and row.extract_error in ("too_slow", "failed"):
        return exchange  # what an earlier version read is worth more than nothing
    return row


@contextmanager
def _writing(data_dir: DataDir, lock_wait_s: float) -> Iterator[WriterThread]:
    lock = DataDirLock(data_dir, lock_wait_s)
    try:
        writer = WriterThread(Session(data_dir))
        try:
            yield writer
        finally:
            writer.close()
    finally:
        lock.release()


def _each_step(
    writer: WriterThread,
    older_than: int | None,
    change: Callable[[ExchangeRow, Bodies], ExchangeRow],
    applies: Callable[[ExchangeRow, Bodies], bool],
    progress: Progress | None,
) -> int:
    total: int = writer.submit(partial(count_ended, older_than=older_than)).result()
    changed = seen = 0
    for step in _steps(writer, older_than):
        exchanges = [change(exchange, bodies) for exchange, bodies in step if applies(exchange, bodies)]
        writer.submit(partial(update_extracted, exchanges=exchanges)).result()
        changed += len(exchanges)
        seen += len(step)
        if progress:
            progress(seen, total)
    return changed


def _steps(writer: WriterThread, older_than: int | None) -> Iterator[list[tuple[ExchangeRow, Bodies]]]:
    after = 0
    while True:
        rows = writer.submit(partial(ended_rows, after=after, older_than=older_than, limit=_STEP)).result()
        if not rows:
            return
        after = rows[-1][0]
        yield [(exchange, bodies) for _, exchange, bodies in rows]


def _has_bodies(exchange: ExchangeRow, bodies: Bodies) -> bool:
    """Of omitted bodies the worker read what could be read; nothing is left to read again."""
    return bodies != Bodies() and not bodies.damaged and not (exchange.request_omitted or exchange.response_omitted)
