"""How often the change detector is wrong, and how soon it is right, by simulation; the second table of
docs/statistics.md.

    python -m bench.coverage_changes [--rounds 200] [--seed 1] [--only TEXT] [--write]

Quiet cases have a quarter of hours without a change: the alarms are false. Planted cases have 500 values, and then a
change: values until it is found, and whether the intervals of its time and size contain the truth.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from store.statistics.changes import (
    QUARTER_HOURS,
    Change,
    HourlySeries,
    find_changes,
    series_of_numbers,
    series_of_shares,
    threshold,
)

PAGE = Path(__file__).parent.parent / "docs/statistics.md"
MARK, END_MARK = "<!-- Written by python -m bench.coverage_changes --write -->", "<!-- Until here -->"
MONDAY = 4 * 24  # 1970 began on a Thursday
FOUND_WITHIN = 200  # values
_ENOUGH = threshold(1.0)
_LATE_HOURS = 12.0  # mean delay of scores that come late
_AFTER = 600  # values after a planted change

Floats = NDArray[np.float64]
Rng = np.random.Generator


@dataclass(frozen=True)
class World:
    """Values are made in standard deviations of a single one."""

    name: str
    draw: Callable[[Rng, Floats], Floats]  # means in standard deviations → a value for each
    per_hour: float = 10.0
    is_share: bool = False
    has_traffic: bool = False  # fewer calls at night and on weekends
    season: float = 0.0  # half of what day and night differ by; a weekend differs by half of it
    wander: tuple[float, float] = (0.0, 0.0)  # standard deviation of what an hour has in common, and its correlation
    are_late: bool = False  # scores arrive late, low ones sooner; asked every week


def normal(rng: Rng, means: Floats) -> Floats:
    return 80 + 10 * (means + rng.normal(size=len(means)))


def below_a_ceiling(rng: Rng, means: Floats) -> Floats:
    return np.minimum(100.0, np.round(92 + 10 * (means + rng.normal(size=len(means)))))


def heavy_tailed(rng: Rng, means: Floats) -> Floats:
    return 80 + 10 * (means + rng.standard_t(3, size=len(means)) / np.sqrt(3))


def exponential(rng: Rng, means: Floats) -> Floats:
    return 10 * (means + rng.exponential(size=len(means)))


def share(truth: float) -> Callable[[Rng, Floats], Floats]:
    def draw(rng: Rng, means: Floats) -> Floats:
        chance = np.clip(truth + means * np.sqrt(truth * (1 - truth)), 0, 1)
        return (rng.random(len(means)) < chance).astype(np.float64)

    return draw


def values_of(
    world: World, rng: Rng, hours: int, drop_at: int | None = None, drop: float = 0.0
) -> tuple[Floats, Floats]:
    """The hour and the value of each request. `drop`: in standard deviations, from the hour `drop_at` on."""
    at = np.arange(hours)
    is_weekend = (at // 24) % 7 >= 5
    day = np.sin(2 * np.pi * at / 24 + 1)
    rates = np.full(hours, world.per_hour)
    if world.has_traffic:
        rates = world.per_hour * (1 + 0.8 * np.sin(2 * np.pi * at / 24)) * np.where(is_weekend, 0.5, 1.2)
    means = world.season * day + 0.5 * world.season * is_weekend + _wander(rng, hours, *world.wander)
    if drop_at is not None:
        means = means - drop * (at >= drop_at)
    of_hour = np.repeat(at, rng.poisson(rates)).astype(np.float64)
    return of_hour, world.draw(rng, means[of_hour.astype(int)])


def _wander(rng: Rng, hours: int, size: float, correlation: float) -> Floats:
    effects, now = np.empty(hours), rng.normal()
    for hour in range(hours):
        now = correlation * now + np.sqrt(1 - correlation**2) * rng.normal()
        effects[hour] = size * now
    return effects


def series_of(world: World, of_hour: Floats, values: Floats) -> HourlySeries:
    hours, index, n = np.unique(of_hour.astype(np.int64), return_inverse=True, return_counts=True)
    n = n.astype(np.float64)
    means = np.bincount(index, values) / n
    if world.is_share:
        return series_of_shares(hours + MONDAY, n, means)
    lowest, highest = np.full(len(n), np.inf), np.full(len(n), -np.inf)
    np.minimum.at(lowest, index, values)
    np.maximum.at(highest, index, values)
    squares = np.bincount(index, (values - means[index]) ** 2)
    return series_of_numbers(hours + MONDAY, n, means, squares, lowest, highest)


def false_alarms(world: World, rng: Rng, hours: int = QUARTER_HOURS) -> int:
    """Of one quarter."""
    of_hour, values = values_of(world, rng, hours)
    if not world.are_late:
        return len(find_changes(series_of(world, of_hour, values), _ENOUGH))
    delay = rng.exponential(_LATE_HOURS * np.where(values < np.median(values), 0.5, 1.5))
    wait = int(np.ceil(np.quantile(delay, 0.95)))
    alarmed: list[Change] = []
    for now in range(7 * 24, hours + 1, 7 * 24):
        is_there = (of_hour + delay < now) & (of_hour < now - wait)
        for change in find_changes(series_of(world, of_hour[is_there], values[is_there]), _ENOUGH):
            if not any(_is_same(change, before) for before in alarmed):
                alarmed.append(change)
    return len(alarmed)


def _is_same(one: Change, other: Change) -> bool:
    overlap = one.earliest_hour <= other.latest_hour and other.earliest_hour <= one.latest_hour
    return overlap and (one.difference > 0) == (other.difference > 0)


@dataclass(frozen=True)
class Planted:
    """What came of one planted change; None: it was not found."""

    values_until_found: float | None
    covers_time: bool = False
    covers_size: bool = False


def planted(world: World, rng: Rng, drop: float, truth: float, before: int = 500) -> Planted:
    """`drop`: in standard deviations; `truth`: the difference of the means."""
    drop_at = round(before / world.per_hour)
    series = series_of(world, *values_of(world, rng, drop_at + round(_AFTER / world.per_hour), drop_at, drop))
    found = [change for change in find_changes(series, _ENOUGH) if change.found_hour >= drop_at + MONDAY]
    if not found:
        return Planted(None)
    first = found[0]
    until = float(series.n[(series.hours >= drop_at + MONDAY) & (series.hours <= first.found_hour)].sum())
    covers_time = first.earliest_hour <= drop_at + MONDAY <= first.latest_hour
    return Planted(until, covers_time, first.low <= truth <= first.high)


def quiet_worlds() -> list[World]:
    daily: dict[str, Any] = {"has_traffic": True, "season": 0.3}
    return [
        World("normal, 10 an hour", normal),
        World("normal, 1 an hour", normal, 1.0),
        World("normal, one in four hours", normal, 0.25),
        World("below a ceiling, 3 an hour", below_a_ceiling, 3.0),
        World("exponential, 3 an hour", exponential, 3.0),
        World("heavy-tailed, 3 an hour", heavy_tailed, 3.0),
        World("share 0.9, 10 an hour", share(0.9), is_share=True),
        World("share 0.99, 10 an hour", share(0.99), is_share=True),
        World("share 0.99, 1 an hour", share(0.99), 1.0, is_share=True),
        World("normal, days and weekends differ", normal, season=0.3),
        World("normal, days and weekends differ, traffic too", normal, **daily),
        World("share 0.9, days and weekends differ, traffic too", share(0.9), is_share=True, **daily),
        World("normal, hours wander (correlation 0.5)", normal, wander=(0.2, 0.5)),
        World("normal, hours wander (correlation 0.8)", normal, wander=(0.2, 0.8)),
        World("normal, days differ and hours wander (0.8)", normal, wander=(0.2, 0.8), **daily),
        World("normal, scores come late, low ones sooner", normal, 3.0, are_late=True),
    ]


def planted_worlds() -> list[tuple[World, float, float, int]]:
    """World, drop in standard deviations, the difference of the means, and values before."""
    drop = 1 / 3  # of a share of 0.9 to 0.8
    return [
        (World("5 points of sd 10, 2 an hour", normal, 2.0), 0.5, -5.0, 500),
        (World("5 points of sd 10, 8 an hour", normal, 8.0), 0.5, -5.0, 500),
        (World("5 points of sd 10, 2 an hour, hours wander", normal, 2.0, wander=(0.1, 0.5)), 0.5, -5.0, 500),
        (World("share 0.9 to 0.8, 2 an hour", share(0.9), 2.0, is_share=True), drop, -0.1, 500),
        (World("share 0.9 to 0.8, 2 an hour, 2,000 before", share(0.9), 2.0, is_share=True), drop, -0.1, 2000),
        (World("share 0.9 to 0.7, 2 an hour", share(0.9), 2.0, is_share=True), 2 * drop, -0.2, 500),
    ]


def seeded(title: str, seed: int) -> Rng:
    return np.random.default_rng([seed, crc32(title.encode())])


def quiet_line(world: World, rounds: int, seed: int) -> str:
    rng = seeded(world.name, seed)
    rounds = max(1, rounds // 5) if world.are_late else rounds
    alarms = np.array([false_alarms(world, rng) for _ in range(rounds)])
    error = 2 * float(alarms.std()) / np.sqrt(rounds)
    return f"| {world.name} | {alarms.mean():.2f} ± {error:.2f} | {100 * (alarms > 0).mean():.0f} |"


def planted_line(case: tuple[World, float, float, int], rounds: int, seed: int) -> str:
    world, drop, truth, before = case
    rng = seeded(world.name, seed)
    trials = [planted(world, rng, drop, truth, before) for _ in range(rounds)]
    found = [trial for trial in trials if trial.values_until_found is not None]
    until = [np.inf if trial.values_until_found is None else trial.values_until_found for trial in trials]
    time = np.mean([trial.covers_time for trial in found])
    size = np.mean([trial.covers_size for trial in found])
    return (
        f"| {world.name} | {np.median(until):.0f} | {100 * np.mean(np.array(until) <= FOUND_WITHIN):.0f} "
        f"| {100 * len(found) / rounds:.0f} | {100 * time:.0f} | {100 * size:.0f} |"
    )


QUIET_HEAD = "| A quarter without a change | False alarms | Quarters with one, % |\n|---|---|---|"
PLANTED_HEAD = (
    f"| A change after 500 values | Median values until found | Within {FOUND_WITHIN}, % | Within {_AFTER}, % "
    "| Time in its interval, % | Size in its interval, % |\n|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="run the cases whose name contains this text")
    parser.add_argument("--write", action="store_true", help="replace the tables in docs/statistics.md")
    options = parser.parse_args()
    lines = [f"{options.rounds} rounds (a fifth of it for late scores), seed {options.seed}.", "", QUIET_HEAD]
    print(lines[-1], flush=True)
    for world in quiet_worlds():
        if options.only in world.name:
            lines.append(quiet_line(world, options.rounds, options.seed))
            print(lines[-1], flush=True)
    lines += ["", PLANTED_HEAD]
    print(lines[-1], flush=True)
    for case in planted_worlds():
        if options.only in case[0].name:
            lines.append(planted_line(case, options.rounds, options.seed))
            print(lines[-1], flush=True)
    if options.write:
        before, rest = PAGE.read_text().split(MARK)
        PAGE.write_text(before + MARK + "\n\n" + "\n".join(lines) + "\n\n" + END_MARK + rest.split(END_MARK)[1])


if __name__ == "__main__":
    main()
