"""Large bodies are read in processes that can be stuck or killed; what that costs is their own call's fields."""

from __future__ import annotations

import io
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from structlog.testing import capture_logs

from store.extract.extraction import EXTRACTOR_VERSION
from store.extract.pricing.cost import Prices
from store.extract.process import read_message, write_message
from store.ingest.extractor import Extractor
from store.models import Bodies, ExchangeRow
from tests.store.calls import REQUEST, answer, exchange

WAIT_S = 30.0
LARGE = answer("x" * 300_000)
STREAM = {"content-type": "text/event-stream"}


def call(exchange_id: str, headers: dict[str, str] | None = None, **changes: object) -> ExchangeRow:
    properties = [("Helicone-Property-App", "test")]
    return exchange(exchange_id, response_headers=headers or {}, helicone_headers=properties, **changes)


@pytest.fixture
def patient() -> Iterator[Extractor]:
    """Waits for its processes."""
    with closing(Extractor(Prices(), grace_s=WAIT_S, deadline_s=WAIT_S)) as extractor:
        yield extractor


@pytest.fixture
def impatient() -> Iterator[Extractor]:
    with closing(Extractor(Prices(), grace_s=0.0, deadline_s=WAIT_S)) as extractor:
        yield extractor


def processes() -> list[psutil.Process]:
    running = []
    for child in psutil.Process().children():
        with suppress(psutil.Error):  # it has just ended
            if "store.extract.process" in child.cmdline():
                running.append(child)
    return running


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.005)  # there is no event across processes to wait on


def late(extractor: Extractor) -> list[ExchangeRow]:
    rows: list[ExchangeRow] = []

    def has_any() -> bool:
        rows.extend(extractor.late())
        return bool(rows)

    wait_until(has_any)
    return rows


def test_small_plain_bodies_stay_here(patient: Extractor) -> None:
    row = patient.extract(call("e1"), Bodies(REQUEST, answer()))
    assert (row.model_answered, row.extract_error) == ("gpt-4o-mini-2024-07-18", None)
    assert processes() == []


def test_a_process_serves_many_calls(patient: Extractor) -> None:
    for number in range(3):
        row = patient.extract(call(f"e{number}"), Bodies(REQUEST, LARGE))
        assert (row.extract_error, row.usage.prompt_tokens) == (None, 9)
        assert row.cost_usd
        assert row.properties == {"App": "test"}
    assert len(processes()) == 1


def test_its_memory_is_limited_and_its_priority_low(patient: Extractor) -> None:
    patient.extract(call("e1"), Bodies(REQUEST, LARGE))
    (process,) = processes()
    assert process.rlimit(resource.RLIMIT_AS) == (1 << 30, 1 << 30)
    assert process.nice() > psutil.Process().nice()


def test_memory_is_given_back(patient: Extractor) -> None:
    """By the process, or with it."""
    patient.extract(call("e1"), Bodies(REQUEST, b'{"a":[' + b'{"b":1},' * 900_000 + b"{}]}"))
    wait_until(lambda: all(process.memory_info().rss < 160 << 20 for process in processes()))
    assert patient.extract(call("e2"), Bodies(REQUEST, LARGE)).usage.prompt_tokens == 9


def test_a_process_without_work_ends() -> None:
    """It would keep up to 130 MB. The next large body starts another one."""
    with closing(Extractor(Prices(), grace_s=WAIT_S, deadline_s=WAIT_S, idle_s=0.0)) as extractor:
        for number in range(2):
            assert extractor.extract(call(f"e{number}"), Bodies(REQUEST, LARGE)).usage.prompt_tokens == 9
            assert len(processes()) == 1
            assert extractor.late() == []
            assert processes() == []


