"""A cluster of two servers for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.clickhouse import ClickHouse, cluster


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ClickHouse]]:
    with cluster(tmp_path_factory.mktemp("clickhouse"), 2) as servers:
        yield servers
