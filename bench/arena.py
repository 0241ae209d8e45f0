"""All contestants in front of one upstream: started together, measured in turn, their logs compared."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

from bench import upstream
from bench.calls import LoadFailed, Sent, as_fast_as_answered
from bench.contestants import CONTESTANTS, VARIANTS, Contestant
from bench.cpu import cpu_of_s, cpu_s, memory_mb, memory_of_mb, wait_until_quiet
from bench.nginx import CannotStart
from bench.programs import Call, Running
from bench.results import Results
from bench.traffic import Kind
from bench.upstream import Upstream

_WARM_CONNECTIONS = 8
_WARM_S = 0.3
_QUIET_S = 60
_PEER_QUIET_S = 5  # some peers lose calls, or never become quiet
_SLOW_PER_S = 200


class Arena:
    """`answered`: calls and streams that each contestant answered, to be compared with its log."""

    def __init__(self, folder: Path, to: Upstream, results: Results, running: dict[str, Running]) -> None:
        self.folder = folder
        self.upstream = to
        self.results = results
        self.running = running
        self.answered: Counter[str] = Counter()
        self._per_s: dict[tuple[str, Kind, int, bool], float] = {}

    def turns(self, turn: int, *, variants: bool = False) -> list[str]:
        """The contestants of this round, in order: all in the first round, later all but the slow ones.

        Each round starts with a different contestant.
        """
        keys = [key for key in self.running if turn == 0 or not self.is_slow(key)]
        first = turn % max(len(keys), 1)
        return [key for key in keys[first:] + keys[:first] if variants or key not in VARIANTS]

    def is_slow(self, key: str) -> bool:
        """Whether it answers fewer than 200 small calls per second."""
        return self._per_s.get((key, "small", _WARM_CONNECTIONS, False), _SLOW_PER_S) < _SLOW_PER_S

    def call(self, key: str, kind: Kind, *, tls: bool = False) -> Call:
        return self.running[key].call(kind, tls=tls)

    def calls(self, key: str, kind: Kind, connections: int, seconds: float, *, tls: bool = False) -> Sent:
        """Calls for about that many seconds, estimated from the last rate. Raises LoadFailed."""
        warm = self._per_s.get((key, kind, _WARM_CONNECTIONS, tls), 100)
        expected = self._per_s.get((key, kind, connections, tls), warm / 2 if connections == 1 else warm)
        sent = as_fast_as_answered(self.call(key, kind, tls=tls), connections, int(expected * seconds), self.folder)
        self.answered[key] += sent.calls
        self._per_s[key, kind, connections, tls] = sent.calls / sent.wall_s
        return sent

    def cost(self, measure: str, key: str, what: Callable[[], int], unit: str) -> None:
        """CPU µs for each item that `what` processes and counts, until the process tree is quiet again."""
        running = self.running[key]
        before, roles_before = cpu_s(running.pid), self._of_roles(running)
        count = what()
        self.settle(key)
        us_per_item = 1e6 / count
        self.results.add(measure, key, (cpu_s(running.pid) - before) * us_per_item, unit)
        for role, spent_s in self._of_roles(running).items():
            self.results.add(f"{measure} {role}", key, (spent_s - roles_before.get(role, 0)) * us_per_item, unit)

    def settle(self, key: str) -> None:
        """Wait until its log has all answered calls, or stops growing, and its processes are quiet."""
        running = self.running[key]
        within_s = _QUIET_S if key.startswith("gnomon") else _PEER_QUIET_S
        until = time.monotonic() + within_s
        logged = running.logged()
        while logged is not None and logged < self.answered[key] and time.monotonic() < until:
            wait_until_quiet(running.pid, 2)
            logged, before = running.logged(), logged
            if logged == before:
                break
        wait_until_quiet(running.pid, within_s)

    def compare_logs(self) -> None:
        """Each answer must be in the log once. A mismatch fails the run only for Gnomon."""
        for key, running in self.running.items():
            self.settle(key)
            logged = running.logged()
            if logged is None:
                continue
            self.results.add("answered", key, self.answered[key], "calls and streams answered")
            self.results.add("logged", key, logged, "calls and streams in the log")
            if logged != self.answered[key]:
                line = f"{key}: {self.answered[key]:,} answered, {logged:,} logged"
                (self.results.faults if key.startswith("gnomon") else self.results.notes).append(line)

    def weigh(self, measure: str, key: str) -> None:
        """Record the resident memory, in MB."""
        running = self.running[key]
        self.results.add(measure, key, memory_mb(running.pid), "MB resident, whole process tree")
        for role, pids in running.roles().items():
            self.results.add(f"{measure} {role}", key, memory_of_mb(pids), "MB resident")

    def attempt(self, key: str, what: Callable[[], None]) -> None:
        """Run a measurement. A failure of a peer becomes a note; a failure of Gnomon fails the run."""
        try:
            what()
        except LoadFailed as error:
            self.answered[key] += error.answered
            (self.results.faults if key.startswith("gnomon") else self.results.notes).append(f"{key}: {error}")

    def _of_roles(self, running: Running) -> dict[str, float]:
        return {role: cpu_of_s(pids) for role, pids in running.roles().items()}


@contextmanager
def open_arena(keys: Sequence[str], results: Results) -> Iterator[Arena]:
    """Start all contestants, measure their memory at rest, warm them up; stop them when the block ends."""
    with tempfile.TemporaryDirectory(prefix="gnomon-bench-") as name, ExitStack() as closing:
        folder = Path(name)
        authority = trustme.CA()
        ca_file, certificate = folder / "ca.pem", folder / "server.pem"
        authority.cert_pem.write_to_path(str(ca_file))
        authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
        to = upstream.start(folder / "upstream", certificate, ca_file)
        closing.callback(to.server.stop)
        running = _started(folder, to, keys, results, closing)
        own = folder / "load"
        own.mkdir()
        arena = Arena(own, to, results, running)
        for key in list(running):
            arena.weigh("MB at rest", key)
            _warm(arena, key)
        yield arena


def _started(
    folder: Path, to: Upstream, keys: Sequence[str], results: Results, closing: ExitStack
) -> dict[str, Running]:
    """Start all at the same time, because some need half a minute."""

    def start(contestant: Contestant) -> Running | None:
        own = folder / contestant.key
        own.mkdir()
        try:
            running = contestant.start(own, to)
        except CannotStart as error:
            print(f"{contestant.title}: {error}", file=sys.stderr)  # names folders of this machine: not for the results
            line = f"{contestant.title} did not start"
            (results.faults if contestant.key.startswith("gnomon") else results.absent).append(line)
            return None
        closing.callback(running.stop)
        return running

    wanted = [contestant for contestant in CONTESTANTS if contestant.key in keys]
    results.absent += [f"{one.title}; install it: {one.absent()}" for one in wanted if one.absent()]
    installed = [contestant for contestant in wanted if not contestant.absent()]
    with ThreadPoolExecutor(len(installed)) as pool:
        started = zip(installed, pool.map(start, installed), strict=True)
        return {contestant.key: running for contestant, running in started if running}


def _warm(arena: Arena, key: str) -> None:
    """First calls are slow everywhere. A contestant that cannot answer them is left out."""
    try:
        for kind in ("small", "large"):
            for tls in (False, True):
                for _ in range(2):  # the rate of the first decides the number of calls in the second
                    arena.calls(key, kind, _WARM_CONNECTIONS, _WARM_S, tls=tls)
    except LoadFailed as error:
        arena.results.notes.append(f"{key} was left out: {error}")
        del arena.running[key]
