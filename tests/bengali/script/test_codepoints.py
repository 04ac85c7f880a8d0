import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.script.codepoints import canonical


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("\u09df", "\u09af\u09bc"),  # য়, composed and decomposed
        ("ত\u09cd\u200d", "ৎ"),  # khanda ta before it had a letter
        ("র\u200c\u09cdযাব", "র\u200d\u09cdযাব"),  # র‍্যাব by two keyboards
        ("উদ্\u200cযাপন", "উদ্\u200cযাপন"),
        ("কে\u200dন", "কেন"),
        ("ক\u09c7\u09be", "ক\u09cb"),
        ("শেষ৷", "শেষ।"),
        ("শেষ।।", "শেষ।"),
        ("এক\u00a0দুই\ufeff", "এক দুই"),
        ("১০\x96১২", "১০–১২"),  # windows-1252 taken for Latin-1
        ("\x93যাব\x94", "“যাব”"),
        ("মোল\u00adা", "মোল্লা"),  # a glyph of the Bijoy fonts where a soft hyphen cannot be
        ("soft\u00adware", "software"),
    ],
)
def test_equal_words_become_equal_strings(typed: str, one: str) -> None:
    assert canonical(typed) == one


@given(st.text() | st.text(alphabet="রযবতক\u09cd\u200c\u200d\u09bc\u09c7\u09be।৷"))
def test_twice_is_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
