"""Which scores fit a score definition. Pure."""

from __future__ import annotations

from store.models import NewScore, ScoreDefinition

_KINDS = {"integer": "a whole number", "float": "a number", "boolean": "true or false", "label": "a label (text)"}


def as_defined(definition: ScoreDefinition, score: NewScore) -> NewScore:
    """The score, with its number as the kind of number that is defined: senders write 1 for 1.0, and 92.0 for 92."""
    if definition.kind == "float" and score.kind == "integer":
        return score._replace(kind="float")
    if definition.kind == "integer" and score.kind == "float" and score.value is not None and score.value.is_integer():
        return score._replace(kind="integer")
    return score


def misfit(definition: ScoreDefinition, score: NewScore) -> str | None:
    """Why the score does not fit, and what would; None: it fits. `score`: as `as_defined` returns it."""
    if _fits(definition, score):
        return None
    return f"does not fit the definition of {definition.name!r}: must be {expected(definition)}"


def expected(definition: ScoreDefinition) -> str:
    """The values that fit, in words: "a number, at least 0, at most 1"."""
    words = _KINDS[definition.kind] if definition.kind else "a value"
    if definition.labels:
        words += f", one of {', '.join(map(repr, definition.labels))}"
    if definition.minimum is not None:
        words += f", at least {definition.minimum:g}"
    if definition.maximum is not None:
        words += f", at most {definition.maximum:g}"
    return words


def _fits(definition: ScoreDefinition, score: NewScore) -> bool:
    if definition.kind is not None and score.kind != definition.kind:
        return False
    if score.kind == "label":
        return not definition.labels or score.label in definition.labels
    if score.kind == "boolean" or score.value is None:
        return True
    return not (
        (definition.minimum is not None and score.value < definition.minimum)
        or (definition.maximum is not None and score.value > definition.maximum)
    )
