"""The changes of a series, found hour by hour with what was known before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from store.statistics.changes.background import as_throws, learn
from store.statistics.changes.detecting import first_alarm
from store.statistics.changes.locating import Change, located, most_likely_start
from store.statistics.changes.series import HourlySeries

QUARTER_HOURS = 2184  # 13 weeks
_LEARNT_HOURS = 48  # of which something is known before the first alarm
_VALUES_LEAST = 50
_SETTLING_HOURS = 12  # with values, before a level can change again
_LEARN_AGAIN_HOURS = 24
_LEFT_OUT_HOURS = 24
_LEARN_AGAIN_GROWTH = 0.1


def threshold(false_alarms_per_quarter: float, series: int = 1) -> float:
    """The evidence that is enough, so that `series` of them together have no more false alarms on average."""
    return QUARTER_HOURS * series / false_alarms_per_quarter


def reason_without_judgement(series: HourlySeries) -> str | None:
    """Why no hour of the series can be judged; None: some are."""
    if len(series) and series.scale().variance <= 0:
        return "all values are equal"
    if not len(series) or _first_judged(series) >= len(series):
        return (
            f"fewer than {_VALUES_LEAST} values, {2 * _SETTLING_HOURS} hours with values or {_LEARNT_HOURS} hours "
            "from the first one to the last"
        )
    return None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a series was judged, so that later hours can be judged without the earlier ones. Hours since 1970."""

    starts: tuple[int, ...] = ()  # the first hours of the levels after the first one
    alarms: tuple[int, ...] = ()  # the hours that gave the alarms
    judged_to: int | None = None  # hours before it were judged; None: none were
    learnt_at: int | None = None  # what is no change was learnt from the hours before this one


def find_changes(series: HourlySeries, enough: float) -> list[Change]:
    """The changes of the level, oldest first. `enough`: see `threshold`.

    Every hour is judged with what was known before it. After a change the next one is looked for from there on.
    """
    return changes_of(series, judge(series, enough, Progress()))


def judge(series: HourlySeries, enough: float, progress: Progress) -> Progress:
    """Go on to the end of the series: the same as if all of its hours had been judged at once, unless late values have
    changed hours that were judged before."""
    if reason_without_judgement(series) is not None:
        return progress
    starts = [0, *(_index(series, hour) for hour in progress.starts)]
    alarms = list(progress.alarms)
    seen = _first_judged(series) if progress.judged_to is None else _index(series, progress.judged_to)
    learnt = seen if progress.learnt_at is None else _index(series, progress.learnt_at)
    while seen < len(series):
        background = learn(series.first(_learnt_until(series, learnt)), starts)
        again = _learn_again_at(series, learnt)
        upto = max(seen, min(len(series), again))
        if background.scale.variance > 0:  # otherwise all values have been equal so far
            throws = as_throws(series, background, starts[-1], learnt)
            alarm = first_alarm(throws.first(upto), starts[-1], seen, enough, _SETTLING_HOURS)
            if alarm is not None:
                starts.append(most_likely_start(throws.first(alarm + 1), starts[-1]))
                alarms.append(int(series.hours[alarm]))
                seen = learnt = alarm + 1
                continue
        seen = upto
        learnt = again if again < len(series) else learnt
    return Progress(
        tuple(int(series.hours[start]) for start in starts[1:]),
        tuple(alarms),
        int(series.hours[-1]) + 1,
        learnt_at=_hour_at(series, learnt),
    )


def changes_of(series: HourlySeries, progress: Progress) -> list[Change]:
    """The changes that were found, with all that is known by now."""
    if not progress.alarms:
        return []
    starts = [0, *(_index(series, hour) for hour in progress.starts)]
    return located(series, starts, [_index(series, hour) for hour in progress.alarms])


def _index(series: HourlySeries, hour: int) -> int:
    """Of the first hour with values from `hour` on."""
    return int(np.searchsorted(series.hours, hour))


def _hour_at(series: HourlySeries, index: int) -> int:
    """Also of the index after the last one."""
    return int(series.hours[index]) if index < len(series) else int(series.hours[-1]) + 1


def _first_judged(series: HourlySeries) -> int:
    """The index of the first hour that can raise an alarm."""
    long_enough = np.searchsorted(series.hours, series.hours[0] + _LEARNT_HOURS) if len(series) else 0
    enough = np.searchsorted(np.cumsum(series.n), _VALUES_LEAST) + 1
    return max(int(long_enough), int(enough), 2 * _SETTLING_HOURS)


def _learnt_until(series: HourlySeries, seen: int) -> int:
    """The last day is left out, so that what is learnt is not of a change that has just begun."""
    without_last_day = int(np.searchsorted(series.hours, series.hours[seen - 1] - _LEFT_OUT_HOURS))
    return max(without_last_day, min(seen, _first_judged(series)))


def _learn_again_at(series: HourlySeries, seen: int) -> int:
    span = int(series.hours[seen - 1] - series.hours[0])
    pause = max(_LEARN_AGAIN_HOURS, int(span * _LEARN_AGAIN_GROWTH))
    return max(seen + 1, int(np.searchsorted(series.hours, series.hours[seen - 1] + pause)))
