"""Tokens → USD: by the price table in the settings, else by the prices that genai-prices ships with.

Unknown is None, never 0. Nothing here uses the network: genai-prices does so only when its updater is started.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from store.models import Usage
from store.settings import PriceSettings

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, Provider

_CACHE_SIZE = 1_024  # models; bounded, since callers choose the names
_MAX_NAME = 200
_PER = 1_000_000
_NAMES = {"xai": "x-ai"}  # ours → genai-prices'
# Models of these vendors are sold by them and their resellers only, so the model's name is enough to find the price
# behind an unknown gateway. Open models cannot be priced by name: each host sets its own price.
_CLOSED = ("openai", "anthropic", "google")
_OPEN_MODELS = ("gpt-oss", "gemma", "gpt-2")


@dataclass(frozen=True, slots=True)
class _Rates:
    """USD per million tokens; None: no separate price."""

    input: float | None
    output: float | None
    cache_read: float | None = None
    cache_write: float | None = None
    input_audio: float | None = None
    output_audio: float | None = None
    reasoning: float | None = None
    request: float = 0.0  # USD per call


class _Match(NamedTuple):
    """Where the price of a model at a provider comes from."""

    own: _Rates | None = None  # from the settings
    built_in: ModelInfo | None = None  # from genai-prices


class Prices:
    def __init__(self, table: Sequence[PriceSettings] = ()) -> None:
        """`table`: prices of the settings. An exact name precedes a pattern, a longer pattern a shorter one."""
        self._exact = {row.model.lower(): _own(row) for row in table if not row.model.endswith("*")}
        patterns = [(row.model[:-1].lower(), _own(row)) for row in table if row.model.endswith("*")]
        self._patterns = sorted(patterns, key=lambda pattern: -len(pattern[0]))
        self._matches: dict[tuple[str, str], _Match | None] = {}
        self._constant: dict[tuple[str, str, str], _Rates] = {}  # (model, provider, service tier)
        self._providers: dict[str, Provider] | None = None

    def cost(
        self, usage: Usage, models: Sequence[str], provider: str, started_at_us: int, service_tier: str = ""
    ) -> float | None:
        """USD for these tokens at the price when the call started; None when tokens or price are unknown.

        `models`: names to look up; the first one with a price counts. `provider`: from `paths.provider`.
        `service_tier`: from the answer ("flex", "priority" …).
        """
        if usage.prompt_tokens is None or usage.completion_tokens is None:
            return None
        for model in models:
            match = self._match(model, provider)
            if match is not None:
                rates = match.own or self._built_in(model, provider, usage.prompt_tokens, started_at_us, service_tier)
                return _total(usage, rates)
        return None

    def _built_in(self, model: str, provider: str, prompt_tokens: int, started_at_us: int, service_tier: str) -> _Rates:
        """Cached where they are the same for every call of that model."""
        key = (model, provider, service_tier)
        if rates := self._constant.get(key):
            return rates
        match = self._match(model, provider)
        info = match.built_in if match else None
        rates = _built_in(info, prompt_tokens, started_at_us, service_tier)
        if info is not None and _is_constant(info, service_tier):
            if len(self._constant) >= _CACHE_SIZE:
                self._constant.clear()
            self._constant[key] = rates
        return rates

    def _match(self, model: str, provider: str) -> _Match | None:
        key = (model.lower(), provider.lower())
        try:
            return self._matches[key]
        except KeyError:
            if len(self._matches) >= _CACHE_SIZE:
                self._matches.clear()
            match = self._matches[key] = self._find(*key)
            return match

    def _find(self, model: str, provider: str) -> _Match | None:
        if len(model) > _MAX_NAME:
            return None
        if own := self._exact.get(model):
            return _Match(own=own)
        for prefix, rates in self._patterns:
            if model.startswith(prefix):
                return _Match(own=rates)
        info = self._find_built_in(model, _NAMES.get(provider, provider))
        return _Match(built_in=info) if info else None

    def _find_built_in(self, model: str, provider: str) -> ModelInfo | None:
        # Not by the package's own look-up, which caches every name without a bound.
        providers = self._built_in_providers()
        if provider in providers:
            return providers[provider].find_model(model, all_providers=list(providers.values()))
        vendor, slash, rest = model.partition("/")  # "openai/gpt-4o", as gateways name them
        if slash and vendor in _CLOSED:
            return self._find_built_in(rest, vendor)
        if model.startswith(_OPEN_MODELS):
            return None
        for vendor in _CLOSED:
            known = providers[vendor]
            if known.model_match and known.model_match.is_match(model):
                return known.find_model(model)
        return None

    def _built_in_providers(self) -> dict[str, Provider]:
        if self._providers is None:
            # Loaded with the first call that is priced: takes 0.1 s and some 20 MB.
            from genai_prices.data import providers  # for the reason above

            self._providers = {provider.id: provider for provider in providers}
        return self._providers


def _own(row: PriceSettings) -> _Rates:
    return _Rates(row.input_usd, row.output_usd, row.cache_read_usd, row.cache_write_usd)


def _built_in(model: ModelInfo | None, prompt_tokens: int, started_at_us: int, service_tier: str) -> _Rates:
    if model is None:
        return _Rates(None, None)
    started_at = datetime.fromtimestamp(started_at_us / 1e6, UTC)
    prices = model.get_prices(started_at, {"service_tier": service_tier} if service_tier else None)
    return _Rates(
        input=_rate(prices, "input_mtok", prompt_tokens),
        output=_rate(prices, "output_mtok", prompt_tokens),
        cache_read=_rate(prices, "cache_read_mtok", prompt_tokens),
        cache_write=_rate(prices, "cache_write_mtok", prompt_tokens),
        input_audio=_rate(prices, "input_audio_mtok", prompt_tokens),
        output_audio=_rate(prices, "output_audio_mtok", prompt_tokens),
        reasoning=_rate(prices, "output_reasoning_mtok", prompt_tokens),
        request=(_rate(prices, "requests_kcount", prompt_tokens) or 0.0) / 1_000,
    )


def _is_constant(model: ModelInfo, service_tier: str) -> bool:
    """Whether the prices in that tier depend on neither the time nor the number of tokens."""
    if isinstance(model.prices, list):
        return False
    variants = [variant for variant in model.price_variants or () if variant.when == {"service_tier": service_tier}]
    if any(variant.constraint is not None for variant in variants):
        return False
    sets = [model.prices, *(variant.prices for variant in variants)]
    return not any(hasattr(price, "tiers") for prices in sets for price in prices.__dict__.values())


def _rate(prices: ModelPrice, key: str, prompt_tokens: int) -> float | None:
    price = prices.__dict__.get(key)  # getattr searches a registry for missing names
    tiers = getattr(price, "tiers", None)
    if price is None:
        return None
    if tiers is None:
        return float(price)
    # Above a threshold of prompt tokens, all tokens of the call cost more.
    passed = [tier.price for tier in tiers if prompt_tokens > tier.start]
    return float(passed[-1] if passed else price.base)


def _total(usage: Usage, rates: _Rates) -> float | None:
    """Each token once: parts with a separate price are subtracted from the whole that contains them."""
    prompt = _side(
        usage.prompt_tokens or 0,
        rates.input,
        (usage.prompt_cache_read_tokens, rates.cache_read),
        (usage.prompt_cache_write_tokens, rates.cache_write),
        (usage.prompt_audio_tokens, rates.input_audio),
    )
    completion = _side(
        usage.completion_tokens or 0,
        rates.output,
        (usage.completion_audio_tokens, rates.output_audio),
        (usage.reasoning_tokens, rates.reasoning),
    )
    if prompt is None or completion is None:
        return None
    return (prompt + completion) / _PER + rates.request


def _side(whole: int, rate: float | None, *parts: tuple[int | None, float | None]) -> float | None:
    if rate is None:
        return 0.0 if whole == 0 else None
    total = 0.0
    left = whole
    for tokens, own_rate in parts:
        if tokens and own_rate is not None:
            # Cached audio is in two parts at once: the first one counts.
            tokens = min(tokens, left)  # noqa: PLW2901  # what is left of the part is the part
            total += tokens * own_rate
            left -= tokens
    return total + left * rate
