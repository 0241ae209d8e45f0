"""What a call costs: the provider's own word first, then the settings' prices, then the table that genai-prices ships.

Unknown is None, never 0. Nothing here uses the network: genai-prices does so only when its updater is started.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.extract.pricing.model_names import candidates, vendor_of
from store.models import Usage

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, Provider

    from store.settings import PriceSettings  # loading it takes a third of the start of store/extract/process.py

CostSource = Literal["provider", "settings", "price_table"]

_CACHE_SIZE = 1_024  # models; callers can make up names, so it must have an end
_PER = 1_000_000
_NAMES = {"xai": "x-ai"}  # ours → genai-prices'
# Models of these vendors are sold by them and their resellers only, so the model's name is enough to find the price
# behind an unknown gateway. Open models cannot be priced by name: each host sets its own price.
_CLOSED = ("openai", "anthropic", "google")
_OPEN_MODELS = ("gpt-oss", "gemma", "gpt-2")


# How many tokens of a usage are some part of the whole, and what that part costs
_Part = tuple[Callable[[Usage], int | None], float]


@dataclass(slots=True)
class _Rates:
    """USD per million tokens; None: no separate price. Treat as immutable."""

    input: float | None
    output: float | None
    cache_read: float | None = None
    cache_write: float | None = None
    cache_write_1h: float | None = None
    input_audio: float | None = None
    output_audio: float | None = None
    input_image: float | None = None
    output_image: float | None = None
    reasoning: float | None = None
    request: float = 0.0  # USD per call
    web_search: float | None = None  # USD per search
    audio_hour: float | None = None  # USD per hour that was heard
    characters: float | None = None  # USD per million characters that were spoken
    # The parts that have a price of their own: few, and looked for once
    read: tuple[_Part, ...] = field(init=False)
    written: tuple[_Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        cache_write_1h = self.cache_write_1h
        if cache_write_1h is None and self.input is not None and self.cache_write is not None:
            cache_write_1h = 2 * self.input  # Anthropic: an hour in the cache costs twice the input price
        self.read = _priced_parts(
            (attrgetter("prompt_cache_read_tokens"), self.cache_read),
            (attrgetter("prompt_cache_write_1h_tokens"), cache_write_1h),
            (_written_for_minutes, self.cache_write),
            (attrgetter("prompt_audio_tokens"), self.input_audio),
            (attrgetter("prompt_image_tokens"), self.input_image),
        )
        self.written = _priced_parts(
            (attrgetter("completion_audio_tokens"), self.output_audio),
            (attrgetter("completion_image_tokens"), self.output_image),
            (attrgetter("reasoning_tokens"), self.reasoning),
        )


def _priced_parts(*parts: tuple[Callable[[Usage], int | None], float | None]) -> tuple[_Part, ...]:
    return tuple((tokens, rate) for tokens, rate in parts if rate is not None)


def _written_for_minutes(usage: Usage) -> int:
    """Tokens that were written to the cache, but for those that stay an hour."""
    return (usage.prompt_cache_write_tokens or 0) - (usage.prompt_cache_write_1h_tokens or 0)


class Cost(NamedTuple):
    """`usd`: all of it, None: not known. `tool_usd`: the part of it that is fees for tools."""

    usd: float | None = None
    source: CostSource | None = None
    tool_usd: float | None = None


_UNKNOWN = Cost()


class Priced(NamedTuple):
    """What a price depends on beside the tokens."""

    models: Sequence[str]  # the names to look for; the first that has a price counts
    provider: str  # as `paths.provider` says
    started_at_us: int
    service_tier: str = ""  # as the answer says ("flex", "priority" …)
    tool_calls: Sequence[tuple[str, int]] = ()  # billed by the piece: see `tool_calls`
    characters: int = 0  # spoken
    stated_usd: float | None = None  # what the provider says that it cost


class _Match(NamedTuple):
    """Where the price of a model at a provider comes from."""

    own: _Rates | None = None  # from the settings
    built_in: ModelInfo | None = None  # from genai-prices


class _Price(NamedTuple):
    rates: _Rates
    source: CostSource


class Prices:
    def __init__(self, table: Sequence[PriceSettings] = ()) -> None:
        """`table`: prices of the settings. An exact name precedes a pattern, a longer pattern a shorter one."""
        self._exact = {row.model.lower(): _own(row) for row in table if not row.model.endswith("*")}
        patterns = [(row.model[:-1].lower(), _own(row)) for row in table if row.model.endswith("*")]
        self._patterns = sorted(patterns, key=lambda pattern: -len(pattern[0]))
        self._matches: dict[tuple[str, str], _Match | None] = {}
        self._constant: dict[tuple[str, str, str], _Price] = {}  # (model, provider, service tier)
        self._providers: dict[str, Provider] | None = None

    def cost(self, usage: Usage, call: Priced) -> Cost:
        """What these tokens cost at the price of the moment the call started."""
        if call.stated_usd is not None:
            return Cost(call.stated_usd, "provider")
        for model in call.models:
            known = self._constant.get((model, call.provider, call.service_tier)) or self._find_price(
                model, usage, call
            )
            if known is not None:
                rates, source = known
                usd = _total(usage, rates, call.characters)
                if usd is None:
                    break
                if usage.web_searches or call.tool_calls:
                    fees = _tool_fees(rates, usage, call)
                    return Cost(usd + fees, source, fees or None)
                return Cost(usd, source)
        return _UNKNOWN

    def knows(self, model: str, provider: str) -> bool:
        """Whether the model has a price."""
        return self._match(model, provider) is not None

    def _find_price(self, model: str, usage: Usage, call: Priced) -> _Price | None:
        """Cached where it is the same for every call of that model."""
        match = self._match(model, call.provider)
        if match is None:
            return None
        if match.own is not None:
            price, is_constant = _Price(match.own, "settings"), True
        else:
            info = match.built_in
            rates = _built_in(info, usage.prompt_tokens or 0, call.started_at_us, call.service_tier)
            price = _Price(rates, "price_table")
            is_constant = info is not None and _is_constant(info, call.service_tier)
        if is_constant:
            if len(self._constant) >= _CACHE_SIZE:
                self._constant.clear()
            self._constant[model, call.provider, call.service_tier] = price
        return price

    def _match(self, model: str, provider: str) -> _Match | None:
        key = (model, provider)
        try:
            return self._matches[key]
        except KeyError:
            if len(self._matches) >= _CACHE_SIZE:
                self._matches.clear()
            match = self._matches[key] = self._find(model, provider.lower())
            return match

    def _find(self, model: str, provider: str) -> _Match | None:
        names = candidates(model)
        for name in names:
            if own := self._exact.get(name):
                return _Match(own=own)
            for prefix, rates in self._patterns:
                if name.startswith(prefix):
                    return _Match(own=rates)
        found = self._find_built_in(names, _NAMES.get(provider, provider), vendor_of(model))
        return _Match(built_in=found) if found else None

    def _find_built_in(self, names: Sequence[str], provider: str, vendor: str) -> ModelInfo | None:
        """At who answers, at the vendor that the name states, then at the vendors whose models nobody else makes."""
        # Past the package's own look-up, which remembers every name it was ever asked for.
        providers = self._built_in_providers()
        if provider in providers:
            known = list(providers.values())
            return next(
                (model for name in names if (model := providers[provider].find_model(name, all_providers=known))), None
            )
        closed = [vendor] if vendor in _CLOSED else _CLOSED
        for name in names:
            if name.startswith(_OPEN_MODELS):
                continue
            for each in closed:
                if found := providers[each].find_model(name):
                    return found
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
        cache_write_1h=_rate(prices, "cache_write_1h_mtok", prompt_tokens),
        input_audio=_rate(prices, "input_audio_mtok", prompt_tokens),
        output_audio=_rate(prices, "output_audio_mtok", prompt_tokens),
        input_image=_rate(prices, "input_image_mtok", prompt_tokens),
        output_image=_rate(prices, "output_image_mtok", prompt_tokens),
        reasoning=_rate(prices, "output_reasoning_mtok", prompt_tokens),
        request=(_rate(prices, "requests_kcount", prompt_tokens) or 0.0) / 1_000,
        web_search=_per_piece(_rate(prices, "web_searches_kcount", prompt_tokens)),
        audio_hour=_rate(prices, "input_audio_hours", prompt_tokens) or _rate(prices, "audio_hours", prompt_tokens),
        characters=_rate(prices, "input_mchars", prompt_tokens),
    )


def _per_piece(per_thousand: float | None) -> float | None:
    return None if per_thousand is None else per_thousand / 1_000


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


# What tools cost by the piece where the price table does not say (the providers' price pages, November 2026). USD.
_TOOL_FEES = {
    "web_search": 0.01,  # Anthropic, OpenAI: 10 USD for a thousand
    "file_search": 0.0025,  # OpenAI: 2.50 USD for a thousand
    "code_interpreter": 0.03,  # OpenAI: a container
}


def _tool_fees(rates: _Rates, usage: Usage, call: Priced) -> float:
    fees = 0.0
    for name, count in (("web_search", usage.web_searches or 0), *call.tool_calls):
        own = rates.web_search if name == "web_search" else None
        fees += count * (_TOOL_FEES.get(name, 0.0) if own is None else own)
    return fees


def _total(usage: Usage, rates: _Rates, characters: int) -> float | None:
    """Each token once: the parts with a price of their own are taken out of the whole they are contained in."""
    if rates.audio_hour is not None and usage.prompt_audio_s is not None:
        return usage.prompt_audio_s / 3_600 * rates.audio_hour
    if rates.characters is not None and characters:
        return characters * rates.characters / _PER
    if usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    prompt = _side(usage, usage.prompt_tokens, rates.input, rates.read)
    completion = _side(usage, usage.completion_tokens, rates.output, rates.written)
    if prompt is None or completion is None:
        return None
    return (prompt + completion) / _PER + rates.request


def _side(usage: Usage, whole: int, rate: float | None, parts: Sequence[_Part]) -> float | None:
    if rate is None:
        return 0.0 if whole == 0 else None
    total = 0.0
    left = whole
    for tokens_of, own_rate in parts:
        tokens = tokens_of(usage)
        if tokens and tokens > 0:
            tokens = min(tokens, left)  # cached audio is in two parts at once: the first one has it
            total += tokens * own_rate
            left -= tokens
    return total + left * rate
