"""`gnomon sql`, against a running server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest

from tests.support.openai_like import dumps
from tests.support.server import Gnomon
from tests.support.upstream import Upstream


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gnomon", "sql", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, env=os.environ | env)


def sql(gnomon: Gnomon, *arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return run(*arguments, "--url", gnomon.url, **env)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, provider: Upstream) -> Iterator[Gnomon]:
    with Gnomon(tmp_path_factory.mktemp("serving"), provider.base_url) as gnomon:
        yield gnomon


def test_rows_in_every_format(serving: Gnomon) -> None:
    """A call made just before is among the rows, in each format. A refused statement prints why and exits with 1."""
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}]}
    serving.call("POST", "/v1/chat/completions", dumps(body), {"Helicone-Request-Id": "mine"})
    text = "SELECT request_id, status FROM requests"
    assert json.loads(sql(serving, text, "--output", "json").stdout) == [{"request_id": "mine", "status": 200}]
    assert sql(serving, text, "--output", "csv").stdout.split() == [b"request_id,status", b"mine,200"]
    table = pa.ipc.open_stream(sql(serving, text, "--output", "arrow").stdout).read_all()
    assert table.to_pylist() == [{"request_id": "mine", "status": 200}]
    assert b"mine" in sql(serving, text).stdout
    refused = sql(serving, "DROP TABLE request")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert b"only SELECT" in refused.stderr


@pytest.mark.parametrize("output", ["table", "json", "csv", "arrow"])
def test_a_note_about_rows_beyond_the_limit(serving: Gnomon, output: str) -> None:
    """It goes to standard error: a file made from standard output holds rows only."""
    text = "SELECT i FROM range(5) r(i)"
    whole = sql(serving, text, "--limit", "5", "--output", output)
    assert (whole.returncode, whole.stderr) == (0, b"")
    cut = sql(serving, text, "--limit", "4", "--output", output)
    assert (cut.returncode, cut.stderr) == (0, b"There are more rows; raise --limit to see them.\n")
    assert b"--limit" not in cut.stdout


def test_key_from_option_or_environment(tmp_path: Path, provider: Upstream) -> None:
    """--key or GNOMON_KEY; the key must be known and have the scope read. Error messages never repeat the key."""
    keys = [{"name": "reader", "sha256": sha256(b"good").hexdigest(), "scopes": ["read"]}]
    keys.append({"name": "writer", "sha256": sha256(b"other").hexdigest(), "scopes": ["score"]})
    with Gnomon(tmp_path, provider.base_url, env={"GNOMON_AUTH__KEY": json.dumps(keys)}) as gnomon:
        text = ("SELECT 1 AS one", "--output", "csv")
        assert sql(gnomon, *text, "--key", "good").stdout.split() == [b"one", b"1"]
        assert sql(gnomon, *text, GNOMON_KEY="good").stdout.split() == [b"one", b"1"]
        for key, message in (
            (None, b"No authorization header"),
            ("bad-key", b"No API key"),
            ("other", b"scope 'read'"),
        ):
            refused = sql(gnomon, *text, *(["--key", key] if key else []))
            assert (refused.returncode, refused.stdout) == (1, b"")
            assert message in refused.stderr
            assert b"bad-key" not in refused.stderr


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:1", b"No answer from http://127.0.0.1:1: "),
        ("localhost", b"--url must start with http:// or https://, got localhost"),
    ],
)
def test_no_server(url: str, message: bytes) -> None:
    """One line says so, without a traceback."""
    refused = run("SELECT 1", "--url", url)
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert message in refused.stderr
    assert b"Traceback" not in refused.stderr
