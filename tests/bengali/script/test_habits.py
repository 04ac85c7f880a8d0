from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.normalization.normalizer import explain
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.habits import mend


@pytest.mark.parametrize(
    ("written", "meant", "habit"),
    [
        ("বিশ^সেরা", "বিশ্বসেরা", "bijoy-residue"),
        ("আশ^াস", "আশ্বাস", "bijoy-residue"),
        ("নি¤œমুখী", "নিম্নমুখী", "bijoy-residue"),
        ("আতœীয়", "আত্মীয়", "bijoy-residue"),
        ("দ্বিতীয়ত¡", "দ্বিতীয়ত্ব", "bijoy-residue"),
        ("উদে¡গ", "উদ্বেগ", "bijoy-residue"),
        ("পাশর্^", "পার্শ্ব", "bijoy-residue"),
        ("ভূখÐ", "ভূখণ্ড", "bijoy-residue"),
        ("তিনি বলেনÑ যাব", "তিনি বলেন— যাব", "bijoy-residue"),
        ("দু:শাসন", "দুঃশাসন", "visarga-colon"),
        ("প্রশ্নঃ কবে?", "প্রশ্ন: কবে?", "visarga-for-colon"),
        ("মন্ত ্রী", "মন্ত্রী", "split-sign"),
        ("জেলা<br/>সদর", "জেলা সদর", "markup"),
        ("ল্য়ান্ডিং", "ল্যান্ডিং", "ya-phala"),
        ("পযার্য়ে", "পর্যায়ে", "misplaced-reph"),
        ("চা &amp; কফি", "চা & কফি", "entity"),
    ],
)
def test_habits_are_mended_and_told(written: str, meant: str, habit: str) -> None:
    mended = mend(canonical(written))
    assert mended.text == canonical(meant)
    assert [repair.habit for repair in mended.repairs] == [habit]
    change = next(change for change in explain(written) if change.rule.endswith(habit))
    assert change.place in ("", f"habits.tsv:{mended.repairs[0].line}")


@pytest.mark.parametrize(
    "text", ["বাক্\u200c স্বাধীনতা", "ক্রমশঃ কমছে", "নাম:ঠিকানা", "El Niño", "১০^৬", "^_^ বলল", "মান উঁচু", "৫ < ৭ ও ৮ > ৬", "AT&T"]
)
def test_what_only_looks_like_a_habit_stays(text: str) -> None:
    assert mend(canonical(text)).text == canonical(text)


@given(st.text(alphabet="কতশরসিো্ংঃ^¤œ¡¦Ðæ‚:  <bri>&quot;[]\\IÑ", max_size=40))
def test_repairs_say_truly_where_they_are(text: str) -> None:
    written = canonical(text)
    mended = mend(written)
    back = mended.text
    for repair in reversed(mended.repairs):
        assert back[repair.at : repair.at + len(repair.meant)] == repair.meant
        back = back[: repair.at] + written[repair.start : repair.end] + back[repair.at + len(repair.meant) :]
    assert back == written


def test_a_repair_inside_a_stretch_is_part_of_it() -> None:
    written = canonical("৫ কর ্মী")
    for change in explain(written):
        assert written[change.start : change.end] == change.written


class _Asked(str):
    """A text that counts how often a sign is looked for in it."""

    __slots__ = ("times",)

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.times = 0
        return made

    def __contains__(self, sign: object) -> bool:
        self.times += 1
        return super().__contains__(sign)  # type: ignore[operator]


def test_a_text_is_asked_as_often_however_many_rephs_it_has() -> None:
    short, long = _Asked("৫ মার্চ " * 50), _Asked("৫ মার্চ " * 500)
    mend(short)
    mend(long)
    assert 0 < short.times == long.times
