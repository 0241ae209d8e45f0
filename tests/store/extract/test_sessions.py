"""Sessions and users of callers that send none of our headers.

The requests are what programs sent when they were run against a server that wrote everything down; the test's id has
their version. "Documented" stands for the words of their documentation or source. Long texts and tools are cut.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.http1.header_names import REQUEST_HEADER_NAMES
from store.extract import sessions
from tests.store.extract.agent_requests import (
    CHAT,
    CHAT_WITH_TOOLS,
    CLAUDE_ACCOUNT,
    CLAUDE_DEVICE,
    CLAUDE_JOINED,
    CLAUDE_SESSION,
    CLAUDE_USER,
    CODEX_SESSION,
    MESSAGES,
    NOON,
    OPENCODE_SESSION,
    RESPONSES,
    RESPONSES_TOOL,
    SYSTEM,
    UUID,
    claude,
    codex,
    read,
    session_of,
)


@pytest.mark.parametrize(
    ("path", "headers", "request_", "session", "source", "user"),
    [
        pytest.param(
            f"{MESSAGES}?beta=true",
            {"x-claude-code-session-id": CLAUDE_SESSION, "user-agent": "claude-cli/2.1.332 (external, sdk-cli)"},
            claude(CLAUDE_USER),
            CLAUDE_SESSION,
            "agent_header",
            CLAUDE_DEVICE,
            id="Claude Code 2.1.332",
        ),
        pytest.param(
            MESSAGES, {}, claude(CLAUDE_ACCOUNT), CLAUDE_SESSION, "metadata", UUID, id="Claude Code, by its body"
        ),
        pytest.param(
            MESSAGES,
            {},
            claude(CLAUDE_JOINED),
            CLAUDE_SESSION,
            "metadata",
            CLAUDE_DEVICE,
            id="Claude Code 1 and 2.0, documented",
        ),
        pytest.param(
            RESPONSES,
            {
                "session-id": CODEX_SESSION,
                "thread-id": CODEX_SESSION,
                "user-agent": "codex_exec/0.171.0 (Debian 12.0.0; x86_64) unknown (codex_exec; 0.171.0)",
            },
            codex(),
            CODEX_SESSION,
            "agent_header",
            None,
            id="Codex 0.171.0",
        ),
        pytest.param(
            RESPONSES,
            {"session_id": CODEX_SESSION},
            codex(),
            CODEX_SESSION,
            "agent_header",
            None,
            id="Codex 0.104.0",
        ),
        pytest.param(RESPONSES, {}, codex(), CODEX_SESSION, "metadata", None, id="Codex, by its body"),
        pytest.param(
            CHAT,
            {"x-session-affinity": OPENCODE_SESSION, "x-session-id": OPENCODE_SESSION},
            CHAT_WITH_TOOLS,
            OPENCODE_SESSION,
            "agent_header",
            None,
            id="OpenCode 1.18.33",
        ),
        pytest.param(
            CHAT,
            {"x-session-affinity": OPENCODE_SESSION, "x-session-id": OPENCODE_SESSION},
            {"model": "gpt-5-mini", "messages": [SYSTEM, {"role": "user", "content": "Generate a title"}]},
            OPENCODE_SESSION,
            "agent_header",
            None,
            id="OpenCode 1.18.33, the title of a session",
        ),
        pytest.param(
            CHAT,
            {"x-task-id": "01JMA1"},
            CHAT_WITH_TOOLS,
            "01JMA1",
            "agent_header",
            None,
            id="Cline in an editor, documented",
        ),
        pytest.param(
            CHAT, {"x-roo-task-id": UUID}, CHAT_WITH_TOOLS, UUID, "agent_header", None, id="Roo Code, documented"
        ),
        pytest.param(
            CHAT, {"x-kilocode-taskid": UUID}, CHAT_WITH_TOOLS, UUID, "agent_header", None, id="Kilo Code, documented"
        ),
        pytest.param(
            CHAT,
            {"agent-session-id": "2026_7"},
            CHAT_WITH_TOOLS,
            "2026_7",
            "agent_header",
            None,
            id="Goose, documented",
        ),
        pytest.param(
            CHAT,
            {"x-openwebui-chat-id": UUID, "x-openwebui-user-id": "ada"},
            {"model": "gpt-5", "messages": [NOON]},
            UUID,
            "agent_header",
            "ada",
            id="Open WebUI, documented",
        ),
        pytest.param(
            CHAT,
            {},
            CHAT_WITH_TOOLS
            | {"user": "github|user_01J", "metadata": {"cursorConversationId": UUID, "cursorRequestId": "r1"}},
            UUID,
            "metadata",
            "github|user_01J",
            id="Cursor, documented",
        ),
        pytest.param(
            CHAT,
            {},
            CHAT_WITH_TOOLS | {"session_id": "s1", "user": "ada"},
            "s1",
            "metadata",
            "ada",
            id="OpenRouter, documented",
        ),
        pytest.param(
            CHAT,
            {},
            {"model": "gpt-5", "messages": [NOON], "metadata": {"litellm_session_id": "s1"}},
            "s1",
            "metadata",
            None,
            id="LiteLLM, documented",
        ),
        pytest.param(
            RESPONSES,
            {},
            {"model": "gpt-5", "input": "hi", "conversation": {"id": "conv_1"}, "prompt_cache_key": "k"},
            "conv_1",
            "conversation",
            None,
            id="a conversation",
        ),
        pytest.param(
            RESPONSES,
            {},
            {"model": "gpt-5", "input": "hi", "conversation": "conv_1"},
            "conv_1",
            "conversation",
            None,
            id="a conversation by its id",
        ),
        pytest.param(
            CHAT,
            {},
            CHAT_WITH_TOOLS | {"prompt_cache_key": OPENCODE_SESSION},
            OPENCODE_SESSION,
            "prompt_cache_key",
            None,
            id="a cache key",
        ),
        pytest.param(
            RESPONSES,
            {},
            {"model": "gpt-5", "input": "and then?", "previous_response_id": "resp_1", "tools": [RESPONSES_TOOL]},
            "resp_1",
            "previous_response",
            None,
            id="a response continued",
        ),
    ],
)
def test_a_caller_is_recognised(
    path: str, headers: dict[str, str], request_: Any, session: str, source: str, user: str | None
) -> None:
    row = read(request_, path, headers)
    assert (row.session_id, row.session_source, row.user_id) == (session, source, user)


def test_our_own_header_comes_first() -> None:
    row = read(
        codex(),
        RESPONSES,
        {"session-id": CODEX_SESSION},
        helicone_headers=[("Helicone-Session-Id", "mine"), ("Helicone-User-Id", "ada")],
    )
    assert (row.session_id, row.session_source, row.user_id) == ("mine", "header", "ada")


@pytest.mark.parametrize(
    ("baggage", "session", "user"),
    [
        ("session.id=s%201,user.id=ada", "s 1", "ada"),
        ("langfuse_user_id=ada;ttl=5, gen_ai.conversation.id = c1", "c1", "ada"),
        ("langfuse_session_id=second,session.id=first", "first", None),
        ("session.id=,other=x,;,=,user.id", None, None),
    ],
)
def test_baggage_names_session_and_user(baggage: str, session: str | None, user: str | None) -> None:
    """After the agent's own headers, before what the body says of the session; a user in the body comes first."""
    row = read({"messages": [NOON]}, headers={"baggage": baggage})
    assert (row.session_id, row.session_source, row.user_id) == (session, session and "baggage", user)
    if session:
        assert session_of({"prompt_cache_key": "k"}, headers={"baggage": baggage}) == (session, "baggage")
        assert session_of({}, headers={"baggage": baggage, "session-id": "a"}) == ("a", "agent_header")
    assert read({"user": "bert"}, headers={"baggage": baggage}).user_id == "bert"


@pytest.mark.parametrize("name", [*sessions.AGENT_HEADERS, *sessions.USER_HEADERS, "traceparent", "baggage"])
def test_the_proxy_logs_the_headers_that_are_read(name: str) -> None:
    assert REQUEST_HEADER_NAMES[name.encode()].is_logged


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from([CLAUDE_USER, NOON, "I am not sharing any files", "Ok"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["role", "content", "id", "session_id", "text", "type"]), inner, max_size=4)
    ),
    max_leaves=20,
)
MEMBERS = st.sampled_from(
    [
        "metadata",
        "client_metadata",
        "session_id",
        "conversation",
        "prompt_cache_key",
        "previous_response_id",
        "tools",
        "messages",
        "input",
        "contents",
        "system",
        "user",
    ]
)


@given(
    st.dictionaries(MEMBERS, JSON),
    st.dictionaries(st.sampled_from([*sessions.AGENT_HEADERS, "baggage"]), st.text(max_size=9)),
    JSON,
)
def test_no_request_makes_it_raise(request_: dict[str, Any], headers: dict[str, str], user: Any) -> None:
    caller = sessions.recognise(request_, headers, user)
    assert caller.session is None or caller.session.id
