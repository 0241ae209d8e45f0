"""`gnomon sql`, against a server that runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.support.openai_like import dumps
from tests.support.server import Gnomon
from tests.support.upstream import Upstream


def sql(gnomon: Gnomon, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gnomon", "sql", *arguments, "--url", gnomon.url],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_server_is_asked(tmp_path: Path, provider: Upstream) -> None:
    """A call just made is in the answer, in each of the shapes; a refusal is said and ends with 1."""
    with Gnomon(tmp_path, provider.base_url) as gnomon:
        body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}]}
        gnomon.call("POST", "/v1/chat/completions", dumps(body), {"Helicone-Request-Id": "asked"})
        text = "SELECT request_id, status FROM requests"
        assert json.loads(sql(gnomon, text, "--output", "json").stdout) == [{"request_id": "asked", "status": 200}]
        assert sql(gnomon, text, "--output", "csv").stdout.split() == ["request_id,status", "asked,200"]
        assert "asked" in sql(gnomon, text).stdout
        refused = sql(gnomon, "DROP TABLE request")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "only SELECT" in refused.stderr
