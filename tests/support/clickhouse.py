"""Real ClickHouse servers, from the wheel `chdb-core`.

    with ClickHouse(tmp_path) as server:
        ... server.url("gnomon") ...

The wheel has no server program. Its engine runs as clickhouse-local in a process of its own, which is told to listen
and then waits for the end of its standard input. Ports, users and clusters come from `config.xml` in its folder.
"""

from __future__ import annotations

import platform
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pytest

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

USER, PASSWORD = "gnomon", "correct horse"
CLUSTER = "gnomon"

_GRANTS = Path(__file__).parents[2] / "deploy" / "clickhouse" / "grants.sql"
_START_S = 30.0
_NO_USERS: Mapping[str, Sequence[str]] = {}
_NO_POLICIES: Mapping[str, Mapping[str, str]] = {}
# The import opens an engine of its own in the folder it is in, so the process changes into its folder after it.
_SERVE = """\
import os, sys
import chdb
from chdb import _chdb
os.chdir(sys.argv[1])
_chdb.query("SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;"
            " SELECT count() FROM file('/dev/stdin', LineAsString, 'line String')",
            "TabSeparated")  # what a server answers with, unless asked for another format
"""
_CONFIG = """\
<clickhouse>
  <path>{folder}/data/</path>
  <tmp_path>{folder}/tmp/</tmp_path>
  <user_files_path>{folder}/</user_files_path>
  <listen_host>127.0.0.1</listen_host>
  <http_port>{http}</http_port>
  <tcp_port>{tcp}</tcp_port>
  <users_config>{folder}/users.xml</users_config>
  <logger><level>error</level><log>{folder}/server.log</log></logger>
  <mark_cache_size>67108864</mark_cache_size>
  <remote_servers><{cluster}>{shards}</{cluster}></remote_servers>
  <macros><shard>{shard}</shard><replica>1</replica></macros>
  {logs}
</clickhouse>
"""
_QUERY_LOG = "<query_log><database>system</database><table>query_log</table></query_log>"
_SHARD = """
    <shard><internal_replication>true</internal_replication>
      <replica><host>127.0.0.1</host><port>{tcp}</port><user>{user}</user><password>{password}</password></replica></shard>"""
_USERS = """\
<clickhouse>
  <profiles><default><max_threads>2</max_threads>{compilation}</default></profiles>
  <quotas><default></default></quotas>
  <users>
    <default><password></password><networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile><quota>default</quota><access_management>1</access_management></default>
    <{user}><password>{password}</password><networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile><quota>default</quota><access_management>1</access_management></{user}>
    {others}
  </users>
</clickhouse>
"""

_NO_COMPILATION = "".join(
    f"<{setting}>0</{setting}>"
    for setting in ("compile_expressions", "compile_aggregate_expressions", "compile_sort_description")
)
_OTHER = """\
<{user}><password>{password}</password><networks><ip>127.0.0.1</ip></networks>
  <profile>default</profile><quota>default</quota><grants>{grants}</grants>
  <databases>{policies}</databases></{user}>
"""


def missing() -> str | None:
    """Why there are no servers on this machine; None: there are."""
    if find_spec("chdb") is not None:
        return None
    return f"ClickHouse: NOT TESTED, because chdb-core is not installed ({platform.system()} {platform.machine()})"


