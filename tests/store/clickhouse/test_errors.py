"""What a person reads of an error of a ClickHouse server."""

from __future__ import annotations

import pytest

from store.base import StoreUnavailable
from store.clickhouse.errors import TablesMissing, meaning, shortened

_TRIES = "Code: 279. DB::NetException: All connection tries failed. Log: \n\n"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            # as the driver cuts it off
            f"{_TRIES}Code: 210. DB::NetException: Connection refused (127.0.0.1:53049, local address: 127.0.0.1:34)."
            " (NETWORK_ERROR)\nCode: 210. DB::NetException: Connection refused (127.0.0",
            "it cannot reach another server of its cluster: Connection refused (127.0.0.1:53049)",
        ),
        (
            f"{_TRIES}Code: 32. DB::Exception: Attempt to read after eof. (ATTEMPT_TO_READ_AFTER_EOF)"
            " (version 26.9.2.1)\n\n. (ALL_CONNECTION_TRIES_FAILED) (version 26.9.2.1)",
            "it cannot reach another server of its cluster: Attempt to read after eof",
        ),
    ],
)
def test_a_shard_that_is_away_is_named_once(text: str, short: str) -> None:
    assert shortened(text) == short


@pytest.mark.parametrize(
    ("tries", "kind"),
    [
        ("Code: 210. DB::NetException: Connection refused (127.0.0.1:53049). (NETWORK_ERROR)\n", StoreUnavailable),
        ("", TablesMissing),
        ("Code: 81. DB::Exception: Database gnomon does not exist. (UNKNOWN_DATABASE)\n", TablesMissing),
    ],
)
def test_tables_are_looked_for_only_where_another_server_lacks_them(tries: str, kind: type[Exception]) -> None:
    """Each look is some statements on each server, so one that is away is no reason for it."""
    text = f"{_TRIES}{tries}\n: While executing Remote. (ALL_CONNECTION_TRIES_FAILED) (version 26.9.2.1)"
    assert type(meaning("db:8123", 279, text, 5.0)) is kind
