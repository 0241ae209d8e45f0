"""Which keys of the requests or sessions have different values in two groups: models, users, properties. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store import statistics
from store.analytics.fairness.counts import KeyCounts
from store.analytics.fairness.keys import MixKey
from store.statistics import MixTest

DIFFERS_P = 0.05  # of p-values adjusted for all keys
# The least Cramér's V; .1 is Cohen's small effect. With many requests any difference has a small p-value, and so has
# chance where requests of one session are alike, because χ² takes each of them for new evidence. Size decides then.
DIFFERS_V = 0.1


@dataclass(frozen=True, slots=True)
class ValueShares:
    value: str | None  # None: the units have none, or `others`
    others: bool  # all values beyond the most frequent ones
    first: float  # share of the group's units
    second: float


@dataclass(frozen=True, slots=True)
class MixDifference:
    key: str
    test: MixTest
    holm_p: float
    values: list[ValueShares]  # the most frequent ones in both groups together, most frequent first


@dataclass(frozen=True, slots=True)
class Mix:
    keys: list[str]  # that were tested
    differing: list[MixDifference]  # largest difference first


class _Tested(NamedTuple):
    key: MixKey
    counts: KeyCounts
    rest: tuple[int, int]  # units with other values
    test: MixTest


def mix(keys: Sequence[MixKey], counts: Mapping[str, KeyCounts], units: tuple[int, int]) -> Mix:
    """`counts`: by column; `units`: of each group."""
    each_tested = (_tested(key, counts[key.column], units) for key in keys if key.column in counts)
    tested = [each for each in each_tested if each is not None]
    adjusted = statistics.holm([each.test.p_value for each in tested])
    differing = [
        (each, holm_p)
        for each, holm_p in zip(tested, adjusted, strict=True)
        if holm_p is not None and holm_p < DIFFERS_P and each.test.cramers_v >= DIFFERS_V
    ]
    differences = [
        MixDifference(each.key.name, each.test, holm_p, _shares(each, units))
        for each, holm_p in sorted(differing, key=lambda pair: -pair[0].test.cramers_v)
    ]
    return Mix([each.key.name for each in tested], differences)


def _tested(key: MixKey, counts: KeyCounts, units: tuple[int, int]) -> _Tested | None:
    largest = [(count.first, count.second) for count in counts.largest]
    rest = (units[0] - sum(first for first, _ in largest), units[1] - sum(second for _, second in largest))
    test = statistics.compare_mix(largest, rest)
    return test and _Tested(key, counts, rest, test)


def _shares(tested: _Tested, units: tuple[int, int]) -> list[ValueShares]:
    shares = [
        ValueShares(count.value, others=False, first=count.first / units[0], second=count.second / units[1])
        for count in tested.counts.largest
    ]
    if any(tested.rest):
        first, second = tested.rest
        shares.append(ValueShares(None, others=True, first=first / units[0], second=second / units[1]))
    return shares
