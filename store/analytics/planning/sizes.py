"""Which values a plan can be made from."""

from __future__ import annotations

import numpy as np

from store.analytics.comparisons.differences import ValuesTooLarge
from store.statistics.summaries import Floats

VALUE_MOST = 1e100  # its square, times the square of a weight, is still a double


def check_size(name: str, values: Floats) -> None:
    """Raises ValuesTooLarge."""
    if len(values) and float(np.max(np.abs(values))) > VALUE_MOST:
        raise ValuesTooLarge(f"{name!r} has values above {VALUE_MOST:g}; their squares overflow a double")
