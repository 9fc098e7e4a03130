"""The commands and options, pinned: whoever changes them means to, and says so in the change log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from danqing.cli.main import app

SURFACE = """\
danqing: --version
danqing adapters:
danqing adapters add: FILE --force --json --name
danqing adapters list: --json
danqing adapters remove: NAME --json --yes/-y
danqing adapters show: NAME --json
danqing animate: PROMPT --align-style --amount --control --control-kind --control-net --control-range --control-weight \
--force --fps --frames --guidance --image --json --layout --lora --model --motion --negative --output/-o --plays \
--quiet/-q --region --sampler --seconds --seed --seeds --size --sref --steps --strength --style --sw
danqing blend: IMAGES --align-style --control --control-kind --control-net --control-range --control-weight --count/-n \
--force --guidance --how --json --layout --lora --model --negative --output/-o --prompt --quiet/-q --region --sampler \
--seed --size --sref --steps --strength --style --sw --weights
danqing chat: FOLDER --guidance --json --model --quiet/-q --sampler --script --seed --steps --style
danqing data:
danqing data build: SOURCE --accept --json --out --quiet/-q
danqing data fetch: SOURCE --accept --json --quiet/-q
danqing data list: --json
danqing data show: WORDS --count/-n --force --json --output/-o --pack --seed --source --split
danqing describe: IMAGE --clip --count/-n --json --quiet/-q
danqing director:
danqing director fetch: --accept-terms --gemma --json --quiet/-q
danqing director forget: --json --model
danqing director set: --currency --deadline --input-price --json --key --local --model --output-price --provider --url
danqing director show: --json
danqing edit: IMAGE INSTRUCTION --align-style --box --control --control-kind --control-net --control-range \
--control-weight --count/-n --director --force --from-open --guidance --json --layout --lora --mask --mask-text \
--model --negative --output/-o --prompt --quiet/-q --region --sampler --seed --sref --steps --style --sw
danqing generate: PROMPT --align-style --ar --control --control-kind --control-net --control-range --control-weight \
--count/-n --director --draft --draft-strength --expand --force --guidance --hires --hires-method --hires-steps \
--hires-strength --json --layout --lora --model --negative --output/-o --plan --prompts --quiet/-q --region \
--sampler --seed --size --sref --steps --style --sw --tiled
danqing ideas: THEME --count/-n --force --json --language --output/-o --provider --quiet/-q --seed
danqing img2img: IMAGE PROMPT --align-style --control --control-kind --control-net --control-range --control-weight \
--count/-n --force --guidance --json --layout --lora --model --negative --output/-o --quiet/-q --region --sampler \
--seed --size --sref --steps --strength --style --sw
danqing inpaint: IMAGE PROMPT --align-style --box --control --control-kind --control-net --control-range \
--control-weight --count/-n --feather --force --guidance --invert --json --layout --lora --mask --mask-text --model \
--negative --output/-o --quiet/-q --region --sampler --seed --sref --steps --strength --style --sw
danqing layout:
danqing layout show: FILE --force --json --output/-o --quiet/-q --size
danqing models:
danqing models add: SOURCE --json --name --quiet/-q --revision
danqing models list: --json
danqing models remove: NAME --json --yes/-y
danqing models show: NAME --json
danqing outpaint: IMAGE PROMPT --align-style --bottom --control --control-kind --control-net --control-range \
--control-weight --count/-n --feather --force --guidance --json --layout --left --lora --model --negative --output/-o \
--pan --pan-by --quiet/-q --region --right --sampler --seed --square --sref --steps --style --sw --top --zoom-out
danqing panorama: PROMPT --360 --align-style --control --control-kind --control-net --control-range --control-weight \
--count/-n --force --guidance --json --layout --lora --model --negative --output/-o --quiet/-q --region --sampler \
--seed --size --sref --steps --style --sw --viewer
danqing plan: PROMPT --expand --force --json --layout --output/-o --provider --quiet/-q --seed
danqing preprocess: IMAGE --force --json --kind --output/-o --quiet/-q --size
danqing prompt: PROMPT --json --negative --seed --steps
danqing restyle: IMAGE --aligned --fast --force --json --model --output/-o --preserve-color --prompt --quiet/-q \
--reference --seed --side --strength --style
danqing sheet: PROMPT --align-style --captions --columns --control --control-kind --control-net --control-range \
--control-weight --force --guidance --json --lora --model --negative --opaque --output/-o --poses \
--quiet/-q --sampler --seed --size --sref --steps --style --sw --variety
danqing styles:
danqing styles fetch: --json --quiet/-q
danqing styles list: --json
danqing styles sheet: --force --json --output/-o
danqing styles show: NAME --json
danqing tile: PROMPT --align-style --axes --control --control-kind --control-net --control-range --control-weight \
--count/-n --force --guidance --json --layout --lora --model --negative --output/-o --quiet/-q --region --sampler \
--seed --size --sref --steps --style --sw
danqing train: NAME --base --data --dry-run --json --list --out --quiet/-q --resume --stages --time-limit
danqing train-adapter: FOLDER --base --begin-with --force --json --kind --mirror --name --preserve --quiet/-q --rank \
--resume --sample --seed --steps --time-limit --vectors --word
danqing upscale: IMAGE --factor --fetch --force --json --method --output/-o --quiet/-q
danqing vary: IMAGE PROMPT --align-style --box --control --control-kind --control-net --control-range \
--control-weight --count/-n --force --guidance --json --kind --layout --lora --mask --mask-text --model --negative \
--output/-o --quiet/-q --region --sampler --seed --sref --steps --strength --style --sw
"""


def commands(command: Any, path: str = "danqing") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from commands(child, f"{path} {name}")


def test_the_surface_is_as_pinned() -> None:
    lines = []
    for path, command in commands(get_command(app)):
        arguments = [each.metavar for each in command.params if each.param_type_name == "argument"]
        options = sorted("/".join(each.opts) for each in command.params if each.param_type_name == "option")
        lines.append(" ".join([f"{path}:", *arguments, *options]))
    assert "\n".join(lines) + "\n" == SURFACE


def test_every_command_and_option_says_what_it_is_for() -> None:
    for path, command in commands(get_command(app)):
        assert command.help, path
        assert not [each.name for each in command.params if not each.help], path


def test_every_command_that_gives_a_result_gives_it_as_json() -> None:
    for path, command in commands(get_command(app)):
        if not hasattr(command, "commands"):
            assert any("--json" in each.opts for each in command.params), path
