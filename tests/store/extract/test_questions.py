"""The preview of a prompt begins with what was asked, not with what a program put around it."""

from __future__ import annotations

import time

import pytest

from store.extract.questions import question_first
from tests.store.extract.calls import extracted

CONTEXT = "CONTEXT\n[1] returns.md: You can return a lamp within 30 days.\n[2] shipping.md: Free above 60 EUR.\n"
ASKED = "Kann ich die Gartenleuchte im Winter benutzen?"


@pytest.mark.parametrize(
    "message",
    [
        f"{CONTEXT}\nQUESTION: {ASKED}",
        f"{CONTEXT}\nQUESTION\n{ASKED}",
        f"{CONTEXT}\n## Question ##\n\n{ASKED}\n\n## Answer",
        f"{CONTEXT}\nQuestion:\n{ASKED}\n\nAnswer:",
        f"{CONTEXT}\n## User question: {ASKED}",
        f"{CONTEXT}\n**Frage:** {ASKED}\nAntwort:",
        f"Question: {ASKED}\n\n{CONTEXT}",
        f"<context>{CONTEXT}</context><question>{ASKED}</question> Answer in German.",
        f"{CONTEXT}\n{ASKED}",
        f"{CONTEXT * 500}\nQuestion: {ASKED}",
        f"Use this FAQ.\nQuestion: What is free?\nAnswer: Shipping.\n\nQuestion: {ASKED}",
    ],
)
def test_the_question_comes_first_and_nothing_is_lost(message: str) -> None:
    shown = question_first(message)
    assert shown.startswith(f"{ASKED} … ")
    assert sorted(shown.replace("…", "").split()) == sorted(message.split()) or "<question>" in message


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Question: why?",
        f"{ASKED}\n\nI have asked this before, and nobody could tell me why.",
        "Please write a question:\n" * 5 + "Question:",
        "In this context\na query is a sentence that ends in a question mark, and not more.",
        CONTEXT,
    ],
)
def test_other_messages_stay_as_they_are(message: str) -> None:
    assert question_first(message) == message


def test_a_message_of_any_size_is_looked_at_in_part() -> None:
    message = "Question:\n" * 500_000
    began = time.process_time()
    assert question_first(message)
    assert time.process_time() - began < 5


def test_the_parts_of_a_message_are_parts_of_its_template() -> None:
    parts = [{"type": "text", "text": text} for text in (CONTEXT, f"Question: {ASKED}")]
    row = extracted({"model": "gpt-4o", "messages": [{"role": "user", "content": parts}]})
    assert row.prompt_preview == f"{ASKED} … " + " ".join(f"{CONTEXT} Question:".split())