class ClickHouse:
    """One server. `stop` and `start` keep its data and its ports."""

    def __init__(
        self,
        folder: Path,
        ports: tuple[int, int] | None = None,
        shards: Sequence[int] = (),
        users: Mapping[str, Sequence[str]] = _NO_USERS,
        policies: Mapping[str, Mapping[str, str]] = _NO_POLICIES,
        databases: Sequence[str] = ("gnomon",),
        *,
        logs_queries: bool = False,
        compiles: bool = False,
    ) -> None:
        """`ports`: HTTP and native. `shards`: native ports of the servers of the cluster; empty: this one alone.

        `users`: grants of more users, whose password is PASSWORD; `policies`: which rows they see, by user and table,
        in each of these databases. This engine knows those of its file only.

        `logs_queries`: in system.query_log, after SYSTEM FLUSH LOGS. `compiles`: expressions to machine code, as
        servers do by default; for the short statements of tests, that takes longer than it saves.
        """
        if reason := missing():
            pytest.skip(reason)
        self._folder = folder
        self.http_port, self.tcp_port = ports or _free_ports(2)
        folder.mkdir(parents=True, exist_ok=True)
        tcp_ports = tuple(shards) or (self.tcp_port,)
        (folder / "config.xml").write_text(
            _CONFIG.format(
                folder=folder,
                http=self.http_port,
                tcp=self.tcp_port,
                cluster=CLUSTER,
                shards="".join(_SHARD.format(tcp=tcp, user=USER, password=PASSWORD) for tcp in tcp_ports),
                shard=tcp_ports.index(self.tcp_port) + 1,
                logs=_QUERY_LOG if logs_queries else "",
            )
        )
        others = "".join(
            _OTHER.format(
                user=name,
                password=PASSWORD,
                grants="".join(f"<query>{grant}</query>" for grant in grants),
                policies="".join(
                    f"<{database}>{_policies_of_tables(policies.get(name, {}))}</{database}>" for database in databases
                ),
            )
            for name, grants in users.items()
        )
        (folder / "users.xml").write_text(
            _USERS.format(user=USER, password=PASSWORD, others=others, compilation="" if compiles else _NO_COMPILATION)
        )

    def url(self, database: str = "gnomon", password: str = PASSWORD) -> str:
        return f"clickhouse://{USER}:{password.replace(' ', '%20')}@127.0.0.1:{self.http_port}/{database}"

    def client(self, database: str = "default") -> Client:
        import clickhouse_connect  # noqa: PLC0415 - 0.2 s, of every start of pytest

        return clickhouse_connect.get_client(
            host="127.0.0.1",
            port=self.http_port,
            username=USER,
            password=PASSWORD,
            database=database,
            autogenerate_session_id=False,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> None:
        with (self._folder / "stderr").open("ab") as stderr:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, str(self._folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                cwd=self._folder,
            )
        _wait_for(self._process, self._folder, self.http_port)
        with self.client() as client:
            client.command("CREATE DATABASE IF NOT EXISTS gnomon")

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()

    def stop(self) -> None:
        assert self._process.stdin is not None
        if self._process.poll() is None:
            self._process.stdin.close()
            self._process.wait(_START_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()  # a clean stop takes ten seconds


@contextmanager
def cluster(
    folder: Path,
    nodes: int,
    users: Mapping[str, Sequence[str]] = _NO_USERS,
    policies: Mapping[str, Mapping[str, str]] = _NO_POLICIES,
) -> Iterator[list[ClickHouse]]:
    """Servers that are the shards of one cluster, named CLUSTER."""
    ports = _free_ports(2 * nodes)
    shards = ports[nodes:]
    servers = [
        ClickHouse(folder / f"shard-{number}", (http, tcp), shards, users, policies)
        for number, (http, tcp) in enumerate(zip(ports, shards, strict=False), 1)
    ]
    with ExitStack() as stack:
        for server in servers:
            stack.enter_context(server)
        yield servers


def rights(user: str, database: str = "gnomon") -> tuple[list[str], dict[str, str]]:
    """Grants, and row policies by table, that deploy/clickhouse/grants.sql has for the user of store.sql_user."""
    text = re.sub(r"--.*", "", _GRANTS.read_text())
    grants = [f"{grant}" for grant in re.findall(rf"(GRANT [^;]*) TO {user};", text)]
    policies = re.findall(rf"ON gnomon\.(\w+)\s+USING ([^;]*) TO {user};", text)
    assert (len(grants), len(policies)) == (6, 3)
    return [grant.replace("ON gnomon.", f"ON {database}.") for grant in grants], dict(policies)


def _policies_of_tables(policies: Mapping[str, str]) -> str:
    return "".join(f"<{table}><filter>{rows}</filter></{table}>" for table, rows in policies.items())


def _free_ports(count: int) -> tuple[int, ...]:
    """The engine cannot tell which port it was given, so it cannot ask for any; these were free a moment ago."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return tuple(each.getsockname()[1] for each in sockets)


def _wait_for(process: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    import time  # noqa: PLC0415

    deadline = time.monotonic() + _START_S
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1.0) as connection:
                connection.sendall(b"GET /ping HTTP/1.0\r\n\r\n")
                if connection.recv(100).startswith(b"HTTP/1.0 200"):
                    return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"ClickHouse did not start: {(folder / 'stderr').read_text()[-2_000:]}")
        time.sleep(0.02)
