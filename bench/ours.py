"""Gnomon as a contestant: `gnomon serve` as a user starts it, with every call logged completely."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own

from bench import traffic
from bench.nginx import CannotStart
from bench.programs import Call, Running
from bench.traffic import Kind
from bench.upstream import Upstream
from gnomon import compiled

_URL = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Gnomon(Running):
    """`pure`: without the compiled hot path."""

    def __init__(self, folder: Path, upstream: Upstream, workers: int, *, pure: bool = False) -> None:
        self._data = folder / "data"
        config = folder / "gnomon.toml"
        config.write_text(_settings(self._data, upstream, workers))
        command = [sys.executable, "-m", "gnomon", "serve", "--config", str(config)]
        log_file = folder / "stderr.log"
        environment = {**os.environ, **({compiled.PURE: "1"} if pure else {})}
        with log_file.open("w") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        self.pid = self._process.pid
        assert self._process.stdout is not None
        url = next((match for line in self._process.stdout if (match := _URL.search(line))), None)
        if not url:
            self.stop()
            raise CannotStart(f"gnomon did not start to listen. Its log: {log_file.read_text()[-2_000:]}")
        self.port = int(url[1])

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"/{_name(kind, tls=tls)}{traffic.PATH}", traffic.body(kind))

    def logged(self) -> int:
        """Rows in the record, read from the database file so that reading costs the server nothing."""
        with closing(sqlite3.connect(f"file:{self._data / 'gnomon.db'}?mode=ro", uri=True, timeout=10)) as database:
            count: int = database.execute("SELECT count(*) FROM exchange").fetchone()[0]
            return count

    def queried(self) -> int:
        """The number of calls that a query to the API counts."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/v1/request/count/query",
            json.dumps({"filter": "all"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            count: int = json.load(response)["data"]
            return count

    def roles(self) -> Mapping[str, Sequence[int]]:
        """The api process holds the database open; its children extract large bodies, its siblings are the workers."""
        children = psutil.Process(self.pid).children()
        database = str(self._data / "gnomon.db")
        api = next(child for child in children if any(file.path == database for file in child.open_files()))
        helpers = [child.pid for child in api.children(recursive=True)]
        return {"worker": [child.pid for child in children if child != api], "api": [api.pid, *helpers]}

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _name(kind: Kind, *, tls: bool) -> str:
    return f"{kind}-tls" if tls else kind


def _settings(data: Path, upstream: Upstream, workers: int) -> str:
    lines = [f"[server]\nport = 0\nworkers = {workers}\ndata_dir = {json.dumps(str(data))}"]
    lines.append(f"[proxy]\nca_file = {json.dumps(str(upstream.ca_file))}")
    for kind in traffic.KINDS:
        for tls in (False, True):
            default = "true" if kind == "small" and not tls else "false"
            lines.append(
                f'[[upstream]]\nname = "{_name(kind, tls=tls)}"\ndefault = {default}\n'
                f'base_url = "{upstream.url(kind, tls=tls)}"'
            )
    return "\n".join(lines) + "\n"
