"""Hours, days, weeks and months in anybody's time zone. Pure.

A day is not always 24 hours long, and an hour may come twice; the replica's moments are UTC. So the zone's offsets over
the time asked about are worked out here, and the SQL only adds and divides whole microseconds: a fraction of the time
that DuckDB's own zones take.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from store.sql import Sql
from store.timestamps import EPOCH

BucketUnit = Literal["minute", "hour", "day", "week", "month", "year"]

_FIXED_US = {"minute": 60_000_000, "hour": 3_600_000_000}
_DAY_US = 86_400_000_000
_LOOK_EVERY = timedelta(days=7)  # no zone has changed its clocks twice in a week, and back


class _Stretch(NamedTuple):
    until: datetime  # UTC, without a zone, not included
    offset_us: int


class Buckets:
    def __init__(self, unit: BucketUnit, zone: tzinfo, first: datetime, last: datetime) -> None:
        """For moments from `first` to `last` (UTC, without a zone)."""
        self._unit = unit
        self._zone = zone
        self._stretches = _stretches(zone, first, last)
        size_us = _FIXED_US.get(unit, 1)
        self._shifts = [one.offset_us % size_us for one in self._stretches]
        # Whether clocks are changed in the midst of a bucket, as where they go by half an hour, or at a quarter to.
        self._cut = any(
            (one.until - EPOCH + timedelta(microseconds=shift)) % timedelta(microseconds=size_us)
            for one, *shifts in zip(self._stretches, self._shifts, self._shifts[1:], strict=False)
            for shift in shifts
        )

    def number_of(self, column: str) -> Sql:
        """An expression for the number of the bucket that the TIMESTAMP column lies in."""
        if self._unit in _FIXED_US:
            # Counted in UTC, so that the hour that comes twice in autumn is two; a zone may be off by half an hour.
            shift, parameters = self._by_stretch(column, self._shifts)
            number = f"(epoch_us({column}) + {shift}) // {_FIXED_US[self._unit]}"
            if self._cut:
                stretch, more = self._by_stretch(column, [*range(len(self._stretches))])
                return Sql(f"({number}) * {len(self._stretches)} + {stretch}", (*parameters, *more))
            return Sql(number, parameters)
        shift, parameters = self._by_stretch(column, [one.offset_us for one in self._stretches])
        local = f"epoch_us({column}) + {shift}"
        if self._unit in ("month", "year"):
            moment = f"make_timestamp({local})"
            if self._unit == "year":
                return Sql(f"year({moment})", parameters)
            return Sql(f"(year({moment}) * 12 + month({moment}) - 1)", parameters * 2)
        days = f"({local}) // {_DAY_US}"
        return Sql(f"({days} + 3) // 7" if self._unit == "week" else days, parameters)  # 1970 began on a Thursday

    def start(self, number: int) -> datetime:
        """When the bucket begins, in the zone."""
        if self._unit in _FIXED_US:
            number, stretch = divmod(number, len(self._stretches)) if self._cut else (number, 0)
            moment = EPOCH + timedelta(microseconds=number * _FIXED_US[self._unit] - self._shifts[stretch])
            if stretch:
                moment = max(moment, self._stretches[stretch - 1].until)
            return moment.replace(tzinfo=UTC).astimezone(self._zone)
        if self._unit == "year":
            day = date(number, 1, 1)
        elif self._unit == "month":
            day = date(number // 12, number % 12 + 1, 1)
        else:
            day = EPOCH.date() + timedelta(days=number if self._unit == "day" else 7 * number - 3)
        return datetime(day.year, day.month, day.day, tzinfo=self._zone)

    def _by_stretch(self, column: str, values: list[int]) -> tuple[str, tuple[object, ...]]:
        if len(set(values)) == 1:
            return "CAST(? AS BIGINT)", (values[0],)
        cases = " ".join(f"WHEN {column} < ? THEN CAST(? AS BIGINT)" for _ in values[:-1])
        parameters: list[object] = []
        for stretch, value in zip(self._stretches[:-1], values[:-1], strict=True):
            parameters += [stretch.until, value]
        return f"CASE {cases} ELSE CAST(? AS BIGINT) END", (*parameters, values[-1])


def _stretches(zone: tzinfo, first: datetime, last: datetime) -> list[_Stretch]:
    found: list[_Stretch] = []
    at = first
    while at < last:
        then = min(at + _LOOK_EVERY, last)
        if _offset_us(zone, at) != _offset_us(zone, then):
            found.append(_Stretch(_change(zone, at, then), _offset_us(zone, at)))
        at = then
    return [*found, _Stretch(datetime.max, _offset_us(zone, last))]  # noqa: DTZ901  never reached


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The second from which on the offset is the later one."""
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle <= before:
            break
        if _offset_us(zone, middle) == _offset_us(zone, before):
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _offset_us(zone: tzinfo, moment: datetime) -> int:
    offset = moment.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds() * 1_000_000)
