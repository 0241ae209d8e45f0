"""With keys configured: who may look, and how a browser shows it."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from api.ui.sign_in import cookie_name
from tests.support.client import Reply
from tests.support.scripts import json_answer
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.conftest import Look
from tests.ui.stores import MakeGnomon

KEYS = {
    "reader": ["read"],
    "all": ["proxy", "read", "score"],
    "caller": ["proxy"],
    "staging": ["proxy", "read", "score"],
}
PROJECTS = {"staging": 2}  # of all others: 1


KEY_BODY = json.dumps({"key": "gn-all-secret"}).encode()


def secret(name: str) -> str:
    return f"gn-{name}-secret"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory, provider: Upstream, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    gnomon = make_gnomon(Path(tmp_path_factory.mktemp("locked")), provider.base_url)
    with gnomon.config.open("a") as config:
        for name, scopes in KEYS.items():
            digest = sha256(secret(name).encode()).hexdigest()
            config.write(f'[[auth.key]]\nname = "{name}"\nsha256 = "{digest}"\nscopes = {json.dumps(scopes)}\n')
            config.write(f"project = {PROJECTS.get(name, 1)}\n")
    with gnomon:
        yield gnomon


def signed_in(gnomon: Gnomon, name: str) -> dict[str, str]:
    """The headers of a browser that has signed in with that key."""
    reply = gnomon.post("/ui/sign-in", {"key": secret(name)}, {"origin": gnomon.url})
    assert reply.status == 200, reply.body
    return {"cookie": reply.headers["Set-Cookie"].partition(";")[0], "origin": gnomon.url}


def count(gnomon: Gnomon, path: str, headers: dict[str, str]) -> Reply:
    return gnomon.post(path, {"filter": "all"}, headers)


def test_a_key_opens_and_signing_out_closes(locked: Gnomon, look: Look) -> None:
    watched = look(locked, scheme="dark")
    watched.expected = {401, 403}
    page = watched.open("/status?range=24h")
    key = page.get_by_label("Key", exact=True)
    for name, said in [("nobody", "Unknown API key"), ("caller", "lacks the scope 'read'")]:
        key.fill(secret(name))
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text(said)).to_be_visible()
    watched.check_accessible()
    key.fill(secret("reader"))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Status")
    page.reload()
    expect(page.get_by_role("table", name="Workers")).to_be_visible()
    page.get_by_role("button", name="reader", exact=True).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_label("Key", exact=True)).to_be_visible()


def test_keys_of_two_projects_are_kept_and_switched_by_name(locked: Gnomon, look: Look) -> None:
    """The address says which project a tab shows; each opens where it was left; another tab changes nothing."""
    view = {"name": "Staging only", "page": "requests", "search": {}}
    assert locked.post("/v1/views", view, {"authorization": f"Bearer {secret('staging')}"}).status == 200
    watched = look(locked)
    watched.expected = {401}
    page = watched.open("/status")
    page.get_by_label("Key", exact=True).fill(secret("reader"))
    page.get_by_role("button", name="Sign in").click()
    switcher = page.get_by_role("navigation").get_by_role("button", name="Project:")
    expect(switcher).to_have_text("reader")
    switcher.click()
    page.get_by_role("menuitem", name="Add a key").click()
    adding = page.get_by_role("dialog", name="Add a key")
    adding.get_by_label("Key", exact=True).fill(secret("staging"))
    watched.check_accessible()
    adding.get_by_role("button", name="Sign in").click()
    expect(switcher).to_have_text("staging")
    expect(page).to_have_url(re.compile("project=2"))
    page.get_by_role("navigation").get_by_role("link", name="Requests").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Requests")
    page.get_by_role("button", name=re.compile("^Saved views")).click()
    expect(page.get_by_role("button", name="Staging only")).to_be_visible()
    page.keyboard.press("Escape")
    switcher.click()
    expect(page.get_by_role("menuitem", name="staging")).to_have_attribute("aria-current", "true")
    page.get_by_role("menuitem", name="reader").click()
    expect(switcher).to_have_text("reader")
    expect(page.get_by_role("heading", level=1)).to_have_text("Status")  # where that project was left
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search or jump to").fill("stag")
    expect(page.get_by_role("option").filter(has_text="project").first).to_have_text(re.compile("^staging"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/requests\?.*project=2"))
    page.goto(f"{locked.url}/ui/status?project=7")  # a link from somebody who has more keys
    expect(page.get_by_text("You have no key of the project 7")).to_be_visible()
    page.get_by_role("button", name="reader").click()
    expect(switcher).to_have_text("reader")


def test_a_cookie_of_two_projects_reaches_each_by_its_number(locked: Gnomon) -> None:
    """Without a number it is the first key's, so that no other tab changes it; a project has one key."""
    cookie = signed_in(locked, "reader")
    for name in ("staging", "all"):
        reply = locked.post("/ui/sign-in", {"key": secret(name)}, cookie)
        cookie["cookie"] = reply.headers["Set-Cookie"].partition(";")[0]
    kept = [{"project": 1, "name": "all"}, {"project": 2, "name": "staging"}]
    for project, name in (("1", "all"), ("2", "staging"), ("demo", "all"), (None, "all"), ("7", None)):
        chosen = cookie if project is None else cookie | {"gnomon-project": project}
        session = locked.call("GET", "/ui/session", headers=chosen).json()
        assert (session["name"], session["projects"]) == (name, kept)
        assert count(locked, "/ui/api/v1/request/count/query", chosen).status == (200 if name else 401)
    refused = count(
        locked, "/v1/request/count/query", {"authorization": f"Bearer {secret('all')}", "gnomon-project": "2"}
    )
    assert refused.status == 400


