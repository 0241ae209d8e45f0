"""Who is measured: one table. Each is a process tree of its own between the same load and the same upstream."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import gateways, nginx, traffic
from bench.ours import Gnomon
from bench.programs import Call, Program, Running
from bench.traffic import Kind
from bench.upstream import Upstream

_START_S = 30


@dataclass(frozen=True, slots=True)
class Contestant:
    """`logging`: what is kept of each call, beside counters. `absent`: how to get it; empty when it is there.

    `variant`: another one with something more; measured with small calls, with many streams, and weighed.
    """

    key: str
    title: str
    logging: str
    start: Callable[[Path, Upstream], Running]
    absent: Callable[[], str] = str
    variant: bool = False


class Direct(Running):
    """Nothing in between: what upstream and load do by themselves."""

    def __init__(self, upstream: Upstream) -> None:
        self.port = upstream.server.port
        self.pid = upstream.server.pid

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"/{kind}{traffic.PATH}", traffic.body(kind))

    def stop(self) -> None: ...


class ReverseProxy(Running):
    """nginx as people set it up in front of an LLM: kept connections, answers not buffered."""

    def __init__(self, folder: Path, upstream: Upstream, *, access_log: bool) -> None:
        self._log = folder / "nginx" / "access.log" if access_log else None
        kept = "keepalive 512; keepalive_requests 1000000000;"
        http = (
            f"upstream plain {{ server 127.0.0.1:{upstream.server.port}; {kept} }}"
            f"upstream tls {{ server 127.0.0.1:{upstream.server.tls_port}; {kept} }}"
        )
        common = 'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;'
        verified = (
            f"proxy_ssl_trusted_certificate {upstream.ca_file}; proxy_ssl_verify on; proxy_ssl_name localhost;"
            "proxy_ssl_server_name on;"
        )
        server = f"location / {{ {common} proxy_pass http://plain; }}"
        server += f"location /tls/ {{ {common} {verified} proxy_pass https://tls/; }}"
        if self._log:
            server += f"access_log {self._log};"
        self._nginx = nginx.Nginx(folder / "nginx", server, http=http)
        self.port, self.pid = self._nginx.port, self._nginx.pid

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"{'/tls' if tls else ''}/{kind}{traffic.PATH}", traffic.body(kind))

    def logged(self) -> int | None:
        return self._log.read_bytes().count(b"\n") if self._log else None

    def stop(self) -> None:
        self._nginx.stop()


class PassThrough(Running):
    """The shortest relay on aiohttp."""

    def __init__(self, folder: Path, upstream: Upstream) -> None:
        self.port = nginx.free_port()
        server = upstream.server
        places = [f"http://127.0.0.1:{server.port}", f"https://localhost:{server.tls_port}", str(upstream.ca_file)]
        command = [sys.executable, "-m", "bench.passthrough", str(self.port), *places]
        self._program = Program(folder, command, {"PYTHONPATH": str(Path(__file__).parent.parent)})
        self.pid = self._program.pid
        self._program.wait_until_it_listens(self.port, _START_S)

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"{'/tls' if tls else ''}/{kind}{traffic.PATH}", traffic.body(kind))

    def stop(self) -> None:
        self._program.stop()


def _peer(program: Path) -> Callable[[], str]:
    return lambda: "" if program.exists() else "make bench-peers"


_WHOLE = "every call, whole"

CONTESTANTS = (
    Contestant("direct", "direct, no proxy", "-", lambda folder, upstream: Direct(upstream)),
    Contestant("nginx", "nginx", "off", lambda folder, upstream: ReverseProxy(folder, upstream, access_log=False)),
    Contestant(
        "nginx-log",
        "nginx, access log",
        "a line per call",
        lambda folder, upstream: ReverseProxy(folder, upstream, access_log=True),
        variant=True,
    ),
    Contestant("aiohttp", "aiohttp pass-through", "off", PassThrough),
    Contestant("gnomon", "gnomon", _WHOLE, lambda folder, upstream: Gnomon(folder, upstream, 1)),
    Contestant(
        "gnomon-2", "gnomon, 2 workers", _WHOLE, lambda folder, upstream: Gnomon(folder, upstream, 2), variant=True
    ),
    Contestant("litellm", "LiteLLM", "off", gateways.LiteLLM, _peer(gateways.LITELLM)),
    Contestant("portkey", "Portkey", "off", gateways.Portkey, _peer(gateways.PORTKEY)),
    Contestant(
        "mlflow", "MLflow", "off", lambda folder, to: gateways.MLflow(folder, to, traced=False), _peer(gateways.MLFLOW)
    ),
    Contestant(
        "mlflow-traced",
        "MLflow, tracing",
        "every call, as a trace",
        lambda folder, to: gateways.MLflow(folder, to, traced=True),
        _peer(gateways.MLFLOW),
    ),
)
KEYS = tuple(one.key for one in CONTESTANTS)
VARIANTS = frozenset(one.key for one in CONTESTANTS if one.variant)


def versions() -> dict[str, str]:
    """Of the peers, as `make bench-peers` pins them."""
    pins = Path(__file__).parent / "peers"
    found = {}
    for key, file, pattern in (
        ("litellm", "litellm.lock", r"^litellm==(\S+)"),
        ("mlflow", "mlflow.lock", r"^mlflow==(\S+)"),
        ("portkey", "package.json", r'"@portkey-ai/gateway": "([^"]+)"'),
    ):
        match = re.search(pattern, (pins / file).read_text(), re.MULTILINE)
        found[key] = match[1] if match else "unknown"
    return found
