"""Token counts of every provider → one convention. Pure; never raises on any usage object.

The convention of `Usage`: `prompt_tokens` is everything the model read, cached tokens included; `completion_tokens` is
everything it wrote, reasoning included; all other counts are parts of these two.

Providers differ in spelling and in what they leave out, so a usage object is read in three steps: look each count up
in the tables of known spellings (`_COUNTS`, `_DETAILS`), add what a provider leaves out of its plain counts, and check
the sum against the total that the provider states. A new spelling is one more row of a table.
"""

from __future__ import annotations

from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.models import Usage

# More tokens than any model reads or writes in one call: the largest contexts have ten million. Larger numbers are
# faults of the provider, or attempts to spoil a sum.
MAX_TOKENS = 100_000_000
_ABSURD = "absurd"  # our name for counts that are negative or larger

_MAX_SECONDS = 1_000_000.0


# A provider's key → our name for the count. Objects of details have a table of their own.
_COUNTS: dict[str, str] = {
    "prompt_tokens": "prompt",  # OpenAI and whoever speaks its chat completions
    "input_tokens": "prompt",  # OpenAI's Responses, images and transcriptions; Anthropic
    "promptTokenCount": "prompt",  # Gemini
    "inputTokens": "prompt",  # Bedrock's Converse
    "prompt_eval_count": "prompt",  # Ollama
    "inputTextTokenCount": "prompt",  # Amazon Titan
    "prompt_token_count": "prompt",  # Llama on Bedrock
    "completion_tokens": "completion",
    "output_tokens": "completion",
    "candidatesTokenCount": "completion",
    "outputTokens": "completion",
    "eval_count": "completion",
    "generation_token_count": "completion",
    "total_tokens": "total",
    "totalTokenCount": "total",
    "totalTokens": "total",
    "cache_read_input_tokens": "cache_read",  # Anthropic
    "prompt_cache_hit_tokens": "cache_read",  # DeepSeek
    "cached_tokens": "cache_read",  # Moonshot; Cohere
    "cachedContentTokenCount": "cache_read",
    "cacheReadInputTokens": "cache_read",
    "cache_creation_input_tokens": "cache_write",
    "cacheWriteInputTokens": "cache_write",
    "thoughtsTokenCount": "reasoning",
    "reasoning_tokens": "reasoning",  # Perplexity
    "toolUsePromptTokenCount": "tool_prompt",  # Gemini: read by a tool, outside of promptTokenCount
    "num_search_queries": "web_searches",  # Perplexity
}
_READ = {
    "cached_tokens": "cache_read",
    "cache_write_tokens": "cache_write",
    "audio_tokens": "prompt_audio",
    "image_tokens": "prompt_image",
}
_WRITTEN = {
    "reasoning_tokens": "reasoning",
    "thinking_tokens": "reasoning",  # Anthropic
    "audio_tokens": "completion_audio",
    "image_tokens": "completion_image",
}
_DETAILS: dict[str, dict[str, str]] = {
    "prompt_tokens_details": _READ,
    "input_tokens_details": _READ,
    "input_token_details": _READ,  # transcriptions and realtime: singular
    "completion_tokens_details": _WRITTEN,
    "output_tokens_details": _WRITTEN,
    "output_token_details": _WRITTEN,
    "cache_creation": {  # Anthropic
        "ephemeral_5m_input_tokens": "cache_write_5m",
        "ephemeral_1h_input_tokens": "cache_write_1h",
    },
    "server_tool_use": {"web_search_requests": "web_searches"},  # Anthropic
    "server_side_tool_usage_details": {"web_search_calls": "web_searches"},  # xAI
    "tokens": {"input_tokens": "prompt", "output_tokens": "completion"},  # Cohere
}


# Keys that only one provider writes, of which its plain counts leave something out.
_REASONING_OUTSIDE_KEYS = frozenset({"candidatesTokenCount", "promptTokenCount"})  # Gemini counts thoughts apart
# … and of whose input count leaves out what was read from or written to the cache: Anthropic, Bedrock's Converse. Not
# OpenAI's details, nor gateways that put these keys beside `prompt_tokens`.
_OUTSIDE_CACHE = frozenset(
    (
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
        "cacheReadInputTokens",
        "cacheWriteInputTokens",
    )
)

