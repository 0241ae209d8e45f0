"""Which requests have the same last user message, and which the same conversation whatever the system message is."""

from __future__ import annotations

from typing import Any

import pytest

from store.models import ExchangeRow
from tests.store.extract.calls import extracted

CHAT = "/v1/chat/completions"
MESSAGES = "/v1/messages"
RESPONSES = "/v1/responses"
GEMINI = "/v1beta/models/gemini-2.5-pro:generateContent"
CONVERSE = "/model/amazon.nova/converse"
OLLAMA = "/api/chat"
GENERATE = "/api/generate"
COHERE = "/v2/chat"
COHERE_1 = "/v1/chat"
QUESTION = "When  is\nnoon? " + "And where? " * 60  # longer than a preview, with white space of its own
USER = {"role": "user", "content": QUESTION}
IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}

# A request without a system message, what it says as system in two ways, and other requests with the same conversation
WAYS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "chat": (
        CHAT,
        {"messages": [USER]},
        {"messages": [{"role": "system", "content": "Be brief."}, USER]},
        {"messages": [USER, {"role": "developer", "content": "Be kind."}]},
    ),
    "anthropic": (
        MESSAGES,
        {"messages": [USER]},
        {"messages": [USER], "system": "Be brief."},
        {"messages": [USER], "system": [{"type": "text", "text": "Be kind."}]},
    ),
    "responses": (
        RESPONSES,
        {"input": [USER]},
        {"input": [USER], "instructions": "Be brief."},
        {"input": [{"role": "developer", "content": "Be kind."}, USER]},
    ),
    "responses, text": (
        RESPONSES,
        {"input": QUESTION},
        {"input": QUESTION, "instructions": "Be brief."},
        {"input": QUESTION, "prompt": {"id": "pmpt_1", "version": "2"}},
    ),
    "gemini": (
        GEMINI,
        {"contents": [{"parts": [{"text": QUESTION}]}]},
        {"contents": [{"parts": [{"text": QUESTION}]}], "systemInstruction": {"parts": [{"text": "Be brief."}]}},
        {"contents": [{"parts": [{"text": QUESTION}]}], "system_instruction": {"parts": [{"text": "Be kind."}]}},
    ),
    "converse": (
        CONVERSE,
        {"messages": [{"role": "user", "content": [{"text": QUESTION}]}]},
        {"messages": [{"role": "user", "content": [{"text": QUESTION}]}], "system": [{"text": "Be brief."}]},
        {"messages": [{"role": "user", "content": [{"text": QUESTION}]}], "system": [{"text": "Be kind."}]},
    ),
    "ollama": (
        OLLAMA,
        {"messages": [USER]},
        {"messages": [{"role": "system", "content": "Be brief."}, USER]},
        {"messages": [{"role": "system", "content": "Be kind."}, USER]},
    ),
    "ollama, generate": (
        GENERATE,
        {"prompt": QUESTION},
        {"prompt": QUESTION, "system": "Be brief."},
        {"prompt": QUESTION, "system": "Be kind."},
    ),
    "cohere": (
        COHERE,
        {"messages": [USER]},
        {"messages": [{"role": "system", "content": "Be brief."}, USER]},
        {"messages": [{"role": "system", "content": "Be kind."}, USER]},
    ),
    "cohere, version 1": (
        COHERE_1,
        {"message": QUESTION},
        {"message": QUESTION, "preamble": "Be brief."},
        {"message": QUESTION, "chat_history": [{"role": "SYSTEM", "message": "Be kind."}]},
    ),
}


def last_user(path: str, request: dict[str, Any]) -> str | None:
    return row(path, request).last_user_message_hash


def row(path: str, request: dict[str, Any]) -> ExchangeRow:
    return extracted({"model": "m"} | request, None, path)


@pytest.mark.parametrize("way", WAYS)
def test_the_system_message_is_no_part_of_a_conversation(way: str) -> None:
    path, *requests = WAYS[way]
    plain, *with_system = [row(path, request) for request in requests]
    assert plain.conversation_hash == plain.input_hash is not None
    assert {call.conversation_hash for call in with_system} == {plain.conversation_hash}
    assert plain.input_hash not in [call.input_hash for call in with_system]
    assert {call.last_user_message_hash for call in with_system} == {plain.last_user_message_hash}


def test_all_of_the_system_messages_count_for_the_input() -> None:
    """Their words, their places and the member they are in."""
    system = {"role": "system", "content": "Be brief."}
    requests = [[system, USER], [USER, system], [system | {"content": "Be kind."}, USER], [system, system, USER]]
    calls = [row(CHAT, {"messages": messages}) for messages in requests]
    calls.append(row(CHAT, {"messages": [system | {"role": "developer"}, USER]}))
    assert len({call.input_hash for call in calls}) == len(calls)
    assert len({call.conversation_hash for call in calls}) == 1


def test_the_same_words_are_the_same_message_in_every_dialect() -> None:
    """So the requests of two models pair, also of two providers."""
    found = {way: last_user(path, plain) for way, (path, plain, _, _) in WAYS.items()}
    assert len(set(found.values())) == 1, found
    assert None not in found.values()
    in_a_part = {"messages": [{"role": "user", "content": [{"type": "text", "text": QUESTION}]}]}
    cached = {"type": "text", "text": QUESTION, "cache_control": {"type": "ephemeral"}}
    assert last_user(CHAT, in_a_part) == found["chat"]
    assert last_user(MESSAGES, {"messages": [{"role": "user", "content": [cached]}]}) == found["chat"]


