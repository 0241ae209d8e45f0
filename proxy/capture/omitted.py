"""Reads the numbers of bodies that the caller wants omitted from the log, before the bodies are dropped.

The code that reads them is loaded with the first such call: most workers never need it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import structlog
from orjson import Fragment, dumps

from store.spool.counters import Counters

log = structlog.get_logger()

_LARGE_BYTES = 64 << 10  # reading them takes some milliseconds
_LARGE_ENCODED_BYTES = 32 << 10  # compressed; decoded they may be many times larger
_MAX_RESULT_BYTES = 1 << 20
_WAIT_S = 5.0  # the client's last bytes wait as long
_SWITCH_S = 0.0005  # Python's default of 5 ms is as long as the loop may ever be held up

Headers = Mapping[str, Any]
OnRead = Callable[[Fragment | None], None]

_running: set[asyncio.Task[None]] = set()  # the loop holds its tasks weakly


def read(opening: Headers, closing: Headers, bodies: tuple[bytes, bytes], counters: Counters, on_read: OnRead) -> None:
    """Calls `on_read` with what the bodies say, as JSON; None: they could not be read. Small ones are read at once,
    large ones in a thread. A body beyond the budget is not read: the JSON says why. `opening` and `closing`: the
    headers of the call's frames.
    """
    if _is_small(bodies, opening["request_headers"], closing["response_headers"]):
        try:
            result = _read(opening, closing, bodies, in_loop=True)
        except Exception as error:  # the call goes on without its numbers
            _report(opening, error, counters)
            on_read(None)
            return
        if result is not None:
            on_read(result)
            return
    task = asyncio.get_running_loop().create_task(_read_in_thread(opening, closing, bodies, counters, on_read))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def _read_in_thread(
    opening: Headers, closing: Headers, bodies: tuple[bytes, bytes], counters: Counters, on_read: OnRead
) -> None:
    result: Fragment | None = None
    try:
        async with asyncio.timeout(_WAIT_S):
            loop = asyncio.get_running_loop()
            result = await loop.run_in_executor(_thread(), _read, opening, closing, bodies)
    except Exception as error:  # likewise
        _report(opening, error, counters)
    on_read(result)


def _read(opening: Headers, closing: Headers, bodies: tuple[bytes, bytes], *, in_loop: bool = False) -> Fragment | None:
    """None: `in_loop`, and it would take too long there."""
    from store.extract.budgets import LOOP, WORKER  # noqa: PLC0415  # see the module
    from store.extract.omitted import read_omitted  # noqa: PLC0415

    request, answer = bodies
    had_answer = closing["first_byte_us"] is not None
    extracted = read_omitted(opening, closing, (request, answer if had_answer else None), LOOP if in_loop else WORKER)
    if in_loop and extracted["row"].get("extract_error"):
        return None
    result = dumps(extracted)
    if len(result) > _MAX_RESULT_BYTES:
        raise ValueError(f"what the bodies say takes {len(result)} bytes")
    return Fragment(result)


def _report(opening: Headers, error: Exception, counters: Counters) -> None:
    counters.add("unread")
    log.warning("omitted_bodies_not_read", exchange_id=opening["exchange_id"], error=repr(error)[:200])


def _is_small(bodies: tuple[bytes, bytes], *all_headers: Mapping[str, str]) -> bool:
    if "store.extract.omitted" not in sys.modules:  # loading it takes longer than reading any body
        return False
    return all(
        len(body) <= (_LARGE_ENCODED_BYTES if "content-encoding" in headers else _LARGE_BYTES)
        for body, headers in zip(bodies, all_headers, strict=True)
    )


@cache
def _thread() -> ThreadPoolExecutor:
    """One thread: large bodies wait for each other, not the loop for many of them."""
    sys.setswitchinterval(_SWITCH_S)
    return ThreadPoolExecutor(1, "omitted")
