"""What a score call may hold, value by value."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.helicone.score_body import scores_from
from api.http.errors import ApiError, BadRequest, ValidationFailed
from store.helicone_words import MAX_INTEGER
from store.models import NewScore

MAX = MAX_INTEGER

TAKEN = [
    # literal, kind, value, label
    ("92", "integer", 92.0, None),
    ("0", "integer", 0.0, None),
    ("-5", "integer", -5.0, None),
    ("92.0", "integer", 92.0, None),
    ("1e3", "integer", 1000.0, None),
    ("-0.0", "integer", 0.0, None),
    (f"{MAX}", "integer", float(MAX), None),
    (f"-{MAX}", "integer", float(-MAX), None),
    ("true", "boolean", 1.0, None),
    ("false", "boolean", 0.0, None),
    ('"92"', "integer", 92.0, None),
    ('"-7"', "integer", -7.0, None),
    ('"92.0"', "integer", 92.0, None),
    ('"1e3"', "integer", 1000.0, None),
    ('"true"', "boolean", 1.0, None),
    ('"False"', "boolean", 0.0, None),
    ('"gpt-4o"', "label", None, "gpt-4o"),
    ('"not bad"', "label", None, "not bad"),
    ('"sehr gut \\u00fc \\ud83d\\ude00"', "label", None, "sehr gut ü 😀"),
    ('"0x10"', "label", None, "0x10"),
    ('"null"', "label", None, "null"),
    ('"1,5"', "label", None, "1,5"),
]

REFUSED = [
    # literal, a part of the message, the value shown
    ("0.92", "multiply by 100 and round, for instance round(0.92 * 100) = 92, or", 0.92),
    ("-0.5", "multiply by 100", -0.5),
    ('"0.92"', "multiply by 100", "0.92"),
    ("87.5", "or a label: round it, or use POST /v1/scores", 87.5),
    ('"87.5"', "round it", "87.5"),
    ("1.5", "round it", 1.5),
    ("null", "must be a whole number", None),
    ("NaN", "must be a finite number", "NaN"),
    ("Infinity", "must be a finite number", "Infinity"),
    ("-Infinity", "must be a finite number", "-Infinity"),
    ('"NaN"', "must be a finite number", "NaN"),
    ('"-inf"', "must be a finite number", "-inf"),
    ("1e400", "must not be beyond", "1e400"),
    ('"1e400"', "must not be beyond", "1e400"),
    (f"{MAX + 1}", "must not be beyond", MAX + 1),
    (f"-{MAX + 1}", "must not be beyond", -MAX - 1),
    ("9007199254740992.0", "must not be beyond", 9007199254740992.0),
    ("1e20", "must not be beyond", 1e20),
    ("123456789012345678901", "must not be beyond", "123456789012345678901"),
    ('"123456789012345678901"', "must not be beyond", "123456789012345678901"),
    ("[1]", "must be a whole number", "[…]"),
    ("[]", "must be a whole number", "[…]"),
    ('{"a": 1}', "must be a whole number", "{…}"),
    ('""', "must not be empty", ""),
    ('"  "', "must not be empty", "  "),
    ('" 5"', "spaces around", " 5"),
    ('"true\\n"', "spaces around", "true\n"),
    ('"\\ud800"', "surrogate", "\\ud800"),
    ('"a\\u0000b"', "NUL", "a\0b"),
    (json.dumps("x" * 1001), "1000 characters", "x" * 200),
]


@pytest.mark.parametrize(("literal", "kind", "value", "label"), TAKEN)
def test_values_that_are_taken(literal: str, kind: str, value: float | None, label: str | None) -> None:
    """Whole numbers, booleans and labels are kept with their kind; texts that say a number or boolean are read so."""
    (score,) = scores_from(f'{{"scores": {{"x": {literal}}}}}'.encode(), "an-id")
    assert (score.target_id, score.name, score.kind, score.value, score.label) == (
        "an-id",
        "x",
        kind,
        value,
        label,
    )


@pytest.mark.parametrize(("literal", "message", "shown"), REFUSED)
def test_values_that_are_refused(literal: str, message: str, shown: object) -> None:
    """A value that is no score is refused with its field's name, and says why."""
    with pytest.raises(ValidationFailed) as caught:
        scores_from(f'{{"scores": {{"good": 1, "x": {literal}}}}}'.encode(), "an-id")
    assert list(caught.value.details) == ["requestBody.scores.x"]
    assert message in caught.value.details["requestBody.scores.x"]["message"]
    assert caught.value.details["requestBody.scores.x"]["value"] == shown


