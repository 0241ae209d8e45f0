"""What relaying costs, side by side in one run: this program with logging on, nginx, and a plain relay on aiohttp.

    python -m bench.relay [--rounds N] [--seconds S] [--only NAME …]

CPU time of the relaying process per call and per streamed chunk is what counts: other programs on the machine hardly
disturb it. Requests/s stand beside it; they say as much about the load and the number of cores. The contenders take
turns within each round, so that a slow minute of the machine hits all of them.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme
from rich.console import Console

from bench import load, nginx, report
from bench.contenders import CONTENDERS, Contender, Upstream, logged
from bench.cpu import rss_mb, spent
from bench.report import Results

RESULTS = Path(__file__).parent / "results"
CONNECTIONS = 32
STREAMS = 100
RAMP_S = 1.0
_LEEWAY_S = 10.0  # streams last longer than they are measured, so that only chunks are
_MIN_CALLS_S = 1


class Answered:
    """What the load was answered by one contender, to be compared with its log."""

    def __init__(self) -> None:
        self.calls = 0
        self.streams = 0
        self.cut_at_most = 0  # calls under way when the load stopped


class Bench:
    """One upstream, plain or TLS, and everybody in front of it."""

    def __init__(self, upstream: Upstream, folder: Path, names: Sequence[str], results: Results) -> None:
        self.upstream = upstream
        self.prefix = "tls_" if upstream.ca_file else ""
        self._kind = "TLS upstream" if upstream.ca_file else "plain upstream"
        self.contenders: dict[str, Contender] = {}
        self.answered = {name: Answered() for name in names}
        self._folder = folder
        self._results = results
        folder.mkdir()

    def start(self, names: Sequence[str], closing: ExitStack) -> None:
        for name in names:
            own = self._folder / name
            own.mkdir()
            contender = CONTENDERS[name](self.upstream, own)
            closing.callback(contender.stop)
            self.contenders[name] = contender
            self._load_calls(name, CONNECTIONS, _MIN_CALLS_S)  # warm, before anything is measured

    def calls(self, name: str, connections: int, seconds: int) -> None:
        suffix = "" if connections > 1 else "_1"
        with spent(self.contenders[name].pid) as cost:
            sent = self._load_calls(name, connections, seconds)
        self._add(f"call{suffix}_us", name, cost.cpu_s * 1e6 / sent.calls)
        self._add(f"per_s{suffix}", name, sent.calls / sent.wall_s)
        if connections == 1:
            self._add("p50_1_us", name, sent.p50_us)
            self._add("p99_1_us", name, sent.p99_us)

    def chunks(self, name: str, seconds: float) -> None:
        contender = self.contenders[name]
        self.answered[name].streams += STREAMS
        with load.streams(contender.port, nginx.STREAM_PATH, STREAMS, RAMP_S) as streams:
            before = streams.chunks()
            with spent(contender.pid) as cost:
                time.sleep(seconds)
            came = streams.chunks() - before
        wanted = cost.wall_s * STREAMS / nginx.CHUNK_S
        if came < wanted / 2:
            self._results.notes.append(
                f"The machine was busy: {came:,} chunks came where {wanted:,.0f} were due ({name}, {self._kind})"
            )
        self._add("chunk_us", name, cost.cpu_s * 1e6 / max(came, 1))

    def memory(self, name: str) -> None:
        if name != "direct":
            self._add("rss_mb", name, rss_mb(self.contenders[name].pid))

    def compare_log(self, name: str) -> None:
        """Every answer is in the log, once. The contender must have stopped."""
        answered, written = self.answered[name], logged(self._folder / name)
        least = answered.calls + answered.streams
        most = least + answered.cut_at_most
        line = (
            f"{name}, {self._kind}: {answered.calls:,} calls and {answered.streams:,} streams answered, at most "
            f"{answered.cut_at_most} more under way; logged: {written.openings:,} begun, {written.closings:,} ended"
        )
        good = written.openings == written.closings and least <= written.closings <= most
        (self._results.logged if good else self._results.faults).append(line + (" ✓" if good else ": NOT THE SAME"))

    def _load_calls(self, name: str, connections: int, seconds: int) -> load.Sent:
        sent = load.calls(self.contenders[name].port, connections, seconds, self._folder)
        self.answered[name].calls += sent.calls
        self.answered[name].cut_at_most += connections
        return sent

    def _add(self, measure: str, name: str, value: float) -> None:
        if self.prefix + measure in report.MEASURES:
            self._results.add(self.prefix + measure, name, value)


@contextmanager
def benches(folder: Path, names: Sequence[str], seconds: int, results: Results) -> Iterator[list[Bench]]:
    """Everybody in front of a plain and of a TLS upstream; when the block ends all is stopped and logs are compared."""
    authority = trustme.CA()
    ca_file, certificate = folder / "ca.pem", folder / "server.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    with ExitStack() as closing:
        server = nginx.upstream(folder / "upstream", certificate, RAMP_S + seconds + _LEEWAY_S)
        closing.callback(server.stop)
        plain = Upstream(f"http://127.0.0.1:{server.port}", None, server)
        tls = Upstream(f"https://127.0.0.1:{server.tls_port}", ca_file, server)
        both = [
            Bench(plain, folder / "plain", names, results),
            # The load speaks plain HTTP: with nothing in between there is no TLS to measure.
            Bench(tls, folder / "tls", [name for name in names if name != "direct"], results),
        ]
        both = [bench for bench in both if bench.answered]
        for bench in both:
            bench.start(list(bench.answered), closing)
        yield both
    for bench in both:
        if "gnomon" in bench.contenders:
            bench.compare_log("gnomon")


def measure(both: Sequence[Bench], turn: int, seconds: int, *, with_streams: bool) -> None:
    """One round. Who begins changes from round to round."""
    for bench in both:
        names = list(bench.contenders)
        names = names[turn % len(names) :] + names[: turn % len(names)]
        for name in names:
            bench.calls(name, CONNECTIONS, seconds)
        if not bench.upstream.ca_file:
            for name in names:
                bench.calls(name, 1, seconds)
        for name in names:
            if with_streams and name != "direct":
                bench.chunks(name, seconds)


def absent() -> list[str]:
    """What is not there, what is not measured therefore, and how to get it."""
    debian = platform.system() == "Linux"
    lines = []
    if not nginx.echo_module():
        how = "apt install libnginx-mod-http-echo" if debian else "nginx with echo-nginx-module, from its sources"
        lines.append(f"Absent: nginx's echo module, so no stream was measured. To get it: {how}")
    if not shutil.which("wrk"):
        how = "apt install wrk" if debian else "brew install wrk"
        lines.append(
            f"Absent: wrk, so a client in Python sent the calls: compare only with runs like that. To get it: {how}"
        )
    return lines


def main() -> None:
    arguments = _arguments()
    names = [name for name in CONTENDERS if name in (arguments.only or CONTENDERS)]
    if not nginx.nginx_program():
        sys.exit(
            "Absent: nginx, which is the upstream here. Debian: apt install nginx-light; macOS: brew install nginx"
        )
    console = Console() if sys.stdout.isatty() else Console(width=report.WIDE)
    results = Results({"rounds": arguments.rounds, "seconds": arguments.seconds, "only": names}, absent=absent())
    with (
        tempfile.TemporaryDirectory(prefix="gnomon-bench-") as folder,
        benches(Path(folder), names, arguments.seconds, results) as both,
    ):
        for turn in range(arguments.rounds):
            console.print(f"round {turn + 1} of {arguments.rounds}", style="dim")
            measure(both, turn, arguments.seconds, with_streams=bool(nginx.echo_module()))
        for name in names:
            both[0].memory(name)
    report.show(results, names, console)
    console.print(f"All numbers: {report.save(results, RESULTS)}", style="dim", soft_wrap=True)
    sys.exit(1 if results.faults else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relay", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    parser.add_argument("--only", choices=CONTENDERS, action="append", help="may be said several times")
    return parser.parse_args()


if __name__ == "__main__":
    main()
