"""Fingerprints of prompts: one for all calls of a template, another one when somebody edits it."""

from __future__ import annotations

from typing import Any

import pytest

from store.extract.hashes.prompts import prompt_fingerprint
from tests.store.extract.calls import extracted

TEMPLATES = {
    "a date": (
        "You are a helpful assistant. Today is {}. Be brief.",
        ("Monday, November 30, 2026", "Sunday, 1 March 2027", "Friday, May 7th, 2027"),
    ),
    "a time": ("The time is {}.\nAnswer in one sentence.", ("2026-11-29T10:15:00Z", "2026-12-01T08:01:59Z", "14:05")),
    "an id": ("You help customer {} of Acme.", ("cus_9f8a7b6c5d", "4711", "7b0c0f5e-8f5b-4a55-9d6c-0a4f1fbd7c11")),
    "an address": ("Write from {} only.", ("anna@example.com", "bob.long+tag@mail.example.org")),
    "a link": ("Read {} first.", ("https://example.com/a?b=c", "http://localhost/x")),
    "a date in another script": ("今天是{}。请简短回答。", ("2026年11月29日", "2027年1月2日")),
    "numbers": ("There are {} open tickets, {} of them urgent.", ("3", "1,204", "12.5")),
    "documents in a tag": (
        "Answer from the documents.\n<documents>\n{}\n</documents>\nCite them.",
        ("Paris is in France.", "Line one.\n\nLine two: of another.\n# three", ""),
    ),
    "context below a heading": (
        "# Role\nSupport.\n\n## Context\n{}\n\n## Rules\nBe kind.",
        ("The shop opens early.", "First passage.\n\nSecond passage, with more."),
    ),
    "Helicone's inputs": (
        'Speak with <helicone-prompt-input key="name">{}</helicone-prompt-input> in German.',
        ("Anna", "Bob of the sales department"),
    ),
}
EDITS = [
    "You are a support agent. Answer politely.",
    "You are a support agent. Answer politely and in one sentence.",
    "You are a support agent. Answer POLITELY.",
    "You are a support agent.\n<context>x</context>\nAnswer politely.",
    "You are a support agent for v2 of the shop. Answer politely.",
    "You are a support agent for v3 of the shop. Answer politely.",
]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_one(name: str) -> None:
    template, values = TEMPLATES[name]
    filled = {template.replace("{}", value) for value in values}
    assert len(filled) == len(values)
    assert len({prompt_fingerprint(text, None) for text in filled}) == 1
    assert prompt_fingerprint(template.replace("{}", values[0]) + " Never apologise.", None) not in {
        prompt_fingerprint(text, None) for text in filled if name != "context below a heading"
    }


def test_an_edit_gives_another() -> None:
    assert len({prompt_fingerprint(text, None) for text in EDITS}) == len(EDITS)


def test_white_space_is_no_edit() -> None:
    assert prompt_fingerprint("Be  brief.\n", None) == prompt_fingerprint("Be brief.", None)


def test_a_name_in_the_text_cannot_be_told_from_it() -> None:
    """What the documentation says of it."""
    assert prompt_fingerprint("You help Anna.", None) != prompt_fingerprint("You help Bob.", None)


def tool(name: str, description: str = "Looks it up.") -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "description": description, "parameters": {"a": 1}}}


def test_tools_count_in_any_order() -> None:
    first, second = tool("search"), tool("read")
    assert prompt_fingerprint(None, [first, second]) == prompt_fingerprint(None, [second, first])
    assert prompt_fingerprint(None, [first]) != prompt_fingerprint(None, [first, second])
    assert prompt_fingerprint(None, [first]) != prompt_fingerprint(None, [tool("search", "Finds it.")])
    assert prompt_fingerprint(None, [first]) == prompt_fingerprint(None, [first | {"cache_control": {"type": "x"}}])
    assert prompt_fingerprint("Be brief.", [first]) != prompt_fingerprint("Be brief.", None)


def said(path: str, body: dict[str, Any]) -> str | None:
    return extracted({"model": "m", **body}, path=path).prompt_fingerprint


def test_every_dialect_says_the_same_of_the_same_words() -> None:
    """Each has its own place for the system's words. Whatever the conversation is, and however long."""
    words = "Answer in rhymes."
    user = {"role": "user", "content": "Hello"}
    fingerprints = [
        said("/v1/chat/completions", {"messages": [{"role": "system", "content": words}, user]}),
        said("/v1/chat/completions", {"messages": [{"role": "system", "content": words}, user, user, user]}),
        said("/v1/chat/completions", {"messages": [{"role": "developer", "content": [{"text": words}]}]}),
        said("/v1/responses", {"instructions": words, "input": "Hello"}),
        said("/v1/messages", {"system": words, "messages": [user]}),
        said("/v1/messages", {"system": [{"type": "text", "text": words}], "messages": [user]}),
        said("/v1beta/models/m:generateContent", {"systemInstruction": {"parts": [{"text": words}]}, "contents": []}),
        said("/model/m/converse", {"system": [{"text": words}], "messages": [user]}),
        said("/api/chat", {"messages": [{"role": "system", "content": words}, user]}),
    ]
    assert set(fingerprints) == {prompt_fingerprint(words, None)}


def test_what_the_system_adds_later_belongs_to_the_conversation() -> None:
    first, user = {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}
    later = {"role": "system", "content": "The user has moved the window."}
    path = "/v1/chat/completions"
    assert said(path, {"messages": [first, user, later, user]}) == said(path, {"messages": [first, user]})


def test_a_stored_prompt_is_told_by_its_id_and_version_but_not_by_its_variables() -> None:
    def stored(version: str, city: str) -> str | None:
        prompt = {"id": "pmpt_greeting", "version": version, "variables": {"city": city}}
        return said("/v1/responses", {"prompt": prompt, "input": "Hello"})

    assert stored("v1", "Rome") == stored("v1", "Oslo") is not None
    assert stored("v1", "Rome") != stored("v2", "Rome")


def test_without_system_and_tools_there_is_none() -> None:
    assert said("/v1/chat/completions", {"messages": [{"role": "user", "content": "Hello"}]}) is None
    assert said("/v1/embeddings", {"input": "Hello"}) is None
    assert prompt_fingerprint(None, []) is None


@pytest.mark.parametrize(
    "text",
    ["<context>" * 20_000, "a-" * 100_000, "a." * 100_000, "Context:\n" * 20_000, "1." * 100_000, "may " * 50_000],
    ids=lambda text: text[:9],
)
@pytest.mark.timeout(20)
def test_hostile_prompts_end(text: str) -> None:
    assert prompt_fingerprint(text, None)


def test_any_json_has_one_or_none() -> None:
    deep: Any = "x"
    for _ in range(600):
        deep = [deep]
    for system in (deep, {"a": deep}, 5, True, {"b": ["\ud800"]}):
        for tools in (None, deep, {"tools": 5}, {"tools": [deep]}, "x", 7, [None]):
            prompt_fingerprint(system, tools)
