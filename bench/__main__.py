"""Measure all contestants side by side in one run: `make bench`, or `python -m bench`.

python -m bench                     all sections but the fresh clone, in under six minutes
python -m bench --quick             without the other gateways, in about a minute: for changes of the hot path
python -m bench streams memory      these sections only
python -m bench --only gnomon --only litellm    these contestants only
python -m bench --write             also write the numbers into docs/performance.md and its picture
python -m bench --from FILE --write     write the numbers of an earlier run, from its JSON
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bench import calls, nginx, performance_page, readers, relays, report
from bench.arena import Arena, open_arena
from bench.contestants import KEYS, versions
from bench.results import FOLDER, Results, machine
from bench.sections import memory, plain, scores, start, streams, tls

SECTIONS = ("plain", "streams", "tls", "memory", "start", "scores", "questions", "fresh")
_DEFAULT = SECTIONS[:-1]  # a fresh clone takes almost a minute
_IN_ARENA = ("plain", "streams", "tls", "memory", "start")
_OPENRESTY = "brew install openresty/brew/openresty"
_QUICK = ("direct", "nginx", "rust", "go", "gnomon")
_END_S = 15  # to compare the logs and stop all contestants


class Steps:
    """Prints each step of the run, and records how long it took."""

    def __init__(self, results: Results, console: Console) -> None:
        self._results = results
        self._console = console
        self._started = time.monotonic()

    def elapsed_s(self) -> float:
        return time.monotonic() - self._started

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.record(name, started)

    def record(self, name: str, started: float) -> None:
        took_s = time.monotonic() - started
        self._results.took_s[name] = round(self._results.took_s.get(name, 0) + took_s, 1)
        self._console.print(f"{name}: {took_s:.0f} s", style="dim")


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # raises SystemExit: all programs are then stopped
    console = Console() if sys.stdout.isatty() else Console(width=report.WIDTH)
    run = json.loads(options.source.read_text()) if options.source else _run(options, console).as_json()
    report.show(run, console)
    if options.write:
        performance_page.write(run)
    return 1 if run["faults"] else 0


def _run(options: argparse.Namespace, console: Console) -> Results:
    names = [name for name in SECTIONS if name in options.section]
    results = Results({"sections": names, "only": options.only, "rounds": options.rounds, "seconds": options.seconds})
    results.versions = versions()
    results.absent += _absent()
    console.print(f"Python {report.build_of(machine())}")
    step = Steps(results, console)
    if "scores" in names:
        with step("scores"):
            scores.measure(results, "bench.scores", "--seconds", "2", "--bulk", "30000")
    if "questions" in names:
        with step("questions"):
            scores.queries(results)
    if set(names) & set(_IN_ARENA):
        relays.build(options.only)
        started = time.monotonic()
        with open_arena(options.only, results) as arena:
            step.record("starting all contestants", started)
            _measure(arena, names, options, step)
    if "fresh" in names:
        with step("a fresh clone"):
            start.fresh_clone(results)
    console.print(f"All numbers: {results.save(options.results)}", soft_wrap=True)
    return results


def _measure(arena: Arena, names: Sequence[str], options: argparse.Namespace, step: Steps) -> None:
    """One round of everything, then the measurements that are made once, then more rounds while there is time."""
    with_streams = nginx.has_lua()
    before_s = step.elapsed_s()
    _round(arena, names, options, step, 0)
    took_s = step.elapsed_s() - before_s  # longer than later rounds, which leave out the slow contestants
    if "streams" in names and with_streams:
        with step("most streams"):
            streams.most(arena, 0)
    if names == ["tls"]:  # alone, it measures everything that is measured of plain calls and streams
        with step("the rest with TLS"):
            tls.rest(arena, options.seconds)
            if with_streams:
                streams.most(arena, 0, tls=True)
    if "memory" in names:
        with step("memory"):
            _weigh(arena, with_streams=with_streams)
    if "start" in names and "gnomon" in arena.running:
        with step("start"):
            for turn in range(3):
                start.serve(arena, turn)
    for turn in range(1, options.rounds):
        if step.elapsed_s() + took_s > options.minutes * 60 - _END_S:
            arena.results.notes.append(f"There was time for {turn} of {options.rounds} rounds.")
            break
        before_s = step.elapsed_s()
        _round(arena, names, options, step, turn)
        took_s = step.elapsed_s() - before_s
    with step("comparing the logs"):
        arena.compare_logs()


def _round(arena: Arena, names: Sequence[str], options: argparse.Namespace, step: Steps, turn: int) -> None:
    with_streams = nginx.has_lua()
    if "plain" in names:
        with step("plain"):
            plain.measure(arena, turn, options.seconds)
    if "tls" in names:
        with step("tls"):
            tls.measure(arena, turn, options.seconds, with_streams=with_streams and turn == 0)
    if "streams" in names and with_streams:
        with step("streams"):
            streams.measure(arena, turn)


def _weigh(arena: Arena, *, with_streams: bool) -> None:
    ours = [key for key in arena.running if key.startswith("gnomon")]
    for key in ours:
        memory.lag(arena, key, 5_000)
    for key in ours[:1]:
        memory.after_calls(arena, key, memory.CALLS)
    for key in arena.running:
        arena.weigh("MB after the calls", key)
        arena.results.add(
            "calls before", key, arena.answered[key], "calls and streams answered before memory was measured"
        )
    if with_streams:
        memory.with_streams(arena, memory.STREAMS)


def _absent() -> list[str]:
    """What cannot be measured because a tool is missing, and how to install it. Exits if an indispensable one is."""
    debian = sys.platform == "linux"
    required = (
        (nginx.program(), "nginx is missing: the upstream of all measurements", "apt install nginx-light", _OPENRESTY),
        (calls.installed(), "h2load is missing: it sends calls", "apt install nghttp2-client", "brew install nghttp2"),
        (readers.installed(), "cc is missing: it compiles reader.c", "apt install gcc", "xcode-select --install"),
    )
    for installed, message, apt, brew in required:
        if not installed:
            sys.exit(f"{message}. Install it: {apt if debian else brew}")
    if not nginx.has_lua():
        how = "apt install libnginx-mod-http-lua" if debian else _OPENRESTY
        return [f"nginx's Lua module is missing: no stream was measured. Install it: {how}"]
    return []


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "section", nargs="*", help=f"sections to run, of {', '.join(SECTIONS)}; default: all but the last"
    )
    parser.add_argument("--quick", action="store_true", help="measure Gnomon, nginx and the relays in Go and Rust only")
    parser.add_argument("--only", choices=KEYS, action="append", help="contestant to measure; can be repeated")
    parser.add_argument("--rounds", type=int, help="largest number of rounds")
    parser.add_argument("--minutes", type=float, default=5.75, help="time limit: no round starts that would exceed it")
    parser.add_argument("--seconds", type=float, default=0.3, help="duration of each measurement")
    parser.add_argument("--results", type=Path, default=FOLDER, help="directory for the JSON files")
    parser.add_argument("--write", action="store_true", help="update docs/performance.md")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE", help="JSON of an earlier run")
    options = parser.parse_args(argv)
    if unknown := set(options.section) - set(SECTIONS):
        parser.error(f"unknown section: {', '.join(sorted(unknown))}")
    if options.quick:
        options.section = options.section or ["plain", "streams"]
        options.only = options.only or list(_QUICK)
    options.section = options.section or list(_DEFAULT)
    options.only = options.only or list(KEYS)
    options.rounds = options.rounds or (1 if options.quick else 3)
    return options


if __name__ == "__main__":
    sys.exit(main())
