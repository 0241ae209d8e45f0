"""One gnomon per module, in front of an upstream with the routes of OpenAI and Anthropic."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import anthropic
import openai
import pytest

from tests.support.server import Gnomon
from tests.support.upstream import Upstream


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory, provider: Upstream) -> Iterator[Gnomon]:
    folder = Path(tmp_path_factory.mktemp("gnomon"))
    with Gnomon(folder, provider.base_url, workers=2) as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh_provider(provider: Upstream) -> Iterator[None]:
    """Discard the scripts that a failed test has left."""
    yield
    provider.forget()


@pytest.fixture
def request_id() -> str:
    return str(uuid4())


@pytest.fixture(params=["sync", "async"])
async def openai_sdk(request: pytest.FixtureRequest, gnomon: Gnomon) -> AsyncIterator[Any]:
    """The official client, blocking and asynchronous: each test runs with both."""
    kind = openai.OpenAI if request.param == "sync" else openai.AsyncOpenAI
    client = kind(base_url=f"{gnomon.url}/v1", api_key="sk-test")
    yield client
    await result(client.close())


@pytest.fixture(params=["sync", "async"])
async def anthropic_sdk(request: pytest.FixtureRequest, gnomon: Gnomon) -> AsyncIterator[Any]:
    kind = anthropic.Anthropic if request.param == "sync" else anthropic.AsyncAnthropic
    client = kind(base_url=gnomon.url, api_key="sk-ant-test")
    yield client
    await result(client.close())


async def result(value: Any) -> Any:
    """The result of a call of either client."""
    return await value if inspect.isawaitable(value) else value


async def each(stream: Any) -> AsyncIterator[Any]:
    """The events of a stream of either client."""
    if hasattr(stream, "__aiter__"):
        async for event in stream:
            yield event
    else:
        for event in stream:
            yield event
