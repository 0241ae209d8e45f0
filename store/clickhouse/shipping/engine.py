"""The engine of several nodes: each copies its record to ClickHouse, and asks for what all have copied."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from store.analytics.query import QueryTooSlow, Snapshot
from store.analytics.replica.engine import Progress
from store.analytics.replica.source import Source
from store.base import CannotOpen, StoreUnavailable
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.clickhouse.snapshot import ClickHouseSnapshot
from store.clickhouse.translating import PropertyNames, Translator
from store.settings import DataDir

T = TypeVar("T")

_NAMES_EVERY_S = 1.0  # of the properties of other nodes
_PROBE_EVERY_S = 5.0  # unless somebody else has asked
_PROBE_S = 3.0  # changes wait so long at most
_PROBE = "SELECT count() FROM {} WHERE project = -1"  # asks every shard, and reads nothing


class ClickHouseEngine:
    is_shared = True

    def __init__(self, data_dir: DataDir, servers: Servers) -> None:
        self._data_dir = data_dir
        self._servers = servers
        self._names = PropertyNames()
        self._translator = Translator(servers.table, self._names.name)
        self._keys: dict[tuple[int, str], int] = {}  # (project, case-folded name of a property) → `property_key.key`
        self._keys_read_at = float("-inf")
        self.version = 0
        self.is_suspect = False  # there is no file that could be damaged
        self.query_error: str | None = None
        self._queried_at = float("-inf")

    def open(self) -> None:
        """Contacts no server. Raises CannotOpen if the record has not joined."""
        self._source = Source(self._data_dir, all_features=True)
        if self._source.node is None:
            self._source.close()
            raise CannotOpen(f"the record in {self._data_dir.root} has not joined the nodes of the ClickHouse database")
        self._shipper = Shipper(self._servers, self._source, ShippingNode(*self._source.node))
        self.version = self._shipper.version

    def newest(self) -> int:
        return self._source.version()

    def copy(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        def note(done: int, of: int) -> None:
            self.version = self._shipper.version
            progress(done, of)

        try:
            has_new_names = self._shipper.ship(note, keep_on)
        finally:
            self.version = self._shipper.version
            self._probe()
        if has_new_names or time.monotonic() - self._keys_read_at > _NAMES_EVERY_S:
            self.read_names()

    def close(self) -> None:
        self._source.close()

    def query(self, work: Callable[[Snapshot], T], timeout_s: float) -> SnapshotRun[T]:
        return SnapshotRun(ClickHouseSnapshot(self._servers, self._translator, timeout_s), work, self._note_query)

    def property_key(self, project: int, name: str) -> int | None:
        return self._keys.get((project, name.casefold()))

    def property_column(self, project: int, name: str) -> str | None:
        return None if self.property_key(project, name) is None else self._names.column(name.casefold())

    def _note_query(self, error: str | None) -> None:
        """On any thread."""
        self.query_error = error
        self._queried_at = time.monotonic()

    def _probe(self) -> None:
        """Whether queries fail, although nobody asks any."""
        if time.monotonic() - self._queried_at < _PROBE_EVERY_S:
            return
        try:
            self._servers.query(_PROBE.format(self._servers.table("request")), timeout_s=_PROBE_S)
        except StoreUnavailable as error:
            self._note_query(str(error))
        except QueryTooSlow:
            self._queried_at = time.monotonic()  # servers are busy; a query has more time
        else:
            self._note_query(None)

    def read_names(self) -> None:
        """Names that are known stay known while a shard is away."""
        found = self._servers.query(
            f"SELECT DISTINCT project, name_folded, key FROM {self._servers.table('property_key')}",
            settings={"skip_unavailable_shards": 1},
        )
        self._keys = self._keys | {(project, name_folded): key for project, name_folded, key in found.rows()}
        self._keys_read_at = time.monotonic()


class SnapshotRun(Generic[T]):
    """A query, which another thread can interrupt without waiting for the server."""

    def __init__(
        self, snapshot: ClickHouseSnapshot, work: Callable[[Snapshot], T], note: Callable[[str | None], None]
    ) -> None:
        """`note`: called with why the servers could not answer; None: they have."""
        self._snapshot = snapshot
        self._work = work
        self._note = note
        self._interrupting: threading.Thread | None = None

    def run(self) -> T:
        try:
            answer = self._work(self._snapshot)
        except StoreUnavailable as error:
            self._note(str(error))
            raise
        self._note(None)
        return answer

    def interrupt(self) -> None:
        if self._interrupting is None or not self._interrupting.is_alive():
            self._interrupting = threading.Thread(target=self._snapshot.interrupt, name="query-interrupt", daemon=True)
            self._interrupting.start()
