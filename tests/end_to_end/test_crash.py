"""kill -9 at random times under load, again and again.

CRASH_KILLS sets the number of kills, CRASH_SEED the random times.
"""

from __future__ import annotations

import asyncio
import os
import random
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.support.audit import audit
from tests.support.load import Load
from tests.support.openai_like import last_user_text
from tests.support.server import Gnomon, Which
from tests.support.upstream import Upstream

KILLS = int(os.environ.get("CRASH_KILLS", "4"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(1 << 30))))
VICTIMS: tuple[Which, ...] = ("worker", "api", "supervisor", "all")


@pytest.mark.timeout(60 + 10 * KILLS)
async def test_no_acknowledged_data_is_lost(tmp_path: Path, provider: Upstream) -> None:
    """Each answer that a client received completely and each acknowledged score is in the log, once."""
    print(f"CRASH_SEED={SEED}")
    generator = random.Random(SEED)
    with Gnomon(tmp_path, provider.base_url, workers=2) as gnomon:
        async with Load(lambda: gnomon.url) as load:
            for victim in islice(cycle(VICTIMS), KILLS):
                await load.completed(generator.randrange(1, 60))
                await asyncio.to_thread(gnomon.kill, victim)
                if victim in ("supervisor", "all"):
                    await asyncio.to_thread(gnomon.start)
            await load.completed(60)
        seen = {last_user_text(received.json()) for received in provider.requests if received.body_complete}
        audit(gnomon, load.ledger, went_upstream=seen)
        gnomon.wait_until(lambda: gnomon.health()["store"]["in_flight"] == 0, "every call to have ended")
