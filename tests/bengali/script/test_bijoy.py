import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode
from audionews.bengali.script.codepoints import canonical

WORDS = [
    ("evsjv‡`k", "বাংলাদেশ"),
    ("wbe©vPb", "নির্বাচন"),  # reph behind its consonant
    ("cvwU©", "পার্টি"),  # reph and a vowel sign written in front
    ("‡mŠ›`h©", "সৌন্দর্য"),  # ৌ in two parts, half a conjunct
    ("‡Kv‡bv", "কোনো"),
    ("ˆZwi", "তৈরি"),
    ("÷v‡¤ú", "স্টাম্পে"),  # a conjunct of two halves behind its vowel sign
    ("w¯Œ‡b", "স্ক্রিনে"),
    ("ivóªcwZ", "রাষ্ট্রপতি"),
    ("¯^v¯’¨", "স্বাস্থ্য"),
    ("¸iæZ¡c~Y©", "গুরুত্বপূর্ণ"),
    ("k„•Ljv", "শৃঙ্খলা"),
    ("Aš—ivq", "অন্তরায়"),
    ("e¨e¯’v", "ব্যবস্থা"),
    ("i¨ve", "র‍্যাব"),  # র with ya-phala, not reph
    ("Kvh©vjq", "কার্যালয়"),
    ("ûgwK", "হুমকি"),
    ("Pvu`", "চাঁদ"),
    ("`yB", "দুই"),
    ("Avgiv", "আমরা"),
    ("e¯‘", "বস্তু"),
    ("cÖkœ", "প্রশ্ন"),
    ("2024 mv‡j|", "২০২৪ সালে।"),
    ("ÔKvRÕ", "‘কাজ’"),
]
PAGE = "‡nj‡g‡Ui wb‡P wZwb e‡j‡Qb, GB KvR Pj‡e| ivóªcwZ Avm‡eb ïµevi| wbe©vPb n‡e ci gv‡m|"


@pytest.mark.parametrize(("bijoy", "bengali"), WORDS)
def test_glyphs_become_letters_in_spoken_order(bijoy: str, bengali: str) -> None:
    assert to_unicode(bijoy) == canonical(bengali)


def test_bijoy_is_recognised() -> None:
    assert looks_like_bijoy(PAGE)
    assert not looks_like_bijoy(to_unicode(PAGE))


@pytest.mark.parametrize(
    "text",
    [
        "The weather office said on Monday that heavy rain was very likely; www.example.com has wind views.",
        "iPhone, eBay, YouTube and WordPress: how viewers vow to view HDTV and OpenGL",
        "W Warszawie władze wprowadzają nowe przepisy; wszystkie wnioski wpłynęły w wtorek.",
        "Während wir warten, fährt ein großer Wagen vorüber; «Vive la voûte», disait-il à l’œuvre.",
        "El viernes, ¿vendrá él? Sí: 25 °C, 1ª vez, 3½ kg © 2024",
        "Vi vill veta var våra vänner var i går kväll när vi väntade på dem vid vägen.",
        "আবহাওয়া দফতর জানিয়েছে, সোমবার বৃষ্টি হবে। © ২০২৪",
        "à¦†à¦®à¦¾à¦° à¦¸à§‹à¦¨à¦¾à¦° à¦¬à¦¾à¦‚à¦²à¦¾",
        "dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZw==",
        "",
    ],
)
def test_other_text_is_not(text: str) -> None:
    assert not looks_like_bijoy(text)


@given(st.text())
def test_conversion_never_raises_and_bengali_lines_stay(text: str) -> None:
    looks_like_bijoy(text)
    to_unicode(text)
    assert to_unicode(f"ক{text}".replace("\n", "")).startswith("ক")
