"""Sends calls with h2load, a native client, over HTTP/1.1 from one thread. It counts exactly what was answered."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench import traffic
from bench.programs import Call

_LANES = 100  # most connections of an open-loop run: a call waits for another only when that many are late
_TIMEOUT_S = 120
_COUNTS = re.compile(r"requests: (\d+) total, \d+ started, \d+ done, (\d+) succeeded")
_FINISHED = re.compile(r"finished in ([\d.]+)(us|ms|s|m)\b")
_DETAILS = re.compile(r"^(?:requests|status codes): (.*)$", re.MULTILINE)
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}


class LoadFailed(RuntimeError):
    """Some calls failed, so the numbers would be meaningless. `answered`: the number of calls that succeeded."""

    def __init__(self, message: str, answered: int = 0) -> None:
        super().__init__(message)
        self.answered = answered


@dataclass(frozen=True, slots=True)
class Sent:
    """`took_us`: from the first byte of each call to the last of its response; empty if not timed."""

    calls: int
    wall_s: float
    took_us: list[int]


def installed() -> bool:
    return shutil.which("h2load") is not None


def as_fast_as_answered(call: Call, connections: int, count: int, folder: Path) -> Sent:
    """Closed loop: each connection sends its next call when the previous one is answered. Raises LoadFailed."""
    return _load(call, [f"-c{connections}"], max(count, connections), folder, timed=connections == 1)


def at_rate(call: Call, per_s: int, seconds: float, folder: Path) -> Sent:
    """Open loop: calls are sent at a fixed rate, however long responses take. `per_s`: up to 100, or a multiple of it.

    The first call of each connection is not timed. Raises LoadFailed.
    """
    lanes = min(per_s, _LANES if per_s > _LANES else _LANES // 5)  # each starts with a call that is not timed
    assert per_s % lanes == 0
    # Connections start one after the other, which spreads their later calls evenly as well.
    pacing = [f"-c{lanes}", "-r1", f"--rate-period={max(1000 // per_s, 1)}ms", f"--rps={per_s // lanes}"]
    sent = _load(call, pacing, int(per_s * seconds) + lanes, folder, timed=True)
    return Sent(sent.calls, sent.wall_s, sent.took_us[lanes:])


def _load(call: Call, pacing: list[str], count: int, folder: Path, *, timed: bool) -> Sent:
    body, log = folder / "body.json", folder / "calls.log"
    body.write_bytes(call.body)
    log.unlink(missing_ok=True)  # h2load would append to it
    headers = [
        word
        for name, value in {**traffic.REQUEST_HEADERS, **call.headers}.items()
        for word in ("-H", f"{name.lower()}: {value}")
    ]
    command = ["h2load", "-p", "http/1.1", "-t1", f"-n{count}", *pacing, "-d", str(body), *headers]
    if timed:
        command.append(f"--log-file={log}")
    url = f"http://127.0.0.1:{call.port}{call.path}"
    try:
        output = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=_TIMEOUT_S).stdout
    except subprocess.TimeoutExpired as error:
        raise LoadFailed(f"{count} calls to {url} were not answered within {_TIMEOUT_S} s") from error
    counts, finished = _COUNTS.search(output), _FINISHED.search(output)
    assert counts, output
    assert finished, output
    if int(counts[1]) != int(counts[2]):
        details = "; ".join(_DETAILS.findall(output))
        raise LoadFailed(
            f"only {counts[2]} of {counts[1]} calls to {url} were answered with 200: {details}", int(counts[2])
        )
    return Sent(count, float(finished[1]) * _SECONDS[finished[2]], _took_us(log) if timed else [])


def _took_us(log: Path) -> list[int]:
    """Durations in the order in which the calls were sent.

    A line of the log: µs since 1970, status, µs until the end of the response.
    """
    rows = sorted(tuple(map(int, line.split("\t"))) for line in log.read_text().splitlines())
    return [row[2] for row in rows]
