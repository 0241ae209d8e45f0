"""What tokens of a model cost, for the budget of a run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

from store.extract import paths
from store.extract.pricing.cost import Priced, Prices
from store.models import Usage

_TOKENS = 1_000
_PER_MILLION = 1_000_000 // _TOKENS  # a call of a million tokens could have the higher price of a long prompt


class TokenRates(NamedTuple):
    """USD per million tokens."""

    prompt_usd: float
    completion_usd: float


class CallPrices:
    def __init__(self, prices: Prices, base_urls: Mapping[str, str]) -> None:
        """`base_urls`: of the upstreams, by name."""
        self._prices = prices
        self._base_urls = base_urls

    def knows(self, upstream: str) -> bool:
        return upstream in self._base_urls

    @property
    def upstreams(self) -> list[str]:
        return sorted(self._base_urls)

    def rates(self, upstream: str, model: str) -> TokenRates | None:
        """None: the model has no price."""
        prompt = self._usd(upstream, model, Usage(prompt_tokens=_TOKENS, completion_tokens=0))
        completion = self._usd(upstream, model, Usage(prompt_tokens=0, completion_tokens=_TOKENS))
        if prompt is None or completion is None:
            return None
        return TokenRates(prompt * _PER_MILLION, completion * _PER_MILLION)

    def _usd(self, upstream: str, model: str, usage: Usage) -> float | None:
        provider = paths.provider(self._base_urls.get(upstream, ""), upstream)
        return self._prices.cost(usage, Priced([model], provider, time.time_ns() // 1000)).usd
