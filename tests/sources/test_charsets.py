"""Bytes to text: every Unicode form is read, everything else is refused by name, and nothing hangs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.sources.charsets import MOST_BYTES, decode
from audionews.support.errors import SourceError

CASES = Path(__file__).with_name("data") / "encodings.tsv"
SENTENCE = "আজ বৃষ্টি হবে।"


def unescape(text: str) -> str:
    for escape in ("\\x00", "\\x07", "\\x1b", "\\x7f", "\\r", "\\n"):
        text = text.replace(escape, escape.encode().decode("unicode_escape"))
    return text


def encoded(text: str, encoding: str) -> bytes:
    name, _, mark = encoding.partition("+")
    return (("\ufeff" if mark else "") + text).encode(name)


@pytest.mark.parametrize(
    "case", [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
)
def test_each_encoding_is_read_or_refused_by_name(case: str) -> None:
    text, encoding, outcome = map(unescape, case.split("\t"))
    if "encoding" in outcome or "windows" in outcome:
        with pytest.raises(SourceError, match=outcome):
            decode(encoded(text, encoding))
    else:
        assert decode(encoded(text, encoding)) == outcome


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "utf-8", "nonsense", "\0", "base64", '"UTF-8"'])
def test_a_wrong_declaration_does_not_spoil_what_is_plainly_utf8(declared: str) -> None:
    assert decode(SENTENCE.encode(), declared=declared) == SENTENCE


def test_a_declared_legacy_encoding_is_honoured_where_nothing_else_fits() -> None:
    assert decode("Café".encode("windows-1252"), declared="windows-1252") == "Café"


def test_a_declared_utf16_without_a_mark_is_honoured() -> None:
    assert decode("ক".encode("utf-16-be"), declared="utf-16be") == "ক"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00\xff\xfe", "office document"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (bytes(range(256)) * 4, "binary data"),
        (SENTENCE.encode() * 20 + b"\xff" + SENTENCE.encode() * 20, "damaged UTF-8"),
    ],
)
def test_a_refusal_names_what_the_bytes_look_like(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind):
        decode(data)


def test_what_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(SourceError, match="larger than 5 MB"):
        decode(b"\xe0" * (MOST_BYTES + 1))


@given(st.binary(), st.none() | st.text(max_size=12))
def test_any_bytes_give_text_or_one_kind_of_error(data: bytes, declared: str | None) -> None:
    try:
        text = decode(data, declared=declared)
    except SourceError:
        return
    assert not any(ch in text for ch in "\0\a\r\x1b\x7f\x9b")


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufeff")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_whatever_is_written_is_read_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
