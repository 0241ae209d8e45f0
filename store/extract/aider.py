"""The first words of a person's conversation with Aider, which sends neither an id nor tools. Pure; never raises.

Aider puts messages of its own around the conversation: examples, a map of the repository, files. Which of them it
sends, and where, changes from call to call, but the person's first message stays in front of the rest of the
conversation. Taken from the source of Aider 0.86.
"""

from __future__ import annotations

from typing import Any

from store.extract import previews

# How the messages begin that Aider writes in the person's name; the assistant's answer to each is Aider's too.
_FILES = (
    "I am not sharing any files",
    "I am not sharing the full contents of any files",
    "I have *added these files to the chat*",
    "These files have been *added these files to the chat*",
    "Don't try and edit any existing code without asking me to add the files",
)
_OTHERS = (
    "Here are summaries of some files present in my git repo",
    "I am working with you on code in a git repository",
    "Here are some READ ONLY files",
)
_END_OF_EXAMPLES = "I switched to a new code base."
_FEWEST = 3  # about the files, the assistant's "Ok", and the person's message
_ANSWER = "Ok"


def opening(messages: Any) -> str | None:
    """The first paragraph of the person's first message; None when the messages are not Aider's."""
    if not isinstance(messages, list) or len(messages) < _FEWEST:
        return None
    said = [
        (previews.words(message), answer)
        for message, answer in zip(messages, [*messages[1:], None], strict=True)
        if isinstance(message, dict) and message.get("role") == "user"
    ]
    about_files = [words.startswith(_FILES) and previews.flat(answer).startswith(_ANSWER) for words, answer in said]
    if True not in about_files:
        return None
    first = None
    for (words, _), is_about_files in zip(said, about_files, strict=True):
        if words.startswith(_END_OF_EXAMPLES):
            first = None
        elif first is None and not is_about_files and not words.startswith(_OTHERS):
            first = words.partition("\n\n")[0]  # a reminder of Aider's may follow, in the first call only
    return first
