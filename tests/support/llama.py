"""llama.cpp's own OpenAI-compatible server with the tiny model, inside this process."""

from __future__ import annotations

from pathlib import Path

import xllamacpp

from tests.support.tiny_gguf import CONTEXT_TOKENS, write_tiny_model

MODEL = "tiny"


class LlamaServer:
    def __init__(self, folder: Path) -> None:
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(write_tiny_model(folder / "tiny.gguf"))
        parameters.model_alias = {MODEL}
        parameters.hostnames = ["127.0.0.1"]
        parameters.port = 0
        parameters.n_ctx = CONTEXT_TOKENS
        parameters.n_parallel = 2
        parameters.n_predict = 16
        parameters.n_gpu_layers = 0
        parameters.cpuparams.n_threads = 1
        parameters.warmup = False
        parameters.verbosity = -1
        parameters.embedding = True
        parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
        self._server = xllamacpp.Server(parameters)

    @property
    def base_url(self) -> str:
        url: str = self._server.listening_address
        return url
