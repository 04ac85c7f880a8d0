import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.pronunciation.pauses import LONGEST, with_breaths


@pytest.mark.parametrize(
    "marked",
    [
        "রাজ্য সরকারের নতুন এই প্রকল্প চালু হলে, গ্রামের কয়েক লক্ষ মানুষ উপকৃত হবেন।",
        "মন্ত্রী সোমবার সকালে শহরে এসে প্রকল্পের কাজ ঘুরে দেখেছেন, কিন্তু কবে তা শেষ হবে জানাননি।",
        "দফতর জানিয়েছে, কাল বৃষ্টি হবে।",
        "বৃষ্টি থামলে খেলা শুরু হবে।",
        "পুলিশ জানিয়েছে যে গাড়িটি দ্রুত গতিতে আসার সময় নিয়ন্ত্রণ হারিয়ে ফেলেছে, ফলে দুর্ঘটনাটি ঘটেছে।",
    ],
)
def test_breath_is_taken_where_it_is_marked(marked: str) -> None:
    bare = marked.replace("হলে,", "হলে").replace("দেখেছেন,", "দেখেছেন").replace("ফেলেছে,", "ফেলেছে")
    assert with_breaths(bare) == marked


@given(st.lists(st.sampled_from(["করে", "হলে", "কিন্তু", "যায়", "ঘর", "ও", "।", "মানুষের"]), max_size=60))
def test_only_commas_are_added(words: list[str]) -> None:
    text = " ".join(words)
    made = with_breaths(text)
    assert made.replace(",", "") == text
    assert with_breaths(made) == made


def test_a_clause_of_one_breath_is_not_touched() -> None:
    text = " ".join(["করলে"] * LONGEST)
    assert with_breaths(text) == text
