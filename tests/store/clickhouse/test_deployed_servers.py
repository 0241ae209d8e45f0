"""The files of deploy/ make two ClickHouse servers the shards of a cluster, with the user of store.url."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.clickhouse.servers import Servers
from store.settings import StoreSettings
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
def servers(tmp_path: Path, secrets: Path) -> Iterator[Servers]:
    """With the files of deploy/, but for ports."""
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
        yield Servers.connect(StoreSettings(url=url, password_file=secrets / "password", cluster="gnomon"))


def test_the_user_makes_tables_and_reads_each_shard_through_the_other(servers: Servers) -> None:
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
