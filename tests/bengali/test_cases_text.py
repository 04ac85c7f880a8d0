"""The golden cases of cleaning and sentences, also those that were held back while the rules were written."""

import pytest
import scoring

from audionews.bengali import clean, split_sentences

PAGES = scoring.read_pages() + scoring.read_pages(scoring.HELD)
SPLITS = scoring.read_splits() + scoring.read_splits(scoring.HELD)
REGRESSIONS = scoring.CASES / "regressions"
LATER_SPLITS = scoring.read_splits(REGRESSIONS)


@pytest.mark.parametrize("page", PAGES + scoring.read_pages(REGRESSIONS), ids=lambda page: f"{page.file}: {page.name}")
def test_news_is_kept_and_the_page_around_it_dropped(page: scoring.Page) -> None:
    cleaned = clean("\n".join(line.text for line in page.lines))
    score = scoring.line_score(page, cleaned.paragraphs, dict(cleaned.dropped))
    assert (score.news_right, score.noise_right) == (score.news, score.noise)


@pytest.mark.parametrize("name", sorted({case.file for case in SPLITS + LATER_SPLITS}))
def test_sentences_end_where_the_cases_say(name: str) -> None:
    cases = [case for case in SPLITS + LATER_SPLITS if case.file == name]
    assert [case for case in cases if not scoring.split_right(case, split_sentences(case.text))] == []


def test_most_reasons_are_those_of_the_cases() -> None:
    right = total = 0
    for page in PAGES:
        cleaned = clean("\n".join(line.text for line in page.lines))
        score = scoring.line_score(page, cleaned.paragraphs, dict(cleaned.dropped))
        right, total = right + score.reasons_right, total + score.noise_right
    assert right >= 0.9 * total
