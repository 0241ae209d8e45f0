from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.recipes.judge import serve_judge
from tests.support.anthropic_like import anthropic_like
from tests.support.server import Gnomon
from tests.support.upstream import Upstream


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gnomon]:
    """With one server behind it that is every provider."""
    with Upstream() as upstream:
        serve_judge(anthropic_like(upstream))
        upstreams = [
            {"name": "openai", "base_url": upstream.base_url, "default": True},
            {"name": "anthropic", "base_url": upstream.base_url},
        ]
        with Gnomon(tmp_path_factory.mktemp("gnomon"), upstream.base_url, upstreams=upstreams) as running:
            yield running
