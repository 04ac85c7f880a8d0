"""The golden cases of cleaning and sentences, also those that were held back while the rules were written."""

from functools import cache

import pytest
import scoring

from audionews.bengali import clean, split_sentences

PAGES = scoring.read_pages() + scoring.read_pages(scoring.HELD)
SPLITS = scoring.read_splits() + scoring.read_splits(scoring.HELD)
REGRESSIONS = scoring.CASES / "regressions"
LATER_SPLITS = scoring.read_splits(REGRESSIONS)


@cache
def score(page: scoring.Page) -> scoring.LineScore:
    cleaned = clean("\n".join(line.text for line in page.lines))
    return scoring.line_score(page, cleaned.paragraphs, dict(cleaned.dropped))


def by_file() -> dict[str, list[scoring.Page]]:
    files: dict[str, list[scoring.Page]] = {}
    for page in PAGES + scoring.read_pages(REGRESSIONS):
        files.setdefault(page.file, []).append(page)
    return files


@pytest.mark.parametrize("pages", by_file().values(), ids=by_file())
def test_news_is_kept_and_the_page_around_it_dropped(pages: list[scoring.Page]) -> None:
    scores = {page.name: score(page) for page in pages}
    assert {name: one for name, one in scores.items() if not one.all_right} == {}


@pytest.mark.parametrize("name", sorted({case.file for case in SPLITS + LATER_SPLITS}))
def test_sentences_end_where_the_cases_say(name: str) -> None:
    cases = [case for case in SPLITS + LATER_SPLITS if case.file == name]
    assert [case for case in cases if not scoring.split_right(case, split_sentences(case.text))] == []


def test_most_reasons_are_those_of_the_cases() -> None:
    scores = sum(map(score, PAGES), scoring.LineScore())
    assert scores.reasons_right >= 0.9 * scores.noise_right
