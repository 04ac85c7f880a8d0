"""An interview by two voices: labels where they are needed, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from audionews.model import Article, Role
from audionews.rundown.order import write
from audionews.rundown.plan import Plan

INTERVIEW = """জলসেচ দফতরের সঙ্গে কথা বলেছে আমাদের দফতর।

প্রশ্ন: বাঁধের কাজ কবে শুরু হবে?

উত্তর: আগামী মাসের প্রথম সপ্তাহে কাজ শুরু হবে। দরপত্র ডাকা হয়ে গিয়েছে।

তবে বর্ষার আগে পুরো কাজ শেষ হবে না।

প্রশ্ন: চাষের জল কি তত দিন মিলবে?

উত্তর: ছোট খাল দিয়ে সপ্তাহে দু’দিন জল দেওয়া হবে।

দফতর জানিয়েছে, কাজের হিসাব প্রতি মাসে প্রকাশ করা হবে।"""
QUOTED = """সেতু নিয়ে রেলের বক্তব্য জানা গিয়েছে।

“যাত্রীদের অসুবিধা হবে ঠিকই, কিন্তু মেরামত না করে উপায় ছিল না।” বিবৃতিতে এ কথা বলেছে রেল।"""
TABLE = """তিন জেলার হিসাব মিলেছে।

উত্তর: ১২টি

দক্ষিণ: ১৫টি

উত্তর: ৩টি"""


def told(text: str, speakers: int) -> list[tuple[int, str, str]]:
    article = Article("a", text, "শিরোনামে অন্য কথা")
    written = write([article], replace(Plan(date(2026, 11, 23)), speakers=speakers))
    return [
        (line.speaker, line.text, line.spoken)
        for line in written.segments
        if line.role is Role.BODY and line.article == 0
    ]


def test_two_voices_ask_and_answer() -> None:
    lines = told(INTERVIEW, 2)
    assert [speaker for speaker, _, _ in lines] == [0, 0, 1, 1, 1, 0, 1, 0]
    spoken = [said for _, _, said in lines]
    assert spoken[1].startswith("প্রশ্ন")
    assert spoken[2].startswith("উত্তর")
    assert spoken[5].startswith("চাষের জল")
    assert spoken[6].startswith("ছোট খাল")
    assert [text.split(":")[0] for _, text, _ in lines if ":" in text] == ["প্রশ্ন", "উত্তর", "প্রশ্ন", "উত্তর"]


def test_more_speakers_than_voices_keep_their_labels() -> None:
    third = INTERVIEW.replace("উত্তর: ছোট খাল", "কৃষি দফতর: ছোট খাল").replace("প্রশ্ন: চাষের", "প্রশ্ন: চাষের")
    spoken = [said for _, _, said in told(third, 2)]
    assert sum(said.startswith(("প্রশ্ন", "উত্তর", "কৃষি দফতর")) for said in spoken) == 4
    assert [speaker for speaker, _, _ in told(third, 3)] == [0, 0, 1, 1, 1, 0, 2, 0]


def test_a_whole_quotation_has_its_own_voice() -> None:
    assert [speaker for speaker, _, _ in told(QUOTED, 2)] == [0, 1, 0]


@pytest.mark.parametrize(("text", "speakers"), [(INTERVIEW, 1), (QUOTED, 1), (TABLE, 2)])
def test_one_voice_and_tables_stay_as_they_are(text: str, speakers: int) -> None:
    assert {speaker for speaker, _, _ in told(text, speakers)} == {0}
    assert told(text, speakers) == told(text, 1)
