"""`python -m evaluation.evaluators.sandbox.process`: the process of one evaluator. The api process starts it, by
sandbox.py.

Both send lines of JSON:

    standard input   the job: what it runs, and its limits
                     a call (evaluation/evaluators/call.py)
    standard output  {"ready": true}, or {"cannot_load": …} and it ends
                     for each call, in their order: {"scores": [[name, value, comment] …]}, {"skipped": reason} or
                     {"failed": reason, "detail": …}

It ends when its standard input does. A call that takes too long, or crashes it, ends it too: then it is the first one
without an answer.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from evaluation.evaluators.checks.check_model import Check
from evaluation.evaluators.checks.checking import CompiledCheck, compiled
from evaluation.evaluators.sandbox.functions import BadResult, CannotLoad, load, scores_from, shown
from store.confinement import limits
from store.confinement.no_forks import forbid_processes

LOAD_S = 30.0  # importing libraries may take so long
EXIT_OUT_OF_MEMORY = 77

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SandboxJob:
    checks: list[dict[str, Any]]  # either these
    function: str  # … or this, of a file in the folder
    folder: str
    time_limit_s: float  # of one call
    memory_limit_mb: int
    parent: int  # pid of the api process


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # reach all processes; the api process says when to stop
    lines, answers = _take_pipes()
    with lines, answers:
        job = SandboxJob(**orjson.loads(next(lines)))
        limits.die_with_parent(job.parent)
        limits.yield_to_others()
        limits.forbid_core()
        try:
            evaluate = _evaluator(job)
        except CannotLoad as error:
            _send(answers, {"cannot_load": str(error)})
            return
        _send(answers, {"ready": True})
        for line in lines:
            _limit_time(job.time_limit_s)
            answer = evaluate(orjson.loads(line))
            signal.setitimer(signal.ITIMER_REAL, 0)
            _send(answers, answer)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, out of reach of functions that read or print."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return pipes


def _send(answers: BinaryIO, line: Json) -> None:
    answers.write(orjson.dumps(line) + b"\n")
    answers.flush()


def _evaluator(job: SandboxJob) -> Callable[[Json], Json]:
    """Raises CannotLoad."""
    _limit_time(LOAD_S)
    if job.checks:
        checks = compiled([Check.model_validate(check) for check in job.checks])  # loads what they need
        limits.limit_memory(job.memory_limit_mb << 20)
        forbid_processes()
        return lambda call: _checked(checks, call)
    limits.limit_memory(job.memory_limit_mb << 20)
    forbid_processes()
    function = load(job.function, job.folder)
    return lambda call: _called(function, call)


def _limit_time(limit_s: float) -> None:
    """SIGALRM ends this process after so long, SIGXCPU after so much CPU time from now on, of all threads."""
    for number in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + 2 * limit_s) + 2, hard))


def _checked(checks: list[CompiledCheck], call: Json) -> Json:
    """The scores of all checks that can be answered; if none can, why the first cannot."""
    verdicts = [(check.score, check(call)) for check in checks]
    scores = [[name, verdict.holds, verdict.comment] for name, verdict in verdicts if verdict.holds is not None]
    return {"scores": scores} if scores else {"skipped": verdicts[0][1].reason}


def _called(function: Callable[[Mapping[str, Any]], Any], call: Json) -> Json:
    try:
        scores = scores_from(function(call))
    except BadResult as error:
        return {"failed": "bad_answer", "detail": str(error)}
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)  # what is left of the memory is not to be relied on
    except BaseException as error:  # SystemExit too
        return {"failed": "exception", "detail": shown(error)}
    return {"scores": [[*score] for score in scores]} if scores else {"skipped": "no_score"}


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    except (BrokenPipeError, ConnectionError):
        pass  # the api process has ended
    sys.stdout.flush()
    os._exit(0)  # threads that a function left behind must not keep it
