"""The changes of a series, found hour by hour with what was known before."""

from __future__ import annotations

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


def find_changes(series: HourlySeries, enough: float) -> list[Change]:
    """The changes of the level, oldest first. `enough`: see `threshold`.

    Every hour is judged with what was known before it. After a change the next one is looked for from there on.
    """
    if reason_without_judgement(series) is not None:
        return []
    starts, alarms = [0], list[int]()
    seen = _first_judged(series)
    while seen < len(series):
        background = learn(series.first(_learnt_until(series, seen)), starts)
        if background.scale.variance <= 0:  # all values have been equal so far
            seen = _learn_again_at(series, seen)
            continue
        throws = as_throws(series, background, starts[-1], seen)
        upto = min(len(series), _learn_again_at(series, seen))
        alarm = first_alarm(throws.first(upto), starts[-1], seen, enough, _SETTLING_HOURS)
        if alarm is None:
            seen = upto
            continue
        starts.append(most_likely_start(throws.first(alarm + 1), starts[-1]))
        alarms.append(alarm)
        seen = alarm + 1
    return located(series, starts, alarms)


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