_PROMPT_PARTS = frozenset(
    ("cache_read", "cache_write", "cache_write_5m", "cache_write_1h", "prompt_audio", "prompt_image")
)
_PARTS = _PROMPT_PARTS | {"reasoning", "completion_audio", "completion_image"}
_CACHE_WRITES = frozenset({"cache_write", "cache_write_5m", "cache_write_1h"})

# Providers whose `reasoning_tokens` stand beside `completion_tokens`, whether they state a total or not.
_REASONING_OUTSIDE = frozenset({"xai"})  # inspect_ai 5528: 32 + 9 + 94 = 135

_MODALITIES = {  # Gemini's lists of {"modality", "tokenCount"}
    ("promptTokensDetails", "AUDIO"): "prompt_audio",
    ("promptTokensDetails", "IMAGE"): "prompt_image",
    ("candidatesTokensDetails", "AUDIO"): "completion_audio",
    ("candidatesTokensDetails", "IMAGE"): "completion_image",
}


def normalise(usage: Json, provider: str = "", *, only_prompt: bool = False) -> tuple[Usage, bool]:
    """A usage object as one provider wrote it, in our convention, and whether it contradicts itself: a count is absurd,
    or larger than the whole of which it is a part. Such a count is None, as far as is known which one it is.

    `only_prompt`: the call writes no tokens (embeddings, rerank, moderation), so a lone total is the prompt's.
    """
    if not usage:
        return Usage(), False
    if usage.get("type") == "duration":  # transcriptions by the minute
        return Usage(prompt_audio_s=_seconds(usage.get("seconds"))), False
    counts = _read(usage)
    prompt, completion, total = counts.get("prompt"), counts.get("completion"), counts.get("total")
    if prompt is not None:
        if "tool_prompt" in counts:
            prompt += counts["tool_prompt"]
        if "prompt_tokens" not in usage and not _OUTSIDE_CACHE.isdisjoint(usage):
            prompt += counts.get("cache_read", 0) + _written(counts)
    reasoning = counts.get("reasoning", 0)
    if reasoning and _is_reasoning_outside(usage, counts, provider):
        completion = (completion or 0) + reasoning
    contradicts = False
    if prompt is None or completion is None or prompt + completion != total:
        prompt, completion, contradicts = _checked(counts, prompt, completion, total, only_prompt=only_prompt)
    contradicts = _drop_larger_parts(counts, prompt, completion) or contradicts or _ABSURD in counts
    return _usage(counts, prompt, completion), contradicts


def merge(usage: Json, later: Json) -> None:
    """Adds to a stream's usage object what a later event says: that counts, but a zero or null never replaces a
    positive count. In place, since a copy for each event would take quadratic time."""
    for key, value in later.items():
        known = usage.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merge(known, value)
        elif value or known is None:
            usage[key] = value


def usage_object(response: Json) -> Json:
    """Where the provider put its usage, the first that is there; {} when there is none."""
    stated = response.get("usage")
    if isinstance(stated, dict) and stated:
        return stated
    for usage in (
        mapping(mapping(response, "x_groq"), "usage"),  # Groq's streams
        mapping(response, "usageMetadata"),  # Gemini
        mapping(response, "meta"),  # Cohere's rerank and embed
    ):
        if usage:
            return usage
    # Moonshot's streams
    return next((found for choice in mappings(response, "choices") if (found := mapping(choice, "usage"))), {})


def _read(usage: Json) -> dict[str, int]:
    """Our name → count. Where two spellings say the same, the larger one counts."""
    counts: dict[str, int] = {}
    for key, value in usage.items():
        name = _COUNTS.get(key)
        if name is not None:
            if type(value) is int and name not in counts and 0 <= value <= MAX_TOKENS:  # nearly always
                counts[name] = value
            else:
                _note(counts, name, value)
        elif key in _DETAILS and isinstance(value, dict):
            table = _DETAILS[key]
            for inner, count in value.items():
                name = table.get(inner)
                if name is None:
                    continue
                if type(count) is int and name not in counts and 0 <= count <= MAX_TOKENS:  # nearly always
                    counts[name] = count
                else:
                    _note(counts, name, count)
    if "promptTokenCount" in usage:
        _read_modalities(usage, counts)
    if "prompt" not in counts and "billed_units" in usage:  # Cohere's older answers state only what is billed
        billed = mapping(usage, "billed_units")
        _note(counts, "prompt", billed.get("input_tokens"))
        _note(counts, "completion", billed.get("output_tokens"))
    return counts


