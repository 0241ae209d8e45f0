"""The programs that are compared: one table. Each runs as its own process tree, with the same load and upstream."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import gateways, nginx, relays, traffic
from bench.ours import Gnomon
from bench.programs import Call, Program, Running
from bench.traffic import Kind
from bench.upstream import Upstream
from gnomon import compiled

_START_S = 30


@dataclass(frozen=True, slots=True)
class Contestant:
    """`logging`: what it logs of each call, besides counters. `absent`: how to install it; empty when it is installed.

    `variant`: a variation of another contestant, measured with small calls, many streams and memory only.
    """

    key: str
    title: str
    logging: str
    start: Callable[[Path, Upstream], Running]
    absent: Callable[[], str] = str
    variant: bool = False


class Direct(Running):
    """No proxy in between: what the upstream and the load cost by themselves."""

    def __init__(self, upstream: Upstream) -> None:
        self.port = upstream.server.port
        self.pid = upstream.server.pid

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"/{kind}{traffic.PATH}", traffic.body(kind))

    def stop(self) -> None: ...


class ReverseProxy(Running):
    """nginx as it is usually set up in front of an LLM: connections kept alive, responses not buffered."""

    def __init__(self, folder: Path, upstream: Upstream, *, access_log: bool) -> None:
        self._log = folder / "nginx" / "access.log" if access_log else None
        keep_alive = "keepalive 512; keepalive_requests 1000000000;"
        http = (
            f"upstream plain {{ server 127.0.0.1:{upstream.server.port}; {keep_alive} }}"
            f"upstream tls {{ server 127.0.0.1:{upstream.server.tls_port}; {keep_alive} }}"
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


class Relay(Running):
    """A short relay that logs nothing: a program with the arguments PORT PLAIN TLS CA_FILE."""

    def __init__(self, folder: Path, upstream: Upstream, command: Sequence[str]) -> None:
        self.port = nginx.free_port()
        server = upstream.server
        targets = [f"http://127.0.0.1:{server.port}", f"https://localhost:{server.tls_port}", str(upstream.ca_file)]
        environment = {
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "GOMAXPROCS": "1",  # one worker, as all others: more threads cost more CPU per call
        }
        self._program = Program(folder, [*command, str(self.port), *targets], environment)
        self.pid = self._program.pid
        self._program.wait_until_it_listens(self.port, _START_S)

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, f"{'/tls' if tls else ''}/{kind}{traffic.PATH}", traffic.body(kind))

    def stop(self) -> None:
        self._program.stop()


def _peer(program: Path) -> Callable[[], str]:
    return lambda: "" if program.exists() else "make bench-peers"


_COMPLETE = "every call, complete"

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
    Contestant(
        "rust",
        "Rust, hyper + reqwest",
        "off",
        lambda folder, upstream: Relay(folder, upstream, [str(relays.RUST.program)]),
        relays.RUST.absent,
    ),
    Contestant(
        "go",
        "Go, ReverseProxy",
        "off",
        lambda folder, upstream: Relay(folder, upstream, [str(relays.GO.program)]),
        relays.GO.absent,
    ),
    Contestant(
        "aiohttp",
        "aiohttp pass-through",
        "off",
        lambda folder, upstream: Relay(folder, upstream, [sys.executable, "-m", "bench.passthrough"]),
    ),
    Contestant("gnomon", "gnomon", _COMPLETE, lambda folder, upstream: Gnomon(folder, upstream, 1)),
    Contestant(
        "gnomon-2", "gnomon, 2 workers", _COMPLETE, lambda folder, upstream: Gnomon(folder, upstream, 2), variant=True
    ),
    Contestant(
        "gnomon-pure",
        "gnomon, pure Python",
        _COMPLETE,
        lambda folder, upstream: Gnomon(folder, upstream, 1, pure=True),
        lambda: "" if compiled.is_compiled() else "a C compiler, with which make compiled compiles the other one",
        variant=True,
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
KEYS = tuple(contestant.key for contestant in CONTESTANTS)
VARIANTS = frozenset(contestant.key for contestant in CONTESTANTS if contestant.variant)


def versions() -> dict[str, str]:
    """Versions of the peers, as pinned for `make bench-peers`."""
    pins = Path(__file__).parent / "peers"
    pinned = {}
    for key, file, pattern in (
        ("litellm", "litellm.lock", r"^litellm==(\S+)"),
        ("mlflow", "mlflow.lock", r"^mlflow==(\S+)"),
        ("portkey", "package.json", r'"@portkey-ai/gateway": "([^"]+)"'),
    ):
        match = re.search(pattern, (pins / file).read_text(), re.MULTILINE)
        pinned[key] = match[1] if match else "unknown"
    return pinned
