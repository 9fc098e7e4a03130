"""The model card: figures and times from real logs, licences that bind, notes of people."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from huggingface_hub import ModelCard

from danqing.core.errors import DataError, RequestError
from danqing.data.credits import Credit
from danqing.data.figures import FigurePack
from danqing.data.pack import Pack
from danqing.recipes import recipe_named
from danqing.training.card import Notes, Papers, Part, model_card, read_notes, write_papers
from danqing.training.data_note import DataNote, describe_data, read_data_note, write_data_note
from danqing.training.history import read_history
from danqing.training.journal import Journal


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """The folder of a denoiser that was best at 200 of 240 images and stopped short of 1,000."""
    folder = tmp_path / "diffusion"
    journal = Journal(folder)
    folder.mkdir()
    for images, speed, error in ((100, 10.0, 0.5), (200, 20.0, 0.25), (240, 4.0, 0.375)):
        journal.write("train", images, loss=1.0, images_per_second=speed)
        journal.write("validate", images, loss=error, loss_low_noise=error / 2, sharpness=12.3456)
    (folder / "loop.json").write_text(json.dumps({"num_images": 1000, "betas": [0.9, 0.99], "ema_images": 20000}))
    (folder / "checkpoints" / "000000000248").mkdir(parents=True)
    (folder / "checkpoints" / "000000000248" / "state.json").write_text("{}")
    (folder / "curves.png").write_bytes(b"curves")
    return folder


def papers(histories: Path | None = None, *, licence: str = "MIT", notes: Notes | None = None) -> Papers:
    source = Credit(
        name="tiny", kind="pictures", packages=("tiny 1",), licence=licence, attribution="Tiny, MIT", pictures=1500
    )
    note = DataNote(pack="open", pack_id="cafe", pictures=1500, things=1200, held_out_things=30, credits=(source,))
    found = read_history(histories) if histories else None
    return Papers(
        data=note,
        num_scenes={"train": 4096},
        histories={"diffusion": found} if found else {},
        notes=notes,
    )


def card(of: Papers) -> ModelCard:
    parts = [Part(name="denoiser", class_name="UNet2DConditionModel", num_weights=1_234_567)]
    return ModelCard(model_card(recipe_named("mini-cpu"), parts, of, weights_bytes=3 * 2**19))


def test_a_history_tells_images_time_and_the_weights_that_were_kept(trained: Path) -> None:
    history = read_history(trained)
    assert history is not None
    assert (history.images_seen, history.planned_images, history.kept_images) == (248, 1000, 200)
    assert history.seconds == 100 / 10 + 100 / 20 + 40 / 4
    assert history.figures == {"loss": 0.25, "loss_low_noise": 0.125, "sharpness": 12.3456}
    assert history.losses == ((100, 0.5), (200, 0.25), (240, 0.375))
    assert history.settings == {"betas": [0.9, 0.99], "ema_images": 20000}


def test_networks_without_a_log_have_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path / "text") is None
    (tmp_path / "text").mkdir()
    Journal(tmp_path / "text").write("train", 8, loss=1.0, images_per_second=2.0)
    assert read_history(tmp_path / "text") is None


def test_the_card_says_what_the_logs_say(trained: Path) -> None:
    text = card(papers(trained)).text
    assert "248 pictures seen of 1,000 planned, in 25 s. Kept are the weights after 200, which did best" in text
    assert "| v error, about 1 untrained | 0.250 |\n| v error, the less noisy half | 0.125 |" in text
    assert "| sharpness | 12.35 |" in text
    assert "0.500 at 100, 0.250 at 200, 0.375 at 240." in text
    assert "Settings: betas 0.9 and 0.99, ema_images 20,000." in text
    assert "| denoiser | `UNet2DConditionModel` | 1,234,567 |" in text
    assert "1.5 MiB in float16, the text tower's matrices in 8 bits (E4M3). Objective: `v_prediction`." in text
    assert "The pack `open` (build cafe): 1,500 pictures of 1,200 things from 1 source; 30 of the things" in text
    assert "composed: 4,096 for training (seed 0)" in text
    assert text.count("it was trained elsewhere and put there") == 2  # text tower and autoencoder
    assert "| tiny | 1,500 pictures | MIT |" in text


def test_the_front_matter_names_a_licence_only_where_no_source_binds_what_is_made_from_it() -> None:
    free, binding = card(papers()), card(papers(licence="CC-BY-SA-4.0"))
    assert {name: value for name, value in vars(free.data).items() if value} == {
        "license": "apache-2.0",
        "language": ["zh", "en"],
        "library_name": "diffusers",
        "pipeline_tag": "text-to-image",
        "tags": ["text-to-image", "danqing"],
    }
    told = vars(binding.data)
    assert (told["license"], told["license_name"], told["license_link"]) == (
        "other", "see-attribution", "ATTRIBUTION.md",
    )  # fmt: skip
    assert "under CC-BY-SA-4.0, which bind what is made from them" in binding.text
    assert "Weights: Apache-2.0" in free.text


def test_an_earlier_start_is_told() -> None:
    recipe = recipe_named("mini-cpu")
    later = dataclasses.replace(recipe, diffusion=dataclasses.replace(recipe.diffusion, start_from=Path("/a/b")))
    assert "Trained from nothing by the recipe `mini-cpu`" in model_card(recipe, [], papers(), weights_bytes=0)
    told = model_card(later, [], papers(), weights_bytes=0)
    assert "Trained from earlier weights by the recipe `mini-cpu`" in told
    assert "/a/b" not in told


def test_the_papers_lie_beside_the_networks(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "NOTES.md").write_text("# Mini v9\n\nBlobs.\n")
    (tmp_path / "notes" / "sheet.png").write_bytes(b"x")
    (tmp_path / "notes" / ".hidden").touch()
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    write_papers(folder, recipe_named("mini-cpu"), [], papers(trained, notes=read_notes(tmp_path / "notes")))
    assert {path.name for path in folder.iterdir()} == {
        "README.md", "ATTRIBUTION.md", "LICENSES", "curves.png", "sheet.png",
    }  # fmt: skip
    # The weights' own licence is there, whatever those of the sources are.
    assert {path.name for path in (folder / "LICENSES").iterdir()} == {"Apache-2.0.txt", "MIT.txt"}
    assert "\n# Mini v9\n" in (folder / "README.md").read_text("utf-8")
    assert "What Mini v9 was trained on." in (folder / "ATTRIBUTION.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "title", "text"),
    [
        ("# Mini\n\nIt draws.\n", "Mini", "It draws."),
        ("## What it draws\n\nBlobs.", "", "## What it draws\n\nBlobs."),
        ("\n", "", ""),
    ],
)
def test_notes_give_a_title_and_a_text(written: str, title: str, text: str, tmp_path: Path) -> None:
    assert read_notes(tmp_path) is None
    (tmp_path / "NOTES.md").write_text(written)
    assert read_notes(tmp_path) == Notes(title=title, text=text, files=())


@pytest.mark.parametrize("name", ["README.md", "curves-text.png", "run.py", "model.bin", "LICENSES"])
def test_what_would_spoil_a_checkpoint_is_refused_among_the_notes(name: str, tmp_path: Path) -> None:
    (tmp_path / "NOTES.md").write_text("# Mini\n")
    (tmp_path / name).mkdir() if name == "LICENSES" else (tmp_path / name).touch()
    with pytest.raises(RequestError, match="cannot go into a checkpoint; leave only pictures"):
        read_notes(tmp_path)


def test_a_run_notes_what_it_learned_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))  # no packages there
    note = describe_data("shapes", FigurePack())
    assert (note.pictures, note.things, note.held_out_things, note.pack_id) == (48, 8, 1, "")
    assert [each.kind for each in note.credits] == ["pictures", "teacher"]
    write_data_note(tmp_path / "data.json", note)
    assert read_data_note(tmp_path / "data.json") == note
    on_disk = describe_data("open", Pack(tmp_path, FigurePack().entries, [0], {"id": "cafe"}))
    assert on_disk.pack_id == "cafe"
    assert [each.name for each in on_disk.credits] == [
        "figures", "cldr", "emojibase", "wordnet", "universal-sentence-encoder",
    ]  # fmt: skip
    (tmp_path / "data.json").write_text("{}")
    with pytest.raises(DataError, match="delete it to credit the pack as it is now"):
        read_data_note(tmp_path / "data.json")
