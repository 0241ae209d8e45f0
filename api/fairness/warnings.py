"""Reasons to doubt a comparison, in sentences for people. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from store.analytics.fairness.counts import SharedValues
from store.analytics.fairness.fairness import Fairness, FairnessQuery, SampleRatio
from store.analytics.fairness.mix import MixDifference, ValueShares
from store.analytics.fairness.periods import Period, Periods
from store.analytics.selection import Unit

_SAME_TIME = 0.9  # of each group's units; with fewer in the common time the groups ran at different times
_BY_CHANCE = 0.01  # … unless groups in random order would have so many outside with a higher probability
_SHARED = 0.01  # of a group's units; with more of sessions or users in both groups, these matter
_TEXT_MOST = 60  # characters of a value


def warnings(query: FairnessQuery, fairness: Fairness, names: tuple[str, str]) -> list[str]:
    """The most important first: what makes the comparison wrong, then what may explain a difference, then what makes
    it less certain than it claims."""
    if not all(fairness.periods.units):
        return []  # an empty group: the comparison itself says so
    return [
        *_same_units(fairness),
        *_times(query, fairness, names),
        *sample_ratio_mismatch(query, fairness.sample_ratio),
        *(mix_difference(difference, fairness.unit, names) for difference in fairness.mix.differing),
        *_units(query, fairness, names),
    ]


def _same_units(fairness: Fairness) -> Iterator[str]:
    count, unit = fairness.units_in_both, fairness.unit
    if count:
        are = f"{unit} is" if count == 1 else f"{unit}s are"
        yield f"{count:,} {are} in both groups, which hides differences: each {unit} should be in one group only."


def _times(query: FairnessQuery, fairness: Fairness, names: tuple[str, str]) -> Iterator[str]:
    periods = fairness.periods
    first, second = ran(periods, names)
    if periods.overlap is None:
        result = (
            "there is nothing to compare in the time they share"
            if query.within_overlap
            else "whatever else changed in between is part of the difference"
        )
        yield f"The groups ran one after the other, {first} and {second}: {result}."
        return
    if not query.within_overlap and ran_at_different_times(periods):
        units = periods.units
        shares = periods.overlap.first_units / units[0], periods.overlap.second_units / units[1]
        yield (
            f"The groups ran at different times, {first} and {second}: {_percent(shares[0])} and "
            f"{_percent(shares[1])} of their {fairness.unit}s lie in the time they share; "
            '`"within": "overlap"` compares only these.'
        )


def ran_at_different_times(periods: Periods) -> bool:
    """Of two groups that are not empty."""
    if periods.overlap is None:
        return True
    first, second = periods.units
    return _are_apart(periods.overlap.first_units, first, second) or _are_apart(
        periods.overlap.second_units, second, first
    )


def ran(periods: Periods, names: tuple[str, str]) -> tuple[str, str]:
    """Each group by its name, and when it ran."""
    return _ran(names[0], periods.first), _ran(names[1], periods.second)


def _are_apart(inside: int, units: int, others: int) -> bool:
    """Whether too few of a group's units lie in the common time. `others`: units of the other group."""
    if inside >= _SAME_TIME * units:
        return False
    probability = 1.0  # that the earliest (or latest) units of both groups are all of this one
    for number in range(units - inside):
        probability *= (units - number) / (units + others - number)
        if probability < _BY_CHANCE:
            return True
    return False


def sample_ratio_mismatch(query: FairnessQuery, ratio: SampleRatio | None, which: str = "") -> Iterator[str]:
    """`which`: what is said of the units that were counted, after their name."""
    if ratio is None or not ratio.mismatch or query.expected_split is None:
        return
    first, second = ratio.observed
    expected = " to ".join(f"{part:g}" for part in query.expected_split)
    yield (
        f"The groups have {first:,} and {second:,} {ratio.unit}s{which} where the split should be {expected} "
        f"(p = {ratio.test.p_value:.1g}): what changed the split may also explain the difference."
    )


def mix_difference(difference: MixDifference, unit: Unit, names: tuple[str, str]) -> str:
    key = difference.key
    if all(0 in (each.first, each.second) for each in difference.values):
        return (
            f"The groups have no value of {key} in common: the comparison cannot tell the effect of {key} from that of "
            "what defines the groups."
        )
    largest = max(difference.values, key=lambda each: abs(each.first - each.second))
    shares = [
        f"{_percent(share)} of the {unit}s of {name}"
        for share, name in zip((largest.first, largest.second), names, strict=True)
    ]
    return (
        f"The groups differ in {key} (Cramér's V {difference.test.cramers_v:.2f}): {' and '.join(shares)} have "
        f"{_value(largest)}, which may explain the difference."
    )


def _units(query: FairnessQuery, fairness: Fairness, names: tuple[str, str]) -> Iterator[str]:
    if query.cluster == "user":
        return  # sessions belong to users
    if query.cluster != "session" and fairness.sessions is not None:
        yield from _in_both("session", fairness.sessions, fairness, names)
    yield from _in_both("user", fairness.users, fairness, names)


def _in_both(what: str, shared: SharedValues, fairness: Fairness, names: tuple[str, str]) -> Iterator[str]:
    if not all(fairness.units):
        return
    shares = shared.first_units / fairness.units[0], shared.second_units / fairness.units[1]
    if max(shares) > _SHARED:
        occur = f"{what} occurs" if shared.both == 1 else f"{what}s occur"
        yield (
            f"{shared.both:,} {occur} in both groups, with {_percent(shares[0])} of the {fairness.unit}s of {names[0]} "
            f"and {_percent(shares[1])} of those of {names[1]}, so the groups are not independent: "
            f'`"cluster_by": "{what}"` takes this into account.'
        )


def _ran(name: str, period: Period) -> str:
    return f"{name} ({_time(period.start)} to {_time(period.end)} UTC)"


def _time(timestamp: datetime | None) -> str:
    return f"{timestamp:%Y-%m-%d %H:%M}" if timestamp else "unknown"


def _value(shares: ValueShares) -> str:
    if shares.others:
        return "one of the less frequent values"
    if shares.value is None:
        return "none"
    return shares.value if len(shares.value) <= _TEXT_MOST else shares.value[: _TEXT_MOST - 1] + "…"


def _percent(share: float) -> str:
    """100 % and 0 % are exact."""
    percent = round(100 * share)
    if share not in (0, 1) and percent in (0, 100):
        return "less than 1 %" if percent == 0 else "more than 99 %"
    return f"{percent} %"
