"""The process in which large bodies are understood: messages in, messages out, until the input ends."""

from __future__ import annotations

import pickle
import sys
from typing import IO, Any

from store.extract import extract

_LENGTH = 8


def write_message(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "little"))
    pipe.write(data)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> Any:
    """Raises EOFError when the other process is gone."""
    length = pipe.read(_LENGTH)
    data = pipe.read(int.from_bytes(length, "little")) if len(length) == _LENGTH else b""
    if not data:
        raise EOFError("the other process has gone")
    return pickle.loads(data)  # noqa: S301  written by our own process, over a private pipe


def serve(pipe_in: IO[bytes], pipe_out: IO[bytes]) -> None:
    """Reads the prices once, then (facts, bodies) repeatedly; answers each with an ExchangeRow, or the error's repr."""
    prices = read_message(pipe_in)
    while True:
        facts, bodies = read_message(pipe_in)
        try:
            answer: object = extract(facts, bodies, prices)
        except Exception as error:
            answer = repr(error)
        write_message(pipe_out, answer)


if __name__ == "__main__":
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except (EOFError, BrokenPipeError):
        pass  # the parent process is gone, or done
