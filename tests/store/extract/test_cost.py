"""Cost: from the settings, else from the built-in prices, else unknown."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from decimal import Decimal

import genai_prices
import pytest

from store.extract.pricing.cost import Priced, Prices
from store.models import Usage
from store.settings import PriceSettings

NOW_US = 1_790_000_000_000_000
NOW = datetime.fromtimestamp(NOW_US / 1e6, UTC)


def _cost(
    usage: Usage, model: str, provider: str = "openai", prices: Prices | None = None, tier: str = ""
) -> float | None:
    return (prices or Prices()).cost(usage, Priced([model], provider, NOW_US, tier)).usd


CASES = [
    ("gpt-4o-mini-2024-07-18", "openai", Usage(1_000, 500, prompt_cache_read_tokens=400)),
    ("gpt-4o-audio-preview", "openai", Usage(1_000, 500, prompt_audio_tokens=600, completion_audio_tokens=300)),
    ("claude-sonnet-4-5-20250929", "anthropic", Usage(1_000, 500, 300, 200)),
    ("claude-sonnet-4-5", "anthropic", Usage(250_000, 500, 300, 200)),  # beyond the threshold of its dearer tier
    ("gemini-2.5-pro", "google", Usage(250_000, 1_000, 100, reasoning_tokens=50)),
    ("deepseek-chat", "deepseek", Usage(1_000, 500, 900)),
    ("text-embedding-3-small", "openai", Usage(1_000, 0)),
    ("openai/gpt-4o-mini", "openrouter", Usage(1_000, 500)),
    ("gpt-4o-2024-11-20", "azure", Usage(1_000, 500, 100)),
]


@pytest.mark.parametrize(("model", "provider", "usage"), CASES)
def test_agrees_with_the_package(model: str, provider: str, usage: Usage) -> None:
    """Each token counts once, as in genai-prices itself."""
    theirs = {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "cache_read_tokens": usage.prompt_cache_read_tokens,
        "cache_write_tokens": usage.prompt_cache_write_tokens,
        "input_audio_tokens": usage.prompt_audio_tokens,
        "output_audio_tokens": usage.completion_audio_tokens,
        "output_reasoning_tokens": usage.reasoning_tokens,
    }
    counted = genai_prices.Usage(**{key: value for key, value in theirs.items() if value is not None})
    expected: Decimal = genai_prices.calc_price(
        counted, model, provider_id=provider, genai_request_timestamp=NOW
    ).total_price
    assert expected > 0
    assert _cost(usage, model, provider) == pytest.approx(float(expected), rel=1e-9)


def test_service_tier() -> None:
    """The price of a call is that of its service tier."""
    after_us = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp() * 1e6)
    usage = Usage(1_000, 500)
    costs = [
        Prices().cost(usage, Priced(["gpt-4o-mini"], "openai", after_us, tier)).usd
        for tier in ("", "default", "priority")
    ]
    assert costs[0] == costs[1]
    assert costs[0] is not None
    assert costs[2] is not None
    assert costs[2] > costs[0]


@pytest.mark.parametrize(
    ("model", "provider"),
    [
        ("no-such-model", "openai"),
        ("llama-3.1-8b", "my-own-machine"),
        ("gpt-oss-20b", "my-own-machine"),
        ("gpt-4o", "groq"),
        ("whisper-1", "openai"),  # priced by the hour: tokens say nothing
        ("gpt-4o" * 1_000, "openai"),
        ("", ""),
    ],
)
def test_unknown_is_none(model: str, provider: str) -> None:
    assert _cost(Usage(10, 10), model, provider) is None


def test_tokens_not_known() -> None:
    assert _cost(Usage(), "gpt-4o") is None
    assert _cost(Usage(prompt_tokens=10), "gpt-4o") is None
    assert _cost(Usage(completion_tokens=10), "gpt-4o") is None


def test_closed_models_behind_an_unknown_gateway() -> None:
    """Only one vendor sells them, so the name determines the price."""
    at_home = _cost(Usage(1_000, 10), "gpt-4o-mini")
    assert at_home is not None
    assert _cost(Usage(1_000, 10), "gpt-4o-mini", "gateway") == at_home
    assert _cost(Usage(1_000, 10), "openai/gpt-4o-mini", "gateway") == at_home


TABLE = [
    PriceSettings(model="GPT-4o-mini", input_usd=1, output_usd=10, cache_read_usd=0.5, cache_write_usd=2),
    PriceSettings(model="gpt-4o-*", input_usd=3, output_usd=30),
    PriceSettings(model="*", input_usd=0, output_usd=0),
    PriceSettings(model="gpt-*", input_usd=4, output_usd=40),
]


@pytest.mark.parametrize(
    ("model", "dollars"),
    [("gpt-4o-MINI", 500 * 1 + 300 * 0.5 + 200 * 2 + 10 * 10), ("gpt-4o-x", 3_300), ("gpt-5", 4_400), ("mine", 0)],
)
def test_settings_come_first(model: str, dollars: float) -> None:
    """An exact name before a pattern, a longer pattern before a shorter one, without regard to case."""
    usage = Usage(1_000, 10, prompt_cache_read_tokens=300, prompt_cache_write_tokens=200)
    assert _cost(usage, model, prices=Prices(TABLE)) == pytest.approx(dollars / 1e6)


def test_the_next_name_counts_when_the_first_has_no_price() -> None:
    prices = Prices([PriceSettings(model="asked", input_usd=1, output_usd=1)])
    assert prices.cost(Usage(1_000_000, 0), Priced(["answered", "asked"], "mine", NOW_US)).usd == 1


def test_parts_that_exceed_the_whole_are_not_paid_for_twice() -> None:
    """A provider's miscount cannot make a call cost more than all its tokens at the highest price."""
    table = Prices([PriceSettings(model="m", input_usd=1, output_usd=1, cache_read_usd=0.5, cache_write_usd=2)])
    cost = table.cost(Usage(100, 0, 90, 90), Priced(["m"], "x", NOW_US)).usd
    assert cost == pytest.approx((90 * 0.5 + 10 * 2) / 1e6)


