"""A worker as it runs in earnest: a process of its own with a listening socket, told everything by its config.

    with Running(tmp_path, upstream.base_url, timeouts={"silence_s": 0.3}) as worker:
        client = worker.client()

Leaving the block stops it with SIGTERM and asserts that it ended well, wrote no traceback, and left a spool in which
every call that was opened is closed, once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from api.http.own_paths import own_paths
from proxy import worker
from proxy.routing import OwnPaths
from proxy.settings import ProxySettings, TimeoutSettings, UpstreamSettings, WorkerConfig
from store.settings import KeySettings, SpoolSettings
from store.spool import counters
from tests.proxy.log import Log
from tests.proxy.raw import Answer, Raw
from tests.support.gate import WAIT_S

# Children are forked from a server that has the proxy loaded but no threads: some 20 ms each.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["proxy.worker"])


class Running:
    def __init__(
        self,
        folder: Path,
        upstream_url: str,
        *,
        upstreams: Mapping[str, str] | None = None,
        proxy: Mapping[str, Any] | None = None,
        timeouts: Mapping[str, float] | None = None,
        spool: Mapping[str, int] | None = None,
        keys: Sequence[KeySettings] = (),
        env: Mapping[str, str] | None = None,
        drain_s: float = 5.0,
    ) -> None:
        """`upstream_url` is that of the default upstream, "fake"; `upstreams` are further ones by name."""
        self.folder = folder
        self.api_socket = str(folder / "api.sock")
        self._env = dict(env or {})
        named = {"fake": upstream_url, **(upstreams or {})}
        self.config = WorkerConfig(
            drain_s=drain_s,
            proxy=ProxySettings(**dict(proxy or {})),
            timeouts=TimeoutSettings(**dict(timeouts or {})),
            spool=SpoolSettings(**dict(spool or {})),
            upstreams=[
                UpstreamSettings(name=name, base_url=url, default=name == "fake") for name, url in named.items()
            ],
            keys=keys,
            spool_dir=folder / "spool",
            own_paths=OwnPaths(**own_paths()),
            api_socket=self.api_socket,
        )
        self.log = Log(folder)
        self.port = 0
        self._clients: list[Raw] = []

    # Its life

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
            self.port = listener.getsockname()[1]
            ready, theirs = _processes.Pipe(duplex=False)
            self._process = _processes.Process(
                target=_serve, args=(self.config, listener, theirs, self.folder / "worker.log", self._env)
            )
            self._process.start()
        theirs.close()
        with ready:
            assert ready.poll(WAIT_S), f"the worker did not start\n{self.said}"
            ready.recv_bytes()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close_clients()
        try:
            if error is None and self._process.is_alive():
                self.stop()
                self.log.check_all_closed()
        finally:
            self._process.kill()
            self._process.join(WAIT_S)

    def terminate(self) -> None:
        """SIGTERM: it finishes what runs."""
        os.kill(self.pid, signal.SIGTERM)

    def retire(self) -> None:
        """What the supervisor sends when a newer worker has taken over."""
        os.kill(self.pid, signal.SIGURG)

    def wait_stopped(self) -> None:
        self._process.join(WAIT_S)
        assert self._process.exitcode == 0, f"ended with {self._process.exitcode}\n{self.said}"
        assert "Traceback" not in self.said, self.said
        assert "Warning" not in self.said, self.said

    def stop(self) -> None:
        self.terminate()
        self.wait_stopped()

    def kill(self) -> None:
        self._process.kill()
        self._process.join(WAIT_S)

    # What it is asked

    def client(self, *, receive_buffer_bytes: int | None = None) -> Raw:
        """A connection of its own, closed at the end."""
        client = Raw(self.port, receive_buffer_bytes)
        self._clients.append(client)
        return client

    def call(self, request: bytes) -> Answer:
        """One request on a connection of its own; the answer."""
        client = self.client()
        client.send(request)
        return client.answer(request.partition(b" ")[0])

    def close_clients(self) -> None:
        for client in self._clients:
            client.close()

    # How it is

    @property
    def said(self) -> str:
        file = self.folder / "worker.log"
        return file.read_text(errors="replace") if file.exists() else ""

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def resident_bytes(self) -> int:
        size: int = psutil.Process(self.pid).memory_info().rss
        return size

    @property
    def descriptors(self) -> int:
        """How many files and sockets it has open."""
        count: int = psutil.Process(self.pid).num_fds()
        return count

    def counted(self, name: str) -> int:
        (file,) = self.config.spool_dir.glob(f"*{counters.SUFFIX}")
        return counters.read(file)[name]


def refuses(port: int) -> bool:
    """Whether nobody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), WAIT_S).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:  # it was closed just now
        return False
    return False


def wait_until(condition: Callable[[], object], what: str, within_s: float = WAIT_S) -> None:
    """Look again and again until it holds."""
    until = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < until, f"waited {within_s} s for {what}"
        time.sleep(0.005)


def _serve(
    config: WorkerConfig, listener: socket.socket, ready: Connection, said: Path, env: Mapping[str, str]
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    os.environ.update(env)
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)
    warnings.simplefilter("always")
    worker.run(config, listener, lambda: ready.send_bytes(b"+"))
