"""Other languages than Chinese and English are told by their letters and little words, and by both commands alike."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.languages import is_other_language
from danqing.director.settings import DirectorSettings
from danqing.tasks.directing import director
from danqing.tasks.ideas import ideas

OTHERS = [
    "un chat noir", "une fleur rouge", "deux chats sur un canapé", "le petit chien", "les fleurs", "ein Hund",
    "ein roter Apfel auf dem Tisch", "der kleine Hund", "el gato negro", "dos perros en la playa",
    "la luna sobre el mar", "il gatto nero", "un gatto", "黒い猫がいる", "赤いリンゴ", "검은 고양이", "черный кот",
]  # fmt: skip
OURS = [
    "a cat", "café au lait on a table", "El Niño", "El Salvador flag", "Los Angeles skyline", "an à la carte menu",
    "Cinco de Mayo", "Día de los Muertos poster", "Mardi Gras", "Le Mans race car", "Das Boot", "la la land",
    "Notre Dame de Paris", "Rio de Janeiro", "Leonardo da Vinci", "the UN building", "UN peacekeepers", "pas de deux",
    "a poster with the words “un chat noir”", "两只猫", "一只猫の家", "Joan Miró", "Un Chien Andalou poster",
    "due date",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_told(text: str) -> None:
    assert is_other_language(text)
    with pytest.raises(RequestError, match="in Chinese and English only"):
        ideas(text)
    understood = director(DirectorSettings()).understand(text)
    assert understood.prompt == text
    assert "read Chinese and English only" in " ".join(understood.notes)


@pytest.mark.parametrize("text", OURS)
def test_foreign_names_and_phrases_in_english_are_english(text: str) -> None:
    assert not is_other_language(text)
