"""The golden cases: each file of `cases/normalize` holds one class of them."""

from collections import defaultdict
from pathlib import Path

import pytest
import scoring

import audionews
from audionews.bengali import explain, normalize
from audionews.bengali.script.codepoints import canonical


def by_file() -> dict[str, list[scoring.Spoken]]:
    files: dict[str, list[scoring.Spoken]] = defaultdict(list)
    for folder in (scoring.CASES, scoring.HELD, scoring.CASES / "regressions"):
        for case in scoring.read_spoken(folder):
            files[case.file].append(case)
    return files


@pytest.mark.parametrize("cases", by_file().values(), ids=by_file())
def test_said_as_a_newsreader_would(cases: list[scoring.Spoken]) -> None:
    wrong = [
        (case.line, locale, normalize(case.written, locale))
        for case in cases
        for locale in case.locales
        if not scoring.matches(case, normalize(case.written, locale))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("১৯৭১ সালে", "year", "year"),
        ("১৯৭১ জন", "cardinal", "number"),
        ("সকাল ১১.৩০ নাগাদ", "clock", "dotted"),
        ("১১.৩০ শতাংশ", "decimal", "decimal"),
        ("৯৮৩০০১২৩৪৫", "phone", "phone"),
        ("₹৫০০", "money", "sign-first"),
    ],
)
def test_explanations_name_class_and_rule(text: str, kind: str, rule: str) -> None:
    change = explain(text)[-1]
    assert (change.kind, change.rule) == (kind, rule)


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("১/৩ ভোট", "fraction", "part"),
        ("রক্তচাপ ১২০/৮০", "address", "beside-its-name"),
        ("২৮/৬ তারিখে", "date", "day-by-name"),
        ("৬/৭ দিন", "approximation", "about"),
        ("২০২৩/২৪", "season", "season"),
        ("স্কোর ২৮৭/৬", "score", "runs-and-wickets"),
        ("১০-১৫ কিমি", "range", "range-of-measures"),
        ("২-১ গোলে", "score", "score"),
        ("৫-৬ জন", "approximation", "about"),
        ("১৯৩৯-৪৫", "year", "years"),
    ],
)
def test_each_reading_of_a_stroke_is_a_rule_of_its_own(text: str, kind: str, rule: str) -> None:
    changes = {(change.kind, change.rule) for change in explain(text)}
    assert (kind, rule) in changes


@pytest.mark.parametrize(
    ("text", "table", "row"),
    [
        ("ড. সেন", "abbreviations", "ড.\tডক্টর\t"),
        ("৫ মি. দূরে", "abbreviations", "মি.\tমিটার\tnumber"),
        ("টি-২০ ম্যাচ", "phrases", "টি-20\t"),
        ("৫ km", "units", "km\t"),
        ("২ + ২ = ৪", "symbols", "+\t"),
        ("World Cup", "latin", "World Cup\t"),
        ("₹৫০০", "currencies", "₹\t"),
        ("৪০°C", "degrees", "C\t"),
        ("১/৩ ভোট", "denominators", "3\t"),
    ],
)
def test_explanations_name_the_row_that_decided(text: str, table: str, row: str) -> None:
    name, line = next(change.place for change in explain(text) if change.place).split(":")
    lines = (Path(audionews.__file__).parent / "bengali" / "data" / name).read_text("utf-8").split("\n")
    assert name == f"{table}.tsv"
    assert canonical(lines[int(line) - 1].replace("\t", "|")).startswith(canonical(row.replace("\t", "|")))


def test_a_rule_without_a_table_names_no_row() -> None:
    assert [change.place for change in explain("১৯৭১ সালে")] == [""]
