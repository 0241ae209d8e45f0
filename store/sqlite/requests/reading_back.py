"""Links exchanges that read an object back to the exchange that created it. Jobs of the writing thread."""

from __future__ import annotations

from typing import Any

import orjson

from store.models import LATE_FIELDS, ExchangeRow
from store.sqlite.session import Session

_CREATOR = """
    SELECT id, exchange_id, prompt_tokens IS NULL AND completion_tokens IS NULL FROM exchange
    WHERE project = ? AND upstream_id = ? ORDER BY started_at_us DESC LIMIT 1"""
_EARLIER_READS = """
    SELECT id, late_answer FROM exchange
    WHERE project = ? AND reads_upstream_id = ? AND parent_exchange_id IS NULL ORDER BY started_at_us"""
_LINK = "UPDATE exchange SET version = ?, parent_exchange_id = ? WHERE id = ?"
_COALESCED = ", ".join(f"{name} = coalesce({name}, ?)" for name in LATE_FIELDS)


def link(session: Session, exchange: ExchangeRow) -> None:
    """Set the parent of an exchange that reads back, or of those that read this one back before it was stored.

    Tokens and cost that only the reading exchange was told go to the creating one.
    """
    if exchange.reads_upstream_id is not None:
        creator = session.main_db.execute(_CREATOR, (exchange.project, exchange.reads_upstream_id)).fetchone()
        if creator is None:
            session.counts["unlinked_reads"] += 1
        else:
            row_id, exchange_id, lacks_tokens = creator
            session.main_db.execute(
                f"{_LINK.rpartition(' WHERE')[0]} WHERE exchange_id = ?",
                (session.next_version(), exchange_id, exchange.exchange_id),
            )
            if lacks_tokens and exchange.late_answer:
                _complete(session, row_id, exchange.late_answer)
    elif exchange.upstream_id is not None and session.counts["unlinked_reads"]:
        _link_earlier(session, exchange)


def _link_earlier(session: Session, exchange: ExchangeRow) -> None:
    reads = session.main_db.execute(_EARLIER_READS, (exchange.project, exchange.upstream_id)).fetchall()
    if not reads:
        return
    session.counts["unlinked_reads"] -= len(reads)
    for row_id, _ in reads:
        session.main_db.execute(_LINK, (session.next_version(), exchange.exchange_id, row_id))
    late = [orjson.loads(answer) for _, answer in reads if answer is not None]
    if late and exchange.usage.prompt_tokens is None and exchange.usage.completion_tokens is None:
        (row_id,) = session.main_db.execute(
            "SELECT id FROM exchange WHERE exchange_id = ?", (exchange.exchange_id,)
        ).fetchone()
        _complete(session, row_id, late[-1])


def _complete(session: Session, row_id: int, late: dict[str, Any]) -> None:
    """Fill in what the creating exchange's own answer did not say."""
    usage = late["usage"]
    counts = "".join(f", {name} = ?" for name in usage)
    session.main_db.execute(
        f"UPDATE exchange SET version = ?, {_COALESCED}{counts} WHERE id = ?",
        (session.next_version(), *(late.get(name) for name in LATE_FIELDS), *usage.values(), row_id),
    )
