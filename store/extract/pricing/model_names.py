"""The names under which a model may be found in a price table. Pure.

Routes, regions, versions, dates and gateways' suffixes stand around the same model:
`models/gemini-2.5-flash`, `google/gemini-2.5-flash:nitro`, `us.anthropic.claude-sonnet-4-5-20250929-v1:0`,
`ft:gpt-4o-mini-2024-07-18:acme::abc`, `claude-sonnet-4-5@20250929`, `my%2Fmodel`.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_MAX_NAME = 200
_BEDROCK = re.compile(
    r"(?:(?:us|eu|apac|ap|jp|au|ca|sa|us-gov|global)\.)?([a-z0-9]+)\.(.+?)(?:-v\d+(?::\d+)?(?::\d+k)?)?"
)
_DATE = re.compile(r"[-@:](?:20\d{6}|20\d\d-\d\d-\d\d|\d{3,4}|latest|default)$")

_VENDORS = frozenset(
    ("ai21", "amazon", "anthropic", "cohere", "deepseek", "meta", "mistral", "openai", "qwen", "stability", "writer")
)


def candidates(name: str) -> list[str]:
    """The name as it is written, then as it is without what stands around it, the most exact first, in lower case."""
    whole = unquote(name[:_MAX_NAME]).strip().lower() if len(name) <= _MAX_NAME else ""
    found: dict[str, None] = dict.fromkeys([name.lower()[:_MAX_NAME], whole])
    bare = _without_fine_tuning(whole)
    while bare:
        found[bare] = None
        shorter = _without_suffix(bare)
        found[shorter] = None
        found[_DATE.sub("", shorter)] = None
        bare = bare.partition("/")[2]  # a route or vendor less
    return [candidate for candidate in found if candidate]


def vendor_of(name: str) -> str:
    """The vendor that the name itself states (`anthropic/…`, `us.anthropic.…`); "" when it states none."""
    whole = unquote(name[:_MAX_NAME]).lower()
    match = _BEDROCK.fullmatch(whole)
    if match and "/" not in whole and match[1] in _VENDORS:
        return match[1]
    route = [part for part in whole.split("/")[:-1] if part not in ("models", "publishers", "accounts")]
    return route[-1] if route else ""


def _without_fine_tuning(name: str) -> str:
    """`ft:gpt-4o-mini:acme::abc` → `gpt-4o-mini`: the price of what was tuned is the nearest that is known."""
    return name.split(":")[1] if name.startswith("ft:") and name.count(":") > 1 else name


def _without_suffix(name: str) -> str:
    match = _BEDROCK.fullmatch(name)
    if match and "/" not in name and match[1] in _VENDORS:
        return match[2]
    return name.partition("@")[0].partition(":")[0]
