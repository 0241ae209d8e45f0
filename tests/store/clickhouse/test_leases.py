"""One owner at a time, whatever happens to those who have a lease or want it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby

import pytest

from store.clickhouse.nodes.leases import Lease, LeaseTimes
from store.clickhouse.servers import Servers
from tests.store.clickhouse.shared_servers import connected, wait_for
from tests.support.clickhouse import ClickHouse


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


@pytest.fixture
def servers(server: ClickHouse) -> Servers:
    return connected(server)


def test_killed_and_stopped_holders_are_followed_and_never_act_beside_another(
    server: ClickHouse, servers: Servers
) -> None:
    """Three processes race for a lease. Its holder is stopped, goes on when another one has the lease, and that one is
    killed: each time somebody follows, and nobody acts again once another one has acted."""
    servers.command("CREATE TABLE acted (owner String, at DateTime64(6, 'UTC')) ENGINE = MergeTree ORDER BY at")
    with _children(server, "abc") as children:
        first = _acts(servers, "abc")
        children[first].send_signal(signal.SIGSTOP)
        second = _acts(servers, {*"abc"} - {first})
        children[first].send_signal(signal.SIGCONT)
        _acts(servers, second)
        children[second].kill()
        _acts(servers, {*"abc"} - {second})
    (owners,) = servers.query("SELECT owner FROM acted ORDER BY at", {}).columns
    turns = [owner for owner, _ in groupby(owners)]
    assert turns[:2] == [first, second]
    assert len(turns) == 3


def test_a_lease_goes_to_another_one_once_it_is_given_back(servers: Servers) -> None:
    """Before that, others see who has it."""
    times = LeaseTimes(visible_s=0.1)
    first, second = (Lease(servers, "name", owner, times) for owner in ("1", "2"))
    _wait_until_held(first)
    second.step()
    assert (second.fence_us, second.holder) == (None, "1")
    first.release()
    _wait_until_held(second)
    assert (first.fence_us, second.holder) == (None, "2")


def test_a_lease_that_has_ended_is_not_renewed(servers: Servers) -> None:
    """A holder that is late claims the lease again, and waits for its turn as everybody does."""
    times = LeaseTimes(ttl_s=1.0, visible_s=0.2, margin_s=0.1)
    late, other = (Lease(servers, "late", owner, times) for owner in ("1", "2"))
    _wait_until_held(late)

    def followed() -> int | None:
        other.step()
        assert late.fence_us is None or other.fence_us is None
        return other.fence_us

    wait_for(followed, "the other one to have it")
    late.step()
    assert (late.fence_us, late.holder) == (None, "2")


def test_an_older_claim_that_becomes_visible_late_has_the_name(servers: Servers) -> None:
    """A claimant waits for it; a claim that took longer than others wait for is withdrawn."""
    claimant = Lease(servers, "settled", "new", LeaseTimes(visible_s=0.5))
    with ThreadPoolExecutor() as pool:
        stepping = pool.submit(claimant.step)
        wait_for(lambda: _row_of(servers, "new"), "the claim")
        servers.command(
            "INSERT INTO lease_row SELECT name, 'old', claimed_at - INTERVAL 300 MILLISECOND, until, version"
            " FROM lease_row WHERE owner = 'new'"
        )
        stepping.result()
    assert (claimant.fence_us, claimant.holder) == (None, "old")
    slow = Lease(servers, "slow", "slow", LeaseTimes(visible_s=0.0))
    slow.step()
    assert slow.fence_us is None
    _wait_until_held(Lease(servers, "slow", "other", LeaseTimes(visible_s=0.1)))


def test_a_renewal_may_be_slow_while_the_lease_has_time(servers: Servers) -> None:
    """Else a busy server would take the lease from its holder. Near its end, others may decide without a slow one."""
    lease = Lease(servers, "renewed", "1", LeaseTimes(visible_s=0.1))
    _wait_until_held(lease)
    term = lease.term
    lease.times = LeaseTimes(visible_s=0.0)
    lease.step()
    assert lease.term == term
    lease.times = LeaseTimes(visible_s=0.0, margin_s=5.0)
    lease.step()
    lease.look()
    assert (lease.term, lease.holder) == (None, None)


def _wait_until_held(lease: Lease) -> None:
    """On a busy machine a claim may take so long that it is withdrawn."""

    def held() -> int | None:
        lease.step()
        return lease.fence_us

    wait_for(held, "the lease to be held")


def _row_of(servers: Servers, owner: str) -> int | None:
    ((count,),) = servers.query("SELECT count() FROM lease_row WHERE owner = {owner:String}", {"owner": owner}).columns
    return count or None


@contextmanager
def _children(server: ClickHouse, owners: str) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    module = "tests.store.clickhouse.lease_child"
    children = {owner: subprocess.Popen([sys.executable, "-m", module, server.url(), owner]) for owner in owners}
    try:
        yield children
    finally:
        for child in children.values():
            child.kill()
            child.wait()


def _acts(servers: Servers, owners: str | set[str]) -> str:
    """Waits until the last one who acted is one of these, and returns it."""

    def last() -> str | None:
        ((owner,),) = servers.query("SELECT argMax(owner, at) FROM acted", {}).columns
        return owner if owner and owner in owners else None

    return wait_for(last, f"one of {owners} to act")
