"""The golden cases: each file of `cases/normalize` holds one class of them."""

from collections import defaultdict

import pytest
import scoring

from audionews.bengali import explain, normalize


def by_file() -> dict[str, list[scoring.Spoken]]:
    files: dict[str, list[scoring.Spoken]] = defaultdict(list)
    for folder in (scoring.CASES, scoring.HELD, scoring.CASES / "regressions"):
        for case in scoring.read_spoken(folder):
            files[case.file].append(case)
    return files


@pytest.mark.parametrize(("name", "cases"), by_file().items(), ids=str)
def test_said_as_a_newsreader_would(name: str, cases: list[scoring.Spoken]) -> None:
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