def test_nobody_waits_for_what_takes_long(impatient: Extractor) -> None:
    """The row has what headers and the other body say; the rest comes later."""
    row = impatient.extract(call("e1"), Bodies(REQUEST, LARGE))
    assert (row.extract_error, row.extractor_version) == ("too_slow", 0)
    assert (row.model_asked, row.model_answered, row.properties) == ("gpt-4o-mini", None, {"App": "test"})
    assert impatient.is_late("e1")
    (row,) = late(impatient)
    assert (row.extract_error, row.extractor_version) == (None, EXTRACTOR_VERSION)
    assert (row.exchange_id, row.model_answered, row.usage.prompt_tokens) == ("e1", "gpt-4o-mini-2024-07-18", 9)
    assert not impatient.is_late("e1")


def test_a_call_in_flight_does_not_come_late(impatient: Extractor) -> None:
    """It comes again when it has ended; a late row would undo that."""
    large = b'{"model": "gpt-4o-mini", "messages": "' + b"x" * 300_000 + b'"}'
    row = impatient.extract(call("e1", outcome=None), Bodies(large, None))
    assert (row.extract_error, row.model_asked) == (None, None)

    def is_done() -> bool:
        assert impatient.late() == []
        return not impatient.is_busy

    wait_until(is_done)


def test_a_stuck_process_is_killed_and_replaced() -> None:
    with closing(Extractor(Prices(), grace_s=0.0, deadline_s=3.0)) as extractor:
        extractor.extract(call("e1"), Bodies(REQUEST, LARGE))
        late(extractor)
        (stuck,) = processes()
        stuck.suspend()
        row = extractor.extract(call("e2"), Bodies(REQUEST, LARGE))
        assert (row.extract_error, row.model_asked) == ("too_slow", "gpt-4o-mini")

        (row,) = late(extractor)
        assert (row.exchange_id, row.extract_error, row.model_asked) == ("e2", "too_slow", "gpt-4o-mini")
        wait_until(lambda: stuck not in processes())
        extractor.extract(call("e3"), Bodies(REQUEST, LARGE))
        assert [row.exchange_id for row in late(extractor)] == ["e3"]


class Starts:
    """Runs a line of Python in each process that starts, before anything of ours is imported."""

    def __init__(self, folder: Path, line: str) -> None:
        self.gate = folder / "gate"
        self._started = folder / "started"
        os.mkfifo(self.gate)
        started = f"open({str(self._started)!r}, 'a').write('+')"
        (folder / "sitecustomize.py").write_text(f"import os, sys\n{started}\n{line.format(gate=str(self.gate))}\n")

    @property
    def count(self) -> int:
        return len(self._started.read_text()) if self._started.exists() else 0


