"""A worker before the upstream of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.proxy.running import Running
from tests.support.upstream import Upstream

Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path, upstream: Upstream) -> Iterator[Start]:
    """Starts a worker with these settings; it is stopped and its log looked over at the end."""
    with ExitStack() as stack:

        def starting(upstream_url: str = upstream.base_url, **settings: Any) -> Running:
            return stack.enter_context(Running(tmp_path, upstream_url, **settings))

        yield starting


@pytest.fixture
def worker(start: Start) -> Running:
    """One with the settings as they come."""
    return start()
