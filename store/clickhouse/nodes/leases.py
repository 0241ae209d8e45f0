"""Leases: one node at a time has a name, though ClickHouse can compare nothing before it sets it.

A claim is a row of `lease_row`. Of the claims to a name that have not ended, the oldest one has it:

1. `_Claims.insert` adds a claim; the server's clock says when it was made and when it ends.
2. The claimant reads its own row back. If that took longer than `visible_s`, others may have decided without it: it
   withdraws.
3. It waits until its claim is older than twice `visible_s` and reads again. Every older claim is visible by then, or
   its claimant withdraws it. If its own is the oldest, it has the name.

A renewal is the same row with a later end. The server inserts it only while the lease has not ended. If it was visible
before that end, or as soon as a claim has to be, nobody can have taken the name meanwhile; else the lease is withdrawn.
How long a holder may act
is measured from what the server's clock said when it read its row, on a local clock that no one can set.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from store.clickhouse.nodes.coordination import WRITTEN, insert, read
from store.clickhouse.servers import Servers

_INSERT = f"""\
INSERT INTO lease_row (name, owner, claimed_at, until, version) {WRITTEN}
WITH now64(6, 'UTC') AS now
SELECT name, owner, if(claimed_at_us = 0, now, fromUnixTimestamp64Micro(claimed_at_us, 'UTC')),
    now + toIntervalMicrosecond(ttl_us), greatest(toUInt64(toUnixTimestamp64Micro(now)), after + 1)
FROM input('name String, owner String, claimed_at_us Int64, ttl_us Int64, ends_at_us Int64, after UInt64')
WHERE ends_at_us = 0 OR now < fromUnixTimestamp64Micro(ends_at_us, 'UTC')
FORMAT JSONCompactEachRow"""
_READ = """
SELECT toUnixTimestamp64Micro(now64(6, 'UTC')),
    arraySort(groupArray((toUnixTimestamp64Micro(claimed_at), owner, toUnixTimestamp64Micro(until), version)))