def test_a_slow_start_takes_no_time_from_the_bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a busy machine, for instance: the deadline begins when a process is ready and has the bodies."""
    starts = Starts(tmp_path, "open({gate!r}).close()")  # waits until somebody opens the other end
    monkeypatch.syspath_prepend(tmp_path)
    with closing(Extractor(Prices(), grace_s=0.0, deadline_s=2.0)) as extractor:
        extractor.extract(call("e1"), Bodies(REQUEST, LARGE))
        until = time.monotonic() + 3.0
        while time.monotonic() < until:
            assert extractor.late() == []
            time.sleep(0.01)  # the deadline passes
        assert extractor.is_busy
        starts.gate.open("w").close()
        (row,) = late(extractor)
        assert (row.extract_error, row.usage.prompt_tokens) == (None, 9)
        assert starts.count == 1


@pytest.mark.parametrize(
    ("line", "reason"), [("os._exit(3)", "ended before it was ready"), ("open({gate!r})", "was not ready after 1 s")]
)
def test_a_start_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, reason: str) -> None:
    """It has its own limit, and another one is tried. The bodies have not been read, and can be later."""
    starts = Starts(tmp_path, line)
    monkeypatch.syspath_prepend(tmp_path)
    with closing(Extractor(Prices(), grace_s=0.0, deadline_s=0.1, start_s=1.0)) as extractor, capture_logs() as logged:
        extractor.extract(call("e1"), Bodies(REQUEST, LARGE))
        (row,) = late(extractor)
    assert (row.extract_error, row.extractor_version) == ("failed", 0)
    assert reason in logged[0]["error"]
    assert starts.count == 2
    assert processes() == []


def test_a_job_that_is_cancelled_starts_no_other_process() -> None:
    started: list[object] = []
    # Nothing else shows a process that is killed in its first moment. An audit hook cannot be removed.
    sys.addaudithook(lambda event, args: started.append(args) if event == "subprocess.Popen" else None)
    with closing(Extractor(Prices(), grace_s=0.0, deadline_s=0.2)) as extractor:
        extractor.extract(call("e1", STREAM), Bodies(REQUEST, b"data: 1\n" * 900_000))
        (row,) = late(extractor)
    assert (row.extract_error, len(started)) == ("too_slow", 1)


def test_a_process_that_is_killed_at_work_is_replaced(impatient: Extractor) -> None:
    impatient.extract(call("e1", STREAM), Bodies(REQUEST, b"data: 1\n" * 900_000))
    wait_until(lambda: bool(processes()) and processes()[0].cpu_times().user > 0.4)
    processes()[0].kill()
    (row,) = late(impatient)
    assert (row.extract_error, row.extractor_version) == (None, EXTRACTOR_VERSION)


def test_bodies_that_kill_two_processes_are_marked(impatient: Extractor) -> None:
    impatient.extract(call("e1", STREAM), Bodies(REQUEST, b"data: 1\n" * 900_000))
    killed: set[int] = set()

    def kill_both() -> bool:
        for process in processes():
            if process.pid not in killed and process.cpu_times().user > 0.4:
                killed.add(process.pid)
                process.kill()
        return len(killed) == 2

    wait_until(kill_both)
    (row,) = late(impatient)
    assert (row.extract_error, row.extractor_version, row.model_asked) == ("failed", 0, "gpt-4o-mini")


def test_many_slow_bodies_have_three_processes(impatient: Extractor) -> None:
    for number in range(8):
        impatient.extract(call(f"e{number}", STREAM), Bodies(REQUEST, b"data: 1\n" * 300_000))
    done: set[str] = set()

    def is_over() -> bool:
        done.update(row.exchange_id for row in impatient.late())
        assert len(processes()) <= 3
        return not impatient.is_busy

    wait_until(is_over)
    assert done == {f"e{number}" for number in range(8)}


def test_slow_bodies_make_room_when_too_many_wait(impatient: Extractor) -> None:
    """Seven times ten megabytes may wait."""
    slow, plain = b"data: 1\n" * 900_000, answer("x" * 10_000_000)
    for number in range(3):
        impatient.extract(call(f"slow{number}", STREAM), Bodies(REQUEST, slow))
    for number in range(9):
        impatient.extract(call(f"e{number}"), Bodies(REQUEST, plain))
    done: set[str] = set()

    def is_over() -> bool:
        done.update(row.exchange_id for row in impatient.late() if row.extract_error is None)
        return not impatient.is_busy

    wait_until(is_over)
    assert {f"e{number}" for number in range(9)} <= done
    assert not {"slow0", "slow1", "slow2"} <= done, "the one that had been read longest made room"


def test_calls_that_are_stored_together_share_the_grace() -> None:
    with closing(Extractor(Prices(), grace_s=1.0, deadline_s=WAIT_S)) as extractor:
        started = time.monotonic()
        for number in range(6):
            extractor.extract(call(f"e{number}", STREAM), Bodies(REQUEST, b"data: 1\n" * 900_000))
        assert time.monotonic() - started < 5.0  # six times the grace would be 6 s


def test_a_message_that_was_cut_is_the_end() -> None:
    """The api process may be killed while it writes one: the other one ends without a word."""
    pipe = io.BytesIO()
    write_message(pipe, "bodies")
    for cut in (0, 4, 8, len(pipe.getvalue()) - 1):
        with pytest.raises(EOFError):
            read_message(io.BytesIO(pipe.getvalue()[:cut]))
