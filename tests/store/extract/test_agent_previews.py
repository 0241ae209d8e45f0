"""Previews of what coding agents send: the person's words, not what the agent puts around them."""

from __future__ import annotations

from typing import Any

import pytest

from store.extract.previews import in_own_words
from tests.store.extract.agent_requests import CHAT, GEMINI, MESSAGES, RESPONSES, read

REMINDER = "<system-reminder>\nAs you answer, use the following context: …\n</system-reminder>"
STATE = "<environment_details>\n# Current Time\n11:59\n</environment_details>"
CONTEXT = "<environment_context>\n  <cwd>/home/ada</cwd>\n</environment_context>"


def parts(*texts: str, kind: str = "text") -> dict[str, Any]:
    return {"role": "user", "content": [{"type": kind, "text": text} for text in texts]}


@pytest.mark.parametrize(
    ("path", "request_"),
    [
        pytest.param(MESSAGES, {"messages": [parts(REMINDER, "When is noon?", REMINDER)]}, id="Claude Code"),
        pytest.param(
            RESPONSES,
            {"input": [parts(CONTEXT, kind="input_text"), parts("When is noon?", kind="input_text")]},
            id="Codex",
        ),
        pytest.param(CHAT, {"messages": [parts(f"<task>\nWhen is noon?\n</task>\n\n{STATE}")]}, id="Cline"),
        pytest.param(
            CHAT,
            {
                "messages": [
                    parts("<additional_data>a.py</additional_data>\n<user_query>\nWhen is noon?\n</user_query>")
                ]
            },
            id="Cursor",
        ),
        pytest.param(CHAT, {"messages": [{"role": "user", "content": "When is noon?"}]}, id="Aider, OpenCode"),
        pytest.param(
            GEMINI,
            {
                "contents": [
                    {"role": "user", "parts": [{"text": "<session_context>\n/home/ada\n</session_context>"}]},
                    {"role": "user", "parts": [{"text": "When is noon?"}]},
                ]
            },
            id="Gemini CLI",
        ),
    ],
)
def test_the_prompt_is_what_the_person_asked(path: str, request_: dict[str, Any]) -> None:
    assert read(request_, path).prompt_preview == "When is noon?"


@pytest.mark.parametrize(
    "text",
    [
        "Is a < b </ c?",
        "<system-reminder> is a tag of Claude Code",
        REMINDER,
        "<p>Noon</p>",
        "<system-reminder>" * 3 + "</task>",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    """Also where nothing but the agent's words is there: better them than nothing."""
    assert in_own_words(text) == text


def test_tags_inside_of_tags() -> None:
    """A reminder may quote a task, and even another reminder's beginning."""
    assert in_own_words("a<system-reminder><task>b</task><system-reminder>c</system-reminder>d") == "ad"
