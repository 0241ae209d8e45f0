"""How many units a decision takes that may be taken at any look, beside the test that looks once.

    python -m bench.stopping [--runs 2000] [--seed 1]

For each size, an effect is planted that a test of that size finds with a power of 80 %. Each run looks after every unit
and stops when the interval that holds at every look leaves 0. docs/statistics.md has the figures.
"""

from __future__ import annotations

import argparse
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from bench.coverage_every_look import looks

SIZES = (1_000, 2_500, 5_000, 10_000, 25_000)
WAITS = 4  # times the size, at most
POWER = 0.8


class Stopped(NamedTuple):
    size: int  # of the test that looks once: units of both groups
    median: float  # units at the stop
    within: float  # share of the runs that stopped by then
    wrong: float  # share of the runs that found the opposite of what was planted


def stop(size: int, runs: int, seed: int) -> Stopped:
    """`median` counts runs that did not stop as the longest."""
    rng = np.random.default_rng([seed, size])
    effect = float(stats.norm.ppf(0.975) + stats.norm.ppf(POWER)) * 2 / sqrt(size)
    stops: list[int] = []
    wrong = 0
    for _ in range(runs):
        units = WAITS * size
        is_second = rng.random(units) < 0.5
        values: NDArray[np.float64] = rng.normal(0, 1, units) + effect * is_second
        decided = np.flatnonzero(looks(values, (~is_second, is_second)) > 1)
        stops.append(int(decided[0]) + 1 if len(decided) else units)
        if len(decided):
            upto = stops[-1]
            wrong += values[:upto][is_second[:upto]].mean() < values[:upto][~is_second[:upto]].mean()
    return Stopped(size, float(np.median(stops)), float(np.mean(np.array(stops) <= size)), wrong / runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print("| One look at | Median at every look | Ratio | Stopped by then | Wrong way |\n|---|---|---|---|---|")
    for size in SIZES:
        found = stop(size, arguments.runs, arguments.seed)
        print(
            f"| {size:,} | {found.median:,.0f} | {found.median / size:.2f} | {100 * found.within:.0f} % "
            f"| {100 * found.wrong:.1f} % |"
        )


if __name__ == "__main__":
    main()
