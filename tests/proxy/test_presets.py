"""The base URLs of well-known providers."""

from __future__ import annotations

import re

import pytest
from genai_prices.data import providers
from genai_prices.types import Provider

from proxy.settings import PRESETS, URL_PATTERNS, UpstreamSettings
from store.extract import paths

LOCAL = ("ollama", "vllm", "llamacpp", "lmstudio")
# Providers of the price table that another one's base URL leads to
REACHED_BY = {"openai-decisions": "openai", "google": "gemini", "x-ai": "xai", "aws": "bedrock"}


@pytest.mark.parametrize("provider", providers, ids=lambda provider: provider.id)
def test_every_provider_of_the_price_table_is_known(provider: Provider) -> None:
    """By a preset, or by the pattern of its base URL; either leads to where the table says that the provider is."""
    name = provider.id
    known = "huggingface" if name.startswith("huggingface_") else REACHED_BY.get(name, name)
    url = (PRESETS | URL_PATTERNS)[known]
    if known == "huggingface":
        url += name.replace("huggingface_", "/")
    place = url.replace("REGION", "eu-west-1")
    assert re.match(provider.api_pattern, place + "/")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_s_calls_have_a_provider(name: str) -> None:
    """Its host is known by the extraction, so that prices are found; a local server goes by its upstream's name."""
    upstream = UpstreamSettings(name=name)
    assert upstream.base_url == PRESETS[name]
    provider = paths.provider(upstream.base_url, "unknown")
    assert (provider == "unknown") == (name in LOCAL)
    if provider != "unknown":
        assert provider == {"gemini": "google", "vertex": "google"}.get(name, name)


def test_local_servers_are_on_this_machine() -> None:
    """All others are reached over TLS."""
    assert all(PRESETS[name].startswith("http://127.0.0.1:") for name in LOCAL)
    assert all(url.startswith("https://") for name, url in PRESETS.items() if name not in LOCAL)