def test_the_refusal_of_a_decimal_says_what_is_true() -> None:
    """A decimal's refusal shows the sum to do, and its result is right: int() would make 28 of 0.29."""
    with pytest.raises(ValidationFailed) as caught:
        scores_from(b'{"scores": {"x": 0.92}}', "an-id")
    assert "round(0.92 * 100) = 92" in caught.value.details["requestBody.scores.x"]["message"]
    assert round(0.92 * 100) == 92


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "must not be empty"), ("x" * 201, "200 characters"), ("a\0", "NUL"), ("\ud800", "surrogate")],
)
def test_names_that_are_refused(name: str, message: str) -> None:
    """A name is 1 to 200 characters that every reader can hold."""
    with pytest.raises(ValidationFailed) as caught:
        scores_from(json.dumps({"scores": {name: 1}}).encode(), "an-id")
    ((field, detail),) = caught.value.details.items()
    assert field.startswith("requestBody.scores.")
    assert message in detail["message"]


@pytest.mark.parametrize("name", ["x" * 200, "Ünïcode 名前", "a.b/c d", "x-hcone-bool"])
def test_names_that_are_taken(name: str) -> None:
    """Helicone has no rule for names, so ours is wide."""
    (score,) = scores_from(json.dumps({"scores": {name: 1}}).encode(), "an-id")
    assert score.name == name


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ("null", "requestBody", "'requestBody' is required"),
        ("[]", "requestBody", "invalid object"),
        ("7", "requestBody", "invalid object"),
        ("NaN", "requestBody", "invalid object"),
        ("{}", "requestBody.scores", "'scores' is required"),
        ('{"scores": []}', "requestBody.scores", "invalid object"),
        ('{"scores": null}', "requestBody.scores", "invalid object"),
        ('{"scores": {}, "e": 1}', "requestBody.e", '"e" is an excess property and therefore is not allowed'),
        (
            json.dumps({"scores": {f"s{n}": n for n in range(1001)}}),
            "requestBody.scores",
            "must have at most 1000 scores",
        ),
    ],
)
def test_shapes_that_are_refused(body: str, field: str, message: str) -> None:
    """What is not {"scores": {…}} is refused as Helicone does."""
    with pytest.raises(ValidationFailed) as caught:
        scores_from(body.encode(), "an-id")
    assert caught.value.details[field]["message"] == message


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b'{"scores": }',
        b"\xff",
        b'{"scores": {"x": 1}} x',
        b"[" * 100_000,
        b'{"scores": {"x": 01}}',
    ],
)
def test_bytes_that_are_no_json(body: bytes) -> None:
    """What is not JSON is no validation failure but a bad request."""
    with pytest.raises(BadRequest):
        scores_from(body, "an-id")


def test_small_print() -> None:
    """No scores are fine; of a name given twice the last counts; a byte order mark is stepped over."""
    assert scores_from(b'{"scores": {}}', "an-id") == []
    (score,) = scores_from(b'\xef\xbb\xbf{"scores": {"x": null, "x": 2}}', "an-id")
    assert score.value == 2
    assert len(scores_from(json.dumps({"scores": {f"s{n}": n for n in range(1000)}}).encode(), "i")) == 1000


def test_every_wrong_field_is_named() -> None:
    """A caller who sent three wrong values learns of all three at once."""
    with pytest.raises(ValidationFailed) as caught:
        scores_from(b'{"scores": {"a": 0.5, "b": 1, "c": NaN, "d": null}}', "an-id")
    assert [field[-1] for field in caught.value.details] == ["a", "c", "d"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.from_regex(r"[-+ ]?[0-9.e]{1,30}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.binary() | st.dictionaries(st.text(), json_values, max_size=4).map(lambda d: json.dumps({"scores": d}).encode())
)
@example(b'{"scores": {"x": ' + b"9" * 10_000 + b"}}")
@example(b'{"scores": {"x": 0.' + b"9" * 100_000 + b"}}")
def test_any_bytes_give_scores_or_an_error_for_the_caller(body: bytes) -> None:
    """Nothing a caller can send makes it fail in a way that would be our fault."""
    refusal, scores = _outcome(body)
    if refusal:
        assert 400 <= refusal.status < 500
        json.dumps(refusal.body(), allow_nan=False, ensure_ascii=False).encode()
    for score in scores:
        assert (score.value is None) == (score.kind == "label")
        if score.kind == "integer":
            assert score.value is not None
            assert score.value.is_integer()
            assert abs(score.value) <= MAX_INTEGER


def _outcome(body: bytes) -> tuple[ApiError | None, list[NewScore]]:
    try:
        return None, scores_from(body, "an-id")
    except ApiError as error:
        return error, []
