"""`Servers`: the ClickHouse servers that `store.url` names, as one."""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from store.base import CannotOpen, StoreUnavailable, TooNew
from store.clickhouse.errors import ServerAway, TablesMissing
from store.clickhouse.packages import missing_packages
from store.clickhouse.schema import Layout
from store.clickhouse.url import ClickHouseUrl, parse_url
from store.settings import StoreSettings

if TYPE_CHECKING:
    from store.clickhouse.connection import Result
    from store.clickhouse.host import ServerHost

T = TypeVar("T")

_NO_PARAMETERS: Mapping[str, object] = {}
_INSERT_S = 60.0
_COMMAND_S = 60.0
_KILL = "KILL QUERY WHERE startsWith(query_id, {id:String}) ASYNC"


class Servers:
    """Thread-safe; every method blocks.

    A server that does not answer is left alone for a second, and asked after all others for half a minute.

    Every method raises StoreUnavailable when no server can do it, be it unreachable, its disk full or the password
    wrong; the message names each server and its reason. All these pass or can be mended while Gnomon runs.
    """

    def __init__(self, hosts: Sequence[ServerHost], layout: Layout) -> None:
        self.database = layout.database
        self.cluster = layout.cluster
        self._hosts = hosts
        # Nodes begin with different servers, and stay with them: their caches are warm, and a replica that lags behind
        # shows no row that vanishes again.
        self._order = random.sample(hosts, len(hosts))

    @classmethod
    def connect(cls, settings: StoreSettings) -> Servers:
        """Contacts no server yet, so that one that is away stops nothing.

        Raises CannotOpen when the settings are wrong or the driver is missing; the message says what to do.
        """
        try:
            url = parse_url(settings.url)
        except ValueError as error:
            raise CannotOpen(f"store.url {error}") from None
        if missing := missing_packages():
            raise CannotOpen(f"store.url {missing}")
        from store.clickhouse.connection import ServerPool  # noqa: PLC0415 - an optional dependency
        from store.clickhouse.host import ServerHost  # noqa: PLC0415 - likewise

        password = password_of(settings.password or url.password, settings.password_file, "store.password_file")
        _check_ca_file(url)
        pool = ServerPool(url)
        layout = Layout(url.database, settings.cluster, settings.replicated)
        return cls([ServerHost(address, url, password, pool, layout) for address in url.hosts], layout)

    @property
    def shards(self) -> int:
        """The number of shards; they are numbered from 1."""
        return len(self._first(lambda host: host.facts().shards))

    def contact(self, *, shard: int) -> None:
        """Contact a server of that shard, unless one has answered before. What is asked next has all its time then: the
        first contact may have to create the tables."""
        self._first(lambda host: host.facts(), shard=shard)

    @property
    def hosts(self) -> Sequence[ServerHost]:
        """In the order of store.url."""
        return self._hosts

    def problems(self) -> list[str]:
        """What is wrong with servers that were contacted, a sentence for each."""
        sentences = (host.problem for host in self._hosts)
        return [sentence for sentence in sentences if sentence]

    def query(
        self,
        text: str,
        parameters: Mapping[str, object] = _NO_PARAMETERS,
        *,
        settings: Mapping[str, object] = _NO_PARAMETERS,
        timeout_s: float = 30.0,
        shard: int | None = None,
    ) -> Result:
        """Ask one server: any, or any of the shard.

        `parameters` are values for {name:Type} in the text; each has at most 128 KiB as text, the default of the
        server's http_max_field_value_size. Also raises QueryTooSlow, QueryTooLarge, and StatementRefused for a
        statement that no server accepts.
        """
        deadline = time.monotonic() + timeout_s

        def ask(host: ServerHost) -> Result:
            limit_s = max(0.1, deadline - time.monotonic())
            return host.use(lambda connection: connection.query(text, parameters, settings, limit_s))

        return self._first(ask, shard=shard, until=deadline)

    def query_bytes(
        self,
        text: str,
        parameters: Mapping[str, object] = _NO_PARAMETERS,
        *,
        settings: Mapping[str, object] = _NO_PARAMETERS,
        timeout_s: float = 30.0,
        shard: int | None = None,
    ) -> bytes:
        """As `query`, for a statement that ends with a FORMAT: the answer as the server sends it."""
        deadline = time.monotonic() + timeout_s

        def ask(host: ServerHost) -> bytes:
            limit_s = max(0.1, deadline - time.monotonic())
            return host.use(lambda connection: connection.query_bytes(text, parameters, settings, limit_s))

        return self._first(ask, shard=shard, until=deadline)

    def cancel(self, query_id: str) -> None:
        """Stop queries whose setting `query_id` begins so, on whichever server they run."""
        for host in self._hosts:
            try:
                host.use(lambda connection: connection.command(_KILL, {"id": query_id}, limit_s=1.0))
            except StoreUnavailable:
                pass  # what does not answer is not asked for rows either

    def command(self, text: str, *, shard: int | None = None) -> None:
        """Run a statement without an answer on one server: any, or any of the shard."""
        self._first(lambda host: host.use(lambda connection: connection.command(text, limit_s=_COMMAND_S)), shard=shard)

    def insert_rows(self, statement: str, rows: bytes, *, shard: int, token: str, timeout_s: float = _INSERT_S) -> None:
        """`INSERT … FORMAT JSONCompactEachRow`, rows joined by newlines; returns when a server of the shard has them.

        Repeated with the same token it changes nothing, for as long as the table remembers tokens.
        """
        self._first(
            lambda host: host.use(lambda connection: connection.insert(statement, rows, token, timeout_s)), shard=shard
        )

    def table(self, name: str) -> str:
        """To read from: "request" → "request_all" in a cluster, else "request_row"."""
        return f"{name}_all" if self.cluster else f"{name}_row"

    def _first(self, use: Callable[[ServerHost], T], *, shard: int | None = None, until: float | None = None) -> T:
        """The answer of the first server that has one. Where a server may lack the tables, they are created first."""
        try:
            return self._first_answer(use, shard=shard, until=until)
        except TablesMissing:
            self._contact_all_again()
            return self._first_answer(use, shard=shard, until=until)

    def _contact_all_again(self) -> None:
        for host in self._hosts:
            try:
                host.contact_again()
            except StoreUnavailable:
                pass  # whoever needs this server will say so

    def _first_answer(self, use: Callable[[ServerHost], T], *, shard: int | None, until: float | None) -> T:
        failures: list[ServerAway] = []
        for host in sorted(self._order, key=lambda host: host.rank(shard)):
            if failures and until is not None and time.monotonic() > until:
                break
            try:
                if shard is None or host.facts().shard == shard:
                    return use(host)
            except ServerAway as error:
                failures.append(error)
        if not failures:
            raise StoreUnavailable(
                f'store.url names no server of shard {shard} of the cluster "{self.cluster}": add one of them'
            )
        if len(failures) == 1 or isinstance(failures[0], TooNew):
            raise failures[0]
        raise StoreUnavailable(f"no ClickHouse server can be used: {'; '.join(map(str, failures))}")


def _check_ca_file(url: ClickHouseUrl) -> None:
    """Raises CannotOpen. Each connection would fail otherwise."""
    if url.ca_file is not None:
        try:
            ssl.create_default_context(cafile=url.ca_file)
        except OSError as error:
            raise CannotOpen(f"store.url: ca_file {url.ca_file} cannot be read: {error.strerror}") from None


def password_of(given: str, file: Path | None, setting: str) -> str:
    """That of the file, if there is one, which `setting` names. Raises CannotOpen."""
    if file is None:
        return given
    try:
        return file.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise CannotOpen(f"{setting} {file} cannot be read: {reason}") from None
