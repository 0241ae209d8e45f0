"""One server under load, with everything that is to happen to it at the same time."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench.torture.record import Seen, settle
from bench.torture.tally import Tally, Window
from store.settings import DataDir
from tests.support.audit import mismatches
from tests.support.load import Load, ServerError
from tests.support.openai_like import last_user_text
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

WORKERS = 2
# A reload lets API requests finish for ten seconds, so a statement that takes all of its time must need less.
SETTINGS = {"timeouts": {"head_s": 5, "body_s": 10}, "sql": {"time_limit_s": 5}}
_SETTLE_S = 45.0
_PAUSE_S = 0.03  # without it, the clients take both cores of a small machine, and a restart has to wait for them
_SAMPLE = 60  # calls of a chapter that are read through the API, with bodies and scores


@dataclass
class Storm:
    gnomon: Gnomon
    provider: Upstream  # answers as OpenAI does
    hostile: Upstream
    tally: Tally
    random: random.Random
    stall_s: float
    prefix: str = ""  # of the request ids of this chapter
    disturbed: list[Window] = field(default_factory=list)  # times in which calls may get 502, 503 or 504
    stopped: list[Window] = field(default_factory=list)  # times in which no server was to run
    errors: list[ServerError] = field(default_factory=list)  # of hostile calls
    _disturbed_from: float | None = None

    def disturb(self) -> None:
        """From now on until the server is found healthy, calls may fail."""
        self._disturbed_from = self._disturbed_from or time.monotonic()

    @property
    def is_disturbed(self) -> bool:
        return self._disturbed_from is not None

    async def start_again(self, stopped_from: float) -> None:
        """After the whole server was stopped or killed."""
        await asyncio.to_thread(self.gnomon.start)
        self.stopped.append((stopped_from, time.monotonic()))

    async def recover(self) -> None:
        """Wait until all processes are there and the server is healthy."""
        await asyncio.to_thread(self.gnomon.wait_until, self._is_healthy, "the server to be healthy")
        self.settle()

    def settle(self) -> None:
        """From now on, calls may not fail."""
        if self._disturbed_from is not None:
            self.disturbed.append((self._disturbed_from, time.monotonic()))
            self._disturbed_from = None

    def _is_healthy(self) -> bool:
        pids = self.gnomon.pids()
        return pids.api is not None and len(pids.workers) == WORKERS and self.gnomon.get("/healthz").status == 200


Event = Callable[[Storm, Load], Awaitable[None]]
Attack = Callable[[Storm], Awaitable[None]]


async def chapter(storm: Storm, prefix: str, until: float, events: list[Event], attacks: list[Attack]) -> Seen:
    """Load, attacks and events until then; afterwards compares the record with what the clients saw."""
    storm.prefix, storm.disturbed, storm.stopped = prefix, [], []
    storm.errors = []
    started = time.monotonic()
    async with AsyncExitStack() as loads:
        url = lambda: storm.gnomon.url  # noqa: E731
        scored = await loads.enter_async_context(Load(url, clients=5, prefix=f"{prefix}s", pause_s=_PAUSE_S))
        # Clients that wait for no score show a stall of the proxy, and not one of the API.
        plain = await loads.enter_async_context(
            Load(url, clients=2, prefix=f"{prefix}p", scores=False, pause_s=_PAUSE_S)
        )
        tasks = [asyncio.create_task(_repeat(storm, attack, until)) for attack in attacks]
        while time.monotonic() < until:
            await _event(storm, scored, events)
        await _survive(storm, storm.recover)
        await asyncio.gather(*tasks)
    storm.settle()
    answered_at = [*scored.ledger.completed_at, *plain.ledger.completed_at]
    storm.tally.add_stall(started, answered_at, storm.stopped, storm.stall_s)
    storm.tally.add_load([scored.ledger, plain.ledger], storm.disturbed)
    storm.tally.add_server_errors(storm.errors, storm.disturbed)
    return await asyncio.to_thread(_compare, storm, [scored, plain])


async def _event(storm: Storm, load: Load, events: list[Event]) -> None:
    """Some calls, then one event; every second time the server gets no time to recover from it."""
    try:
        await load.completed(storm.random.randrange(1, 40), timeout_s=3 * storm.stall_s)
    except TimeoutError:
        storm.tally.fault(f"not 40 calls were answered within {3 * storm.stall_s:.0f} s")
    if not events:
        await asyncio.sleep(0.2)
        return
    event = storm.random.choice(events)
    recovers = storm.random.random() < 0.5

    async def happen() -> None:
        await event(storm, load)
        if recovers:
            await storm.recover()

    await _survive(storm, happen)


async def _survive(storm: Storm, step: Callable[[], Awaitable[None]]) -> None:
    """A step that the server does not survive is a fault; the campaign goes on with a new start."""
    began = time.monotonic()
    try:
        await step()
    except Exception as error:  # whatever it is, it is reported, and the others are not
        lines = str(error).splitlines() or [""]  # the first says what happened; the last of the server's log says why
        storm.tally.fault(f"{type(error).__name__}: {lines[0]}" + (f" … {lines[-1]}" if lines[1:] else ""))
        storm.disturb()
        await asyncio.to_thread(storm.gnomon.kill, "all")
        await storm.start_again(began)


async def _repeat(storm: Storm, attack: Attack, until: float) -> None:
    while time.monotonic() < until:
        await attack(storm)
        await asyncio.sleep(0.05)


def _compare(storm: Storm, loads: list[Load]) -> Seen:
    seen = Seen(storm.prefix, begun=_went_upstream(storm))
    for load in loads:
        seen.add(load.ledger)
    found = settle(DataDir(storm.gnomon.data_dir).database, seen, _SETTLE_S)
    storm.tally.add_mismatches(found)
    for load in loads if not found else ():
        sample = storm.random.sample(load.ledger.calls, min(_SAMPLE, len(load.ledger.calls)))
        storm.tally.add_mismatches(mismatches(storm.gnomon, load.ledger, sample, seen.begun))
    return seen


def _went_upstream(storm: Storm) -> set[str]:
    """The ids of the calls that arrived whole at either upstream; forgets them there."""
    calls = [call for call in storm.provider.requests if call.path == "/v1/chat/completions" and call.body_complete]
    ids = {last_user_text(call.json()) for call in calls}
    ids |= {name for call in storm.hostile.requests if call.body_complete and (name := call.header("x-call"))}
    if smuggled := [call.target for call in storm.provider.requests if "smuggled" in call.target]:
        storm.tally.fault(f"{len(smuggled)} hidden requests reached the upstream: {smuggled[:3]}")
    storm.provider.forget()
    storm.hostile.forget()
    return ids
