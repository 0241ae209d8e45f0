"""A provider's name as a caller writes it → our short name for it. Pure."""

from __future__ import annotations

from store.extract.previews import short

# OpenTelemetry's words and Helicone's, in lower case, where they differ from ours
_OURS = {
    "aws.bedrock": "aws",
    "aws_bedrock": "aws",
    "bedrock": "aws",
    "amazon": "aws",
    "az.ai.inference": "azure",
    "az.ai.openai": "azure",
    "azure.ai.inference": "azure",
    "azure.ai.openai": "azure",
    "azure_openai": "azure",
    "fireworksai": "fireworks",
    "gcp.gemini": "google",
    "gcp.gen_ai": "google",
    "gcp.vertex_ai": "google",
    "gemini": "google",
    "google_ai_studio": "google",
    "google_genai": "google",
    "mistral_ai": "mistral",
    "mistralai": "mistral",
    "moonshot_ai": "moonshotai",
    "together_ai": "together",
    "vertex_ai": "google",
    "vertexai": "google",
    "x_ai": "xai",
}


def by_word(name: str) -> str | None:
    """None for an empty name."""
    lower = (short(name) or "").lower()
    return _OURS.get(lower, lower) or None
