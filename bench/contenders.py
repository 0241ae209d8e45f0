"""Who is measured: each a process of its own between the load and the same upstream."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench import nginx
from store.frames import Kind
from store.spool import HeadReader, segments


class Contender(Protocol):
    """`pid`: the process whose CPU time counts, with its children."""

    port: int
    pid: int

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where everybody relays to. `ca_file`: whom to trust, of a TLS upstream."""

    url: str
    ca_file: Path | None
    server: nginx.Nginx


class Direct:
    """Nothing in between: what the upstream itself can do."""

    def __init__(self, upstream: Upstream) -> None:
        self.port = upstream.server.port
        self.pid = upstream.server.pid

    def stop(self) -> None: ...


class PythonProgram:
    """A module of ours that prints its port when it listens."""

    def __init__(self, folder: Path, module: str, *arguments: str) -> None:
        command = [sys.executable, "-m", module, *arguments]
        errors = folder / "errors.log"  # clients that leave in mid-stream are many here, and no news
        with errors.open("w") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.pid = self._process.pid
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            raise nginx.CannotStart(f"{module} did not begin to listen. It said: {errors.read_text()}")
        self.port = int(line)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _direct(upstream: Upstream, folder: Path) -> Contender:
    return Direct(upstream)


def _nginx(upstream: Upstream, folder: Path) -> Contender:
    return nginx.reverse_proxy(folder / "nginx", upstream.url, upstream.ca_file)


def _aiohttp(upstream: Upstream, folder: Path) -> Contender:
    return PythonProgram(folder, "bench.passthrough", upstream.url, *_ca(upstream))


def _gnomon(upstream: Upstream, folder: Path) -> Contender:
    return PythonProgram(folder, "bench.worker", str(folder), upstream.url, *_ca(upstream))


def _ca(upstream: Upstream) -> list[str]:
    return [str(upstream.ca_file)] if upstream.ca_file else []


CONTENDERS: dict[str, Callable[[Upstream, Path], Contender]] = {
    "direct": _direct,
    "nginx": _nginx,
    "aiohttp": _aiohttp,
    "gnomon": _gnomon,
}


@dataclass(frozen=True, slots=True)
class Logged:
    """What a worker's spool holds."""

    openings: int
    closings: int


def logged(folder: Path) -> Logged:
    """Of the worker that ran in that folder; it must have stopped."""
    counts = dict.fromkeys(Kind, 0)
    for path in segments(folder / "spool"):
        reader = HeadReader(path)
        for _, head in reader.heads():
            counts[head.kind] += 1
        reader.close()
    return Logged(counts[Kind.OPENING], counts[Kind.CLOSING])
