"""What kind of step a span describes, by the first convention that says so."""

from __future__ import annotations

from store.extract.bodies.parsing import Json, text
from store.models import StepKind

_OPERATIONS: dict[str, StepKind] = {  # gen_ai.operation.name
    "chat": "call",
    "text_completion": "call",
    "completion": "call",
    "generate_content": "call",
    "generate_live_content": "call",
    "embeddings": "call",
    "embedding": "call",
    "rerank": "call",
    "image_generation": "call",
    "speech_to_text": "call",
    "text_to_speech": "call",
    "responses": "call",
    "messages": "call",
    "invoke_agent": "agent",
    "create_agent": "agent",
    "plan": "agent",
    "invoke_workflow": "workflow",
    "execute_tool": "tool",
    "retrieval": "retrieval",
    "search_memory": "retrieval",
    "create_memory_store": "retrieval",
    "update_memory": "retrieval",
    "upsert_memory": "retrieval",
    "delete_memory": "retrieval",
    "apply_guardrail": "guardrail",
    "evaluate": "evaluation",
}
_OPENINFERENCE: dict[str, StepKind] = {  # openinference.span.kind
    "LLM": "call",
    "EMBEDDING": "call",
    "RERANKER": "call",
    "AGENT": "agent",
    "CHAIN": "workflow",
    "TOOL": "tool",
    "RETRIEVER": "retrieval",
    "GUARDRAIL": "guardrail",
    "EVALUATOR": "evaluation",
}
_OPENLLMETRY: dict[str, StepKind] = {  # traceloop.span.kind
    "workflow": "workflow",
    "task": "workflow",
    "agent": "agent",
    "tool": "tool",
}
_CONVENTIONS = (
    ("gen_ai.operation.name", _OPERATIONS),
    ("openinference.span.kind", _OPENINFERENCE),
    ("traceloop.span.kind", _OPENLLMETRY),
)
_MODELS = ("gen_ai.request.model", "gen_ai.response.model", "llm.model_name")
_SIGNS = ("gen_ai.system", "gen_ai.provider.name", "llm.request.type", "llm.provider", "llm.system")


def kind_of(attributes: Json) -> StepKind:
    for name, kinds in _CONVENTIONS:
        said = attributes.get(name)
        if isinstance(said, str) and said in kinds:
            return kinds[said]
    if text(attributes, "llm.request.type") in ("chat", "completion", "embedding", "rerank"):
        return "call"
    if text(attributes, "mcp.method.name") == "tools/call":
        return "tool"
    if any(name in attributes for name in _MODELS) and any(name in attributes for name in _SIGNS):
        return "call"
    return "other"
