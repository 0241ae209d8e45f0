"""The files of deploy/ make two ClickHouse servers the shards of a cluster, with the users of store.url and of SQL."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pytest

from store.clickhouse.servers import Servers
from store.clickhouse.sql.reader import SqlReader
from store.settings import AnalyticsSettings, SqlSettings, StoreSettings
from tests.support.clickhouse import PASSWORD, ClickHouse

DEPLOY = Path(__file__).parents[3] / "deploy"
# The engine that stands for a server works as the user `default` itself.
_USERS = """\
<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users><default><password/><networks><ip>127.0.0.1</ip></networks>
    <profile>default</profile><quota>default</quota></default></users>
</clickhouse>
"""


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """What make-secrets.sh writes beside a password that exists."""
    shutil.copytree(DEPLOY, tmp_path / "deploy", ignore=shutil.ignore_patterns("secrets"))
    folder = tmp_path / "deploy" / "secrets"
    folder.mkdir()
    (folder / "password").write_text(f"{PASSWORD}\n")
    for _ in range(2):
        subprocess.run(["sh", tmp_path / "deploy" / "make-secrets.sh"], check=True)
    assert (folder / "password").read_text() == f"{PASSWORD}\n"
    assert folder.stat().st_mode & 0o077 == 0
    return folder


@pytest.fixture
def store(tmp_path: Path, secrets: Path) -> Iterator[StoreSettings]:
    """With the files of deploy/, but for ports and for who may connect."""
    shards = [ClickHouse(tmp_path / str(number)) for number in (1, 2)]
    cluster = (DEPLOY / "clickhouse" / "cluster.xml").read_text()
    for number, shard in enumerate(shards, 1):
        address = rf"<host>clickhouse-{number}</host>\s*<port>9000<"
        cluster = re.sub(address, f"<host>127.0.0.1</host><port>{shard.tcp_port}<", cluster)
    users = (DEPLOY / "clickhouse" / "users.xml").read_text()
    files = {
        "users.xml": _USERS,
        "config.d/gnomon.xml": cluster,
        "config.d/gnomon-secret.xml": (secrets / "clickhouse-cluster.xml").read_text(),
        "users.d/gnomon.xml": users.replace("<default remove", "<none remove"),
        "users.d/gnomon-password.xml": (secrets / "clickhouse-password.xml").read_text(),
        "users.d/gnomon-sql-password.xml": (secrets / "clickhouse-sql-password.xml").read_text(),
    }
    with ExitStack() as stack:
        for number, shard in enumerate(shards, 1):
            folder = tmp_path / str(number)
            config = (folder / "config.xml").read_text()
            (folder / "config.xml").write_text(
                re.sub("<remote_servers>.*</remote_servers>", "", config, flags=re.DOTALL)
            )
            for name, text in files.items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_text(text)
            stack.enter_context(shard)
        hosts = ",".join(f"127.0.0.1:{shard.http_port}" for shard in shards)
        url = f"clickhouse://gnomon@{hosts}/gnomon"
        yield StoreSettings(
            url=url,
            password_file=secrets / "password",
            cluster="gnomon",
            sql_user="gnomon_sql",
            sql_password_file=secrets / "sql-password",
        )


async def test_the_users_make_tables_read_each_shard_and_run_sql(store: StoreSettings) -> None:
    """SQL of callers finds its user with the row policies, and sees the rows of its project on both shards."""
    servers = Servers.connect(store)
    servers.insert_rows(
        "INSERT INTO property_key_row (project, name_folded, name, version) SELECT * FROM"
        " input('p Int32, f String, n String, v UInt64') FORMAT JSONCompactEachRow",
        b'[1, "user", "User", 1]',
        shard=2,
        token="t",
    )
    assert servers.shards == 2
    for shard in (1, 2):
        read = servers.query("SELECT name, _shard_num FROM property_key_all", shard=shard)
        assert read.rows() == [("User", 2)]
    assert servers.problems() == []
    reader = SqlReader(store, SqlSettings(), AnalyticsSettings().threads, "_all")
    for project, names in ((1, ["User"]), (2, [])):
        rows = await reader.rows("SELECT name FROM property_key_all", {}, project, 10)
        assert pa.ipc.open_stream(rows).read_all().to_pydict() == {"name": names}
    reader.close()
