"""Changes of a level that nobody asked for by a date, found in hourly means. Pure. In the order a series meets them:

series.py      what was measured in each hour: numbers, shares or counts
finding.py     `find_changes`: hour by hour, with what was known before; `judge` goes on with later hours
pattern.py     … the pattern of a week
noise.py       … how much hours differ anyway, and how long they stay so
background.py  … both, learnt from the hours before; hours as throws of a coin with their variance
detecting.py   … the evidence for a change, summed up until it is enough
locating.py    when the level changed, and by how much, with intervals
"""

from store.statistics.changes.finding import (
    QUARTER_HOURS,
    Progress,
    changes_of,
    find_changes,
    judge,
    reason_without_judgement,
    threshold,
)
from store.statistics.changes.locating import Change, Level
from store.statistics.changes.series import HourlySeries, series_of_counts, series_of_numbers, series_of_shares

__all__ = [
    "QUARTER_HOURS",
    "Change",
    "HourlySeries",
    "Level",
    "Progress",
    "changes_of",
    "find_changes",
    "judge",
    "reason_without_judgement",
    "series_of_counts",
    "series_of_numbers",
    "series_of_shares",
    "threshold",
]
