"""Who sends calls: h2load, a native client, over HTTP/1.1 with one thread. It counts exactly what was answered."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench import traffic
from bench.programs import Call

_LANES = 100  # connections of an open-loop run, at most: a call waits for another only when so many are late
_TIMEOUT_S = 120
_COUNTS = re.compile(r"requests: (\d+) total, \d+ started, \d+ done, (\d+) succeeded")
_FINISHED = re.compile(r"finished in ([\d.]+)(us|ms|s|m)\b")
_HOW = re.compile(r"^(?:requests|status codes): (.*)$", re.MULTILINE)
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class LoadFailed(RuntimeError):
    """Not every answer was what it should be: the numbers would mean nothing. `answered`: as many were all the same."""

    def __init__(self, message: str, answered: int = 0) -> None:
        super().__init__(message)
        self.answered = answered


@dataclass(frozen=True, slots=True)
class Sent:
    """`took_us`: of each call, from its first byte to its answer's last; empty if nobody asked."""

    calls: int
    wall_s: float
    took_us: list[int]


def installed() -> bool:
    return shutil.which("h2load") is not None


def as_fast_as_answered(call: Call, connections: int, count: int, folder: Path) -> Sent:
    """Closed loop: each connection sends its next call when the last one is answered. Raises LoadFailed."""
    return _load(call, [f"-c{connections}"], max(count, connections), folder, timed=connections == 1)


def at_rate(call: Call, per_s: int, seconds: float, folder: Path) -> Sent:
    """Open loop: calls are sent evenly, however long answers take. `per_s`: up to 100, or a multiple of it.

    Raises LoadFailed. Times do not include those of the first calls on their connections.
    """
    lanes = min(per_s, _LANES if per_s > _LANES else _LANES // 5)  # each begins with a call that does not count
    assert per_s % lanes == 0
    # Connections begin one after the other, so that their regular calls come one after the other, too.
    ways = [f"-c{lanes}", "-r1", f"--rate-period={max(1000 // per_s, 1)}ms", f"--rps={per_s // lanes}"]
    sent = _load(call, ways, int(per_s * seconds) + lanes, folder, timed=True)
    return Sent(sent.calls, sent.wall_s, sent.took_us[lanes:])


def _load(call: Call, ways: list[str], count: int, folder: Path, *, timed: bool) -> Sent:
    body, log = folder / "body.json", folder / "calls.log"
    body.write_bytes(call.body)
    log.unlink(missing_ok=True)  # it would be appended to
    headers = [
        word
        for name, value in {**traffic.REQUEST_HEADERS, **call.headers}.items()
        for word in ("-H", f"{name.lower()}: {value}")
    ]
    command = ["h2load", "-p", "http/1.1", "-t1", f"-n{count}", *ways, "-d", str(body), *headers]
    if timed:
        command.append(f"--log-file={log}")
    url = f"http://127.0.0.1:{call.port}{call.path}"
    try:
        told = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=_TIMEOUT_S).stdout
    except subprocess.TimeoutExpired as error:
        raise LoadFailed(f"{count} calls to {url} were not answered within {_TIMEOUT_S} s") from error
    counts, finished = _COUNTS.search(told), _FINISHED.search(told)
    assert counts, told
    assert finished, told
    if int(counts[1]) != int(counts[2]):
        how = "; ".join(_HOW.findall(told))
        raise LoadFailed(f"of {counts[1]} calls to {url} {counts[2]} were answered with 200: {how}", int(counts[2]))
    return Sent(count, float(finished[1]) * _SECONDS[finished[2]], _took_us(log) if timed else [])


def _took_us(log: Path) -> list[int]:
    """In the order in which the calls were sent. A line: µs since 1970, status, µs until the answer's end."""
    rows = sorted(tuple(map(int, line.split("\t"))) for line in log.read_text().splitlines())
    return [row[2] for row in rows]
