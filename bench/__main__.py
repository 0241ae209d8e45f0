"""Everything side by side in one run: `make bench`, or `python -m bench`.

python -m bench                     everything but a fresh clone, under six minutes
python -m bench --quick             this program beside nginx, under a minute: for who changes the hot path
python -m bench streams memory      only these sections
python -m bench --only gnomon --only litellm
python -m bench --write             and puts the numbers into docs/performance.md and its picture
python -m bench --from FILE --write     the same from an earlier run's JSON, without running anything
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

from bench import calls, nginx, performance_page, readers, report
from bench.arena import Arena, arena
from bench.contestants import KEYS, versions
from bench.results import FOLDER, Results
from bench.sections import memory, plain, scores, start, streams, tls

SECTIONS = ("plain", "streams", "tls", "memory", "start", "scores", "questions", "fresh")
_USUAL = SECTIONS[:-1]  # a fresh clone takes the best part of a minute
_IN_ARENA = ("plain", "streams", "tls", "memory", "start")
_OPENRESTY = "brew install openresty/brew/openresty"
_QUICK = ("direct", "nginx", "gnomon")
_LEFT_S = 15  # to stop everybody and compare the logs


class Steps:
    """Says what is measured, and keeps how long each thing took."""

    def __init__(self, told: Results, console: Console) -> None:
        self._told = told
        self._console = console
        self._since = time.monotonic()

    def so_far_s(self) -> float:
        return time.monotonic() - self._since

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.took(name, began)

    def took(self, name: str, began: float) -> None:
        took_s = time.monotonic() - began
        self._told.took_s[name] = round(self._told.took_s.get(name, 0) + took_s, 1)
        self._console.print(f"{name}: {took_s:.0f} s", style="dim")


def main(argv: Sequence[str] | None = None) -> int:
    asked = _arguments(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped
    console = Console() if sys.stdout.isatty() else Console(width=report.WIDTH)
    told = json.loads(asked.source.read_text()) if asked.source else _run(asked, console).as_json()
    report.show(told, console)
    if asked.write:
        performance_page.write(told)
    return 1 if told["faults"] else 0


def _run(asked: argparse.Namespace, console: Console) -> Results:
    names = [name for name in SECTIONS if name in asked.section]
    found = Results({"sections": names, "only": asked.only, "rounds": asked.rounds, "seconds": asked.seconds})
    found.versions = versions()
    found.absent += _absent()
    step = Steps(found, console)
    if "scores" in names:
        with step("scores"):
            scores.measure(found, "bench.scores", "--seconds", "2", "--bulk", "30000")
    if "questions" in names:
        with step("questions"):
            scores.questions(found)
    if set(names) & set(_IN_ARENA):
        began = time.monotonic()
        with arena(asked.only, found) as them:
            step.took("starting everybody", began)
            _measure(them, names, asked, step)
    if "fresh" in names:
        with step("a fresh clone"):
            start.fresh_clone(found)
    console.print(f"All numbers: {found.save(asked.results)}", soft_wrap=True)
    return found


def _measure(them: Arena, names: Sequence[str], asked: argparse.Namespace, step: Steps) -> None:
    """The first round of everything, then what is measured once, then more rounds as long as there is time."""
    with_streams = nginx.has_lua()
    before_s = step.so_far_s()
    _round(them, names, asked, step, 0)
    took_s = step.so_far_s() - before_s  # more than the next one, which the slow ones have no part in
    if "streams" in names and with_streams:
        with step("most streams"):
            streams.most(them, 0)
    if names == ["tls"]:  # asked for alone, it is all that plain calls and streams are measured by
        with step("the rest with TLS"):
            tls.rest(them, asked.seconds)
            if with_streams:
                streams.most(them, 0, tls=True)
    if "memory" in names:
        with step("memory"):
            _weigh(them, with_streams=with_streams)
    if "start" in names and "gnomon" in them.running:
        with step("start"):
            for turn in range(3):
                start.serve(them, turn)
    for turn in range(1, asked.rounds):
        if step.so_far_s() + took_s > asked.minutes * 60 - _LEFT_S:
            them.results.notes.append(f"There was time for {turn} of {asked.rounds} rounds")
            break
        before_s = step.so_far_s()
        _round(them, names, asked, step, turn)
        took_s = step.so_far_s() - before_s
    with step("comparing the logs"):
        them.compare_logs()


def _round(them: Arena, names: Sequence[str], asked: argparse.Namespace, step: Steps, turn: int) -> None:
    with_streams = nginx.has_lua()
    if "plain" in names:
        with step("plain"):
            plain.measure(them, turn, asked.seconds)
    if "tls" in names:
        with step("tls"):
            tls.measure(them, turn, asked.seconds, with_streams=with_streams and turn == 0)
    if "streams" in names and with_streams:
        with step("streams"):
            streams.measure(them, turn)


def _weigh(them: Arena, *, with_streams: bool) -> None:
    ours = [key for key in them.running if key.startswith("gnomon")]
    for key in ours:
        memory.lag(them, key, 5_000)
    for key in ours[:1]:
        memory.after_calls(them, key, memory.CALLS)
    for key in them.running:
        them.weigh("MB after the calls", key)
        them.results.add("calls before", key, them.answered[key], "calls and streams answered before weighing")
    if with_streams:
        memory.with_streams(them, memory.STREAMS)


def _absent() -> list[str]:
    """Tools that are not there, what is not measured therefore, and how to get them."""
    debian = sys.platform == "linux"
    if not nginx.program():
        sys.exit(f"Absent: nginx, the upstream here. To get it: {'apt install nginx-light' if debian else _OPENRESTY}")
    if not calls.installed():
        sys.exit(
            f"Absent: h2load, the load. To get it: {'apt install nghttp2-client' if debian else 'brew install nghttp2'}"
        )
    if not readers.installed():
        sys.exit(f"Absent: cc, for the reader. To get it: {'apt install gcc' if debian else 'xcode-select --install'}")
    if not nginx.has_lua():
        how = "apt install libnginx-mod-http-lua" if debian else _OPENRESTY
        return [f"nginx's Lua module, so that no stream was measured; to get it: {how}"]
    return []


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("section", nargs="*", help=f"of {', '.join(SECTIONS)}; default: all but the last")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=KEYS, action="append", help="may be said several times")
    parser.add_argument("--rounds", type=int, help="at most")
    parser.add_argument("--minutes", type=float, default=5.75, help="no further round begins that would not fit")
    parser.add_argument("--seconds", type=float, default=0.3, help="of each measurement")
    parser.add_argument("--results", type=Path, default=FOLDER, help="where the JSON goes")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE")
    asked = parser.parse_args(argv)
    if unknown := set(asked.section) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}")
    if asked.quick:
        asked.section = asked.section or ["plain", "streams"]
        asked.only = asked.only or list(_QUICK)
    asked.section = asked.section or list(_USUAL)
    asked.only = asked.only or list(KEYS)
    asked.rounds = asked.rounds or (1 if asked.quick else 3)
    return asked


if __name__ == "__main__":
    sys.exit(main())
