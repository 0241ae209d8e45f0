"""Names and limits of Helicone's API that filters, scores and answers share."""

from __future__ import annotations

BOOLEAN_SUFFIX = "-hcone-bool"  # "<name>-hcone-bool" is the boolean score of that name
FEEDBACK = "helicone-score-feedback"  # thumbs up or down: the only boolean that Helicone shows without the suffix
NO_CACHE_REFERENCE = "00000000-0000-0000-0000-000000000000"  # cache_reference_id of a request not answered from a cache

MAX_INTEGER = 2**53 - 1  # above it a double does not hold every whole number (RFC 8259 §6)
TOO_LARGE = "must not be beyond ±(2^53-1), the range in which whole numbers are exact"
