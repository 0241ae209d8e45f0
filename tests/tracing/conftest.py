from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.openai_like import openai_like
from tests.support.server import Gnomon
from tests.support.upstream import Upstream


@pytest.fixture(scope="module")
def openai_server() -> Iterator[Upstream]:
    """What the clients call; it is not behind the proxy unless a test says so."""
    with Upstream() as upstream:
        yield openai_like(upstream)


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory, openai_server: Upstream) -> Iterator[Gnomon]:
    folder = Path(tmp_path_factory.mktemp("gnomon"))
    with Gnomon(folder, openai_server.base_url) as running:
        yield running