FROM lease_row WHERE name = {name:String}"""


class LeaseTimes(NamedTuple):
    """A node that dies is followed after at most ttl_s + renew_s + 2 * visible_s, and the time of some statements.

    All who want a name use the same visible_s: it is how long one waits for the claims of the others.
    """

    ttl_s: float = 5.0
    renew_s: float = 1.0
    visible_s: float = 1.0  # a claim that takes longer is withdrawn
    margin_s: float = 1.0  # for clocks of replicas that differ, and clocks that run at different speeds


USUAL_TIMES = LeaseTimes()


class _Claim(NamedTuple):
    claimed_at_us: int
    owner: str
    until_us: int
    version: int


class _Claims(NamedTuple):
    """The claims to a name, the oldest first, as the server had them at `now_us`."""

    read_at: float  # by `now`, before the server was asked
    now_us: int
    all: list[_Claim]

    @property
    def first(self) -> _Claim | None:
        """Of those that have not ended."""
        return next((claim for claim in self.all if claim.until_us > self.now_us), None)

    def of(self, owner: str) -> _Claim | None:
        return next((claim for claim in self.all if claim.owner == owner), None)


class _Held(NamedTuple):
    claim: _Claim
    ends_at: float  # by `now`: nothing may be done from then on


class Lease:
    """A name that one owner has at a time. `step` is called again and again, by one thread; the rest by any."""

    def __init__(self, servers: Servers, name: str, owner: str, times: LeaseTimes = USUAL_TIMES) -> None:
        """`owner`: no two processes that run at the same time use the same one."""
        self._servers = servers
        self.name = name
        self._owner = owner
        self.times = times
        self._held: _Held | None = None
        self.holder: str | None = None  # whom the last look showed to have it; None: nobody

    @property
    def fence_us(self) -> int | None:
        """When the lease ends, by the server's clock; None: it is not held, and nothing may be done.

        A process can be stopped between this and what it does: an insert that must not come later than the lease has
        to compare this with the clock of the server, too.
        """
        held = self._held
        return held.claim.until_us if held is not None and now() < held.ends_at else None

    @property
    def term(self) -> int | None:
        """Differs from one claim to the next; None: the lease is not held."""
        held = self._held
        return held.claim.claimed_at_us if held is not None and now() < held.ends_at else None

    def step(self) -> None:
        """Renew the lease, or claim it if nobody has it. Takes up to 2 * visible_s and the time of some statements.

        Raises StoreUnavailable; what is held stays held until its end.
        """
        self._held = self._renewed(self._held.claim) if self._held is not None else self._claimed()

    def look(self) -> None:
        """See who has it. Raises StoreUnavailable."""
        self._read()

    def release(self) -> None:
        """Let others have it at once. Raises StoreUnavailable."""
        self._held = None
        if (own := self._read().of(self._owner)) is not None:
            self._withdraw(own)

    def _claimed(self) -> _Held | None:
        claims = self._read()
        own, first = claims.of(self._owner), claims.first
        if own is not None and own.until_us > claims.now_us:
            # Of a process before this one, or of an insert that seemed to fail: others may have decided without it.
            self._withdraw(own)
            return None
        if first is not None:
            return None
        self._insert(own.version if own else 0, self.times.ttl_s)
        claims = self._read()
        own = claims.of(self._owner)
        if own is None or claims.now_us - own.claimed_at_us > self.times.visible_s * 1e6:
            self._withdraw(own)
            return None
        settled_at_us = own.claimed_at_us + 2e6 * self.times.visible_s
        while claims.now_us <= settled_at_us:
            time.sleep((settled_at_us - claims.now_us) / 1e6 + 0.001)
            claims = self._read()
        return self._confirmed(claims, own.claimed_at_us)

    def _renewed(self, claim: _Claim) -> _Held | None:
        self._insert(claim.version, self.times.ttl_s, claim.claimed_at_us, ends_at_us=claim.until_us)
        claims = self._read()
        own = claims.of(self._owner)
        if own is None or own.until_us <= claim.until_us:
            return None  # it had ended
        renewed_at_us = own.until_us - self.times.ttl_s * 1e6
        visible_by_us = max(renewed_at_us + self.times.visible_s * 1e6, claim.until_us - self.times.margin_s * 1e6)
        if claims.now_us > visible_by_us:
            self._withdraw(own)
            return None
        return self._confirmed(claims, claim.claimed_at_us)

    def _confirmed(self, claims: _Claims, claimed_at_us: int) -> _Held | None:
        """What is held if our claim is the oldest one; else it is withdrawn."""
        own = claims.of(self._owner)
        if own is None or own != claims.first or own.claimed_at_us != claimed_at_us:
            self._withdraw(own)
            return None
        # The server's clock showed `now_us` at `read_at` or later, so the lease ends no earlier than this.
        ends_at = claims.read_at + (own.until_us - claims.now_us) / 1e6
        return _Held(own, ends_at - self.times.margin_s)

    def _withdraw(self, claim: _Claim | None) -> None:
        if claim is not None:
            self._insert(claim.version, 0, claim.claimed_at_us)

    def _insert(self, after: int, ttl_s: float, claimed_at_us: int = 0, ends_at_us: int = 0) -> None:
        row = (self.name, self._owner, claimed_at_us, int(ttl_s * 1e6), ends_at_us, after)
        insert(self._servers, _INSERT, [row])

    def _read(self) -> _Claims:
        read_at = now()
        now_us, all_claims = read(self._servers, _READ, {"name": self.name})
        claims = _Claims(read_at, int(now_us), [_Claim(*claim) for claim in all_claims])
        self.holder = claims.first.owner if claims.first else None
        return claims


def now() -> float:
    """In seconds. Nobody sets this clock, and where the system has one that counts the time asleep, it is that."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
