"""The tables of cues are well formed, and narrowed to a text they match what they match whole."""

import re

import pytest
import scoring

from audionews.bengali.cleaning import clean, cue_index, cue_table
from audionews.bengali.cleaning.cue_table import SHAPES
from audionews.bengali.cleaning.phrase_parts import parts
from audionews.bengali.cleaning.phrases import LETTER, expression, folded, narrowed
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import numbered, rows

REASONS = {reason for reason, _ in rows("clean_reasons")}


@pytest.mark.parametrize(
    ("phrase", "alternatives"),
    [
        ("(আরও|আরো) পড়ুন", {"(আরও|আরো) পড়ুন": ["আরও|আরো", "পড়ুন"]}),
        ("আরও খবর|সব দেখুন", {"আরও খবর": ["আরও", "খবর"], "সব দেখুন": ["সব", "দেখুন"]}),
        ("(মেলা|হাট)", {"মেলা": ["মেলা"], "হাট": ["হাট"]}),
        ("(এই )?খবর~", {"(এই )?খবর~": ["খবর*"]}),
        ("((এই|সেই) )?খবর(টি)?", {"((এই|সেই) )?খবর(টি)?": ["খবর*"]}),
        ("(?<!সেরা\\s)ছবি", {"(?<!সেরা\\s)ছবি": ["ছবি"]}),
        ("updates?", {"updates?": ["update*"]}),
        (".{1,20} প্রতিবেদন", {".{1,20} প্রতিবেদন": ["প্রতিবেদন"]}),
        (".{1,20}প্রতিবেদন", {".{1,20}প্রতিবেদন": ["*তিবেদন"]}),
        ("ফটো ?গ্যালারি", {"ফটো ?গ্যালারি": ["ফটো*", "*যালারি"]}),
        ("(খবর){0,2} <from>", {"(খবর){0,2} <from>": ["থেকে"]}),
        ("[ক-হ]+( ?/ ?[ক-হ]+){1,3}( ঘণ্টা)?", {"[ক-হ]+( ?/ ?[ক-হ]+){1,3}( ঘণ্টা)?": ["/"]}),
        ("দায় (নেই|নেয় না)", {"দায় (নেই|নেয় না)": ["দায়", "নেই|নেয়"]}),
    ],
)
def test_an_alternative_of_a_phrase_is_known_by_the_words_it_must_have(
    phrase: str, alternatives: dict[str, list[str]]
) -> None:
    found = {part.text: ["|".join(sorted(slot)) for slot in part.slots] for part in parts(canonical(phrase))}
    assert found == {canonical(text): [canonical(slot) for slot in slots] for text, slots in alternatives.items()}


@pytest.mark.parametrize(
    ("phrase", "firsts"),
    [
        ("(আরও|আরো)? ?পড়ুন", {"আরও*", "আরো*", "পড়ুন"}),
        ("\\(?লেখক [ক-হ]+", {"লেখক"}),
        ("[ক-হ]{2,9} থেকে", set()),
        ("# ?মিনিট", {f"{digit}*" for digit in "0123456789০১২৩৪৫৬৭৮৯"}),
    ],
)
def test_a_phrase_is_known_by_its_first_word(phrase: str, firsts: set[str]) -> None:
    assert parts(canonical(phrase))[0].firsts == {canonical(word) for word in firsts}


def test_cues_by_their_alternatives_match_what_whole_expressions_match() -> None:
    cues = [(number, row) for number, row in numbered("clean_cues") if row[3] == "-" or int(row[3]) > 0]
    whole = {number: re.compile(SHAPES[row[2]] % expression(row[4].split(" & ")[0]), re.DOTALL) for number, row in cues}
    for text in {folded(line.text) for page in scoring.read_pages() for line in page.lines}:
        asked = {cue.number: cue for cue in cue_table.possible(text)}
        words = len(re.findall(LETTER + "+", text))
        for number, (_, _, place, most, *_) in cues:
            if most == "-" or words <= int(most):
                search = place in ("inside", "end", "tail")
                found = whole[number].search(text) if search else whole[number].match(text)
                cue = asked.get(number)
                own = (cue.search(text) if search else cue.match(text)) if cue else None
                if place == "only" and (not found or found.end() < len(text)):
                    continue  # matches more than once, or not as a whole
                assert (own and own.span()) == (found and found.span()), (number, text)


def test_the_index_of_the_cues_is_up_to_date() -> None:
    assert cue_index.FILE.read_text("utf-8") == cue_index.text(), "run tools/cue_index.py"


def test_an_index_that_is_older_than_the_tables_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cue_index, "checksum", lambda: 1)
    cue_index.index.cache_clear()
    assert cue_index.index().of == 1
    monkeypatch.undo()
    cue_index.index.cache_clear()


@pytest.mark.parametrize("table", ["clean_cues", "clean_words"])
def test_no_row_is_too_long_to_be_read(table: str) -> None:
    assert [number for number, row in numbered(table) if len("\t".join(row)) > 300] == []


PLACES = {"whole", "label", "start", "end", "inside", "glued", "tail", "mosaic"}


def has_its_columns(row: tuple[str, ...]) -> bool:
    reason, grade, place, most, _, purpose = row
    graded = grade in {"hint", "enough", "always", "heading"} or (grade, reason) == ("against", "news")
    counted = most == "-" or int(most) > 0
    return graded and counted and reason in REASONS | {"news"} and place in PLACES and bool(purpose)


def test_every_cue_compiles_and_has_its_columns() -> None:
    cues = [row for row in rows("clean_cues") if row[2] != "only"]
    assert [row for row in cues if not has_its_columns(row)] == []
    for row in cues:
        assert re.compile(expression(row[4])), row


def test_a_clock_of_bare_figures_between_strokes_needs_no_row_of_a_table() -> None:
    assert clean("সেতু খুলল।\n১২.৫% | দাগ\nভিড় হল।").paragraphs


@pytest.mark.parametrize(
    "phrase", ["(এখন|এবার) (<outlet>)", "<outlet>(র)? খবর", "<desk> ?,? <publishing>", "(<social>)? দেখুন"]
)
def test_a_phrase_narrowed_to_a_text_matches_what_the_whole_phrase_does(phrase: str) -> None:
    whole = re.compile(expression(phrase))
    texts = ["এখন প্রথম আলোর খবর দেখুন", "এবার এই সময় ডিজিটালের খবর", "নিজস্ব প্রতিবেদক, প্রকাশের সময়", "মেলা দেখুন", "খেয়া বন্ধ"]
    found = [[match.span() for match in whole.finditer(text)] for text in texts]
    assert any(found)
    narrow = [re.compile(expression(narrowed(phrase, text))) for text in texts]
    assert found == [[match.span() for match in one.finditer(text)] for one, text in zip(narrow, texts, strict=True)]
    assert all(len(one.pattern) < len(whole.pattern) for one in narrow)
