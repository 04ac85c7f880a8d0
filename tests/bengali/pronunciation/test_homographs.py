import re

import pytest

from audionews.bengali.pronunciation.homographs import homograph
from audionews.bengali.script.tables import rows


@pytest.mark.parametrize(("word", "where", "sounds", "example"), rows("homographs"))
def test_each_example_is_read_as_its_row_says(word: str, where: str, sounds: str, example: str) -> None:
    words = re.findall("[^ ।,?]+", example)
    assert homograph(words, words.index(word)) == sounds, where


def test_other_words_are_left_alone() -> None:
    assert homograph(["ঘর", "বাড়ি"], 0) is None
