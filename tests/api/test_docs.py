"""docs/api.md is true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from api.http.errors import ApiError
from api.http.operations_table import documented
from tests.api.conftest import Api

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
_FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_ELSEWHERE = "http://localhost:8787"


class Curl(NamedTuple):
    """What a curl command asks for."""

    method: str
    url: str
    headers: dict[str, str]
    data: str | None


async def test_every_example_answers_as_shown(api: Api) -> None:
    """Each curl command of the document, one after the other, gets what is shown below it ("…" stands for anything)."""
    await api.log_call("my-request")
    examples = list(_examples())
    assert len(examples) >= 5
    score_id = "none yet"
    for command, shown in examples:
        asked = _parsed(command.replace("SCORE_ID", score_id))
        assert asked.url.startswith(_ELSEWHERE)
        answer = await api.call(
            asked.method, asked.url.removeprefix(_ELSEWHERE), headers=asked.headers, data=asked.data
        )
        _assert_shown(shown, answer.body, command)
        score_id = next(iter(re.findall(r'"score_id":"([^"]+)"', orjson.dumps(answer.body).decode())), score_id)


def test_the_table_of_endpoints_is_the_table_of_operations() -> None:
    """`python -m api.http.operations_table` would change nothing."""
    assert documented(DOCS) == DOCS


def test_every_error_is_documented() -> None:
    """The table of errors has each status that a client can see."""
    listed = {int(status) for status in re.findall(r"^\| (\d{3}) \|", DOCS, re.MULTILINE)}
    assert listed == {error.status for error in ApiError.__subclasses__()}


def _examples() -> Iterator[tuple[str, Any]]:
    for (language, command), (below, shown) in pairwise(_FENCED.findall(DOCS)):
        if language == "sh":
            assert below == "json", command
            yield command, orjson.loads(shown.replace(": …", ': "…"'))


def _parsed(command: str) -> Curl:
    words = iter(shlex.split(command.replace("\\\n", " ")))
    assert next(words) == "curl"
    method, url, headers, data = "GET", "", {}, None
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(":")
                headers[name] = value.strip()
            case "-d":
                data = next(words)
            case _:
                url = word
    return Curl(method, url, headers, data)


def _assert_shown(shown: Any, answered: Any, where: str) -> None:
    """What is shown is part of what was answered."""
    if shown == "…":
        return
    if isinstance(shown, dict):
        assert isinstance(answered, dict), where
        for name, value in shown.items():
            assert name in answered, (where, name)
            _assert_shown(value, answered[name], f"{where} {name}")
    elif isinstance(shown, list):
        assert len(shown) == len(answered), (where, answered)
        for value, item in zip(shown, answered, strict=True):
            _assert_shown(value, item, where)
    else:
        assert shown == answered, (where, answered)


def test_lines_can_be_read_in_a_diff() -> None:
    """No line is longer than 120 characters, but for rows of tables, which Markdown can't break."""
    assert [line for line in DOCS.splitlines() if len(line) > 120 and not line.startswith("| ")] == []
