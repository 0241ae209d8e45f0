"""Which targets a caller may name."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from proxy.errors import CallNotAllowed, MalformedRequest, ProxyError
from proxy.routing import Route
from proxy.settings import UpstreamSettings
from proxy.upstream.targets import Target, Targets, check_resolved, is_private, joined


def asked(url: str, *allowed: str) -> Target:
    upstream = UpstreamSettings(name="own", base_url="https://own.example:8443/base", default=True)
    target, path = Targets([upstream], allowed).find(Route("default", "", "/v1/x", "/v1/x"), url.encode("latin-1"))
    assert path == "/v1/x"
    return target


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("api.example.com", "https://api.example.com"),
        ("api.example.com", "https://API.Example.COM."),
        ("API.example.com", "http://api.example.com:8080/some/path"),
        ("api.example.com:8080", "http://api.example.com:8080"),
        ("*.example.com", "https://a.example.com"),
        ("*.example.com", "https://a.b.example.com"),
        ("10.0.0.0/8", "http://10.1.2.3"),
        ("10.1.2.3", "http://10.1.2.3:99"),
        ("fd00::/8", "http://[fd00::1]"),
        ("localhost", "http://localhost:11434"),
        ("127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("[::1]:99", "http://[::1]:99"),
        ("*", "https://anything.example"),
        ("*", "https://8.8.8.8"),
    ],
)
def test_listed(pattern: str, url: str) -> None:
    """A host, a host and port, all hosts below a domain, a network, everything public."""
    asked(url, "other.example", pattern)


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("api.example.com", "https://api.example.com.evil.example"),
        ("api.example.com", "https://xapi.example.com"),
        ("api.example.com", "https://api.example.com@evil.example"),
        ("api.example.com", "https://evil.example/api.example.com"),
        ("api.example.com", "https://evil.example#api.example.com"),
        ("api.example.com", "https://evil.example?api.example.com"),
        ("api.example.com:8080", "http://api.example.com:8081"),
        ("*.example.com", "https://example.com"),
        ("*.example.com", "https://evilexample.com"),
        ("*.example.com", "https://a.example.com.evil.example"),
        ("10.0.0.0/8", "http://11.0.0.1"),
        ("10.0.0.0/8", "http://10.evil.example"),
        ("*", "http://127.0.0.1"),
        ("*", "http://10.0.0.1"),
        ("*", "http://169.254.169.254"),
        ("*", "http://[::1]"),
        ("*", "http://[fe80::1]"),
        ("*", "http://[fd00::1]"),
        ("*", "http://[::ffff:10.0.0.1]"),
        ("*", "http://0.0.0.0"),
        ("*", "http://224.0.0.1"),
        ("*", "http://100.64.0.1"),
        ("*.1", "http://127.0.0.1"),
        ("", "http://a.example"),
    ],
)
def test_not_listed(pattern: str, url: str) -> None:
    """Whatever looks like a listed host and is not one."""
    with pytest.raises(CallNotAllowed, match=r"proxy\.allowed_targets"):
        asked(url, pattern)


def test_own_upstreams_need_no_listing() -> None:
    """They are the owner's choice already; only their very origin is."""
    assert asked("https://own.example:8443").origin.host == "own.example"
    for url in ("http://own.example:8443", "https://own.example", "https://x.own.example:8443"):
        with pytest.raises(CallNotAllowed):
            asked(url)


@pytest.mark.parametrize(
    "url", ["", "own.example", "//own.example", "ftp://own.example", "https://", "http://[x", "http://a:x"]
)
def test_no_target_at_all(url: str) -> None:
    """What is no origin is a bad request."""
    with pytest.raises(MalformedRequest):
        asked(url, "*")


@pytest.mark.parametrize(
    ("base_path", "path", "whole"),
    [
        ("/v1", "/v1/models", "/v1/models"),
        ("/v1", "/models", "/v1/models"),
        ("/v1", "/v1", "/v1"),
        ("/v1", "/v1?a=/v1/b", "/v1?a=/v1/b"),
        ("/v1", "/?a", "/v1/?a"),
        ("/openai/v1", "/v1/models", "/openai/v1/models"),
        ("/openai/v1", "/openai/v1/models", "/openai/v1/models"),
        ("/openai/v1", "/openai/models", "/openai/v1/openai/models"),
        ("/openai", "/openai/v1/models", "/openai/v1/models"),
        ("/openai", "/v1/models", "/openai/v1/models"),
        ("/v1beta", "/v1beta/models/a:generateContent", "/v1beta/models/a:generateContent"),
        ("/v1beta/openai", "/chat/completions", "/v1beta/openai/chat/completions"),
        ("/v2", "/v2/chat", "/v2/chat"),
        ("/api/paas/v4", "/v4/chat/completions", "/api/paas/v4/chat/completions"),
        ("/api/paas/v4", "/chat/completions", "/api/paas/v4/chat/completions"),
        ("/api/paas/v4", "/v1/chat/completions", "/api/paas/v4/chat/completions"),
        ("/v1", "/v1beta/models", "/v1/v1beta/models"),
        ("/v1", "/v1x/models", "/v1/v1x/models"),
        ("/v1", "/v1%2Fmodels", "/v1/v1%2Fmodels"),
        ("/base", "/v1/models", "/base/v1/models"),
        ("/vault", "/v1/models", "/vault/v1/models"),
        ("/v1", "/v1/v1/models", "/v1/v1/models"),
    ],
)
def test_a_base_url_with_a_version_or_without(base_path: str, path: str, whole: str) -> None:
    """Segments that end the base URL and begin the path are there once; nothing else of the path changes."""
    assert joined(base_path, path) == whole


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.255.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
        ),
        *("224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("64:ff9b:1::1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::", "::ffff:0:127.0.0.1", "::ffff:0:10.0.0.1"),
        *("fec0::1", "feff::1", "2002:a00:1::", "2001:0:1::80ff:fffe", "2001:0:102:304::f5ff:fffe"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_private_addresses(address: str) -> None:
    """Of this machine or network, or leading back to it by an IPv6 address that wraps an IPv4 one."""
    assert is_private(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"),
        *("::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"),
    ],
)
def test_public_addresses(address: str) -> None:
    """What may be called."""
    assert not is_private(ip_address(address))


def test_names_that_lead_to_private_addresses() -> None:
    """A pattern opens names, not what they resolve to; a name written out opens both."""
    for pattern in ("*", "*.example.com"):
        origin = asked("https://a.example.com", pattern).origin
        check_resolved(origin, ["8.8.8.8"])
        for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], ["::ffff:127.0.0.1"]):
            with pytest.raises(CallNotAllowed, match=r"proxy\.allowed_targets"):
                check_resolved(origin, addresses)
    check_resolved(asked("https://a.example.com", "a.example.com").origin, ["10.0.0.1"])
    check_resolved(asked("https://10.0.0.1", "10.0.0.0/8").origin, ["10.0.0.1"])


@pytest.mark.parametrize(
    "url", ["https://\xfc", "https://\x00", "https://a\tb", "https://[::1%25x]", "http://a:0", "https://%41"]
)
def test_odd_urls_raise_nothing_else(url: str) -> None:
    """A target, or one of our errors."""
    try:
        asked(url, "*")
    except ProxyError:
        pass