# What a page can keep: storages, the address, its history, databases, caches and cookies
KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, location.href, history.state, document.cookie, window.name,
  await indexedDB.databases(), await caches.keys(),
])"""


def test_a_call_to_anthropic_is_sent_again_with_both_keys(locked: Gnomon, provider: Upstream, look: Look) -> None:
    """Whole, as a stream, and with a key that the provider refuses. Both keys are typed in, and nothing keeps them."""
    asked = {"model": "claude-sonnet-5-5", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi Claude"}]}
    sent = {"x-api-key": "sk-ant-first", "Helicone-Auth": f"Bearer {secret('all')}", "Helicone-Request-Id": "claude"}
    assert locked.post("/v1/messages", asked, {**sent, "anthropic-version": "2023-06-01"}).status == 200
    watched = look(locked)
    watched.expected = {401}
    page = watched.open("/requests/claude?range=90d")
    page.get_by_label("Key", exact=True).fill(secret("all"))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Send again").click()
    page.get_by_label("Last message").fill("Hi again")
    send = page.get_by_role("button", name="Send", exact=True)
    typed = "sk-ant-typed-in-once"
    page.get_by_role("textbox", name="Key of fake").fill(typed)
    expect(send).to_be_disabled()  # until there is a key of this Gnomon, too
    page.get_by_role("textbox", name="Key of this Gnomon").fill(secret("caller"))
    watched.check_accessible()
    now = page.get_by_role("region", name="Now")
    provider.forget()
    for streams in (False, True):
        page.get_by_label("Stream the answer").set_checked(streams)
        send.click()
        expect(now.get_by_role("link", name="Open this request")).to_be_visible()
        expect(now).to_contain_text("You said: Hi again")
        expect(now).to_contain_text("claude-sonnet-5-5")
    for number, call in enumerate(provider.wait_requests(2)):
        assert (call.header("x-api-key"), call.header("anthropic-version")) == (typed, "2023-06-01")
        assert call.header("anthropic-dangerous-direct-browser-access") == "true"
        assert (call.header("helicone-auth"), call.header("authorization"), call.header("cookie")) == (None, None, None)
        assert call.json() == {
            **asked,
            "messages": [{"role": "user", "content": "Hi again"}],
            **({"stream": True} if number else {}),
        }
    refusal = {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}
    provider.next(json_answer(json.dumps(refusal).encode(), 401))
    send.click()
    expect(page.get_by_role("region", name="Now: failed with status 401")).to_contain_text("invalid x-api-key")

    everything = {"filter": "all", "includeBodies": True, "includeInputs": True}
    headers = {"authorization": f"Bearer {secret('all')}"}
    rows: list[dict[str, Any]] = []

    def are_logged() -> bool:
        rows[:] = locked.post("/v1/request/query", everything, headers).json()["data"]
        return [row["properties"].get("Sent-Again-From") for row in rows].count("claude") == 3

    locked.wait_until(are_logged, "three calls")
    told = json.dumps(rows)
    shown = page.evaluate(KEPT)
    for key in (typed, secret("caller")):
        assert key not in told + shown + locked.stderr + "".join(locked.stdout)
        assert not [file for file in locked.folder.rglob("*") if file.is_file() and key.encode() in file.read_bytes()]
    page.reload()
    expect(page.get_by_role("textbox", name="Key of fake")).to_have_value("")


def test_the_cookie_is_for_this_page_alone(locked: Gnomon) -> None:
    """No script reads it, no other site sends it, and it goes to no path of an upstream. It holds no key."""
    reply = locked.post("/ui/sign-in", {"key": secret("all")}, {"x-forwarded-proto": "https"})
    value, *attributes = reply.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/ui", "Secure"} <= set(attributes)
    assert secret("all") not in value
    assert sha256(secret("all").encode()).hexdigest() not in value


def test_it_opens_the_api_of_the_page_and_nothing_else(locked: Gnomon, provider: Upstream) -> None:
    cookie = signed_in(locked, "all")
    assert count(locked, "/ui/api/v1/request/count/query", cookie).status == 200
    assert count(locked, "/v1/request/count/query", cookie).status == 401
    called = locked.post("/v1/chat/completions", {"model": "m", "messages": []}, cookie)
    assert called.status == 401


def test_a_key_in_a_header_is_not_looked_at_there(locked: Gnomon) -> None:
    """What a browser shows is the cookie."""
    headers = {"authorization": f"Bearer {secret('all')}"}
    assert count(locked, "/ui/api/v1/request/count/query", headers).status == 401
    assert count(locked, "/v1/request/count/query", headers).status == 200


def test_the_cookie_has_the_scopes_of_its_key(locked: Gnomon) -> None:
    scores = {"request_id": "x", "name": "a", "value": 1}
    assert locked.post("/ui/api/v1/scores", scores, signed_in(locked, "reader")).status == 403
    assert locked.post("/ui/api/v1/scores", scores, signed_in(locked, "all")).status in (200, 201)


def test_a_page_of_somebody_else_can_use_no_cookie(locked: Gnomon) -> None:
    """Another origin is refused, and so is a change that says nothing of its origin."""
    cookie = signed_in(locked, "all")
    assert count(locked, "/ui/api/v1/request/count/query", cookie | {"origin": "http://evil.test"}).status == 403
    del cookie["origin"]
    assert count(locked, "/ui/api/v1/request/count/query", cookie).status == 403


@pytest.mark.parametrize("spoil", ["1.", "9999999999.00", "x", "", "٣.x"])
def test_made_up_cookies_open_nothing(locked: Gnomon, spoil: str) -> None:
    name = cookie_name(locked.url)
    headers = {"cookie": f"{name}={spoil}".encode().decode("latin-1"), "origin": locked.url}
    assert count(locked, "/ui/api/v1/request/count/query", headers).status == 401


def test_two_gnomons_on_one_host_have_a_cookie_each(locked: Gnomon) -> None:
    """A browser sends the cookies of a host to all of its ports."""
    cookie = signed_in(locked, "all")
    other = locked.call("POST", "/ui/sign-in", KEY_BODY, {"host": "localhost:1", "content-type": "application/json"})
    names = {told.partition("=")[0] for told in (cookie["cookie"], other.headers["Set-Cookie"])}
    assert names == {cookie_name(locked.url), "gnomon_session_1"}


@pytest.mark.parametrize(
    ("host", "name"),
    [("gnomon.example", "gnomon_session"), ("[::1]:8787", "gnomon_session_8787"), ("[::1]", "gnomon_session")],
)
def test_the_cookie_is_named_after_the_port(host: str, name: str) -> None:
    assert cookie_name(host) == name


def test_settings_are_for_those_who_may_read_and_hold_no_secret(locked: Gnomon) -> None:
    assert locked.get("/ui/api/healthz/settings").status == 401
    told = locked.call("GET", "/ui/api/healthz/settings", headers=signed_in(locked, "reader"))
    assert told.status == 200
    assert b"auth" in told.body
    assert sha256(secret("all").encode()).hexdigest().encode() not in told.body


def test_it_outlives_a_restart_and_is_in_no_log(locked: Gnomon) -> None:
    value = signed_in(locked, "reader")["cookie"].partition("=")[2]
    locked.stop()
    locked.start()
    cookie = {"cookie": f"{cookie_name(locked.url)}={value}", "origin": locked.url}  # the port is another one here
    assert count(locked, "/ui/api/v1/request/count/query", cookie).status == 200
    assert value not in locked.stderr
    assert secret("reader") not in locked.stderr


def test_signing_in_takes_json_only(locked: Gnomon) -> None:
    """A form of another page can't sign anybody in."""
    body = b"key=gn-all-secret"
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert locked.call("POST", "/ui/sign-in", body, kind).status == http.client.UNSUPPORTED_MEDIA_TYPE
