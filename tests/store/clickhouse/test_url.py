"""What `store.url` may look like, and what is said when it does not."""

from __future__ import annotations

import pytest

from store.clickhouse.url import ClickHouseUrl, HostAddress, parse_url


def test_a_url_names_hosts_user_password_and_database() -> None:
    assert parse_url("clickhouse://me:p%40ss%2F%3A%25%20w@one:8123,[::1]:9,three/calls") == ClickHouseUrl(
        hosts=(HostAddress("one", 8123), HostAddress("::1", 9), HostAddress("three", 8123)),
        database="calls",
        user="me",
        password="p@ss/:% w",
    )
    assert "p@ss" not in repr(parse_url("clickhouse://me:p%40ss@one/calls"))
    assert str(HostAddress("::1", 9)) == "[::1]:9"


def test_what_a_url_leaves_out_has_clickhouses_defaults() -> None:
    assert parse_url("clickhouse://h/d") == ClickHouseUrl((HostAddress("h", 8123),), "d", "default", "")
    assert parse_url("clickhouses://h/d?ca_file=/ca.pem") == ClickHouseUrl(
        (HostAddress("h", 8443),), "d", is_secure=True, ca_file="/ca.pem"
    )
    assert parse_url("clickhouse://h/d?secure=true").hosts[0].port == 8443


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgres://u:hunter2@h/d", "must be sqlite, or the address of a ClickHouse server such as clickhouse://user"),
        ("clickhouse://u:hunter2@h", "names no database; it comes after the hosts"),
        ("clickhouse://u:hunter2@h/", "names no database"),
        ("clickhouse://u:hunter2@h/a-b", "letters, digits and underscores only"),
        ("clickhouse://u:hunter2@h/d/hunter2", "letters, digits and underscores only"),
        ("clickhouse://u:hun/ter2@h:8123/d", "write @ as %40, : as %3A, / as %2F"),
        ("clickhouse://u:hunter2@/d", "must look like"),
        ("clickhouse://u:hunter2@h,/d", "must look like"),
        ("clickhouse://u:hunter2@h:70000/d", "must look like"),
        ("clickhouse://u:hunter2@h:0/d", "must look like"),
        ("clickhouse://u:hunter2@h o/d", "must look like"),
        ("clickhouse://u:hunter2@h/d?hunter2=1", "unknown option after the question mark; known options: secure"),
        ("clickhouse://u:hunter2@h/d?secure=hunter2", "secure must be true or false"),
        ("clickhouse://u:hunter2@h/d?ca_file=x", "write clickhouses:// instead"),
        ("clickhouses://u:hunter2@h/d?ca_file=", "must be the path of a PEM file"),
        ("clickhouse://", "must look like"),
    ],
)
def test_a_wrong_url_gets_a_message_that_repeats_no_part_of_it(url: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        parse_url(url)
    assert "hunter2" not in str(raised.value)
    assert "ter2" not in str(raised.value)