def test_invented_names_do_not_fill_the_memory() -> None:
    prices = Prices()
    for number in range(3_000):
        prices.cost(Usage(1, 1), Priced([f"model-{number}"], "openai", NOW_US))
    assert len(prices._matches) <= 1_024


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a price was looked up over the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert _cost(Usage(1, 1), "gpt-4o") is not None


def test_the_cache_distinguishes_tiers_and_times() -> None:
    """The priority tier of gpt-4o-mini has had separate prices since a day in October 2026."""
    usage, prices = Usage(1_000, 500), Prices()
    moments = (datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
    asked = [(moment, tier) for moment in moments for tier in ("", "default", "priority")]

    def costs(of: Prices) -> list[float | None]:
        return [
            of.cost(usage, Priced(["gpt-4o-mini"], "openai", int(moment.timestamp() * 1e6), tier)).usd
            for moment, tier in asked
        ]

    first = costs(prices)
    assert costs(prices) == first
    assert [costs(Prices())[place] for place in range(len(asked))] == first
    assert first[5] != first[4] == first[3] == first[2] == first[0]


@pytest.mark.parametrize(
    "name",
    [
        "models/gpt-4o-mini",
        "openai/gpt-4o-mini:nitro",
        "ft:gpt-4o-mini:acme::abc",
        "gpt-4o-mini@20240718",
        "openai%2Fgpt-4o-mini",
    ],
)
def test_models_are_found_by_their_bare_names(name: str) -> None:
    assert _cost(Usage(1_000, 10), name, "gateway") == _cost(Usage(1_000, 10), "gpt-4o-mini")


def test_bedrock_s_names() -> None:
    """Region, vendor and version stand around the name."""
    cost = _cost(Usage(1_000, 10), "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "gateway")
    assert cost == _cost(Usage(1_000, 10), "claude-sonnet-4-5", "anthropic")


def test_embeddings_at_an_upstream_of_another_name() -> None:
    assert _cost(Usage(1_000, 0), "text-embedding-3-small", "mine") == pytest.approx(2e-5)


def test_cache_writes_that_live_an_hour_cost_twice_the_input_price() -> None:
    usage = Usage(100_010, 10, None, 100_000, prompt_cache_write_5m_tokens=0, prompt_cache_write_1h_tokens=100_000)
    assert _cost(usage, "claude-sonnet-4-5", "anthropic") == pytest.approx(0.60018)
    own = Prices([PriceSettings(model="m", input_usd=1, output_usd=1, cache_write_usd=1.25)])
    usage = Usage(100, 0, None, 100, prompt_cache_write_1h_tokens=60)
    assert _cost(usage, "m", prices=own) == pytest.approx((60 * 2 + 40 * 1.25) / 1e6)


def test_the_provider_s_own_word_comes_first() -> None:
    """Also when it says that a call was free."""
    prices = Prices(TABLE)
    for stated in (0.00123, 0.0):
        cost = prices.cost(Usage(1_000, 10), Priced(["gpt-4o"], "openrouter", NOW_US, stated_usd=stated))
        assert cost == (stated, "provider", None)


def test_sources() -> None:
    assert Prices(TABLE).cost(Usage(10, 10), Priced(["gpt-4o-x"], "openai", NOW_US)).source == "settings"
    assert Prices().cost(Usage(10, 10), Priced(["gpt-4o"], "openai", NOW_US)).source == "price_table"
    assert Prices().cost(Usage(10, 10), Priced(["nobody-s"], "mine", NOW_US)) == (None, None, None)


def test_tools_are_paid_for_by_the_piece() -> None:
    searched = Prices().cost(Usage(1_000, 100, web_searches=3), Priced(["claude-sonnet-4-5"], "anthropic", NOW_US))
    assert searched.usd == pytest.approx(0.0045 + 0.03)
    assert searched.tool_usd == pytest.approx(0.03)
    tools = (("web_search", 2), ("code_interpreter", 1))
    used = Prices().cost(Usage(0, 0), Priced(["gpt-5"], "openai", NOW_US, tool_calls=tools))
    assert used.tool_usd == pytest.approx(2 * 0.01 + 0.03)


def test_what_is_heard_and_spoken() -> None:
    """Transcriptions by the hour, speech by the character, pictures by tokens of their own price."""
    assert _cost(Usage(prompt_audio_s=1_800.0), "whisper-1") == pytest.approx(0.18)
    spoken = Prices().cost(Usage(), Priced(["tts-1"], "openai", NOW_US, characters=1_000))
    assert spoken.usd == pytest.approx(0.015)
    assert _cost(Usage(150, 4_160), "gpt-image-1") == pytest.approx(0.16715)
    assert _cost(Usage(150, 0, prompt_image_tokens=100), "gpt-image-1") == pytest.approx((50 * 5 + 100 * 10) / 1e6)
