"""What a score definition says of a score. Pure."""

from __future__ import annotations

from store.models import NewScore, ScoreDefinition

_KINDS = {"integer": "a whole number", "float": "a number", "boolean": "true or false", "label": "a label (text)"}


def as_defined(definition: ScoreDefinition, score: NewScore) -> NewScore:
    """The score with its number as the kind of number that is defined: senders write 1 for 1.0, and 92.0 for 92."""
    if definition.kind == "float" and score.kind == "integer":
        return score._replace(kind="float")
    if definition.kind == "integer" and score.kind == "float" and score.value is not None and score.value.is_integer():
        return score._replace(kind="integer")
    return score


def misfit(definition: ScoreDefinition, score: NewScore) -> str | None:
    """What does not fit and what would; None: it fits. `score` as `as_defined` gives it."""
    if _fits(definition, score):
        return None
    return f"does not fit the definition of {definition.name!r}: must be {expected(definition)}"


def expected(definition: ScoreDefinition) -> str:
    """What would fit, in words."""
    words = _KINDS[definition.kind] if definition.kind else "a value"
    if definition.labels:
        words += f" out of {', '.join(map(repr, definition.labels))}"
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
