"""Kill rounds: SIGKILL of one process or of several."""

from __future__ import annotations

import asyncio
import time
from typing import get_args

from bench.torture.storm import Storm
from tests.support.load import Load
from tests.support.server import Which

_ROUNDS = ("worker", "api", "worker and api", "supervisor", "all")
_WEIGHTS = (5, 5, 2, 2, 3)


async def kill_round(storm: Storm, load: Load) -> None:
    victims = storm.random.choices(_ROUNDS, _WEIGHTS)[0]
    storm.disturb()
    killed_at = time.monotonic()
    for which in get_args(Which):
        if which in victims:
            await asyncio.to_thread(storm.gnomon.kill, which)
    if victims in ("supervisor", "all"):
        await storm.start_again(killed_at)
    storm.tally.rounds[victims] += 1
