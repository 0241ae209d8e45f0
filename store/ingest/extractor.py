"""Facts and bodies → meaning; large bodies in another process, so that parsing them does not hold up the API."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import structlog

import store
from store.extract import Prices, extract
from store.extract.process import read_message, write_message
from store.models import Bodies, ExchangeRow

log = structlog.get_logger()

_LARGE_BYTES = 256 << 10
_LARGE_ENCODED_BYTES = 32 << 10  # compressed text may be many times as large


class Extractor:
    """Used from one thread. The other process is started with the first large body."""

    def __init__(self, prices: Prices) -> None:
        self._prices = prices
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
        """With all its meaning; when that can't be worked out, the facts as they are: `gnomon reprocess` may later."""
        try:
            if _is_large(facts, bodies):
                return self._derive_aside(facts, bodies)
            return extract(facts, bodies, self._prices)
        except Exception as error:
            log.warning("meaning_not_derived", exchange_id=facts.exchange_id, error=repr(error))
            return facts

    def close(self) -> None:
        if self._process:
            self._end(self._process)
            self._process = None

    def _derive_aside(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
        """One process that dies may have been killed by somebody; a second one was killed by this body."""
        try:
            return self._ask(facts, bodies)
        except (EOFError, OSError):
            self.close()
            try:
                return self._ask(facts, bodies)
            except (EOFError, OSError):
                self.close()
                raise

    def _ask(self, facts: ExchangeRow, bodies: Bodies) -> ExchangeRow:
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
        # It ends with its input: also when this process is killed.
        process = subprocess.Popen(
            [sys.executable, "-m", "store.extract.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # a Ctrl-C is meant for us; we end it when we are done
        )
        write_message(_pipes(process)[0], self._prices)
        return process

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        into, out = _pipes(process)
        try:
            into.close()
        except OSError:
            pass  # what was left unsent to a dead one
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
