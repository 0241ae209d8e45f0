"""Row and bodies → row with extracted fields; large bodies in another process, so that the API need not wait."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import structlog

import store
from store.extract import Prices, extract
from store.extract.bodies.parsing import Json
from store.extract.omitted import finish
from store.extract.process import read_message, write_message
from store.models import Bodies, ExchangeRow

log = structlog.get_logger()

_LARGE_BYTES = 256 << 10
_LARGE_ENCODED_BYTES = 32 << 10  # compressed; decoded it may be many times larger


class Extractor:
    """Belongs to one thread. Starts the other process with the first large body."""

    def __init__(self, prices: Prices) -> None:
        self._prices = prices
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, facts: ExchangeRow, bodies: Bodies, extracted: Json | None = None) -> ExchangeRow:
        """The exchange with all extracted fields; unchanged when extraction fails (`gnomon reprocess` tries again).
        `extracted`: what the worker read of omitted bodies."""
        try:
            if extracted is not None:
                return finish(facts, extracted, self._prices)
            if _is_large(facts, bodies):
                return self._extract_in_process(facts, bodies)
            return extract(facts, bodies, self._prices)
        except Exception as error:
            log.warning("extraction_failed", exchange_id=facts.exchange_id, error=repr(error))
            return facts

    def close(self) -> None:
        if self._process:
            self._end(self._process)
            self._process = None

    def _extract_in_process(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
        """Tries twice: the first process may have been killed from outside, a second one was killed by this body."""
        try:
            return self._send(facts, bodies)
        except (EOFError, OSError):
            self.close()
            try:
                return self._send(facts, bodies)
            except (EOFError, OSError):
                self.close()
                raise

    def _send(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
        if self._process is None:
            self._process = self._start()
        into, out = _pipes(self._process)
        write_message(into, (facts, bodies))
        answer = read_message(out)
        if isinstance(answer, ExchangeRow):
            return answer
        raise RuntimeError(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        here = str(Path(store.__path__[0]).parent)
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([here, *filter(None, sys.path)])}
        # It ends when its input ends: also when this process is killed.
        process = subprocess.Popen(
            [sys.executable, "-m", "store.extract.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # Ctrl-C is for this process, which ends the other when it is done
        )
        write_message(_pipes(process)[0], self._prices)
        return process

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        into, out = _pipes(process)
        try:
            into.close()
        except OSError:
            pass  # unsent data for a process that is gone
        out.close()
        process.kill()
        process.wait()


def _is_large(facts: ExchangeRow, bodies: Bodies) -> bool:
    return any(
        body is not None and len(body) > (_LARGE_ENCODED_BYTES if "content-encoding" in headers else _LARGE_BYTES)
        for body, headers in ((bodies.request, facts.request_headers), (bodies.response, facts.response_headers))
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout
