"""Whatever a provider's usage object looks like, its counts come out in one convention."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extract.pricing.cost import Priced, Prices
from store.extract.tokens import MAX_TOKENS, merge, normalise, usage_object
from store.models import Usage as Counts

Usage = dict[str, Any]


@pytest.mark.parametrize(
    ("usage", "provider", "right"),
    [
        pytest.param(
            {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
            "openai",
            {"prompt_tokens": 100, "completion_tokens": 20},
            id="openai",
        ),
        pytest.param(
            {
                "prompt_tokens": 100,
                "completion_tokens": 60,
                "total_tokens": 160,
                "completion_tokens_details": {"reasoning_tokens": 40},
            },
            "openai",
            {"prompt_tokens": 100, "completion_tokens": 60, "reasoning_tokens": 40},
            id="reasoning within",
        ),
        pytest.param(
            {
                "prompt_tokens": 32,
                "completion_tokens": 9,
                "total_tokens": 135,
                "completion_tokens_details": {"reasoning_tokens": 94},
            },
            "xai",
            {"prompt_tokens": 32, "completion_tokens": 103, "reasoning_tokens": 94},
            id="xai: reasoning beside (inspect_ai 5528)",
        ),
        pytest.param(
            {"prompt_tokens": 32, "completion_tokens": 90, "completion_tokens_details": {"reasoning_tokens": 50}},
            "xai",
            {"prompt_tokens": 32, "completion_tokens": 140, "reasoning_tokens": 50},
            id="xai without a total",
        ),
        pytest.param(
            {"prompt_tokens": 20, "completion_tokens": 198, "total_tokens": 623},
            "google",
            {"prompt_tokens": 20, "completion_tokens": 603},
            id="gemini over openai's api: thinking only in the total (any-llm 1290)",
        ),
        pytest.param(
            {"promptTokenCount": 21, "candidatesTokenCount": 5, "thoughtsTokenCount": 60, "totalTokenCount": 86},
            "google",
            {"prompt_tokens": 21, "completion_tokens": 65, "reasoning_tokens": 60},
            id="gemini",
        ),
        pytest.param(
            {
                "promptTokenCount": 10,
                "toolUsePromptTokenCount": 7,
                "candidatesTokenCount": 5,
                "totalTokenCount": 22,
                "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 4}, {"modality": "IMAGE", "tokenCount": 6}],
            },
            "google",
            {"prompt_tokens": 17, "completion_tokens": 5, "prompt_image_tokens": 6},
            id="gemini: a tool's results and pictures",
        ),
        pytest.param(
            {
                "input_tokens": 10,
                "cache_read_input_tokens": 1000,
                "cache_creation_input_tokens": 300,
                "output_tokens": 7,
                "cache_creation": {"ephemeral_5m_input_tokens": 100, "ephemeral_1h_input_tokens": 200},
                "server_tool_use": {"web_search_requests": 3},
            },
            "anthropic",
            {
                "prompt_tokens": 1310,
                "completion_tokens": 7,
                "prompt_cache_read_tokens": 1000,
                "prompt_cache_write_tokens": 300,
                "prompt_cache_write_5m_tokens": 100,
                "prompt_cache_write_1h_tokens": 200,
                "web_searches": 3,
            },
            id="anthropic",
        ),
        pytest.param(
            {"inputTokens": 4, "outputTokens": 8, "totalTokens": 12, "cacheReadInputTokens": 50},
            "aws",
            {"prompt_tokens": 54, "completion_tokens": 8, "prompt_cache_read_tokens": 50},
            id="bedrock: the total leaves the cache out",
        ),
        pytest.param(
            {"inputTokens": 4, "outputTokens": 8, "totalTokens": 62, "cacheReadInputTokens": 50},
            "aws",
            {"prompt_tokens": 54, "completion_tokens": 8, "prompt_cache_read_tokens": 50},
            id="bedrock: the total has the cache",
        ),
        pytest.param(
            {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120, "cached_tokens": 64},
            "moonshotai",
            {"prompt_tokens": 100, "completion_tokens": 20, "prompt_cache_read_tokens": 64},
            id="moonshot: cached tokens at the top (pi 2017)",
        ),
        pytest.param(
            {"prompt_tokens": 100.0, "completion_tokens": 20.0, "total_tokens": 120.0},
            "",
            {"prompt_tokens": 100, "completion_tokens": 20},
            id="floats (LiteLLM 28024)",
        ),
        pytest.param(
            {"input_tokens": 14, "output_tokens": 45, "total_tokens": 59, "input_token_details": {"audio_tokens": 12}},
            "openai",
            {"prompt_tokens": 14, "completion_tokens": 45, "prompt_audio_tokens": 12},
            id="transcription",
        ),
        pytest.param(
            {"total_tokens": 4310, "input_tokens": 150, "output_tokens": 4160},
            "openai",
            {"prompt_tokens": 150, "completion_tokens": 4160},
            id="images",
        ),
        pytest.param(
            {"tokens": {"input_tokens": 71, "output_tokens": 418}, "billed_units": {"input_tokens": 5}},
            "cohere",
            {"prompt_tokens": 71, "completion_tokens": 418},
            id="cohere v2",
        ),
        pytest.param(
            {"prompt_tokens": 7, "total_tokens": 12},
            "",
            {"prompt_tokens": 7, "completion_tokens": 5},
            id="no completion",
        ),
        pytest.param({"total_tokens": 12}, "", {}, id="a total alone says nothing of a chat"),
        pytest.param({"prompt_tokens": True, "completion_tokens": "12"}, "", {}, id="not numbers"),
    ],
)
def test_spellings(usage: Usage, provider: str, right: dict[str, int]) -> None:
    counted, contradicts = normalise(usage, provider)
    assert {name: value for name, value in asdict(counted).items() if value is not None} == right
    assert not contradicts


def test_embeddings_state_only_a_total() -> None:
    """LiteLLM 5087: what an embedding reads is all there is."""
    usage = normalise({"total_tokens": 9}, only_prompt=True)[0]
    assert (usage.prompt_tokens, usage.completion_tokens) == (9, 0)


@pytest.mark.parametrize(
    ("usage", "right"),
    [
        ({"prompt_tokens": -5, "completion_tokens": 2**60}, Counts()),
        ({"prompt_tokens": 2**53, "completion_tokens": 3}, Counts(None, 3)),
        ({"prompt_tokens": MAX_TOKENS + 1, "completion_tokens": 1e300}, Counts()),
        ({"prompt_tokens": MAX_TOKENS, "completion_tokens": 3, "total_tokens": 2**53}, Counts(MAX_TOKENS, 3)),
        ({"prompt_tokens": 1, "prompt_tokens_details": {"cached_tokens": 5_000_000}}, Counts(1)),
        ({"prompt_tokens": 9, "prompt_tokens_details": {"audio_tokens": 10, "cached_tokens": 9}}, Counts(9, None, 9)),
        ({"completion_tokens": 9, "completion_tokens_details": {"audio_tokens": 10}}, Counts(None, 9)),
        ({"prompt_tokens": 9, "cache_creation": {"ephemeral_1h_input_tokens": 10}}, Counts(9)),
    ],
)
def test_absurd_counts_are_null_and_marked(usage: Usage, right: Counts) -> None:
    """A count that no model reaches, and a part that is larger than its whole."""
    assert normalise(usage) == (right, True)


def test_a_part_larger_than_its_whole_makes_a_call_no_cheaper() -> None:
    """The price of cached tokens is a fraction."""
    usage = {"prompt_tokens": 1_000_000, "completion_tokens": 0}
    honest, _ = normalise(usage)
    absurd, _ = normalise(usage | {"prompt_tokens_details": {"cached_tokens": 5_000_000}})
    call = Priced(["gpt-4o-mini"], "openai", 1_700_000_000_000_000)
    assert Prices().cost(absurd, call).usd == Prices().cost(honest, call).usd == pytest.approx(0.15)


def test_parts_that_contradict_the_total_stay_and_are_marked() -> None:
    counted, contradicts = normalise({"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 90})
    assert (counted.prompt_tokens, counted.completion_tokens) == (100, 20)
    assert contradicts


@pytest.mark.parametrize(
    "response",
    [
        {"usage": {"prompt_tokens": 100}},
        {"x_groq": {"usage": {"prompt_tokens": 100}}},
        {"choices": [{"delta": {}}, {"usage": {"prompt_tokens": 100}}]},
        {"usageMetadata": {"promptTokenCount": 100}},
        {"meta": {"billed_units": {"input_tokens": 100}}},
        {"meta": {"tokens": {"input_tokens": 100}}},
    ],
)
def test_places(response: Usage) -> None:
    """Usage is found wherever providers put it."""
    assert normalise(usage_object(response))[0].prompt_tokens == 100


def test_a_later_zero_replaces_nothing() -> None:
    """Anthropic's last event may say `input_tokens: 0` after 1500 (envoy ai-gateway PR 1631)."""
    before = {"input_tokens": 1500, "output_tokens": 1, "cache_creation": {"ephemeral_1h_input_tokens": 4}}
    later = {"input_tokens": 0, "output_tokens": 12, "cache_creation": {"ephemeral_1h_input_tokens": 0}}
    right = before | {"output_tokens": 12}
    merge(before, later)
    assert before == right


