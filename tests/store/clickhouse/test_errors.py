"""What a person reads of an error of a ClickHouse server."""

from __future__ import annotations

import pytest

from store.clickhouse.errors import shortened

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
