"""`gnomon store copy`: a record to ClickHouse, and a node's record back from there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from uuid import uuid4

from gnomon.reprocess_bar import with_progress
from store.analytics.replica.source import Source
from store.base import CannotOpen
from store.clickhouse.archive.archiving import Archiver
from store.clickhouse.archive.comparing import differences, sums_of_archive, sums_of_record
from store.clickhouse.archive.nodes import emptiest_shard, node_named
from store.clickhouse.archive.rebuilding import NodeRebuilding
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.settings import DataDir, StoreSettings
from store.sqlite import change_log, membership
from store.sqlite.session import Session

_FIRST = 0  # number of the node whose ids begin at 0: a record from before there were several

Progress = Callable[[int, int], None]


def to_clickhouse(settings: StoreSettings, data_dir: DataDir) -> list[str]:
    """Copy a record that no server has open. Returns what is not equal afterwards.

    Raises CannotOpen and StoreUnavailable.
    """
    servers = Servers.connect(settings)
    for host in servers.hosts:
        host.facts()  # makes its tables; a query reads those of all shards
    with closing(Session(data_dir)) as session:
        if membership.node_of(session.main_db) is None:
            membership.join(session, _FIRST, str(uuid4()), emptiest_shard(servers))
        _in_transaction(session, lambda: change_log.begin(session.main_db, session.bodies))
        with closing(Source(data_dir, all_features=True)) as source:
            assert source.node
            node = ShippingNode(*source.node)
            with_progress(partial(_ship, Shipper(servers, source, node)), "changes, for queries")
        forget = partial(change_log.forget, session.main_db, session.bodies)
        archiver = Archiver(
            servers, data_dir, node.shard, lambda *upto: _in_transaction(session, lambda: forget(*upto))
        )
        with closing(archiver):
            with_progress(partial(_archive, archiver), "rows and bodies")
    return _compared(servers, node.number, data_dir)


def to_sqlite(settings: StoreSettings, node: str, target: DataDir) -> list[str]:
    """Rebuild the record of a node in an empty folder. Returns what is not equal afterwards: then the record stays in
    the folder `incomplete`.

    Raises CannotOpen and StoreUnavailable.
    """
    servers = Servers.connect(settings)
    number = node_named(servers, node)
    rebuilding = NodeRebuilding(servers, number, target)
    with closing(rebuilding):
        with_progress(partial(_rebuild, rebuilding), "rows and bodies")
        if rebuilding.has_changed():
            raise CannotOpen(f"node {number} is still running: stop it, and run this command again")
        found = _compared(servers, number, rebuilding.incomplete)
        if not found:
            rebuilding.finish()
    return found


def _ship(shipper: Shipper, *, progress: Progress) -> int:
    shipper.ship(progress, lambda: True)
    return shipper.version


def _archive(archiver: Archiver, *, progress: Progress) -> int:
    total = archiver.count()
    archiver.copy(lambda rows, bodies: progress(rows + bodies, max(total, rows + bodies)))
    return total


def _rebuild(rebuilding: NodeRebuilding, *, progress: Progress) -> int:
    total = rebuilding.count()
    rebuilding.run(lambda done: progress(done, max(total, done)))
    return total


def _compared(servers: Servers, node: int, data_dir: DataDir) -> list[str]:
    there = sums_of_archive(servers, node)
    total = sum(sums.rows for sums in there.values())

    def compare(*, progress: Progress) -> int:
        found.extend(differences(sums_of_record(data_dir, lambda done: progress(done, total)), there))
        return total

    found: list[str] = []
    with_progress(compare, "rows and bodies compared")
    return found


def _in_transaction(session: Session, work: Callable[[], None]) -> None:
    session.begin()
    try:
        work()
        session.commit()
    except BaseException:
        session.rollback()
        raise