_COUNTS = st.integers(-5, 2_000) | st.floats(-3, 3000) | st.none() | st.booleans() | st.text(max_size=3)
_DETAILS = st.dictionaries(
    st.sampled_from(["cached_tokens", "reasoning_tokens", "audio_tokens", "image_tokens", "ephemeral_1h_input_tokens"]),
    _COUNTS,
    max_size=3,
)
_ANY = st.recursive(
    _COUNTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
_KEYS = st.sampled_from(
    [
        "prompt_tokens", "completion_tokens", "total_tokens", "input_tokens", "output_tokens", "promptTokenCount",
        "candidatesTokenCount", "thoughtsTokenCount", "toolUsePromptTokenCount", "totalTokenCount", "inputTokens",
        "outputTokens", "totalTokens", "cacheReadInputTokens", "cache_read_input_tokens", "cache_creation_input_tokens",
        "cached_tokens", "prompt_eval_count", "eval_count", "reasoning_tokens", "billed_units", "tokens",
    ]
)  # fmt: skip
_TOTALS = ("total_tokens", "totalTokenCount", "totalTokens")
_DETAIL_KEYS = st.sampled_from(
    ["prompt_tokens_details", "completion_tokens_details", "cache_creation", "promptTokensDetails", "server_tool_use"]
)
_USAGES = st.builds(
    lambda plain, details, strange: {**strange, **details, **plain},
    st.dictionaries(_KEYS, _COUNTS, max_size=8),
    st.dictionaries(_DETAIL_KEYS, _DETAILS | st.lists(_DETAILS, max_size=2), max_size=3),
    st.dictionaries(_KEYS | st.text(max_size=8), _ANY, max_size=3),
)


@given(_USAGES, st.sampled_from(["openai", "xai", "google", "anthropic", ""]))
def test_any_usage_object(usage: Usage, provider: str) -> None:
    """Nothing raises, nothing is negative, no part is larger than its whole.

    Where a total is stated, the two counts add up to it, or the row says that they do not. Bedrock's total leaves out
    the cache.
    """
    counts, contradicts = normalise(usage, provider)
    totals = [
        int(usage[key]) for key in _TOTALS if type(usage.get(key)) in (int, float) and usage[key] == usage[key] // 1
    ]
    if totals and max(totals) >= 0 and counts.prompt_tokens is not None and counts.completion_tokens is not None:
        total = counts.prompt_tokens + counts.completion_tokens
        cache = (counts.prompt_cache_read_tokens or 0) + (counts.prompt_cache_write_tokens or 0)
        assert contradicts or max(totals) in (total, total - cache)
    values = asdict(counts)
    assert all(value is None or 0 <= value <= 10 * MAX_TOKENS for value in values.values())
    for part in ("prompt_cache_read_tokens", "prompt_cache_write_tokens"):
        if counts.prompt_tokens is not None:
            assert (values[part] or 0) <= counts.prompt_tokens
    if counts.completion_tokens is not None:
        assert (counts.reasoning_tokens or 0) <= counts.completion_tokens


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_the_parts_add_up_to_the_total(
    prompt: int, completion: int, reasoning: int, unsaid: int, states_reasoning: bool
) -> None:
    """Whenever the stated total can be true of the parts: whatever is inside or outside of them."""
    total = prompt + completion + unsaid
    usage: Usage = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}
    if states_reasoning:
        usage["completion_tokens_details"] = {"reasoning_tokens": reasoning}
    for provider in ("openai", "xai", "google"):
        counted, contradicts = normalise(usage, provider)
        assert (counted.prompt_tokens or 0) + (counted.completion_tokens or 0) == total
        assert contradicts == (counted.reasoning_tokens is None and states_reasoning)
        assert (counted.reasoning_tokens or 0) <= (counted.completion_tokens or 0)
