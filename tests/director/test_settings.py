"""What the director was told: a file for its owner's eyes, environment variables over it, and no key for strangers."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from danqing.core.errors import RequestError
from danqing.director.settings import DirectorSettings, read_settings, stored_settings, write_settings
from danqing.storage.home import director_settings_path

KEY = "sk-a-very-secret-key"
SET = {"url": "https://api.example.com/v1", "model": "painter", "key": KEY, "input_price": 2.0, "output_price": 8.0}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))


def test_without_a_file_and_variables_there_is_no_endpoint() -> None:
    assert read_settings({}) == DirectorSettings(provider="auto", endpoint=None, deadline_s=10.0)


def test_what_is_kept_comes_back_and_is_its_owners_alone() -> None:
    kept = DirectorSettings().changed(provider="remote", deadline_s=7, **SET)
    path = write_settings(kept)
    assert path == director_settings_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stored_settings() == kept
    assert kept.endpoint is not None
    assert (kept.endpoint.key, kept.endpoint.host) == (KEY, "api.example.com")
    path.chmod(0o644)
    write_settings(kept)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_key_is_in_no_text() -> None:
    kept = DirectorSettings().changed(**SET)
    assert kept.endpoint is not None
    for each in (kept, kept.endpoint, kept.endpoint.provider()):
        assert KEY not in repr(each)
        assert KEY not in str(each)
    with pytest.raises(RequestError) as caught:
        DirectorSettings().changed(**{**SET, "key": f"{KEY}\n二"})
    assert KEY not in str(caught.value)


def test_variables_go_over_the_file() -> None:
    write_settings(DirectorSettings().changed(**SET))
    read = read_settings({"DANQING_DIRECTOR_MODEL": "other", "DANQING_DIRECTOR_DEADLINE": "3.5"})
    assert read.endpoint is not None
    assert (read.endpoint.model, read.endpoint.key, read.deadline_s) == ("other", KEY, 3.5)
    assert read_settings({"DANQING_DIRECTOR_MODEL": ""}) == stored_settings()


def test_another_address_gets_neither_key_nor_model_nor_price() -> None:
    write_settings(DirectorSettings().changed(**SET))
    there = {"DANQING_DIRECTOR_URL": "https://elsewhere.example/v1", "DANQING_DIRECTOR_MODEL": "m"}
    read = read_settings(there)
    assert read.endpoint is not None
    assert (read.endpoint.key, read.endpoint.price) == (None, None)
    with pytest.raises(RequestError, match="Name the model"):
        read_settings({"DANQING_DIRECTOR_URL": "https://elsewhere.example/v1"})
    after = stored_settings().changed(url="https://elsewhere.example/v1", model="m")
    assert after.endpoint is not None
    assert after.endpoint.key is None


def test_whether_a_key_would_be_seen_on_its_way() -> None:
    for url, seen in (("http://far.example/v1", True), ("http://127.0.0.1:8080/v1", False), (SET["url"], False)):
        endpoint = DirectorSettings().changed(**{**SET, "url": url}).endpoint
        assert endpoint is not None
        assert endpoint.shows_the_key is seen


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"provider": "magic"}, "one of auto, rules, local, remote"),
        ({"deadline_s": 0}, "from 1 to 120"),
        ({"deadline_s": float("nan")}, "from 1 to 120"),
        ({"model": "m"}, "knows no endpoint yet"),
        ({"url": "https://api.example.com/v1"}, "Name the model"),
        ({"url": "ftp://x", "model": "m"}, "base URL"),
        ({**SET, "input_price": -1}, "price"),
    ],
)
def test_what_cannot_be_set(change: dict[str, object], said: str) -> None:
    with pytest.raises(RequestError, match=said):
        DirectorSettings().changed(**change)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"key": 5}', '{"unknown": 1}', '{"url": 5, "model": "m"}', "\udcff"])
def test_a_broken_file_says_how_to_begin_anew_and_shows_nothing_of_itself(text: str) -> None:
    path = director_settings_path()
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(RequestError, match="danqing director forget"):
        read_settings({})


def test_a_number_in_a_variable_must_be_one() -> None:
    with pytest.raises(RequestError, match="DANQING_DIRECTOR_DEADLINE must be a number"):
        read_settings({"DANQING_DIRECTOR_DEADLINE": "soon"})


def test_the_file_is_json_that_people_can_read() -> None:
    write_settings(DirectorSettings().changed(**SET))
    assert json.loads(director_settings_path().read_text("utf-8")) == {
        "provider": "auto",
        **SET,
        "currency": "USD",
        "deadline_s": 10.0,
    }
