"""Nothing was logged yet."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.server import Gnomon
from tests.ui.conftest import Look


def test_it_says_how_to_make_a_first_call_and_turns_when_one_comes(fresh: Gnomon, look: Look) -> None:
    """The snippets have this host in them; nobody has to reload."""
    watched = look(fresh)
    page = watched.open("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your first call")
    for name in ("curl", "Python", "TypeScript", "LangChain", "Vercel AI"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tabpanel", name=name)).to_contain_text(f"{fresh.url}/v1")
    watched.check_accessible()
    fresh.post("/v1/chat/completions", {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]})
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
