"""Divides the time of a campaign between its parts, and checks the whole record at the end."""

from __future__ import annotations

import asyncio
import itertools
import random
import re
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.torture.callers import hostile_request
from bench.torture.contract import check_contract
from bench.torture.disk import fill_and_free
from bench.torture.kills import kill_round
from bench.torture.record import Seen, compare
from bench.torture.signals import signal_storm
from bench.torture.storm import SETTINGS, WORKERS, Attack, Event, Storm, chapter
from bench.torture.tally import Tally
from bench.torture.upstreams import by_name, hostile_answer, scripts
from store.settings import DataDir
from tests.support.openai_like import openai_like
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

EVENTS: dict[str, Event] = {"kills": kill_round, "signals": signal_storm}
ATTACKS: dict[str, Attack] = {"upstreams": hostile_answer, "callers": hostile_request}
PARTS = (*EVENTS, *ATTACKS, "disk", "contract")
_TORN_END = re.compile(r"event=torn_end_set_aside segment=(\S+) offset=(\d+)")
_LAP_S = 300.0  # in each, the disk fills up once
_CHAPTER_S = 30.0  # of load, after which the record is compared
_CONTRACT_SHARE = 0.25
_KILL_WEIGHT = 3  # kill rounds for each storm of signals


@dataclass
class Campaign:
    folder: Path
    seed: int
    minutes: float
    parts: Collection[str]
    stall_s: float
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._until = 0.0
        self._numbers = itertools.count(1)
        self._seen = Seen(f"{self.seed}-")

    def run(self) -> None:
        if "upstreams" in self.parts:
            scripts()  # compressing its bombs now keeps the load free of it later
        with Upstream() as provider, Upstream(by_name) as hostile:
            openai_like(provider)
            upstreams: list[dict[str, Any]] = [
                {"name": "provider", "base_url": provider.base_url, "default": True},
                {"name": "hostile", "base_url": hostile.base_url},
            ]
            folder = self.folder / "storm"
            folder.mkdir(parents=True)
            with Gnomon(folder, "", workers=WORKERS, settings=SETTINGS, upstreams=upstreams) as gnomon:
                self._until = time.monotonic() + self.minutes * 60
                storm = Storm(gnomon, provider, hostile, self.tally, self._random, self.stall_s)
                asyncio.run(self._laps(storm))
                for name in damaged_pieces(DataDir(gnomon.data_dir).quarantine, gnomon.stderr):
                    self.tally.fault(f"{name} is in the quarantine")
            # Once more at the end: what was there after a chapter may not be lost or doubled later.
            self.tally.add_mismatches(compare(DataDir(gnomon.data_dir).database, self._seen))

    async def _laps(self, storm: Storm) -> None:
        laps = max(1, round(self.minutes * 60 / _LAP_S))
        lap_s = (self._until - time.monotonic()) / laps
        for lap in range(laps):
            until = self._until - (laps - 1 - lap) * lap_s
            others = self._others(storm.provider, lap_s)
            self._random.shuffle(others)
            for other in others:
                await self._chapters(storm, until - (until - time.monotonic()) / 2)
                await other()
            await self._chapters(storm, until)

    def _others(self, provider: Upstream, lap_s: float) -> list[Callable[[], Awaitable[None]]]:
        """What happens once in each lap, on servers of their own."""

        async def disk() -> None:
            await fill_and_free(self._new_folder(), provider, self.tally, self.stall_s)

        async def contract() -> None:
            ends = time.monotonic() + lap_s * _CONTRACT_SHARE
            await check_contract(self._new_folder(), provider, self.tally, ends, self._random)

        steps = {"disk": disk, "contract": contract}
        return [step for name, step in steps.items() if name in self.parts]

    async def _chapters(self, storm: Storm, until: float) -> None:
        events = [EVENTS[name] for name in EVENTS if name in self.parts for _ in range(_weight(name))]
        attacks = [ATTACKS[name] for name in ATTACKS if name in self.parts]
        while (events or attacks) and time.monotonic() < until:
            ends = min(until, time.monotonic() + _CHAPTER_S)
            prefix = f"{self.seed}-{next(self._numbers):05}-"
            self._seen.update(await chapter(storm, prefix, ends, events, attacks))
            self.tally.print_progress()

    def _new_folder(self) -> Path:
        folder = self.folder / f"{next(self._numbers):05}"
        folder.mkdir()
        return folder


def damaged_pieces(quarantine: Path, log: str) -> list[str]:
    """The files in the quarantine, without the torn ends that killed workers leave: those never were frames."""
    torn = {f"{segment}.{offset}" for segment, offset in _TORN_END.findall(log)}
    return sorted(file.name for file in quarantine.glob("*") if file.name not in torn)


def _weight(name: str) -> int:
    return _KILL_WEIGHT if name == "kills" else 1
