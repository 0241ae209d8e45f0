"""Calls with plain HTTP, as curl makes them."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from tests.support.openai_like import dumps
from tests.support.server import Gnomon

REQUEST = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi there"}]}


def test_properties_are_shown_as_sent(gnomon: Gnomon) -> None:
    """Names keep their case, values are UTF-8, and the values of a repeated header are joined."""
    parts = urlsplit(gnomon.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    body = dumps(REQUEST)
    connection.putrequest("POST", "/v1/chat/completions")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(body)))
    connection.putheader("Helicone-Request-Id", "as-sent")
    connection.putheader("Helicone-Property-City", "Zürich 🏔".encode())
    connection.putheader("Helicone-Property-Tag", "a")
    connection.putheader("Helicone-Property-Tag", "b")
    connection.endheaders(body)
    assert connection.getresponse().headers["Helicone-Id"] == "as-sent"
    connection.close()
    assert gnomon.request("as-sent")["properties"] == {"City": "Zürich 🏔", "Tag": "a, b"}


def test_unusable_id_is_replaced(gnomon: Gnomon) -> None:
    """An id that is not valid in a URL is replaced, and a response header says so."""
    reply = gnomon.post("/v1/chat/completions", REQUEST, {"Helicone-Request-Id": "not/an id"})
    assert reply.headers["Helicone-Id"] != "not/an id"
    assert "Helicone-Request-Id" in reply.headers["Helicone-Warning"]
    assert gnomon.request(reply.headers["Helicone-Id"])["outcome"] == "ok"


def test_bodies_can_be_omitted(gnomon: Gnomon) -> None:
    """Helicone-Omit headers keep the bodies out of the log."""
    headers = {
        "Helicone-Request-Id": "discreet",
        "Helicone-Omit-Request": "true",
        "Helicone-Omit-Response": "true",
    }
    gnomon.post("/v1/chat/completions", REQUEST, headers)
    shown = gnomon.request("discreet", bodies=True)
    assert "Hi there" not in str(shown)
    assert (shown["request_body"], shown["response_body"]) == (None, None)


def test_unknown_id_is_null(gnomon: Gnomon) -> None:
    """An unknown request id is answered as in Helicone's API."""
    reply = gnomon.get("/v1/request/never-heard-of")
    assert (reply.status, reply.json()) == (200, {"data": None, "error": None})
