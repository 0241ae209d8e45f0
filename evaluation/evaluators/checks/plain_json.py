"""JSON values as a definition may have them. Pure."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator

_PLAIN = (str, int, float, bool, type(None))


def _checked(value: Any) -> Any:
    """Without recursion: values can be deeper than the stack. Raises ValueError."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each
        elif not isinstance(each, _PLAIN):  # a number that a double cannot hold, or a date of TOML
            raise ValueError("must have text, true, false, null and finite numbers of at most 18 digits only")
    return value


PlainObject = Annotated[dict[str, Any], AfterValidator(_checked)]
