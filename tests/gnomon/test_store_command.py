"""`gnomon store migrate`, and what is said where the extra `clickhouse` is not installed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from gnomon.cli import app
from store.clickhouse.schema import scripts
from tests.support.clickhouse import CLUSTER, PASSWORD, USER, ClickHouse

NAMES = ", ".join(script.name for script in scripts())


def migrate(url: str, *options: str, **settings: str) -> Result:
    environ = {f"GNOMON_STORE__{name.upper()}": value for name, value in {"url": url, **settings}.items()}
    return CliRunner().invoke(app, ["store", "migrate", *options], env=environ)


def test_tables_are_made_once_on_every_server_and_by_hand_from_the_printed_statements(tmp_path: Path) -> None:
    """Statements that an administrator ran by hand leave nothing to do, and no right to do it is needed."""
    with ClickHouse(tmp_path) as server:
        first = migrate(server.url("calls"))
        assert (first.exit_code, first.stderr) == (0, "")
        assert re.fullmatch(
            rf"127\.0\.0\.1:{server.http_port} \(ClickHouse [\d.]+\): applied {NAMES}\.\n", first.stdout
        )
        again = migrate(server.url("calls"))
        assert again.stdout.endswith(": up to date.\n")

        printed = migrate(server.url("by_hand"), "--dry-run", cluster=CLUSTER)
        assert printed.stdout.startswith(f"-- Run these statements on each server of the cluster {CLUSTER}.\n")
        assert PASSWORD not in printed.stdout
        client = server.client()
        for statement in printed.stdout.split(";\n"):
            if statement.strip():
                client.command(statement)
        assert migrate(server.url("by_hand"), cluster=CLUSTER).stdout.endswith(": up to date.\n")

        away = f"clickhouse://{USER}@127.0.0.1:{server.http_port},127.0.0.1:1/calls"
        partly = migrate(away, password=PASSWORD, cluster=CLUSTER)
        assert (partly.exit_code, partly.stderr) == (1, "127.0.0.1:1: connection refused\n")
        assert partly.stdout.endswith(": up to date.\n")


def test_sqlite_needs_no_such_command() -> None:
    refused = migrate("sqlite")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("store.url is sqlite: the databases in server.data_dir are upgraded when")


def test_a_missing_package_is_named_with_its_remedy_and_sqlite_does_without(tmp_path: Path) -> None:
    code = "import sys; sys.modules['clickhouse_connect'] = None; from gnomon.cli import app; app()"
    command = [sys.executable, "-c", code, "config", "check"]
    environ = {"GNOMON_STORE__URL": "clickhouse://h/d"}
    refused = subprocess.run(
        command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr == (
        "GNOMON_STORE__URL: store.url: names a ClickHouse server, which needs clickhouse-connect."
        " Run: pip install 'gnomon[clickhouse]'\n"
    )
    subprocess.run(command, cwd=tmp_path, env={}, timeout=60, check=True)
