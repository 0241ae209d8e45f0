"""Functions and checks run in processes of their own, within limits."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import orjson
import psutil
import pytest

from evaluation.evaluators.results import Failed, Scored, Skipped
from evaluation.evaluators.sandbox.process import SandboxJob
from evaluation.evaluators.sandbox.sandbox import Sandbox, SandboxFailed

FUNCTIONS = """
import os, sys, threading, subprocess
from evaluation.evaluators import Score

def score(request):
    match request["answer_text"]:
        case "loop":
            while True: pass
        case "sleep":
            threading.Event().wait()
        case "memory":
            return {"size": len(bytearray(4 << 30))}
        case "fork":
            while True: os.fork()
        case "spawn":
            subprocess.run(["true"], check=True)
        case "print":
            for _ in range(10_000): print("x" * 1000)
            return {"printed": True}
        case "exit":
            sys.exit(3)
        case "crash":
            os.abort()
        case "quit":
            os._exit(0)
        case "raise":
            raise ValueError("no such thing")
        case "nan":
            return {"share": float("nan")}
        case "list":
            return [Score("tone", "warm", "says hello"), Score("length", 5)]
        case "nothing":
            return None
        case "read":
            return {"stdin": len(sys.stdin.read())}
        case "thread":
            thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
            return {"thread": True}
        case text:
            return {"length": len(text), "good": True, "share": {"value": 0.5, "comment": "half"}}
"""


def call(text: str, **changes: Any) -> bytes:
    fields = {"answer_text": text, "refused": False, "tool_calls": [], "finish_reason": "stop", "latency_ms": 12.0}
    return orjson.dumps(fields | {"cost_usd": None} | changes)


def job(**changes: Any) -> SandboxJob:
    fields: dict[str, Any] = {"checks": [], "function": "", "folder": "", "time_limit_s": 1.0, "memory_limit_mb": 256}
    return SandboxJob(**(fields | changes), parent=0)


@pytest.fixture
async def function(tmp_path: Path) -> AsyncIterator[Sandbox]:
    (tmp_path / "own_functions.py").write_text(FUNCTIONS)
    sandbox = Sandbox(job(function="own_functions:score", folder=str(tmp_path)))
    yield sandbox
    await sandbox.close()


async def test_a_function_scores_calls(function: Sandbox) -> None:
    """A dict or a list of Score, with values of any kind; None is no score."""
    plain, listed, nothing = await function.evaluate([call("hello"), call("list"), call("nothing")])
    assert plain == Scored([("length", 5, None), ("good", True, None), ("share", 0.5, "half")])  # type: ignore[list-item]
    assert listed == Scored([("tone", "warm", "says hello"), ("length", 5, None)])  # type: ignore[list-item]
    assert nothing == Skipped("no_score")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("loop", "timeout"),
        ("sleep", "timeout"),
        ("memory", "out_of_memory"),
        ("fork", "exception"),
        ("spawn", "exception"),
        ("exit", "exception"),
        ("crash", "crashed"),
        ("quit", "crashed"),
        ("raise", "exception"),
        ("nan", "bad_answer"),
    ],
)
async def test_a_call_that_breaks_the_function_costs_only_itself(function: Sandbox, text: str, reason: str) -> None:
    """Its neighbours in the batch are scored, and no process is left behind."""
    before, broken, after = await function.evaluate([call("hello"), call(text), call("hello")])
    assert isinstance(broken, Failed), broken
    assert broken.reason == reason, broken
    assert isinstance(before, Scored)
    assert isinstance(after, Scored)
    await function.close()
    assert own_processes() == []


class SlowCalls(list[bytes]):
    """The third call is sent when the process has ended."""

    def __init__(self, calls: list[bytes], pid: int) -> None:
        super().__init__(calls)
        self.pid = pid

    def __getitem__(self, index: Any) -> Any:
        return SlowCalls(super().__getitem__(index), self.pid) if isinstance(index, slice) else [*self][index]

    def __iter__(self) -> Iterator[bytes]:
        for number, sent in enumerate(super().__iter__()):
            if number == 2:
                os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
            yield sent


async def test_a_result_written_before_the_process_ended_counts(function: Sandbox) -> None:
    await function.evaluate([call("hello")])
    [process] = own_processes()
    results = await function.evaluate(SlowCalls([call("hello"), call("quit"), call("hello")], process.pid))
    assert [type(result) for result in results] == [Scored, Failed, Scored]


async def test_prints_and_threads_are_allowed(function: Sandbox) -> None:
    """What is printed goes nowhere, and standard input is empty."""
    results = await function.evaluate([call("print"), call("thread"), call("read"), call("hello")])
    assert [type(result) for result in results] == [Scored] * 4
    assert results[2] == Scored([("stdin", 0, None)])  # type: ignore[list-item]


async def test_a_function_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken_module.py").write_text("import no_such_library")
    sandbox = Sandbox(job(function="broken_module:score", folder=str(tmp_path)))
    with pytest.raises(SandboxFailed, match=r"broken_module cannot be imported: ModuleNotFoundError.*no_such_library"):
        await sandbox.evaluate([call("hello")])
    missing = Sandbox(job(function="broken_module:score", folder="/nowhere"))
    with pytest.raises(SandboxFailed, match="broken_module cannot be imported"):
        await missing.evaluate([call("hello")])


async def test_a_catastrophic_regular_expression_costs_its_call_only() -> None:
    """(a+)+$ takes longer than the universe on 40 letters; the other calls of its batch have their scores."""
    sandbox = Sandbox(job(checks=[{"score": "ends", "type": "regex", "pattern": "(a+)+$"}]))
    try:
        results = await sandbox.evaluate([call("aaa"), call("a" * 40 + "!"), call("b")])
    finally:
        await sandbox.close()
    assert results == [
        Scored([("ends", True, None)]),  # type: ignore[list-item]
        Failed("timeout", ""),
        Scored([("ends", False, "no match")]),  # type: ignore[list-item]
    ]


def own_processes() -> list[psutil.Process]:
    children = psutil.Process(os.getpid()).children(recursive=True)
    return [child for child in children if "sandbox.process" in " ".join(child.cmdline())]
