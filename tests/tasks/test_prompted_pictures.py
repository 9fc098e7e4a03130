"""The prompt grammar at work: what is drawn, what is recorded, what is said to have no effect."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.director.wildcards import BUILT_IN
from danqing.storage.home import wildcards_folder
from danqing.tasks.drawing import Drawing, draw, resolve
from danqing.tasks.prompting import requests_for, variants
from danqing.tasks.steering import Mix, encoded
from danqing.tasks.studio import Studio
from danqing.tasks.unsettling import hidden, unsettled
from danqing.tasks.wildcards import wildcard_lines, wildcard_names
from danqing.tasks.wording import wording_of


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    wildcards_folder().mkdir(parents=True)
    return wildcards_folder()


def drawn(studio: Studio, prompt: str, **fields: Any) -> Picture:
    request = Request(**{"prompt": prompt, "seed": 1, "steps": 4, "guidance": 5.0, **fields})
    return next(iter(studio.stream(request)))


def pixels(studio: Studio, prompt: str, **fields: Any) -> bytes:
    return drawn(studio, prompt, **fields).image.tobytes()


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
@pytest.mark.parametrize("prompt", ["a (red:1.3) cat, [dog] \\(x\\)", "一只（橘）猫：在草地上", "((((cat", "cat " * 90])
def test_a_plain_prompt_is_drawn_as_by_encoding_it_whole(studios: dict[str, Studio], shape: str, prompt: str) -> None:
    family, request = studios[shape].family, Request(prompt=prompt, negative="(dog:1.2)", seed=1, steps=2)
    words = family.encode(request.prompt, request.negative)
    whole = Drawing(request=request, settings=resolve(family, request), words=lambda index: (words[0], words[1]))
    expected = next(draw(family, whole, model={"name": "x"})).image
    assert pixels(studios[shape], prompt, negative="(dog:1.2)", steps=2, guidance=None) == expected.tobytes()


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_a_schedule_switches_words_at_its_step(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    seen = [pixels(studio, text) for text in ("a red cat", "a red dog", "a red [cat:dog:0.5]", "a red [cat|dog]")]
    assert len(set(seen)) == 4
    assert seen[2] == pixels(studio, "a red [cat:dog:50%]") == pixels(studio, "a red [cat:dog:2]")
    assert seen[3] == pixels(studio, "a red [cat:[dog:[cat:dog:3]:2]:1]")
    assert pixels(studio, "a red [cat::2]") == pixels(studio, "a red [cat|cat||]")


def test_both_sides_of_a_schedule_are_reached_or_it_is_said(studios: dict[str, Studio]) -> None:
    cat, dog = pixels(studios["sd1"], "cat"), pixels(studios["sd1"], "dog")
    with pytest.warns(SettingIgnoredWarning, match=r"\[cat:dog:9\] is never drawn, since there are 4 steps"):
        assert pixels(studios["sd1"], "[cat:dog:9]") == cat
    with pytest.warns(SettingIgnoredWarning, match=r"\[cat:dog:0\] is never drawn"):
        assert pixels(studios["sd1"], "[cat:dog:0]") == dog


def test_schedules_hold_in_the_negative_prompt_too(studios: dict[str, Studio]) -> None:
    drawn_ = [pixels(studios["sd1"], "a cat", negative=negative) for negative in ("dog", "grass", "[dog:grass:2]")]
    assert len(set(drawn_)) == 3


def test_and_steers_by_each_prompt_and_its_weight(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    both = [pixels(studio, text) for text in ("cat AND dog", "dog AND cat", "cat AND dog:0.2", "cat AND dog:-1")]
    one, other = (np.frombuffer(each, np.uint8).astype(int) for each in both[:2])
    assert abs(one - other).max() <= 1
    assert len({*both[1:], pixels(studio, "cat"), pixels(studio, "dog")}) == 5
    alone = np.frombuffer(pixels(studio, "cat"), np.uint8).astype(int)
    nothing = np.frombuffer(pixels(studio, "cat AND dog:0"), np.uint8).astype(int)
    assert abs(alone - nothing).max() <= 1


def test_double_colons_share_out_the_weight(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    few = np.frombuffer(pixels(studio, "cat::1 dog::3"), np.uint8).astype(int)
    same = np.frombuffer(pixels(studio, "cat::0.25 dog::0.75"), np.uint8).astype(int)
    assert abs(few - same).max() <= 1
    also = np.frombuffer(pixels(studio, "cat:0.25 AND dog:0.75"), np.uint8).astype(int)
    assert abs(few - also).max() <= 1


def test_break_begins_a_window(studios: dict[str, Studio]) -> None:
    family = studios["sd1"].family
    wording = wording_of("red cat BREAK the grass", "", seed=0, index=0, steps=2)
    words = encoded(family, wording)
    assert isinstance(words, tuple)
    assert words[0]["context"].shape == (1, 2 * 77, 32)
    alone = family.encode("red cat", "the grass")
    torch.testing.assert_close(words[0]["context"], torch.cat([each["context"] for each in alone], 1))
    assert pixels(studios["sd3"], "red cat BREAK grass") != pixels(studios["sd3"], "red cat grass")


def test_wildcards_belong_to_the_picture(studios: dict[str, Studio], own_home: Path) -> None:
    (own_home / "pet.txt").write_text("# pets\n\na cat\n  a dog \na [cat|dog]\n", encoding="utf-8-sig")
    request = Request(prompt="__pet__ and __pet__, __color__", seed=3, count=6, steps=1)
    together = list(studios["sd1"].stream(request))
    alone = next(studios["sd1"].stream(request, indices=[4]))
    assert alone.image.tobytes() == together[4].image.tobytes()
    said = [picture.manifest["settings"]["prompt"] for picture in together]
    assert alone.manifest["settings"]["prompt"] == said[4]
    assert alone.manifest["request"]["prompt"] == "__pet__ and __pet__, __color__"
    assert len(set(said)) > 1
    assert any(text.split(" and ")[0] != text.split(" and ")[1].split(",")[0] for text in said)


def test_lists_agree_in_both_languages(studios: dict[str, Studio]) -> None:
    for seed in range(5):
        english, chinese = (
            wording_of(text, "", seed=seed, index=0, steps=1).prompt for text in ("__animal__", "__动物__")
        )
        assert BUILT_IN["animal"].index(english) == BUILT_IN["动物"].index(chinese)
    assert len(BUILT_IN["animal"]) == 20
    assert all(lines and len(set(lines)) == len(lines) for lines in BUILT_IN.values())


def test_wildcard_files_are_the_user_s_first_and_may_nest(own_home: Path) -> None:
    (own_home / "animal.txt").write_text("unicorn", encoding="utf-8")
    (own_home / "sub").mkdir()
    (own_home / "sub" / "both.txt").write_text("__animal__ (red:1.2)", encoding="utf-8")
    assert wildcard_lines("animal") == ("unicorn",)
    assert wording_of("__sub/both__", "", seed=0, index=0, steps=1).prompt == "unicorn (red:1.2)"
    assert wildcard_names()[:2] == ["animal", "sub/both"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no lines"), (b"# only\n", "no lines"), (b"\xff\xfe\x00", "not UTF-8"), (b"a\n" * 600_000, "1,024 KiB")],
)
def test_bad_wildcard_files_are_one_sentence(own_home: Path, content: bytes, words: str) -> None:
    (own_home / "pet.txt").write_bytes(content)
    with pytest.raises(RequestError, match=words):
        wording_of("__pet__", "", seed=0, index=0, steps=1)


def test_unknown_and_endless_wildcards_are_refused(studios: dict[str, Studio], own_home: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"no wildcard named 'pet'; choose one of: animal"):
        studios["sd1"].stream(Request(prompt="a __pet__"))
    (own_home / "a.txt").write_text("__b__ __b__")
    (own_home / "b.txt").write_text("__a__")
    with pytest.raises(RequestError, match="do they name each other"):
        studios["sd1"].stream(Request(prompt="__a__"))


def test_parameters_fill_what_the_request_leaves_open(studios: dict[str, Studio]) -> None:
    prompt = "a cat --ar 2:1 --no dogs, hats --steps 3 --sampler euler --guidance 2.5"
    picture = next(studios["sd1"].stream(Request(prompt=prompt, negative="mist", seed=1)))
    settings = picture.manifest["settings"]
    wanted = {"prompt": "a cat", "negative": "mist, dogs, hats", "steps": 3, "sampler": "euler", "guidance": 2.5}
    assert {name: settings[name] for name in wanted} == wanted
    assert picture.image.size == (46, 22)
    assert picture.manifest["request"]["prompt"] == prompt
    request = Request(prompt=prompt, seed=1, steps=2, sampler="ddim", guidance=1.5, width=16, height=16)
    settings = next(studios["sd1"].stream(request)).manifest["settings"]
    wanted = {"steps": 2, "sampler": "ddim", "guidance": 1.5, "width": 16, "height": 16}
    assert {name: settings[name] for name in wanted} == wanted


def test_quality_draft_and_stop_count_steps(studios: dict[str, Studio]) -> None:
    own = studios["sd1"].family.defaults.steps
    family = studios["sd1"].family
    assert resolve(family, Request(prompt="a --q 2")).steps == 2 * own
    assert resolve(family, Request(prompt="a --draft")).steps == round(own / 2)
    assert resolve(family, Request(prompt="a --q 2", steps=3)).steps == 3
    told: list[int] = []
    stopped = next(
        studios["sd1"].stream(
            Request(prompt="a cat --stop 50", seed=1, steps=4, sampler="euler"), on_step=lambda at: told.append(at.step)
        )
    )
    assert told == [1, 2]
    assert stopped.manifest["settings"]["stop"] == 50
    whole: list[Any] = []
    next(studios["sd1"].stream(Request(prompt="a cat", seed=1, steps=4, sampler="euler"), on_step=whole.append))
    assert stopped.image.tobytes() == whole[1].preview().tobytes()


def test_what_has_no_effect_is_named_once(studios: dict[str, Studio]) -> None:
    prompt = "x.png a cat --iw 2 --stylize 50 --raw --seed 3"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        pixels(studios["sd1"], prompt)
    told = [str(each.message) for each in caught if issubclass(each.category, SettingIgnoredWarning)]
    assert told == [
        "Nothing reads x.png, --iw of the prompt yet, so it has no effect.",
        "Guidance is given as a number, so --stylize had no effect.",
    ]


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_chaos_makes_the_pictures_of_a_request_differ_more(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]

    def spread(chaos: int) -> float:
        request = Request(prompt=f"a red cat --chaos {chaos}", seed=1, steps=6, count=3, guidance=9.0)
        family = studio.family
        settings = resolve(family, request)
        shape = (1, *family.latent_shape(settings.width, settings.height))
        same = torch.randn(shape, generator=torch.Generator().manual_seed(0))
        alike = Drawing(request=request, settings=settings, noise=lambda index: same)
        found = [np.asarray(each.image, float) for each in draw(family, alike, model={"name": "x"})]
        return float(np.mean([np.abs(one - other).mean() for one in found for other in found]))

    none, some, most = map(spread, (0, 30, 100))
    assert none == 0 < some < most


def test_chaos_and_weird_keep_the_seed_contract_and_are_recorded(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    request = Request(prompt="a red cat --chaos 60 --weird 900", seed=3, steps=4, count=3, guidance=5.0)
    batch = list(studio.stream(request))
    (alone,) = studio.stream(request, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()
    assert (alone.manifest["settings"]["chaos"], alone.manifest["settings"]["weird"]) == (60, 900)
    (again,) = studio.stream(Request(**alone.manifest["request"]), indices=[2])
    assert again.image.tobytes() == alone.image.tobytes()
    plain = drawn(studio, "a red cat --chaos 0 --weird 0 --stylize 100")
    assert plain.image.tobytes() == pixels(studio, "a red cat")
    assert not {"chaos", "weird"} & plain.manifest["settings"].keys()


def test_weird_is_the_same_oddity_for_all_pictures_of_a_seed(studios: dict[str, Studio]) -> None:
    (words, away), noise = studios["sd1"].family.encode("a cat", "")[:2], {"chaos": 0, "weird": 2000, "steps": 2}
    one, other = (unsettled((words, away), seed=4, index=index, **noise) for index in (0, 7))
    assert not isinstance(one, tuple)
    assert not isinstance(other, tuple)
    odd = [each.parts[0][0]["context"] for each in (*one, *other)]
    assert all(torch.equal(each, odd[0]) for each in odd)
    assert not torch.equal(odd[0], words["context"])
    assert odd[0].std().item() == pytest.approx(words["context"].std().item(), rel=1e-4)
    elsewhere = unsettled((words, away), seed=5, index=0, **noise)[0]
    assert isinstance(elsewhere, Mix)
    assert not torch.equal(elsewhere.parts[0][0]["context"], odd[0])


def test_the_words_come_through_as_the_drawing_goes_on() -> None:
    assert [hidden(1.0, done) for done in (0.0, 0.1, 0.25, 0.4, 0.9)] == pytest.approx([1, 1, 0.5, 0, 0])
    assert [hidden(chaos, 0.1) for chaos in (0.0, 0.25, 0.5, 1.0)] == pytest.approx([0, 0, 2 / 3, 1])
    assert hidden(0.1, 0.0) == pytest.approx(0.5)


def test_stylize_weighs_the_words_by_guidance(studios: dict[str, Studio]) -> None:
    family = studios["sd1"].family
    own = family.defaults.guidance
    found = [resolve(family, Request(prompt=f"a cat --stylize {each}")).guidance for each in (0, 50, 100, 500, 1000)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[2], found[4]) == pytest.approx((1.5 * own, own, max(1.0, 0.4 * own)))


def test_requests_for_a_prompt() -> None:
    red, blue = requests_for("a {red, blue} cat --seed 5 --repeat 2", steps=3)
    assert (red.prompt, red.seed, red.count, red.steps) == ("a red cat --seed 5 --repeat 2", 5, 2, 3)
    assert blue.prompt.startswith("a blue cat")
    assert [each.seed for each in requests_for("cat --seed {1, 2}")] == [1, 2]
    (given,) = requests_for("cat --seed 5 --repeat 2", seed=0, count=1)
    assert (given.seed, given.count) == (0, 1)
    one, other = requests_for("{a, b}")
    assert one.seed == other.seed
    with pytest.raises(RequestError, match="make 80 pictures; at most 64"):
        requests_for("{a, b, c, d, e}", count=16)
    assert [each.prompt for each in variants(Request(prompt="{a, b} cat", seed=3))] == ["a cat", "b cat"]


def test_choices_are_drawn_in_turn_each_as_if_alone(studios: dict[str, Studio]) -> None:
    studio, prompt = studios["sd1"], "a {red, (red:1.5)} {cat, dog} --seed 5 --repeat 2"
    steps: list[tuple[int, int, int]] = []
    pictures = studio.generate(prompt, steps=2, on_step=lambda at: steps.append((at.step, at.total, at.picture)))
    assert len(pictures) == 8
    assert [each[:2] for each in steps] == [(step, 16) for step in range(1, 17)]
    assert [each[2] for each in steps][::2] == list(range(8))
    alone = studio.generate("a red dog", seed=5, count=2, steps=2)
    assert [each.image.tobytes() for each in pictures[2:4]] == [each.image.tobytes() for each in alone]
    assert pictures[3].manifest["request"]["prompt"] == "a red dog --seed 5 --repeat 2"
    assert pictures[3].manifest["index"] == 1
    (again,) = studio.generate(prompt, steps=2, indices=[3])
    assert again.image.tobytes() == pictures[3].image.tobytes()
    values = {**pictures[3].manifest["request"], "guidance_interval": (0.0, 1.0)}
    (redrawn,) = studio.generate(Request(**values), indices=[1])
    assert redrawn.image.tobytes() == pictures[3].image.tobytes()
    with pytest.raises(RequestError, match="pictures 0 to 7"):
        studio.generate(prompt, steps=2, indices=[8])