def test_the_whole_message_as_sent_counts() -> None:
    """Its end beyond a preview's, its white space and its images."""
    contents: list[Any] = [
        QUESTION,
        QUESTION + "!",
        " ".join(QUESTION.split()),
        [{"type": "text", "text": QUESTION}, IMAGE],
        [{"type": "text", "text": QUESTION}, IMAGE | {"image_url": {"url": "data:image/png;base64,AAAA"}}],
        [{"type": "text", "text": QUESTION}, {"type": "text", "text": QUESTION}],
    ]
    hashes = [last_user(CHAT, {"messages": [{"role": "user", "content": content}]}) for content in contents]
    assert len(set(hashes)) == len(contents)
    assert None not in hashes
    with_images = [{"role": "user", "content": QUESTION, "images": [image]} for image in ("aaaa", "bbbb")]
    assert len({last_user(OLLAMA, {"messages": [message]}) for message in with_images} | {hashes[0]}) == 3


def test_what_comes_before_the_last_message_does_not_matter_to_it() -> None:
    earlier = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Good day"}]
    alone, later = (row(CHAT, {"messages": [*before, USER]}) for before in ([], earlier))
    assert alone.last_user_message_hash == later.last_user_message_hash
    assert alone.conversation_hash != later.conversation_hash


AFTER_TOOLS: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": (CHAT, {"messages": [USER, {"role": "assistant"}, {"role": "tool", "content": "12:04"}]}),
    "anthropic": (
        MESSAGES,
        {"messages": [USER, {"role": "user", "content": [{"type": "tool_result", "content": "12:04"}]}]},
    ),
    "gemini": (
        GEMINI,
        {
            "contents": [
                {"role": "user", "parts": [{"text": QUESTION}]},
                {"role": "user", "parts": [{"functionResponse": {"name": "clock", "response": {"time": "12:04"}}}]},
            ]
        },
    ),
    "converse": (
        CONVERSE,
        {
            "messages": [
                {"role": "user", "content": [{"text": QUESTION}, {"cachePoint": {"type": "default"}}]},
                {"role": "user", "content": [{"toolResult": {"content": [{"text": "12:04"}]}}]},
            ]
        },
    ),
    "responses": (RESPONSES, {"input": [USER, {"type": "function_call_output", "output": "12:04"}]}),
}


@pytest.mark.parametrize("way", AFTER_TOOLS)
def test_the_results_of_tools_are_not_the_users_words(way: str) -> None:
    """Some dialects send them in the user's role."""
    path, request = AFTER_TOOLS[way]
    assert last_user(path, request) == last_user(CHAT, {"messages": [USER]})


def test_words_beside_a_result_are_the_users() -> None:
    both = [{"type": "tool_result", "content": "12:04"}, {"type": "text", "text": QUESTION}]
    assert last_user(MESSAGES, {"messages": [{"role": "user", "content": both}]}) == last_user(
        CHAT, {"messages": [USER]}
    )


@pytest.mark.parametrize(
    ("path", "request_"),
    [
        (CHAT, {"messages": [{"role": "system", "content": "Be brief."}]}),
        (CHAT, {"messages": [{"role": "user", "content": ""}, {"role": ["user"]}, 7, None]}),
        (CHAT, {"messages": "When is noon?"}),
        (RESPONSES, {"previous_response_id": "resp_1", "input": []}),
        (RESPONSES, {}),
        (CHAT, {}),
    ],
)
def test_requests_without_a_message_of_the_user(path: str, request_: dict[str, Any]) -> None:
    assert last_user(path, request_) is None


def test_nothing_but_a_system_message_is_no_conversation() -> None:
    """All such requests would be one pair."""
    requests: list[tuple[str, dict[str, Any]]] = [
        (CHAT, {"messages": [{"role": "system", "content": "Be brief."}]}),
        (RESPONSES, {"prompt": {"id": "pmpt_1"}}),
    ]
    for path, request in requests:
        call = row(path, request)
        assert (call.conversation_hash, call.last_user_message_hash) == (None, None)
        assert call.input_hash


def test_a_stored_prompt_has_the_users_variables() -> None:
    def call(version: str, city: str) -> ExchangeRow:
        return row(RESPONSES, {"prompt": {"id": "pmpt_1", "version": version, "variables": {"city": city}}})

    assert call("1", "Rome").conversation_hash == call("2", "Rome").conversation_hash is not None
    assert call("1", "Rome").conversation_hash != call("1", "Oslo").conversation_hash


@pytest.mark.parametrize(
    ("path", "request_"),
    [
        ("/v1/completions", {"prompt": QUESTION, "suffix": "."}),
        ("/v1/embeddings", {"input": [QUESTION, "noon"]}),
        ("/v1/images/generations", {"prompt": QUESTION}),
        ("/v1/moderations", {"input": QUESTION}),
        ("/v1/rerank", {"query": QUESTION, "documents": ["noon"]}),
    ],
)
def test_apis_without_roles(path: str, request_: dict[str, Any]) -> None:
    """All of the input is the user's."""
    call = row(path, request_)
    assert call.input_hash == call.conversation_hash == call.last_user_message_hash is not None
