"""Which part of a change there would not have been without one value of a key. Pure."""

from __future__ import annotations

from store.analytics.selection import Selection
from store.statistics import ValueChange

_ALL = 0.999


def carried_by(value: ValueChange, means: tuple[float | None, float | None], difference: float) -> float:
    """As if the value had kept its share of the requests and its mean, while the others became what they are now; 0 or
    more. `means`: of all requests before and after. `difference`: of the change that is explained.

    Unlike its contribution, this is the whole of the change for a value that all requests have since.
    """
    before, after = means
    if before is None or after is None or (after - before) * difference <= 0:
        return 0.0
    (share_before, share_after), (own_before, own_after) = value.shares, value.means
    if share_after < _ALL:
        others = (after - share_after * (own_after or 0.0)) / (1 - share_after)
    else:
        others = (before - share_before * (own_before or 0.0)) / max(1 - share_before, 1 - _ALL)
    kept = share_before * (own_before or 0.0) + (1 - share_before) * others
    return max(0.0, (after - kept) / (after - before))


def carried_of_volume(value: ValueChange, n: tuple[int, int], sides: tuple[Selection, Selection]) -> float:
    """Of the difference in requests per hour, 0 to 1; 1 if the others are as many as before. `n`: all requests of each
    side."""
    hours = [_hours(each) for each in sides]
    own = [count / length for count, length in zip(value.n, hours, strict=True)]
    all_requests = [count / length for count, length in zip(n, hours, strict=True)]
    difference = all_requests[1] - all_requests[0]
    return max(0.0, 1 - abs(1 - (own[1] - own[0]) / difference)) if difference else 0.0


def _hours(of: Selection) -> float:
    assert of.start is not None
    assert of.end is not None
    return (of.end - of.start).total_seconds() / 3600
