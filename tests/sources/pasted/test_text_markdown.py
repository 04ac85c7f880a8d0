"""Markdown loses its signs and keeps its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.sources.gather_options import INDIA
from audionews.sources.pasted.text import markdown_title, read_text, without_markdown

WHOLE = """---
section: শহর
---

# মেট্রো চালু #

আজ **সকালে** [মেট্রো](https://x.example/a) চালু হয়েছে। ![ছবি](a.jpg)

## ভাড়া কত
> ভাড়া *দশ* টাকা, জানিয়েছে `মেট্রো রেল`।
- ১৫ মিনিট অন্তর ট্রেন
"""


def test_an_article_in_markdown() -> None:
    article = read_text(WHOLE, "a.md", zone=INDIA)
    assert (article.headline, article.section) == ("মেট্রো চালু", "শহর")
    assert [line.strip() for line in article.text.splitlines() if line.strip()] == [
        "আজ সকালে মেট্রো চালু হয়েছে।",
        "ভাড়া কত",
        "ভাড়া দশ টাকা, জানিয়েছে মেট্রো রেল।",
        "- ১৫ মিনিট অন্তর ট্রেন",
    ]


def test_a_title_of_the_front_matter_goes_first_and_other_files_keep_their_signs() -> None:
    assert read_text("---\ntitle: ক\n---\n# খ\nগ ঘ", "a.MD", zone=INDIA).headline == "ক"
    assert read_text("# খ\nগ ঘ", "a.txt", zone=INDIA).text == "# খ\nগ ঘ"


@pytest.mark.parametrize("text", ["২ * ৩ * ৪", "snake_case_name", "#হ্যাশট্যাগ", "a_b", "[বন্ধনী]", "৫ > ৪", "**", "* *"])
def test_what_only_looks_like_markdown_stays(text: str) -> None:
    assert without_markdown(text) == text


@given(st.text(alphabet="#*_`[]()!> কখ\n", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    title, rest = markdown_title(text)
    assert isinstance(title, str | None)
    assert rest in text
    if "![" not in text and "](" not in text:
        assert [char for char in without_markdown(text) if char in "কখ"] == [char for char in text if char in "কখ"]
