"""Sessions of agents that name none: their calls begin with the same messages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.store.extract.agent_requests import (
    CHAT,
    CHAT_TOOL,
    CHAT_TURNS,
    CHAT_WITH_TOOLS,
    GEMINI,
    MESSAGES,
    NOON,
    RESPONSES,
    RESPONSES_TOOL,
    RESPONSES_TURNS,
    SYSTEM,
    session_of,
)

GEMINI_SYSTEM = {"systemInstruction": {"parts": [{"text": "You are a CLI agent."}]}}
GEMINI_TOOLS = {"tools": [{"functionDeclarations": [{"name": "run_shell_command"}]}]}
GEMINI_OPENING = [{"parts": [{"text": "<session_context>"}, {"text": "When is noon?"}], "role": "user"}]
GEMINI_TURNS = [
    {"parts": [{"functionCall": {"name": "run_shell_command", "args": {"command": "echo noon"}}}], "role": "model"},
    {"parts": [{"functionResponse": {"name": "run_shell_command", "response": {"output": "noon"}}}], "role": "user"},
]
CONTINUE_OPENING = [
    {"type": "message", "role": "developer", "content": [{"text": "You are an agent.", "type": "input_text"}]},
    {"type": "message", "role": "user", "content": [{"text": "When is noon?", "type": "input_text"}]},
]
MARKED = {"type": "text", "text": "When is noon?", "cache_control": {"type": "ephemeral"}}
UNMARKED = {"type": "text", "text": "When is noon?"}
ANTHROPIC_TURNS = [
    {"role": "assistant", "content": [{"type": "tool_use", "id": "t1", "name": "Bash", "input": {}}]},
    {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": "noon"}]},
]
ANTHROPIC_TOOLS = {"tools": [{"name": "Bash", "input_schema": {"type": "object"}}]}


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        pytest.param(
            CHAT,
            CHAT_WITH_TOOLS,
            CHAT_WITH_TOOLS | {"messages": [SYSTEM, NOON, *CHAT_TURNS]},
            id="Cline CLI 3.0.65, Qwen Code 0.24.4, mini-swe-agent 2",
        ),
        pytest.param(
            RESPONSES,
            {"model": "gpt-5", "input": CONTINUE_OPENING, "tools": [RESPONSES_TOOL]},
            {"model": "gpt-5", "input": [*CONTINUE_OPENING, *RESPONSES_TURNS], "tools": [RESPONSES_TOOL]},
            id="Continue 1.5.47",
        ),
        pytest.param(
            GEMINI,
            {"contents": GEMINI_OPENING, **GEMINI_SYSTEM, **GEMINI_TOOLS},
            {"contents": [*GEMINI_OPENING, *GEMINI_TURNS], **GEMINI_SYSTEM, **GEMINI_TOOLS},
            id="Gemini CLI 0.61.0",
        ),
        pytest.param(
            MESSAGES,
            {"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": [MARKED]}], **ANTHROPIC_TOOLS},
            {
                "model": "claude-sonnet-4-5",
                "messages": [{"role": "user", "content": [UNMARKED]}, *ANTHROPIC_TURNS],
                **ANTHROPIC_TOOLS,
            },
            id="Anthropic's API: the cache mark has moved on",
        ),
    ],
)
def test_calls_that_begin_with_the_same_messages_share_a_session(path: str, first: Any, second: Any) -> None:
    session, source = session_of(first, path)
    assert source == "first_messages"
    assert session_of(second, path) == (session, source)


OK = {"role": "assistant", "content": "Ok."}
EDIT_NONE = {"role": "user", "content": "I am not sharing any files that you can edit yet."}
EDIT_ONE = {
    "role": "user",
    "content": "I have *added these files to the chat* so you can go ahead and edit them.\n\n*Trust this message …",
}
EDIT_OK = {"role": "assistant", "content": "Ok, any changes I propose will be to those files."}
MAP = {"role": "user", "content": "Here are summaries of some files present in my git repository.\nDo not propose …"}
MAP_OK = {"role": "assistant", "content": "Ok, I won't try and edit those files without asking first."}
EXAMPLE = [
    {"role": "user", "content": "Change get_factorial() to use math.factorial"},
    {"role": "assistant", "content": "To make this change …"},
    {"role": "user", "content": "I switched to a new code base. Please don't consider the above files …"},
    OK,
]
RULES = {"role": "system", "content": "# *SEARCH/REPLACE block* Rules: …"}
ANSWER = {"role": "assistant", "content": "Noon it is."}
NO = {"role": "assistant", "content": "No."}
NEXT = {"role": "user", "content": "And midnight?"}


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param([SYSTEM, EDIT_NONE, OK, NOON, RULES], id="as sent by 0.86.2"),
        pytest.param([SYSTEM, NOON, ANSWER, EDIT_NONE, OK, NEXT, RULES], id="the second turn"),
        pytest.param([SYSTEM, MAP, MAP_OK, NOON, ANSWER, EDIT_ONE, EDIT_OK, NEXT], id="with a file and a map"),
        pytest.param([SYSTEM, *EXAMPLE, EDIT_NONE, OK, NOON], id="with examples"),
        pytest.param(
            [SYSTEM, EDIT_NONE, OK, {"role": "user", "content": "When is noon?\n\nTo suggest changes …"}],
            id="with the rules in the user's message",
        ),
    ],
)
def test_aider_is_recognised_by_the_first_words_of_the_person(messages: Any) -> None:
    """It sends no tools and no id, and messages of its own come and go in front of the conversation."""
    request = {"model": "gpt-4o", "messages": messages, "stream": True, "temperature": 0}
    first = {"model": "gpt-4o", "messages": [SYSTEM, EDIT_NONE, OK, NOON, RULES]}
    assert session_of(request) == session_of(first)
    assert session_of(request)[1] == "first_messages"


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param({"model": "gpt-5", "messages": [SYSTEM, NOON]}, id="a chat without tools"),
        pytest.param({"model": "gpt-5", "messages": [SYSTEM, NOON, ANSWER, NEXT]}, id="a longer one"),
        pytest.param(
            {"model": "gpt-5", "messages": [EDIT_NONE, {"role": "assistant", "content": "No."}, NOON]}, id="no"
        ),
        pytest.param({"model": "gpt-5", "messages": [SYSTEM], "tools": [CHAT_TOOL]}, id="nobody has said anything"),
        pytest.param({"model": "gpt-5", "messages": [NOON], "metadata": {"team": "a"}}, id="other metadata"),
        pytest.param({"model": "gpt-5", "messages": [NOON], "metadata": {"session_id": " "}}, id="a blank id"),
        pytest.param({"model": "gpt-5", "input": "hi", "previous_response_id": None}, id="no previous response"),
    ],
)
def test_an_ordinary_call_has_no_session(request_: Any) -> None:
    assert session_of(request_) == (None, None)


def test_another_user_or_another_beginning_is_another_session() -> None:
    requests = [
        CHAT_WITH_TOOLS,
        CHAT_WITH_TOOLS | {"user": "ada"},
        CHAT_WITH_TOOLS | {"messages": [SYSTEM, NEXT]},
        CHAT_WITH_TOOLS | {"messages": [NOON]},
    ]
    assert len({session_of(request) for request in requests}) == len(requests)
