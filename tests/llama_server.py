"""llama.cpp's own HTTP server in a program of its own: OpenAI's chat completions as others understand them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import os, sys
told = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # llama.cpp prints to the output too
import xllamacpp
made = xllamacpp.CommonParams()
made.model.path, key = sys.argv[1:]
made.n_ctx, made.n_parallel, made.port, made.verbosity = 2048, 1, 0, 0
made.cpuparams.n_threads = made.cpuparams_batch.n_threads = 1
made.warmup = made.fit_params = made.ui = False
made.api_keys = [key]
server = xllamacpp.Server(made)
print(server.listening_address, file=told, flush=True)
sys.stdin.read()
"""


class LlamaServer:
    """A GGUF model behind a server that asks for a key.

    Args:
        model: the file.
        key: without which nothing is answered.
    """

    def __init__(self, model: Path, key: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(model), key],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # its log
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip() + "/v1"

    def stop(self) -> None:
        """End it at once, whatever it is doing."""
        with self._process:
            self._process.kill()