def _note(counts: dict[str, int], name: str, value: object) -> None:
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int:  # True is an int too
        return
    if not 0 <= value <= MAX_TOKENS:
        counts[_ABSURD] = 1
    elif counts.get(name, 0) <= value:
        counts[name] = value


def _read_modalities(usage: Json, counts: dict[str, int]) -> None:
    """Gemini's lists of {"modality", "tokenCount"}."""
    for key in ("promptTokensDetails", "candidatesTokensDetails"):
        for part in mappings(usage, key):
            name = _MODALITIES.get((key, text(part, "modality").upper()))
            if name is not None:
                _note(counts, name, part.get("tokenCount"))


def _written(counts: dict[str, int]) -> int:
    by_lifetime = counts.get("cache_write_5m", 0) + counts.get("cache_write_1h", 0)
    return max(counts.get("cache_write", 0), by_lifetime)


def _is_reasoning_outside(usage: Json, counts: dict[str, int], provider: str) -> bool:
    if not _REASONING_OUTSIDE_KEYS.isdisjoint(usage):
        return True
    completion, reasoning = counts.get("completion", 0), counts["reasoning"]
    prompt, total = counts.get("prompt"), counts.get("total")
    if prompt is not None and total is not None:
        return total == prompt + completion + reasoning and total != prompt + completion
    return provider in _REASONING_OUTSIDE or reasoning > completion


def _checked(
    counts: dict[str, int], prompt: int | None, completion: int | None, total: int | None, *, only_prompt: bool
) -> tuple[int | None, int | None, bool]:
    """The two counts after the cross-check, and whether they contradict the total."""
    if only_prompt:
        prompt = total if prompt is None else prompt
        return prompt, 0 if prompt is not None and completion is None else completion, False
    if total is None or (prompt is None and completion is None):
        return prompt, completion, False
    missing = total - (prompt or 0) - (completion or 0)
    if missing < 0:
        # Bedrock's total leaves out the cache, as its input count does.
        is_without_cache = total == counts.get("prompt", 0) + counts.get("completion", 0)
        return prompt, completion, not is_without_cache
    if prompt is None:
        return missing, completion, False
    cached = counts.get("cache_read", 0) + _written(counts)
    if missing and missing == cached and prompt < cached:
        return prompt + missing, completion, False
    # What only the total says was written: Gemini's thinking, over its OpenAI-compatible API.
    return prompt, (completion or 0) + missing, False


def _drop_larger_parts(counts: dict[str, int], prompt: int | None, completion: int | None) -> bool:
    """Whether a part was larger than its whole. It is dropped: at the price of a part, the whole would be too cheap."""
    too_large = []
    for name, count in counts.items():
        if count and name in _PARTS:
            whole = prompt if name in _PROMPT_PARTS else completion
            if whole is not None and count > whole:
                too_large.append(name)
    for name in too_large:
        del counts[name]
    return bool(too_large)


def _usage(counts: dict[str, int], prompt: int | None, completion: int | None) -> Usage:
    written = None if _CACHE_WRITES.isdisjoint(counts) else _written(counts)
    if written is not None and prompt is not None:
        written = min(written, prompt)  # a sum of two lifetimes
    get = counts.get
    # By position: by name it takes five times as long (2.7 against 0.5 µs).
    return Usage(
        prompt,
        completion,
        get("cache_read"),
        written,
        get("reasoning"),
        get("prompt_audio"),
        get("completion_audio"),
        get("prompt_image"),
        get("completion_image"),
        get("cache_write_5m"),
        get("cache_write_1h"),
        get("web_searches"),
    )


def _seconds(value: object) -> float | None:
    """OpenAI states seconds as text in whisper-1's verbose form."""
    try:
        seconds = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except ValueError:
        return None
    return seconds if 0 <= seconds <= _MAX_SECONDS else None
