import pytest

from audionews.bengali.script.language import bengali_share


@pytest.mark.parametrize(("text", "share"), [("", 0.0), ("২০২৪ !", 0.0), ("আমরা", 1.0), ("কখ ab", 0.5), ("news", 0.0)])
def test_share_counts_letters_only(text: str, share: float) -> None:
    assert bengali_share(text) == share
