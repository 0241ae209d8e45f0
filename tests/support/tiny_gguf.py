"""A language model of half a megabyte with random weights, which answers with nonsense."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

CONTEXT_TOKENS = 2048
_WIDTH = 64
_FEED_FORWARD = 128
_HEADS = 2
_WORDS = tuple(f"▁{first}{second}{third}" for first in "bdgk" for second in "aeiou" for third in "lnrst")
_TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:"


def write_tiny_model(path: Path, seed: int = 7) -> Path:
    """Write the model as GGUF (architecture llama, one layer, float32)."""
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer)
    vocabulary = _vocabulary(writer)
    _weights(writer, vocabulary, np.random.default_rng(seed))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: gguf.GGUFWriter) -> None:
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT_TOKENS)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(_FEED_FORWARD)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_chat_template(_TEMPLATE)


def _vocabulary(writer: gguf.GGUFWriter) -> int:
    """A SentencePiece vocabulary: three control tokens, every byte, some words. Returns its size."""
    special = [b"<unk>", b"<s>", b"</s>"]
    single_bytes = [f"<0x{value:02X}>".encode() for value in range(256)]
    words = [word.encode() for word in _WORDS]
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    kinds += [gguf.TokenType.BYTE] * len(single_bytes) + [gguf.TokenType.NORMAL] * len(words)
    tokens = special + single_bytes + words
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    return len(tokens)


def _weights(writer: gguf.GGUFWriter, vocabulary: int, random: np.random.Generator) -> None:
    def matrix(rows: int, columns: int) -> np.ndarray:
        return random.normal(0, 0.4, (rows, columns)).astype(np.float32)

    ones = np.ones(_WIDTH, dtype=np.float32)
    output = matrix(vocabulary, _WIDTH)
    output[: vocabulary - len(_WORDS)] = 0  # only words can be chosen: no invalid UTF-8, no early end
    writer.add_tensor("token_embd.weight", matrix(vocabulary, _WIDTH))
    writer.add_tensor("output_norm.weight", ones)
    writer.add_tensor("output.weight", output)
    writer.add_tensor("blk.0.attn_norm.weight", ones)
    writer.add_tensor("blk.0.ffn_norm.weight", ones)
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        writer.add_tensor(f"blk.0.{name}.weight", matrix(_WIDTH, _WIDTH))
    for name, rows, columns in (
        ("ffn_gate", _FEED_FORWARD, _WIDTH),
        ("ffn_up", _FEED_FORWARD, _WIDTH),
        ("ffn_down", _WIDTH, _FEED_FORWARD),
    ):
        writer.add_tensor(f"blk.0.{name}.weight", matrix(rows, columns))
