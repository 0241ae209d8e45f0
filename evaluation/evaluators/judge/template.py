"""Prompt templates: text with {{fields}} of a call. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = ("question", "answer", "messages", "properties", "scores", "reference")
_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_PROPERTY = re.compile(r"properties\.(\S.*)")


class BadTemplate(ValueError):
    """The template names a field that calls do not have. The message names it."""


def fields_of(template: str) -> set[str]:
    """The fields that it names. Raises BadTemplate."""
    names = {match[1] for match in _FIELD.finditer(template)}
    for name in sorted(names):
        if name not in FIELDS and not _PROPERTY.fullmatch(name):
            known = ", ".join(f"{{{{{field}}}}}" for field in FIELDS)
            raise BadTemplate(f"{{{{{name[:100]}}}}} is not a field; use {known} or {{{{properties.<Name>}}}}")
    if not names:
        raise BadTemplate("must have at least one field, such as {{answer}}: else every call has the same prompt")
    return names


def filled(template: str, values: Mapping[str, str]) -> str:
    """In one pass: what a call says is never read as a field."""
    return _FIELD.sub(lambda match: values[match[1]], template)
