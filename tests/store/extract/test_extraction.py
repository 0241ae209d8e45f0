"""Which fields are extracted from a call's facts and bodies."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from store.extract import paths
from store.extract.bodies.readable import assemble
from store.extract.dialects import openai_chat
from store.extract.extraction import EXTRACTOR_VERSION, extract
from store.extract.pricing.cost import Prices
from store.models import Bodies, Usage
from tests.store.extract.calls import DATA, SSE, dumps, extracted, facts, golden_sse

CHAT = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "When is noon?"}], "user": "ada"}
ANSWER = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "model": "gpt-4o-mini-2024-07-18",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "At\n\n twelve."}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 10, "completion_tokens": 4},
}


def test_a_whole_call() -> None:
    row = extracted(CHAT, ANSWER)
    assert row.extractor_version == EXTRACTOR_VERSION
    assert (row.dialect, row.provider, row.is_stream) == ("openai_chat", "openai", False)
    assert (row.model_asked, row.model_answered, row.model) == ("gpt-4o-mini", *(("gpt-4o-mini-2024-07-18",) * 2))
    assert (row.upstream_id, row.finish_reason, row.user_id) == ("chatcmpl-1", "stop", "ada")
    assert (row.prompt_preview, row.answer_preview) == ("When is noon?", "At twelve.")
    assert row.usage == Usage(10, 4)
    assert row.cost_usd == pytest.approx(10 * 0.15e-6 + 4 * 0.6e-6)
    assert row.time_to_first_token_ms is None
    assert row.outcome == "ok"


def test_a_call_in_flight() -> None:
    """The request is extracted before there is an answer."""
    row = extracted(CHAT | {"stream": True}, None, outcome=None, status=None, response_headers={})
    assert (row.outcome, row.is_stream, row.model_asked, row.model_answered) == (None, True, "gpt-4o-mini", None)
    assert (row.prompt_preview, row.answer_preview, row.usage, row.cost_usd) == ("When is noon?", None, Usage(), None)


def test_bodies_left_out_or_cut() -> None:
    body = dumps(CHAT)
    omitted = extracted(None, ANSWER, request_omitted=True, request_size_bytes=99)
    assert (omitted.request_hash, omitted.model_asked, omitted.answer_preview) == (None, None, "At twelve.")
    cut = extracted(body[:40], None, request_truncated=True)
    assert (cut.request_hash, cut.input_hash, cut.prompt_preview) == (None, None, None)
    assert assemble(facts(request_truncated=True), Bodies(body[:40], None)).request == body[:40].decode()


HEADERS = [
    ("Helicone-Property-App", "sundial"),
    ("helicone-property-APP", " twice "),
    ("Helicone-Property-Empty", ""),
    ("Helicone-User-Id", "grace"),
    ("Helicone-Session-Id", "s1"),
    ("Helicone-Session-Name", "Noon ☀"),
    ("Helicone-Session-Path", "/a/b"),
    ("HELICONE-PROMPT-ID", "p1"),
    ("Helicone-Model-Override", "gpt-4o"),
    ("Helicone-Target-Provider", "ignored"),
]


def test_helicone_headers() -> None:
    row = extracted(CHAT, ANSWER, helicone_headers=HEADERS)
    assert row.properties == {"App": "sundial, twice", "Empty": ""}
    assert (row.user_id, row.session_id, row.session_name, row.session_path) == ("grace", "s1", "Noon ☀", "/a/b")
    assert (row.prompt_id, row.model_override, row.model) == ("p1", "gpt-4o", "gpt-4o")
    assert row.cost_usd == pytest.approx(10 * 2.5e-6 + 4 * 10e-6)


def test_anthropic_user() -> None:
    asked = {"model": "claude-sonnet-4-5", "metadata": {"user_id": "hypatia"}, "messages": []}
    assert extracted(asked, None, "/v1/messages").user_id == "hypatia"


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/v1/chat/completions", "openai_chat"),
        ("POST", "/v1/chat/completions/", "openai_chat"),
        ("POST", "/openai/deployments/mine/chat/completions?api-version=2026-01-01", "openai_chat"),
        ("POST", "/gemini/v1beta/openai/chat/completions", "openai_chat"),
        ("POST", "/v1/completions", "openai_completions"),
        ("POST", "/v1/responses", "openai_responses"),
        ("POST", "/v1/embeddings", "openai_embeddings"),
        ("POST", "/anthropic/v1/messages", "anthropic_messages"),
        ("GET", "/v1/chat/completions", None),
        ("POST", "/v1/threads/thread_1/messages", None),
        ("POST", "/v1/messages/count_tokens", None),
        ("POST", "/v1/responses/resp_1/cancel", None),
        ("POST", "/v1/audio/speech", "openai_audio"),
        ("POST", "/v1/files", None),
        ("POST", "", None),
    ],
)
def test_dialects(method: str, path: str, name: str | None) -> None:
    dialect = paths.dialect(method, path)
    assert (dialect.name if dialect else None) == name


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("https://api.openai.com/v1/x", "openai"),
        ("https://mine.openai.azure.com/openai", "azure"),
        ("https://generativelanguage.googleapis.com/v1beta", "google"),
        ("https://API.X.AI:443", "xai"),
        ("https://bedrock-runtime.us-east-1.amazonaws.com", "aws"),
        ("http://127.0.0.1:8080/v1", "mine"),
        ("https://notopenai.com", "mine"),
        ("", "mine"),
    ],
)
def test_providers(target: str, name: str) -> None:
    assert paths.provider(target, "mine") == name


def test_model_from_the_path() -> None:
    """Azure and Gemini name it in the path, not in the body."""
    assert extracted({"messages": []}, None, "/openai/deployments/noon/chat/completions").model_asked == "noon"
    assert extracted({}, None, "/v1beta/models/gemini-2.5-pro:generateContent").model_asked == "gemini-2.5-pro"


def test_model_of_a_websocket() -> None:
    """It is in the query: all that is known of the call beside its size and time."""
    assert paths.model("/mine/v1/realtime?model=gpt%2Drealtime&key=***") == "gpt-realtime"
    assert paths.model("/azure/openai/realtime?api-version=1&deployment=noon") == "noon"
    assert paths.model("/v1/realtime?intent=transcription") is None
    assert paths.model("/v1/realtime?model=") is None
    assert paths.model("/v1/realtime?model=m&" + "a=1&" * 60) is None


def test_other_calls_stay_raw() -> None:
    row = extracted({"model": "tts-1", "input": "x", "user": "ada"}, {"error": {"message": "No."}}, "/v1/made-up")
    assert (row.dialect, row.model_asked, row.user_id, row.answer_preview) == ("unknown", "tts-1", "ada", "No.")


@pytest.mark.parametrize(
    "answer",
    [
        {"error": {"message": "Too hot."}},
        {"error": "Too hot."},
        {"type": "error", "error": {"type": "overloaded_error", "message": "Too hot."}},
        {"detail": "Too hot."},
        {"object": "error", "message": "Too hot."},
    ],
)
def test_errors(answer: dict[str, Any]) -> None:
    assert extracted(CHAT, answer, status=500).answer_preview == "Too hot."


@pytest.mark.parametrize(
    ("path", "request_body", "preview"),
    [
        ("/v1/completions", {"prompt": "Once"}, "Once"),
        ("/v1/completions", {"prompt": ["Once", "Twice"]}, "Once Twice"),
        ("/v1/completions", {"prompt": [1, 2]}, None),
        ("/v1/embeddings", {"input": "noon"}, "noon"),
        ("/v1/embeddings", {"input": ["noon", "dusk"]}, "noon dusk"),
        ("/v1/responses", {"input": "noon"}, "noon"),
        (
            "/v1/responses",
            {"input": [{"role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_image"}]}]},
            "a [image]",
        ),
        ("/v1/responses", {"input": [{"type": "function_call_output", "output": "12:00"}]}, "12:00"),
        (
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]},
            "u",
        ),
        (
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": [{"type": "image_url"}, {"type": "text", "text": "x"}]}]},
            "[image] x",
        ),
        (
            "/v1/messages",
            {
                "messages": [
                    {
                        "role": "user",
                        "content": [
                            {"type": "tool_result", "content": [{"type": "text", "text": "12:00"}, {"type": "image"}]},
                            {"type": "tool_result", "content": "sunny"},
                            {"type": "text", "text": "so?"},
                        ],
                    }
                ]
            },
            "12:00 [image] sunny so?",
        ),
        (
            "/v1/chat/completions",
            {"messages": [{"role": "user", "content": "x \0\t\n y" + "z" * 600}]},
            "x y" + "z" * 497,
        ),
        ("/v1/chat/completions", {"messages": []}, None),
    ],
)
def test_prompt_preview(path: str, request_body: dict[str, Any], preview: str | None) -> None:
    assert extracted(request_body, None, path).prompt_preview == preview


def test_tool_calls_preview() -> None:
    row = extracted(
        CHAT, (DATA / "chat_tools.json").read_bytes(), response_headers={"content-type": "application/json"}
    )
    assert row.answer_preview == (
        'sun_position({"city":"São Paulo","hour":12}) shadow_length({"note":"a \\"quoted\\" word"})'
    )


def test_input_hash() -> None:
    """Equal inputs have equal hashes, whatever the model, its parameters and the order of keys; others differ."""
    same = {"stream": True, "messages": [{"content": "When is noon?", "role": "user"}], "model": "other", "n": 2}
    assert extracted(CHAT).input_hash == extracted(same).input_hash
    assert len(extracted(CHAT).input_hash or "") == 32
    swapped = [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]
    assert extracted({"messages": swapped}).input_hash != extracted({"messages": swapped[::-1]}).input_hash
    assert extracted({"input": "x"}, None, "/v1/embeddings").input_hash
    assert extracted({"input": "x"}, None, "/v1/responses").input_hash
    assert extracted({}, None, "/v1/messages").input_hash is None


def test_request_hash() -> None:
    """A retry has the same hash as the first attempt, although its multipart body has a new boundary."""

    def upload(boundary: str, text: str = "noon") -> str | None:
        body = (
            f'--{boundary}\r\ncontent-disposition: form-data; name="file"\r\n\r\n{text}\r\n--{boundary}--\r\n'.encode()
        )
        kind = {"content-type": f'multipart/form-data; boundary="{boundary}"'}
        return extracted(body, None, "/v1/files", request_headers=kind).request_hash

    assert upload("aaa") == upload("bbbbbb") != upload("aaa", "dusk")
    assert extracted(CHAT).request_hash == extracted(CHAT).request_hash != extracted(ANSWER).request_hash
    assert extracted(None, request_size_bytes=0).request_hash is not None
    assert extracted(None, request_size_bytes=5).request_hash is None
    assert extracted(None, request_size_bytes=None).request_hash is None


def _chunks(body: bytes, size: int) -> list[tuple[int, int]]:
    ends = [*range(size, len(body), size), len(body)]
    return [(end, 1_000 * (number + 1)) for number, end in enumerate(ends)]


def test_time_to_first_token() -> None:
    """The time of the chunk that ended the first event with text; events that only open the answer do not count."""
    body = golden_sse("chat_text")
    first, second = (body.index(b"\n\n", body.index(b'"content":"At"')) + 2, body.index(b"\n\n") + 2)
    chunks = [(second, 50_000), (first - 1, 80_000), (first, 90_500), (len(body), 99_000)]
    assert extracted(None, body, chunks=chunks).time_to_first_token_ms == 90.5
    assert extracted(None, body, chunks=[(len(body), 99_000)]).time_to_first_token_ms == 99
    assert extracted(None, body, chunks=[(5, 1_000)]).time_to_first_token_ms is None
    assert extracted(None, body).time_to_first_token_ms is None


def test_time_to_first_token_of_a_compressed_stream() -> None:
    """Found by decoding the body up to each chunk."""
    body = golden_sse("anthropic_text")
    first = body.index(b"\n\n", body.index(b'"text":"Noon"')) + 2
    compressor = zlib.compressobj(wbits=31)
    opening = compressor.compress(body[:first]) + compressor.flush(zlib.Z_SYNC_FLUSH)
    rest = compressor.compress(body[first:]) + compressor.flush()
    wire = opening + rest
    chunks = [(len(opening) - 20, 10_000), (len(opening), 20_000), (len(wire), 30_000)]
    headers = SSE | {"content-encoding": "gzip"}
    row = extracted(None, wire, "/v1/messages", response_headers=headers, chunks=chunks)
    assert row.time_to_first_token_ms == 20
    assert row.answer_preview == 'Noon is when, "the sun" is high.'


def test_a_stream_without_its_content_type() -> None:
    row = extracted(CHAT, golden_sse("chat_text"), response_headers={"content-type": "text/plain"})
    assert row.is_stream
    assert row.finish_reason == "stop"


def test_impossible_usage_is_ignored() -> None:
    odd = {"prompt_tokens": -1, "completion_tokens": 2.5, "prompt_tokens_details": {"cached_tokens": True}}
    assert extracted(CHAT, ANSWER | {"usage": odd}).usage == Usage()
    assert extracted(CHAT, ANSWER | {"usage": {"prompt_tokens": 2**70}}).usage == Usage()


def test_embeddings() -> None:
    answer = {
        "object": "list",
        "data": [],
        "model": "text-embedding-3-small",
        "usage": {"prompt_tokens": 8, "total_tokens": 8},
    }
    row = extracted({"model": "text-embedding-3-small", "input": "noon"}, answer, "/v1/embeddings")
    assert row.usage == Usage(8, 0)
    assert row.cost_usd == pytest.approx(8 * 0.02e-6)


def test_shown() -> None:
    """Text is shown, binary is described, nothing is None; a character that was cut is left out."""
    text = {"content-type": "text/plain; charset=utf-8"}
    shown = assemble(facts("/v1/x", response_headers=text), Bodies(b"", "noon ☀".encode()[:-1]))
    assert (shown.request, shown.response) == (None, "noon ")
    audio = assemble(facts("/v1/x", response_headers={"content-type": "audio/mpeg"}), Bodies(None, b"ID3\xff\xfb\0"))
    assert audio.response == {"binary": True, "size_bytes": 6, "content_type": "audio/mpeg"}
    assert assemble(facts("/v1/x", response_headers=SSE), Bodies(None, b"data: 1\n\n")).response == "data: 1\n\n"


def test_azure_streams_without_a_role_first() -> None:
    assert not openai_chat.has_output({"choices": [{"delta": {"role": "assistant", "content": ""}}]})
    assert extract(facts(), Bodies(None, None), Prices()).answer_preview is None
