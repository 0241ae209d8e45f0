"""Token counts of each provider → one convention: parts are contained in `prompt_tokens` and `completion_tokens`."""

from __future__ import annotations

from store.extract.parsing import Json, count, mapping
from store.models import Usage

NONE = Usage()


def openai(usage: Json) -> Usage:
    """Chat completions, completions and embeddings, where `prompt_tokens` contains the cached tokens.

    DeepSeek names those `prompt_cache_hit_tokens`; `prompt_tokens` contains them too.
    """
    if not usage:
        return NONE
    read = mapping(usage, "prompt_tokens_details")
    written = mapping(usage, "completion_tokens_details")
    cached = count(read, "cached_tokens")
    return Usage(
        prompt_tokens=count(usage, "prompt_tokens"),
        completion_tokens=count(usage, "completion_tokens"),
        prompt_cache_read_tokens=cached if cached is not None else count(usage, "prompt_cache_hit_tokens"),
        prompt_cache_write_tokens=count(read, "cache_write_tokens"),
        reasoning_tokens=count(written, "reasoning_tokens"),
        prompt_audio_tokens=count(read, "audio_tokens"),
        completion_audio_tokens=count(written, "audio_tokens"),
    )


def responses(usage: Json) -> Usage:
    """OpenAI's Responses: other names; the totals contain the parts as well."""
    if not usage:
        return NONE
    read = mapping(usage, "input_tokens_details")
    written = mapping(usage, "output_tokens_details")
    return Usage(
        prompt_tokens=count(usage, "input_tokens"),
        completion_tokens=count(usage, "output_tokens"),
        prompt_cache_read_tokens=count(read, "cached_tokens"),
        prompt_cache_write_tokens=count(read, "cache_write_tokens"),
        reasoning_tokens=count(written, "reasoning_tokens"),
        prompt_audio_tokens=count(read, "audio_tokens"),
        completion_audio_tokens=count(written, "audio_tokens"),
    )


def anthropic(usage: Json) -> Usage:
    """Anthropic's Messages, where `input_tokens` excludes the tokens read from and written to the cache."""
    if not usage:
        return NONE
    fresh = count(usage, "input_tokens")
    cache_read = count(usage, "cache_read_input_tokens")
    cache_write = count(usage, "cache_creation_input_tokens")
    return Usage(
        prompt_tokens=None if fresh is None else fresh + (cache_read or 0) + (cache_write or 0),
        completion_tokens=count(usage, "output_tokens"),
        prompt_cache_read_tokens=cache_read,
        prompt_cache_write_tokens=cache_write,
        reasoning_tokens=count(mapping(usage, "output_tokens_details"), "thinking_tokens"),
    )
