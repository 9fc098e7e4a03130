"""What runs a GGUF model: a program of its own that :mod:`danqing.director.local` starts and talks to in lines of JSON.

So a call can be ended at any moment by ending the program, whatever llama.cpp is doing, and a model that makes
llama.cpp abort takes nothing else with it. The first line in says what to load; it is answered by ``{"ready": true}``
or ``{"failed": true}``. Each further line is a request ``{"messages", "schema", …}``, answered by ``{"text": …}`` for
each piece and one last ``{"end": reason, "usage": …}`` or ``{"error": …}``. The program ends with its input.

llama.cpp runs as a server that listens on 127.0.0.1 as well; a key that nobody is told keeps other programs out.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable
from typing import Any

# A piece of the answer that begins like three tokens said before is guessed to go on as it did there: names are copied
# from the wish, and most of the draft. Guesses are checked together, so the answer is the same, in half the time.
_LOOK_BACK, _GUESSED = 3, 8
# No blanks, which say nothing and would cost a third of the tokens; the director's adapter was taught so, too.
_SPACING = {"whitespace_flexible": False, "item_separator": ",", "key_separator": ":"}


def main() -> None:
    """Load, then answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # llama.cpp prints to the output too

    def say(line: dict[str, Any]) -> None:
        try:
            print(json.dumps(line), file=answers, flush=True)
        except OSError:  # nobody reads any more
            os._exit(1)

    import xllamacpp

    try:
        server = xllamacpp.Server(_parameters(xllamacpp, json.loads(sys.stdin.readline())))
    except (RuntimeError, ValueError):
        say({"failed": True})
        return
    say({"ready": True})
    for line in sys.stdin:
        asked = json.loads(line)
        # As a grammar: under response_format the chat's own grammar can take the place of the schema's.
        asked["grammar"] = xllamacpp.json_schema_to_grammar({**asked.pop("schema"), "x-guidance": _SPACING})
        say(_answer(server, asked, say))


def _parameters(library: Any, asked: dict[str, Any]) -> Any:
    found = library.CommonParams()
    found.model.path = asked["model"]
    found.lora_adapters = [library.CommonAdapterLoraInfo(path, scale) for path, scale in asked["adapters"]]
    found.n_ctx, found.n_parallel = asked["context"], 1
    found.cpuparams.n_threads = found.cpuparams_batch.n_threads = asked["threads"]
    found.verbosity = 0
    found.warmup = False
    found.fit_params = False  # take the context that was asked for, whatever the free memory
    found.cache_ram_mib = 0  # else it keeps up to 8 GB of old questions
    found.force_pure_content_parser = True  # else it looks for tool calls in the answer and trips over them
    kinds = library.common_speculative_type
    found.speculative.types = [kinds.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
    found.speculative.ngram_simple.size_n, found.speculative.ngram_simple.size_m = _LOOK_BACK, _GUESSED
    found.api_keys = [secrets.token_urlsafe(32)]
    found.ui = found.endpoint_slots = False
    return found


def _answer(server: Any, asked: dict[str, Any], say: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Pass the pieces of the answer on, and return the last line."""
    last: dict[str, Any] = {}

    def take(event: dict[str, Any]) -> None:
        if event.get("error"):
            last["error"] = event["error"]
        if event.get("usage"):
            last["usage"] = event["usage"]
        for choice in event.get("choices") or []:
            if choice.get("finish_reason"):
                last["end"] = choice["finish_reason"]
            if choice.get("delta", {}).get("content"):
                say({"text": choice["delta"]["content"]})

    server.handle_chat_completions({**asked, "stream": True, "stream_options": {"include_usage": True}}, take)
    return last if "error" in last else {"end": None, **last}


if __name__ == "__main__":
    main()
